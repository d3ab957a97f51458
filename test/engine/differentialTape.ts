/** Choices of a random case, made by a list of numbers, so that what reads them shrinks with the list. */

/** Chooses by the numbers of a tape; past its end always the first. */
export class Tape {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  below(limit: number): number {
    const number = this.#numbers[this.#next] ?? 0;
    this.#next += 1;
    return number % limit;
  }

  pick<T>(options: readonly T[]): T {
    const option = options[this.below(options.length)];
    if (option === undefined) throw new Error('There is nothing to pick from.');
    return option;
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === times - 1;
  }

  some<T>(options: readonly T[], most: number): readonly T[] {
    const count = 1 + this.below(Math.min(most, options.length));
    const rest = [...options];
    return Array.from({ length: count }, () => rest.splice(this.below(rest.length), 1)).flat();
  }
}
