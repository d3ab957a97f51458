/** Does work on the same thing one after the other, and work on different things side by side. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work once all that was asked for before under this name has ended, well or not; gives what it gives. */
  take<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name);
    const turn = before === undefined ? work() : before.then(work, work);
    this.#last.set(name, turn);
    const forget = (): void => {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    };
    turn.then(forget, forget);
    return turn;
  }
}
