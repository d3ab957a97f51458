import type { SourcesReport } from '../../../server/src/protocol/engine.ts';

/** What is known about the sources. `report` is the last good one. */
export interface SourcesState {
  readonly kind: 'unread' | 'reading' | 'read' | 'failed' | 'stopped';
  readonly report: SourcesReport | undefined;
  /** Why the last reading failed. */
  readonly error: unknown;
}

/** Asks for the report; rejects when the signal aborts it. */
export type ListSources = (signal: AbortSignal) => Promise<SourcesReport>;

interface Reading {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Keeps the report on the sources: one reading at a time, and one more when something changed during it. Never rejects. */
export class SourcesReader {
  readonly #list: ListSources;
  readonly #changed: () => void;
  #state: SourcesState = { kind: 'unread', report: undefined, error: undefined };
  #reading: Reading | undefined;
  #again = false;

  constructor(list: ListSources, changed: () => void) {
    this.#list = list;
    this.#changed = changed;
  }

  get state(): SourcesState {
    return this.#state;
  }

  /** Reads; while a reading runs, that one is followed by one more. Gives the state afterwards. */
  async read(): Promise<SourcesState> {
    if (this.#reading === undefined) this.#start();
    else this.#again = true;
    // Another one may have begun while this one was waited for.
    while (this.#reading !== undefined) await (this.#reading as Reading).done;
    return this.#state;
  }

  /** Ends the running reading, if there is one. */
  stop(): void {
    const reading = this.#reading;
    if (reading === undefined) return;
    this.#reading = undefined;
    this.#again = false;
    reading.abort.abort();
    this.#set({ ...this.#state, kind: 'stopped' });
  }

  /** Takes over a report that somebody else asked for. */
  take(report: SourcesReport): void {
    if (this.#reading === undefined) this.#set({ kind: 'read', report, error: undefined });
  }

  /** Forgets the report. */
  forget(): void {
    this.stop();
    this.#set({ kind: 'unread', report: undefined, error: undefined });
  }

  #start(): void {
    const abort = new AbortController();
    this.#again = false;
    // Whoever waits need not wait for the answer to a reading that was stopped.
    const stopped = new Promise<void>((done) => {
      abort.signal.addEventListener('abort', () => done(), { once: true });
    });
    const answered = this.#list(abort.signal).then(
      (report) => this.#ended(reading, { kind: 'read', report, error: undefined }),
      (error: unknown) => this.#ended(reading, { kind: 'failed', report: this.#state.report, error }),
    );
    const reading: Reading = { abort, done: Promise.race([answered, stopped]) };
    this.#reading = reading;
    this.#set({ ...this.#state, kind: 'reading' });
  }

  #ended(reading: Reading, state: SourcesState): void {
    // It was stopped: what it had to say is no longer wanted.
    if (this.#reading !== reading) return;
    this.#reading = undefined;
    this.#set(state);
    if (this.#again) this.#start();
  }

  #set(state: SourcesState): void {
    this.#state = state;
    this.#changed();
  }
}
