import type { IToken } from 'chevrotain';
import type {
  Duration,
  DurationUnit,
  FieldName,
  NumberLiteral,
  RegexLiteral,
  StringLiteral,
  TemplateVariable,
} from '../syntax/nodes.ts';
import type { TextRange } from '../syntax/range.ts';
import { PercentField } from './tokens.ts';

/** Size suffixes of numbers; `K` and `k` are both a thousand (language.md 1.4). */
const sizes: Readonly<Record<string, number>> = {
  K: 1e3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  B: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
};

/** Milliseconds in each unit of time. */
export const millisecondsPerUnit: Readonly<Record<DurationUnit, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1e3,
  m: 60e3,
  h: 3600e3,
  d: 86400e3,
  w: 7 * 86400e3,
};

const numberParts = /^((?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]\d+)?)([A-Za-z]*)$/;

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

export function rangeOf(first: IToken, last: IToken = first): TextRange {
  return { start: first.startOffset, end: last.startOffset + last.image.length };
}

/** Resolves `\"`, `\\`, `\n`, `\t`, `\r` and `\uXXXX`; any other escaped character stands for itself. */
export function unescapeText(written: string): string {
  return written.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (simpleEscapes[character] ?? character) : String.fromCharCode(parseInt(code, 16)),
  );
}

/** Reads a `Text` token; an unclosed one ends where its line ends. */
export function stringFrom(token: IToken): StringLiteral {
  const closed = token.image.length > 1 && token.image.endsWith('"') && token.tokenType.name !== 'UnclosedText';
  const written = token.image.slice(1, closed ? -1 : undefined);
  return { kind: 'string', value: unescapeText(written), written, range: rangeOf(token) };
}

/** Reads a number with its size or time suffix applied; times are in milliseconds. */
export function numberFrom(token: IToken): NumberLiteral {
  const [, digits = '0', suffix = ''] = numberParts.exec(token.image) ?? [];
  const factor = suffix === '' ? 1 : (sizes[suffix] ?? millisecondsPerUnit[suffix as DurationUnit]);
  return { kind: 'number', value: Number(digits) * factor, written: token.image, range: rangeOf(token) };
}

/**
 * Reads `15m`, or `15` and `m` as two tokens.
 * @returns undefined when the unit is not one of time
 */
export function durationFrom(amount: IToken, unit: IToken | undefined): Duration | undefined {
  const [, digits = '0', suffix = ''] = numberParts.exec(amount.image) ?? [];
  const written = suffix === '' ? (unit?.image.toLowerCase() ?? '') : suffix;
  if (!(written in millisecondsPerUnit)) return undefined;
  const name = written as DurationUnit;
  return {
    kind: 'duration',
    amount: Number(digits),
    unit: name,
    milliseconds: Number(digits) * millisecondsPerUnit[name],
    range: rangeOf(amount, suffix === '' ? unit : amount),
  };
}

/** Reads a name, `%name` or `%"any text"`. */
export function fieldFrom(token: IToken): FieldName {
  const name = token.tokenType === PercentField ? percentName(token.image) : token.image;
  return { kind: 'field', name, range: rangeOf(token) };
}

function percentName(image: string): string {
  const quote = image.indexOf('"');
  return quote < 0 ? image.slice(1) : image.slice(quote + 1, -1).replaceAll('\\"', '"');
}

export function templateFrom(token: IToken): TemplateVariable {
  return { kind: 'template', name: token.image.replaceAll(/[{}]/g, '').trim(), range: rangeOf(token) };
}

export function regexFrom(token: IToken): RegexLiteral {
  return { kind: 'regex', written: token.image.slice(1, -1), range: rangeOf(token) };
}
