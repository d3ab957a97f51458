/** `format`: texts put into a pattern, each in a chosen form. */
import { parseNumber } from '../../../plan/coerce.ts';
import { magnitude, toFixed, toScientific } from '../../../plan/functions/decimalDigits.ts';
import { pad, readFormatPattern } from '../../../plan/functions/formatPattern.ts';
import type { FormatPattern, FormatPlaceholder } from '../../../plan/functions/formatPattern.ts';

const patterns = new Map<string, FormatPattern>();

function patternOf(pattern: string, values: number): FormatPattern {
  const key = `${String(values)} ${pattern}`;
  let known = patterns.get(key);
  if (known === undefined) {
    known = readFormatPattern(pattern, values);
    if (patterns.size > 1000) patterns.clear();
    patterns.set(key, known);
  }
  return known;
}

/** The pattern with its values; null for an invalid pattern, and for text that is no number where one belongs. */
export function format(pattern: string, values: readonly (string | null)[]): string | null {
  const read = patternOf(pattern, values.length);
  if (read.kind === 'invalid') return null;
  let result = '';
  for (const part of read.parts) {
    const text = part.kind === 'text' ? part.text : write(part, values[part.value] ?? null);
    if (text === null) return null;
    result += text;
  }
  return result;
}

/** Sign and digits of a number are apart, because zeros go between them. */
interface Digits {
  readonly negative: boolean;
  readonly text: string;
  /** False for words such as `NaN`, which take no zeros. */
  readonly zeros: boolean;
}

const writers: Readonly<Record<string, (value: string, placeholder: FormatPlaceholder) => string | Digits | null>> = {
  s: (value, { precision }) => (precision === undefined ? value : value.slice(0, precision)),
  b: (value, { precision }) => (value === 'false' ? 'false' : 'true').slice(0, precision),
  c: character,
  d: (value, { flags }) => {
    const whole = wholeNumber(value);
    return whole === null ? null : signed(whole < 0n, grouped(absolute(whole).toString(), flags));
  },
  o: (value, placeholder) => radix(value, 8, placeholder, '0'),
  x: (value, placeholder) => radix(value, 16, placeholder, '0x'),
  f: (value, { precision = 6, flags }) => decimal(value, (number) => grouped(toFixed(number, precision), flags)),
  e: (value, { precision = 6 }) => decimal(value, (number) => toScientific(number, precision)),
  g: (value, { precision = 6, flags }) =>
    decimal(value, (number) => {
      const digits = Math.max(1, precision);
      const power = magnitude(number, digits);
      const plain = number === 0 || (power >= -4 && power < digits);
      return plain ? grouped(toFixed(number, digits - 1 - power), flags) : toScientific(number, digits - 1);
    }),
};

function write(placeholder: FormatPlaceholder, value: string | null): string | null {
  const { conversion, flags, width, upperCase } = placeholder;
  const written =
    value === null ? (conversion === 'b' ? 'false' : 'null') : (writers[conversion]?.(value, placeholder) ?? null);
  if (written === null) return null;
  const text = typeof written === 'string' ? written : withSign(written, flags, width);
  return pad(upperCase ? text.toUpperCase() : text, flags, width);
}

function withSign({ negative, text, zeros }: Digits, flags: string, width: number | undefined): string {
  const bracketed = negative && flags.includes('(');
  const sign = negative ? (bracketed ? '(' : '-') : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const close = bracketed ? ')' : '';
  const room = (width ?? 0) - sign.length - close.length;
  return sign + (zeros && flags.includes('0') ? text.padStart(room, '0') : text) + close;
}

function signed(negative: boolean, text: string, zeros = true): Digits {
  return { negative, text, zeros };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The number without its decimals. */
function wholeNumber(value: string): bigint | null {
  if (/^\s*[+-]?\d+\s*$/.test(value)) return BigInt(value.trim().replace(/^\+/, ''));
  const number = parseNumber(value);
  return number === undefined || !Number.isFinite(number) ? null : BigInt(Math.trunc(number));
}

function decimal(value: string, digits: (number: number) => string): Digits | null {
  const number = parseNumber(value) ?? specialNumbers[value];
  if (number === undefined) return null;
  if (!Number.isFinite(number)) return signed(number < 0, Number.isNaN(number) ? 'NaN' : 'Infinity', false);
  return signed(number < 0 || Object.is(number, -0), digits(Math.abs(number)));
}

const specialNumbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function grouped(digits: string, flags: string): string {
  if (!flags.includes(',')) return digits;
  const [whole = '', fraction] = digits.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

/** Negative numbers in two's complement of 64 bits. */
function radix(value: string, base: 8 | 16, { flags }: FormatPlaceholder, prefix: string): Digits | null {
  const whole = wholeNumber(value);
  if (whole === null) return null;
  return signed(false, (flags.includes('#') ? prefix : '') + BigInt.asUintN(64, whole).toString(base));
}

/** A text of one character is that character; a number is the code of one. */
function character(value: string): string | null {
  if ([...value].length === 1) return value;
  const code = wholeNumber(value);
  return code === null || code < 0n || code > 0x10ffffn ? null : String.fromCodePoint(Number(code));
}
