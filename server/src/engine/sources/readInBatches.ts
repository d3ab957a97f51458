import { BatchBuilder } from './messageBatch.ts';
import type { MessageBatch } from './messageBatch.ts';
import type { LogSummary } from './logSummary.ts';
import { readLog } from './readLog.ts';
import type { FilePart } from './readLog.ts';
import type { ReadingOptions } from './settings/types.ts';

/** What to read and how; see `readLog`. */
export interface ReadRequest {
  readonly path: string;
  readonly modified: number;
  readonly part: FilePart | undefined;
  readonly reading: ReadingOptions;
}

export interface BatchHooks {
  /** Takes some messages; reading goes on when they are dealt with. */
  onBatch(batch: MessageBatch): Promise<void>;
  /** Bytes read from disk, as they are read. */
  onBytes(count: number): void;
  /** Gives room for the texts of a batch; new room when left out. */
  makeRoom?(): Buffer;
}

/** Reads log files, here or in other threads. */
export interface LogSource {
  /** As `readLog`, but hands over the messages in batches. */
  read(request: ReadRequest, signal: AbortSignal, hooks: BatchHooks): Promise<LogSummary>;
}

/** Reads in the thread that asks. */
export const inThisThread: LogSource = { read: readInBatches };

async function readInBatches(
  { path, modified, part, reading }: ReadRequest,
  signal: AbortSignal,
  hooks: BatchHooks,
): Promise<LogSummary> {
  const ready: MessageBatch[] = [];
  const builder = new BatchBuilder((batch) => ready.push(batch), hooks.makeRoom?.bind(hooks));
  const handOver = async (): Promise<void> => {
    for (const batch of ready.splice(0)) await hooks.onBatch(batch);
  };
  const summary = await readLog(path, modified, signal, {
    part,
    reading,
    onMessage: (message) => {
      builder.add(message);
    },
    onBytes: hooks.onBytes.bind(hooks),
    onChunk: handOver,
  });
  builder.end();
  await handOver();
  return summary;
}
