/** The wall-clock limit of a query. */
import type { Problem } from '../plan/readQuery.ts';

/** Aborts work when its caller does or when its time is up. Use one for each query and `stop` it. */
export class TimeLimit {
  readonly #caller: AbortSignal;
  readonly #own = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #milliseconds = 0;

  constructor(caller: AbortSignal) {
    this.#caller = caller;
  }

  /** Starts the clock; without a limit, or with 0, only the caller can stop the work. */
  start(milliseconds: number | undefined): { readonly signal: AbortSignal } {
    if (milliseconds === undefined || milliseconds <= 0) return { signal: this.#caller };
    this.#milliseconds = milliseconds;
    // Longer delays would fire at once.
    this.#timer = setTimeout(
      () => {
        this.#own.abort();
      },
      Math.min(milliseconds, 2 ** 31 - 1),
    );
    return { signal: AbortSignal.any([this.#caller, this.#own.signal]) };
  }

  /** What the user is told when the time was up; undefined when an error has another cause. */
  explain(error: unknown): Problem | undefined {
    if (!this.#own.signal.aborted || this.#caller.aborted || !(error instanceof Error)) return undefined;
    const seconds = `${String(this.#milliseconds / 1000)} seconds`;
    return {
      kind: 'failed',
      message: `The query was stopped after ${seconds}, its time limit. Narrow the time range or the search, or raise the limit.`,
    };
  }

  /** Ends the watch. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
