/** Runs queries with lookup tables through the engine, over messages and files of a folder of their own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Engine } from '../../../server/src/engine/engine.ts';
import type { LookupSettings, ResultValue } from '../../../server/src/protocol/engine.ts';

export interface Answer {
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly ResultValue[])[];
  readonly notices: readonly { readonly code: string; readonly message: string }[];
}

export interface Bench {
  /** Absolute path of a file of the bench. */
  readonly path: (name: string) => string;
  readonly run: (query: string) => Promise<Answer>;
  readonly explain: (query: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const signal = new AbortController().signal;

/** Messages are JSON objects, the first the newest; files are named by paths inside the folder. */
export async function openBench(
  messages: readonly object[],
  files: Readonly<Record<string, string | Buffer>>,
  lookups: (path: (name: string) => string) => LookupSettings,
): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-lookup-'));
  const path = (name: string): string => join(folder, name);
  const noon = Date.UTC(2024, 0, 1, 12);
  const lines = messages.map((message, index) =>
    JSON.stringify({ timestamp: new Date(noon - index * 1000).toISOString(), ...message }),
  );
  const all = { 'logs/messages.jsonl': lines.join('\n'), ...files };
  for (const [name, content] of Object.entries(all)) {
    await mkdir(dirname(path(name)), { recursive: true });
    await writeFile(path(name), content);
  }
  const engine = await Engine.open({
    logs: [path('logs')],
    categories: [],
    memoryLimit: '',
    threads: 1,
    cacheFolder: undefined,
    lookups: lookups(path),
  });
  const params = (query: string): Parameters<Engine['run']>[0] => ({
    query,
    timeRange: {},
    now: 'data',
    timezone: 'UTC',
    parameters: {},
    operation: 'test',
  });
  return {
    path,
    run: async (query) => {
      const result = await engine.run(params(query), { signal });
      if (result.kind === 'invalid') throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
      if (result.kind === 'failed') throw new Error(result.message);
      const page = await engine.page({ resultId: result.resultId, offset: 0, limit: 1000, sort: undefined });
      return {
        columns: result.columns.map(({ name }) => name),
        types: result.columns.map(({ type }) => type),
        rows: page.rows,
        notices: result.notices,
      };
    },
    explain: async (query) => {
      const result = await engine.explain(params(query), { signal });
      return result.kind === 'explained' ? result.text : result.message;
    },
    close: async () => {
      engine.close();
      await rm(folder, { recursive: true });
    },
  };
}
