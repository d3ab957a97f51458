import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { LogSummary } from '../logSummary.ts';
import { inThisThread } from '../readInBatches.ts';
import type { BatchHooks, LogSource, ReadRequest } from '../readInBatches.ts';
import type { FromReader, ToReader } from './messages.ts';
import { ReaderEnded, ReaderMissing, Reading } from './reading.ts';

/** More threads would only wait for the one that writes. */
const MOST_THREADS = 4;

/** Readings begun ahead, for each thread: what one has read waits to be taken while the next goes on. */
const AHEAD = 2;

/** The code of the reading threads, beside this one: a source, or a bundle beside the bundle. */
const readerEntry = new URL(import.meta.url.endsWith('.ts') ? './readerThread.ts' : './reader.cjs', import.meta.url);

/** How many reading threads suit the machine. */
export function suitableThreads(): number {
  return Math.min(MOST_THREADS, availableParallelism());
}

interface Thread {
  readonly worker: Worker;
  readonly readings: Map<number, Reading>;
  /** It has said that it has started. */
  isReady: boolean;
}

/**
 * Reads log files in other threads. Those that are expected are begun before they are asked for; what was read is held back
 * where it was read when it is not taken, so that memory stays bounded. Threads start with the first reading and end with
 * `close`. Where no thread can be started, files are read in this one.
 */
export class ReaderPool implements LogSource {
  readonly #size: number;
  readonly #entry: URL;
  readonly #threads: Thread[] = [];
  #expected: readonly ReadRequest[] = [];
  /** Places in `#expected`, by path. */
  #places: ReadonlyMap<string, number> = new Map();
  /** The first of `#expected` that was neither begun nor passed over. */
  #upcoming = 0;
  #begun: { readonly thread: Thread; readonly reading: Reading }[] = [];
  #next = 1;
  #canStart = true;

  /** `entry` is the code of the threads, which tests replace. */
  constructor(size: number, entry = readerEntry) {
    this.#size = size;
    this.#entry = entry;
  }

  /** Says what is going to be asked for next, in that order. What was expected before and is not asked for is given up. */
  expect(requests: readonly ReadRequest[]): void {
    this.#expected = this.#canStart ? requests : [];
    this.#places = new Map(this.#expected.map(({ path }, place) => [path, place]));
    this.#upcoming = 0;
    this.#fill();
  }

  /** See `LogSource`. Throws `ReaderEnded` when the thread that reads comes to an end. */
  async read(request: ReadRequest, signal: AbortSignal, hooks: BatchHooks): Promise<LogSummary> {
    signal.throwIfAborted();
    if (!this.#canStart) return inThisThread.read(request, signal, hooks);
    const { thread, reading } = this.#claim(request);
    const stop = (): void => {
      this.#drop(thread, reading);
      reading.fail(signal.reason as Error);
    };
    signal.addEventListener('abort', stop);
    try {
      return await this.#follow(thread, reading, hooks);
    } catch (error) {
      if (error instanceof ReaderMissing) return await inThisThread.read(request, signal, hooks);
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#drop(thread, reading);
    }
  }

  /** Ends all threads; readings that are under way fail. */
  async close(): Promise<void> {
    this.#expected = [];
    this.#begun = [];
    const threads = this.#threads.splice(0);
    for (const { readings } of threads)
      for (const reading of readings.values()) reading.fail(new ReaderEnded('Reading was ended.'));
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  async #follow(thread: Thread, reading: Reading, hooks: BatchHooks): Promise<LogSummary> {
    for (;;) {
      const message = await reading.next();
      if (message.kind === 'failed') throw new ReaderEnded(message.message);
      if (message.read > 0) hooks.onBytes(message.read);
      if (message.kind === 'done') return message.summary;
      if (message.kind === 'read') continue;
      const { batch } = message;
      await hooks.onBatch(batch);
      const bytes = batch.raws.byteLength;
      const room = batch.raws.buffer as ArrayBuffer;
      // Given back, or the memory of all batches would be free only when somebody cleans up.
      send(thread, { kind: 'taken', job: reading.id, bytes, room }, [room]);
    }
  }

  /** The reading for the request, begun before or now. What was begun for files before it, or for all of its file, is in vain. */
  #claim(request: ReadRequest): { readonly thread: Thread; readonly reading: Reading } {
    const { path } = request;
    const place = this.#begun.findIndex(({ reading }) => reading.request.path === path);
    const passed = this.#begun.splice(0, place + 1);
    const last = passed.at(-1);
    const claimed = last !== undefined && keyOf(last.reading.request) === keyOf(request) ? passed.pop() : undefined;
    for (const { thread, reading } of passed) this.#drop(thread, reading);
    this.#upcoming = Math.max(this.#upcoming, (this.#places.get(path) ?? -1) + 1);
    const found = claimed ?? this.#begin(request);
    this.#fill();
    return found;
  }

