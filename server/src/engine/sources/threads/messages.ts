/** What is said between the thread that asks for logs and those that read them. */
import type { LogSummary } from '../logSummary.ts';
import type { MessageBatch } from '../messageBatch.ts';
import type { ReadRequest } from '../readInBatches.ts';

/** To a reading thread; `job` is the number of a reading. */
export type ToReader =
  | { readonly kind: 'read'; readonly job: number; readonly request: ReadRequest }
  /** A batch is dealt with, and the room of its texts is free again. */
  | { readonly kind: 'taken'; readonly job: number; readonly bytes: number; readonly room: ArrayBuffer }
  /** Nobody wants the rest. */
  | { readonly kind: 'drop'; readonly job: number };

/** From a reading thread. `read` is how many bytes came from disk since the last message about the job. */
export type FromReader =
  /** The thread has started. */
  { readonly kind: 'ready' } | FromReading;

/** What a reading thread says about a reading. */
export type FromReading =
  | { readonly kind: 'batch'; readonly job: number; readonly batch: MessageBatch; readonly read: number }
  | { readonly kind: 'read'; readonly job: number; readonly read: number }
  | { readonly kind: 'done'; readonly job: number; readonly summary: LogSummary; readonly read: number }
  /** The reading failed in a way that it should not have. */
  | { readonly kind: 'failed'; readonly job: number; readonly message: string };
