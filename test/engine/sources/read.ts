import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readLog } from '../../../server/src/engine/sources/readLog.ts';
import type { LogSummary } from '../../../server/src/engine/sources/logSummary.ts';

export interface ReadMessage {
  readonly kind: string;
  readonly raw: string;
  readonly time: string;
  readonly place: string;
}

export interface ReadResult {
  readonly summary: LogSummary;
  readonly messages: readonly ReadMessage[];
}

/** Reads a file as the store does. */
export async function readPath(path: string): Promise<ReadResult> {
  const messages: ReadMessage[] = [];
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  const summary = await readLog(path, mtimeMs, new AbortController().signal, {
    onMessage: ({ kind, raw, time, line, column }) => {
      messages.push({
        kind,
        raw: Buffer.from(raw).toString(),
        time: new Date(time).toISOString(),
        place: `${String(line)}:${String(column)}`,
      });
    },
    onBytes: () => undefined,
  });
  return { summary, messages };
}

/** Reads content as a file of its own. */
export async function readContent(content: string | Buffer, name = 'log'): Promise<ReadResult> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, name), content);
    return readPath(join(folder, name));
  });
}

/** Runs `work` with a new folder that is removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-test-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
