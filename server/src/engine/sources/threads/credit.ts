/** Holds up one who makes things while too many of them wait to be taken. */
export class Credit {
  readonly #limit: number;
  #out = 0;
  #waiting: (() => void) | undefined;

  /** So many bytes may wait. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** So many bytes were handed over; waits until there is room for more. One at a time may wait. */
  async spend(bytes: number): Promise<void> {
    this.#out += bytes;
    if (this.#out < this.#limit) return;
    await new Promise<void>((resolve) => (this.#waiting = resolve));
  }

  /** So many bytes were taken. */
  giveBack(bytes: number): void {
    this.#out -= bytes;
    if (this.#out < this.#limit) this.release();
  }

  /** Lets who waits go on, room or not. */
  release(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }
}
