/** Scalar functions (language reference 4), by their names in lower case. */
import { createHash } from 'node:crypto';
import { formatDate } from './dates.ts';
import { networkFunctions } from './network.ts';
import { characters, toNumber, toText } from './values.ts';
import type { Value } from './values.ts';

export type ScalarFunction = (args: readonly Value[], facts: { readonly offset: number }) => Value;

/** A function of numbers; null when one of them is none. */
function ofNumbers(compute: (...numbers: number[]) => number): ScalarFunction {
  return (args) => {
    const numbers = args.map(toNumber);
    return numbers.some((number) => number === null) ? null : compute(...(numbers as number[]));
  };
}

/** A function of texts; null when one of them is null. */
function ofTexts(compute: (...texts: string[]) => Value): ScalarFunction {
  return (args) => {
    const texts = args.map(toText);
    return texts.some((text) => text === null) ? null : compute(...(texts as string[]));
  };
}

const isWhole = (value: number): boolean => Number.isFinite(value);
const toWhole = ofNumbers((value) => (isWhole(value) ? Math.trunc(value) : NaN));
const toDouble: ScalarFunction = ([value]) => toNumber(value ?? null);

function substring([text, start, end]: readonly Value[]): Value {
  const source = toText(text ?? null);
  const from = toNumber(start ?? null);
  const to = end === undefined ? Infinity : toNumber(end);
  if (source === null || from === null || to === null || from < 0 || to < from) return null;
  return characters(source).slice(from, Math.min(to, source.length)).join('');
}

/** `1.56`, `1e5`, `0x1F`, `123L`, octal; not `09`. */
const javaNumber =
  /^[+-]?(0[xX][\da-fA-F]+|0[0-7]*[lL]?|[1-9]\d*[lL]?|(\d+\.\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?|\d+[eE][+-]?\d+[fFdD]?)$/;

export const functions: Readonly<Record<string, ScalarFunction>> = {
  isnull: ([value]) => value === null,
  isempty: ([value]) => value === null || value === '',
  isblank: ([value]) => value === null || (typeof value === 'string' && value.trim() === ''),
  isnumeric: ([value]) => javaNumber.test(toText(value ?? null) ?? ''),
  num: toDouble,
  number: toDouble,
  double: toDouble,
  tolong: toWhole,
  long: toWhole,
  toint: toWhole,
  int: toWhole,
  tostring: ([value]) => toText(value ?? null),
  concat: (args) => args.map((arg) => toText(arg) ?? '').join(''),
  contains: ([whole, part]) => {
    const [a, b] = [toText(whole ?? null), toText(part ?? null)];
    if (a === null || b === null) return false;
    return b === '' ? a === '' : a.includes(b);
  },
  length: ([value]) => characters(toText(value ?? null) ?? '').length,
  replace: ofTexts((text, find = '', by = '') => (find === '' ? text : text.split(find).join(by))),
  substring,
  tolowercase: ofTexts((text) => text.toLowerCase()),
  touppercase: ofTexts((text) => text.toUpperCase()),
  trim: ofTexts((text) => text.trim()),
  abs: ofNumbers(Math.abs),
  ceil: ofNumbers(Math.ceil),
  floor: ofNumbers(Math.floor),
  round: ofNumbers((value) => Math.floor(value + 0.5)),
  sqrt: ofNumbers(Math.sqrt),
  cbrt: ofNumbers(Math.cbrt),
  pow: ofNumbers((base, exponent = 0) => base ** exponent),
  exp: ofNumbers(Math.exp),
  log: ofNumbers(Math.log),
  log10: ofNumbers(Math.log10),
  hypot: ofNumbers((a, b = 0) => Math.sqrt(a * a + b * b)),
  sin: ofNumbers(Math.sin),
  cos: ofNumbers(Math.cos),
  todegrees: ofNumbers((value) => (value / Math.PI) * 180),
  min: ofNumbers((a, b = 0) => Math.min(a, b)),
  max: ofNumbers((a, b = 0) => Math.max(a, b)),
  formatdate: ([time, pattern], { offset }) => {
    const milliseconds = toNumber(time ?? null);
    return milliseconds === null ? null : formatDate(milliseconds + offset, toText(pattern ?? null) ?? 'MM/dd/yyyy');
  },
  frommillis: toDouble,
  tomillis: toDouble,
  fromseconds: ofNumbers((seconds) => seconds * 1000),
  base64encode: ofTexts((text) => Buffer.from(text).toString('base64')),
  urlencode: ofTexts((text) =>
    encodeURIComponent(text).replace(/[!'()~]|%20/g, (character) =>
      character === '%20' ? '+' : `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ),
  hash: ofTexts((text, algorithm = 'md5') =>
    createHash(algorithm.replace('sha2_256', 'sha256')).update(text).digest('hex'),
  ),
  jsonarraysize: ([value]) => {
    const list = jsonList(value ?? null);
    return value === null || value === undefined ? -1 : (list?.length ?? -1);
  },
  jsonarraycontains: ([value, member]) => jsonList(value ?? null)?.includes(toText(member ?? null)) ?? null,
  hextodec: ofTexts((text) => (/^[\da-fA-F]{1,12}$/.test(text) ? parseInt(text, 16) : null)),
  luhn: ofTexts(luhn),
  ...networkFunctions,
};

function jsonList(value: Value): readonly unknown[] | null {
  try {
    const list: unknown = JSON.parse(toText(value) ?? '');
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

/** Every second digit from the right counts double; the sum of all digits has to end in 0. */
function luhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits.length > 0 && sum % 10 === 0;
}