  /** Begins what is expected, one reading a thread at a time. */
  #fill(): void {
    while (this.#begun.length < this.#size * AHEAD && this.#hasIdle()) {
      const request = this.#expected[this.#upcoming];
      if (request === undefined) return;
      this.#upcoming++;
      this.#begun.push(this.#begin(request));
    }
  }

  #begin(request: ReadRequest): { readonly thread: Thread; readonly reading: Reading } {
    const thread = this.#idlest();
    const reading = new Reading(this.#next++, request);
    thread.readings.set(reading.id, reading);
    send(thread, { kind: 'read', job: reading.id, request });
    return { thread, reading };
  }

  #drop(thread: Thread, reading: Reading): void {
    thread.readings.delete(reading.id);
    if (!reading.isDone) send(thread, { kind: 'drop', job: reading.id });
  }

  #hasIdle(): boolean {
    return this.#threads.length < this.#size || this.#threads.some((thread) => load(thread) === 0);
  }

  #idlest(): Thread {
    const idle = this.#threads.find((thread) => load(thread) === 0);
    if (idle !== undefined) return idle;
    if (this.#threads.length < this.#size) return this.#start();
    return this.#threads.reduce((a, b) => (load(b) < load(a) ? b : a));
  }

  #start(): Thread {
    // Options of this process, such as those of a profiler or a test runner, are not meant for it.
    const worker = new Worker(this.#entry, {
      execArgv: [],
      name: 'log reader',
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    const thread: Thread = { worker, readings: new Map(), isReady: false };
    this.#threads.push(thread);
    worker.on('message', (message: FromReader) => {
      if (message.kind === 'ready') {
        thread.isReady = true;
        return;
      }
      thread.readings.get(message.job)?.tell(message);
      if (message.kind === 'done' || message.kind === 'failed') this.#fill();
    });
    worker.on('messageerror', (error) => {
      this.#ended(thread, error);
    });
    worker.on('error', (error) => {
      this.#ended(thread, error);
    });
    worker.on('exit', () => {
      this.#ended(thread, undefined);
    });
    return thread;
  }

  /**
   * All that the thread was reading fails. Nothing is read ahead from now on, so that the next end of a thread tells which
   * file it was. One that has not even started says nothing about files: no other is tried.
   */
  #ended(thread: Thread, error: unknown): void {
    const place = this.#threads.indexOf(thread);
    if (place < 0) return;
    this.#threads.splice(place, 1);
    this.#expected = [];
    for (const { thread: other, reading } of this.#begun.splice(0)) this.#drop(other, reading);
    this.#canStart &&= thread.isReady;
    const reason = error instanceof Error ? error.message : 'The thread that read it ended.';
    const failure = thread.isReady ? new ReaderEnded(reason) : new ReaderMissing(reason);
    for (const reading of thread.readings.values()) reading.fail(failure);
    thread.readings.clear();
  }
}

/** Readings of a thread that are not over. */
function load({ readings }: Thread): number {
  let count = 0;
  for (const { isDone } of readings.values()) if (!isDone) count++;
  return count;
}

function send({ worker }: Thread, message: ToReader, moved: ArrayBuffer[] = []): void {
  worker.postMessage(message, moved);
}

function keyOf({ path, modified, part }: ReadRequest): string {
  return JSON.stringify([path, modified, part]);
}
