/** Numbers of this size count seconds, milliseconds, microseconds or nanoseconds since 1970; smaller and other ones are no times. */
const UNITS: readonly { readonly from: number; readonly below: number; readonly perMillisecond: number }[] = [
  { from: 1e9, below: 1e11, perMillisecond: 1 / 1000 },
  { from: 1e12, below: 1e14, perMillisecond: 1 },
  { from: 1e15, below: 1e17, perMillisecond: 1000 },
  { from: 1e18, below: 1e20, perMillisecond: 1_000_000 },
];

/**
 * Epoch milliseconds of a number written with digits, as a fraction or with an exponent; its size says its unit. Undefined for
 * any other text and for numbers of no such size.
 */
export function epochTime(text: string): number | undefined {
  if (!/^\d{1,20}(?:\.\d{1,20})?(?:[eE]\+?\d{1,2})?$/.test(text)) return undefined;
  const value = Number(text);
  const unit = UNITS.find(({ from, below }) => value >= from && value < below);
  if (unit === undefined) return undefined;
  // Seconds with a fraction must not lose a millisecond to the binary form of the fraction.
  return Math.floor(value / unit.perMillisecond + 5e-4);
}
