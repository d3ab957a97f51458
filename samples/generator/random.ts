/** A source of repeatable choices: the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number from 0 inclusive to 1 exclusive. */
  next(): number;
  /** A whole number from `min` to `max`, both inclusive. */
  int(min: number, max: number): number;
  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean;
  /** One element of a list that is not empty, all equally likely. */
  pick<T>(list: readonly T[]): T;
  /** One element of a list that is not empty, the first ones clearly more often than the last ones. */
  pickEarly<T>(list: readonly T[]): T;
  /** One element, in proportion to its `weight`. */
  weighted<T extends Weighted>(list: readonly T[]): T;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** `length` upper-case letters and digits, as in access keys and queue ids. */
  token(length: number): string;
  /** A random (version 4) UUID in lower case. */
  uuid(): string;
}

/** Something chosen in proportion to a number. */
export interface Weighted {
  readonly weight: number;
}

const tokenAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Creates a generator (mulberry32) from a 32-bit seed.
 * It uses whole-number arithmetic only, so its output does not depend on a machine's floating-point functions.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const at = <T>(list: readonly T[], index: number): T => {
    const item = list[index];
    if (item === undefined) throw new RangeError('cannot choose from an empty list');
    return item;
  };
  const text = (length: number, alphabet: string): string => {
    let result = '';
    while (result.length < length) result += alphabet.charAt(int(0, alphabet.length - 1));
    return result;
  };
  const hex = (length: number): string => text(length, '0123456789abcdef');

  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, int(0, list.length - 1)),
    pickEarly: (list) => {
      const position = next();
      return at(list, Math.floor(position * position * list.length));
    },
    weighted: (list) => {
      let rest = next() * list.reduce((sum, item) => sum + item.weight, 0);
      for (const item of list) {
        rest -= item.weight;
        if (rest < 0) return item;
      }
      return at(list, list.length - 1);
    },
    hex,
    token: (length) => text(length, tokenAlphabet),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${text(1, '89ab')}${hex(3)}-${hex(12)}`,
  };
}
