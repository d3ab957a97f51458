/** Values and names without quotes, as lenient writers write them. */
import { BYTE, isDigit } from './bytes.ts';
import type { RepairKind, RepairState, TokenEnd } from './repairTypes.ts';

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const LOOSE_NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const LONGEST = 400;

/** The JSON text of a value and what had to be done for it. */
interface Scalar {
  readonly text: string;
  readonly repair: RepairKind | undefined;
}

/** What JSON has for values it does not know. There is no number that could stand for NaN. */
const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...(['true', 'false', 'null'] as const).map((word): [string, Scalar] => [word, { text: word, repair: undefined }]),
  ['True', { text: 'true', repair: 'Python values' }],
  ['False', { text: 'false', repair: 'Python values' }],
  ['None', { text: 'null', repair: 'Python values' }],
  ...['NaN', 'nan', 'Infinity', '-Infinity', '+Infinity', 'inf', '-inf', 'undefined'].map((word): [string, Scalar] => [
    word,
    { text: 'null', repair: 'numbers that JSON does not know' },
  ]),
]);

/** A byte of a number, a literal or a name without quotes. */
export function isWordByte(byte: number): boolean {
  return isNameByte(byte) || byte === BYTE.plus || byte === BYTE.minus || byte === BYTE.dot;
}

function isNameByte(byte: number): boolean {
  return (
    isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f || byte === 0x24
  );
}

/** The JSON text of a value without quotes and what had to be done for it; undefined when it is none. */
export function scalarOf(bytes: Buffer): Scalar | undefined {
  if (bytes.length === 0) return undefined;
  const text = bytes.toString('latin1');
  if (NUMBER.test(text)) return { text, repair: undefined };
  if (text.length > LONGEST) return undefined;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!LOOSE_NUMBER.test(text)) return undefined;
  return { text: strictNumber(text), repair: 'numbers that JSON does not know' };
}

/** `+1`, `.5`, `5.` and `007` as JSON writes them. */
function strictNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eE].*)?$/.exec(text) ?? [];
  const digits = whole.replace(/^0+(?=[0-9])/, '') || '0';
  return `${sign === '-' ? '-' : ''}${digits}${fraction === '' ? '' : `.${fraction}`}${exponent}`;
}

/** The end of a field name without quotes that starts at the token at hand and has a colon behind it. */
export function readWord({ bytes, end }: RepairState, start: number): TokenEnd {
  let at = start;
  if (at < end && isDigit(bytes[at] as number)) return 'bad';
  while (at < end && isNameByte(bytes[at] as number)) at++;
  if (at === end) return 'more';
  return at === start ? 'bad' : at;
}
