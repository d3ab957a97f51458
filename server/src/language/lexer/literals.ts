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
const sizes: ReadonlyMap<string, number> = new Map(
  Object.entries({
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
  }),
);

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

const numberParts = /^((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]\d+)?)f?([A-Za-z]*)$/;

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

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '"': '\\"', '\\': '\\\\' };

/** A text as it is written between quotes. Two braces, which would begin a template variable, are written as codes. */
export function escapeText(text: string): string {
  return text
    .replace(/["\\\n\t\r]/g, (character) => escapes[character] ?? character)
    .replaceAll('{{', '\\u007b\\u007b');
}

/** Reads a `Text` token; an unclosed one ends where its line ends. */
export function stringFrom(token: IToken): StringLiteral {
  const closed = token.image.length > 1 && token.image.endsWith('"') && token.tokenType.name !== 'UnclosedText';
  const written = token.image.slice(1, closed ? -1 : undefined);
  return { kind: 'string', value: unescapeText(written), written, range: rangeOf(token) };
}

/** A number or duration that a template variable stands for. */
export function templatedNumber(token: IToken): NumberLiteral {
  return { kind: 'number', value: Number.NaN, written: token.image, range: rangeOf(token) };
}

/** A text that a template variable stands for. */
export function templatedString(token: IToken): StringLiteral {
  return { kind: 'string', value: token.image, written: token.image, range: rangeOf(token) };
}

/** A duration that a template variable stands for. */
export function templatedDuration(token: IToken): Duration {
  return { kind: 'duration', amount: Number.NaN, unit: 'ms', milliseconds: Number.NaN, range: rangeOf(token) };
}

/** Reads a number with its size or time suffix applied; times are in milliseconds. */
export function numberFrom(token: IToken): NumberLiteral {
  const [, digits = '0', suffix = ''] = numberParts.exec(token.image) ?? [];
  const factor = suffix === '' ? 1 : (sizes.get(suffix) ?? millisecondsPerUnit[suffix as DurationUnit]);
  return { kind: 'number', value: Number(digits) * factor, written: token.image, range: rangeOf(token) };
}

/**
 * Reads `15m`, or `15` and `m` as two tokens.
 * @returns undefined when the unit is not one of time
 */
export function durationFrom(amount: IToken, unit: IToken | undefined): Duration | undefined {
  const [, digits = '0', suffix = ''] = numberParts.exec(amount.image) ?? [];
  const written = suffix === '' ? unitOf(unit?.image ?? '') : suffix;
  if (!Object.hasOwn(millisecondsPerUnit, written)) return undefined;
  const name = written as DurationUnit;
  return {
    kind: 'duration',
    amount: Number(digits),
    unit: name,
    milliseconds: Number(digits) * millisecondsPerUnit[name],
    range: rangeOf(amount, suffix === '' ? unit : amount),
  };
}

/** `hours` and `hour` are `h`; `M` is a million, so only words are shortened. */
function unitOf(word: string): string {
  return word.length > 2 ? (word[0] ?? '').toLowerCase() : word.toLowerCase();
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
  const end = token.image.lastIndexOf('/');
  return {
    kind: 'regex',
    written: token.image.slice(1, end),
    flags: token.image.slice(end + 1),
    range: rangeOf(token),
  };
}
