import type { Outcome } from '../outcome.ts';
import { ok, usageProblem } from '../outcome.ts';

/**
 * Reads repeated `NAME=VALUE` options, in order. The value may be empty and may hold further `=`;
 * a missing `=` or name is wrong usage. `shape` is how the help text writes the option.
 */
export function parsePairs(
  values: readonly string[],
  shape: string,
): Outcome<readonly (readonly [name: string, value: string])[]> {
  const pairs: [string, string][] = [];
  for (const value of values) {
    const equals = value.indexOf('=');
    const name = value.slice(0, Math.max(equals, 0)).trim();
    if (name === '') return usageProblem(`"${value}" is not of the form ${shape}.`);
    pairs.push([name, value.slice(equals + 1)]);
  }
  return ok(pairs);
}
