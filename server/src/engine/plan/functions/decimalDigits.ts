/** Decimal numbers as digits, rounded half up, the way Java writes them. */

/** `0.digits × 10^exponent`; the digits of zero are `0`. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** The shortest digits that stand for a finite number, without its sign. */
export function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) + 1 };
}

/** Keeps a number of digits (which may be zero or less), with zeros appended where there are fewer. */
function keepDigits({ digits, exponent }: Decimal, kept: number): Decimal {
  if (kept < 0) return { digits: '', exponent };
  if (kept >= digits.length) return { digits: digits.padEnd(kept, '0'), exponent };
  const head = digits.slice(0, kept);
  if ((digits[kept] ?? '0') < '5') return { digits: head, exponent };
  const rounded = (BigInt(head === '' ? '0' : head) + 1n).toString().padStart(kept, '0');
  return rounded.length > kept ? { digits: rounded, exponent: exponent + 1 } : { digits: rounded, exponent };
}

/** Fixed notation with a number of decimals. */
export function toFixed(value: number, decimals: number): string {
  const decimal = decimalOf(value);
  const { digits, exponent } = keepDigits(decimal, decimal.exponent + decimals);
  const whole = exponent > 0 ? digits.slice(0, exponent) : '0';
  const fraction = exponent > 0 ? digits.slice(exponent) : '0'.repeat(-exponent) + digits;
  return decimals === 0 ? whole : `${whole}.${fraction.padEnd(decimals, '0').slice(0, decimals)}`;
}

/** Scientific notation with a number of decimals and an exponent of at least two digits. */
export function toScientific(value: number, decimals: number): string {
  const kept = keepDigits(decimalOf(value), decimals + 1);
  const power = value === 0 ? 0 : kept.exponent - 1;
  const fraction = kept.digits.slice(1, decimals + 1);
  const sign = power < 0 ? '-' : '+';
  return `${kept.digits.slice(0, 1)}${decimals === 0 ? '' : `.${fraction}`}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The power of ten of the first digit once a number is rounded to some digits. */
export function magnitude(value: number, digits: number): number {
  return value === 0 ? 0 : keepDigits(decimalOf(value), digits).exponent - 1;
}
