import type { Outcome } from '../outcome.ts';
import { ok, usageProblem } from '../outcome.ts';

/** Reads a whole number of at least `least`; undefined stays undefined. */
export function parseCount(text: string | undefined, option: string, least: number): Outcome<number | undefined> {
  if (text === undefined) return ok(undefined);
  const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  return value >= least
    ? ok(value)
    : usageProblem(`${option} takes a whole number of at least ${String(least)}, not "${text}".`);
}
