/** A thread that reads logs for another one: it opens, frames, checks, classifies and dates, and hands over batches. */
import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

import { buffersOf, newRoom } from '../messageBatch.ts';
import { inThisThread } from '../readInBatches.ts';
import type { ReadRequest } from '../readInBatches.ts';
import { Credit } from './credit.ts';
import type { FromReader, ToReader } from './messages.ts';

/** Bytes of text of one reading that may wait to be taken. */
const WAITING = 4 * 1024 * 1024;

/** Rooms that are kept for later, none of them of more bytes: one record of many megabytes would take them for good. */
const SPARE_ROOMS = 4;
const LARGEST_SPARE = 4 * 1024 * 1024;

/** Bytes from disk that are worth a message of their own. */
const TELL = 1024 * 1024;

interface Job {
  readonly abort: AbortController;
  readonly credit: Credit;
}

const jobs = new Map<number, Job>();

/** Rooms for texts that came back. */
const rooms: Buffer[] = [];

function serve(port: MessagePort): void {
  const post = (message: FromReader, moved: ArrayBuffer[] = []): void => {
    port.postMessage(message, moved);
  };

  const read = async (id: number, request: ReadRequest, { abort, credit }: Job): Promise<void> => {
    let count = 0;
    const sinceLast = (): number => {
      const bytes = count;
      count = 0;
      return bytes;
    };
    const summary = await inThisThread.read(request, abort.signal, {
      async onBatch(batch) {
        abort.signal.throwIfAborted();
        const bytes = batch.raws.byteLength;
        post({ kind: 'batch', job: id, batch, read: sinceLast() }, buffersOf(batch));
        await credit.spend(bytes);
      },
      onBytes(bytes) {
        count += bytes;
        if (count >= TELL) post({ kind: 'read', job: id, read: sinceLast() });
      },
      makeRoom: () => rooms.pop() ?? newRoom(),
    });
    post({ kind: 'done', job: id, summary, read: sinceLast() });
  };

  const start = (id: number, request: ReadRequest): void => {
    const job: Job = { abort: new AbortController(), credit: new Credit(WAITING) };
    jobs.set(id, job);
    void read(id, request, job)
      .catch((error: unknown) => {
        if (!job.abort.signal.aborted)
          post({ kind: 'failed', job: id, message: error instanceof Error ? error.message : String(error) });
      })
      .finally(() => jobs.delete(id));
  };

  port.on('message', (message: ToReader) => {
    if (message.kind === 'read') {
      start(message.job, message.request);
      return;
    }
    const job = jobs.get(message.job);
    if (message.kind === 'taken') {
      const room = Buffer.from(message.room);
      if (rooms.length < SPARE_ROOMS && room.length <= LARGEST_SPARE) rooms.push(room);
      job?.credit.giveBack(message.bytes);
    } else {
      job?.abort.abort();
      job?.credit.release();
    }
  });
  post({ kind: 'ready' });
}

if (parentPort !== null) serve(parentPort);
