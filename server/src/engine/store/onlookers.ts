/** Those who need the messages to stay as they are for a while, and those who wait for them to be gone. */
export class Onlookers {
  #inside = 0;
  readonly #waiting = new Set<() => void>();

  /** Comes in; the function given goes out again. */
  enter(): () => void {
    this.#inside += 1;
    return () => {
      this.#inside -= 1;
      if (this.#inside === 0) for (const wake of [...this.#waiting]) wake();
    };
  }

  /** Waits until nobody is inside; rejects with the signal's reason when it is aborted before. */
  gone(signal?: AbortSignal): Promise<void> {
    if (this.#inside === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const end = (): void => {
        this.#waiting.delete(end);
        signal?.removeEventListener('abort', end);
        if (signal?.aborted === true) reject(signal.reason as Error);
        else resolve();
      };
      this.#waiting.add(end);
      signal?.addEventListener('abort', end);
    });
  }
}
