/** Shortest time between automatic refreshes, in seconds. */
const shortest = 5;

/** What is refreshed. */
export interface Refreshed {
  readonly isRunning: boolean;
  refresh(): Promise<void>;
}

/** Refreshes at an interval and on demand, but only what is visible: what is hidden is refreshed when it is seen again. */
export class AutomaticRefresh {
  readonly #refreshed: Refreshed;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isVisible = true;
  #isDue = false;

  constructor(refreshed: Refreshed) {
    this.#refreshed = refreshed;
  }

  /** Refreshes every so many seconds, 0 for never; replaces the interval before. */
  every(seconds: number): void {
    this.stop();
    if (seconds > 0) this.#timer = setInterval(() => this.#tick(), Math.max(shortest, seconds) * 1000);
  }

  /** Refreshes now, or when the run that goes on has ended, or when the view is seen again. */
  async soon(): Promise<void> {
    this.#isDue = true;
    if (this.#isVisible && !this.#refreshed.isRunning) await this.#refreshed.refresh();
  }

  /** A run has begun: whatever was due before, its answers are new. */
  began(): void {
    this.#isDue = false;
  }

  /** A run has ended well: what changed while it went on may be missing in its answers. */
  ended(): void {
    if (this.#isDue) void this.soon();
  }

  showedOrHid(isVisible: boolean): void {
    this.#isVisible = isVisible;
    if (isVisible && this.#isDue) void this.soon();
  }

  /** Ends the interval. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A run that takes longer than the interval is answer enough. */
  #tick(): void {
    if (!this.#isVisible || !this.#refreshed.isRunning) void this.soon();
  }
}
