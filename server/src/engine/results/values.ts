/** Values of the engine as the protocol carries them. */
import type { ResultValue } from '../../protocol/engine.ts';

/** Longs beyond 2^53 and numbers that JSON has no form for become text. */
export function toResultValue(value: unknown): ResultValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint')
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  return String(value);
}

/** Orders values of one column; nulls and NaN come last in both directions, texts by code unit. */
export function compareValues(a: unknown, b: unknown, descending: boolean): number {
  const [aMissing, bMissing] = [isMissing(a), isMissing(b)];
  if (aMissing || bMissing) return aMissing === bMissing ? 0 : aMissing ? 1 : -1;
  const [x, y] = [a as string | number, b as string | number];
  if (x === y) return 0;
  return x < y === descending ? 1 : -1;
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value);
}
