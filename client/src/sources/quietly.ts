/** The clock that waiting is done with; tests have their own. */
export interface Clock {
  now(): number;
  /** Calls back after so many milliseconds; the result takes it back. */
  after(milliseconds: number, call: () => void): () => void;
}

const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Milliseconds. */
export interface Waits {
  /** Without a happening before they are told. */
  readonly quiet: number;
  /** From the first happening that was not told, however many follow. */
  readonly atMost: number;
}

/** Tells once of many happenings: when they pause, and from time to time while they go on. Nothing runs in between. */
export class Quietly {
  readonly #tell: () => void;
  readonly #waits: Waits;
  readonly #clock: Clock;
  #since: number | undefined;
  #takeBack: (() => void) | undefined;

  constructor(tell: () => void, waits: Waits, clock: Clock = systemClock) {
    this.#tell = tell;
    this.#waits = waits;
    this.#clock = clock;
  }

  happened(): void {
    const now = this.#clock.now();
    this.#since ??= now;
    this.#takeBack?.();
    const wait = Math.min(this.#waits.quiet, this.#since + this.#waits.atMost - now);
    this.#takeBack = this.#clock.after(Math.max(0, wait), () => {
      this.cancel();
      this.#tell();
    });
  }

  /** Forgets what was not told yet. */
  cancel(): void {
    this.#takeBack?.();
    this.#takeBack = undefined;
    this.#since = undefined;
  }
}
