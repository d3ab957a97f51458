import { dayNames, monthNames } from '../time/dates/calendar.ts';
import { readDatePattern } from '../time/dates/datePattern.ts';
import type { DateField, DatePart } from '../time/dates/datePattern.ts';
import { readTime } from '../time/dates/parseTime.ts';
import type { WrittenTime } from './timestamp.ts';

/**
 * Finds times of one form in a text. What the form leaves out comes from `reference` (epoch milliseconds): its year, or the
 * year before when the time would lie more than a day after it; its day when there is no date at all.
 */
export interface TimeSearch {
  readonly kind: 'search';
  /** What texts of the form look like: a regular expression without groups, for either case of letters. */
  readonly shape: string;
  /** The leftmost time. */
  readonly find: (text: string, reference: number) => WrittenTime | undefined;
  /** The time that begins at a place. */
  readonly readAt: (text: string, at: number, reference: number) => WrittenTime | undefined;
}

export type DatePatternSearch =
  | TimeSearch
  /** `reason` continues a sentence about the pattern. */
  | { readonly kind: 'invalid'; readonly reason: string };

const DAY = 86_400_000;

/** What a field looks like: alone, and next to other digits, where its length tells it apart. */
const NUMBERS: Readonly<Record<string, readonly [alone: string, exact: string]>> = {
  M: ['(?:1[0-2]|0?[1-9])', '(?:1[0-2]|0[1-9])'],
  d: ['(?:3[01]|[12][0-9]|0?[1-9])', '(?:3[01]|[12][0-9]|0[1-9])'],
  H: ['(?:2[0-3]|[01]?[0-9])', '(?:2[0-3]|[01][0-9])'],
  k: ['(?:2[0-4]|1[0-9]|0?[1-9])', '(?:2[0-4]|1[0-9]|0[1-9])'],
  h: ['(?:1[0-2]|0?[1-9])', '(?:1[0-2]|0[1-9])'],
  K: ['(?:1[01]|0?[0-9])', '(?:1[01]|0[0-9])'],
  m: ['[0-5]?[0-9]', '[0-5][0-9]'],
  s: ['(?:60|[0-5]?[0-9])', '(?:60|[0-5][0-9])'],
  D: ['[0-9]{1,3}', '[0-9]{3}'],
  w: ['[0-9]{1,2}', '[0-9]{2}'],
  W: ['[0-9]', '[0-9]'],
  F: ['[0-9]', '[0-9]'],
  u: ['[1-7]', '[1-7]'],
};

const ZONE = '(?:(?:GMT|UTC)?[+-][0-9]{1,2}:?[0-9]{2}|[A-Z]{2,5}(?![A-Za-z]))';
const ISO_OFFSETS = ['(?:Z|[+-][0-9]{2})', '(?:Z|[+-][0-9]{4})', '(?:Z|[+-][0-9]{2}:[0-9]{2})'];
const WORDS: Readonly<Record<string, string>> = { a: '[AP]M', G: '(?:AD|BC)', z: ZONE, Z: ZONE };

/** Prepares the search for times of a Java date pattern. */
export function datePatternSearch(pattern: string): DatePatternSearch {
  const read = readDatePattern(pattern);
  if (read.kind === 'invalid') return read;
  const letters = new Set(read.parts.map((part) => (part.kind === 'field' ? part.letter : '')));
  if (!['H', 'k', 'K', 'h'].some((letter) => letters.has(letter)) && !letters.has('d') && !letters.has('D'))
    return { kind: 'invalid', reason: 'names neither a day nor an hour' };
  const hasYear = letters.has('y') || letters.has('Y');
  const hasDay = ['M', 'L', 'd', 'D', 'w'].some((letter) => letters.has(letter));
  const missing = `${hasYear ? '' : 'yyyy '}${hasDay ? '' : 'MM dd '}`;
  const readMatch = (match: RegExpExecArray, reference: number): WrittenTime | undefined => {
    const written = withMilliseconds(match);
    const on = (day: number): WrittenTime | undefined => {
      const time = readTime(prefix(new Date(day), hasYear, hasDay) + written, missing + pattern, reference);
      return time === undefined ? undefined : { at: match.index, ...time };
    };
    const time = on(reference);
    if (time === undefined || hasYear || time.local - (time.offset ?? 0) <= reference + DAY) return time;
    return on(hasDay ? yearBefore(reference) : reference - DAY) ?? time;
  };
  const shape = shapeOf(read.parts, '(');
  const anywhere = new RegExp(shape, 'gi');
  const here = new RegExp(shape, 'yi');
  return {
    kind: 'search',
    shape: shapeOf(read.parts, '(?:'),
    find(text, reference) {
      for (const match of text.matchAll(anywhere)) {
        const time = readMatch(match, reference);
        if (time !== undefined) return time;
      }
      return undefined;
    },
    readAt(text, at, reference) {
      here.lastIndex = at;
      const match = here.exec(text);
      return match === null ? undefined : readMatch(match, reference);
    },
  };
}

function yearBefore(instant: number): number {
  const date = new Date(instant);
  return date.setUTCFullYear(date.getUTCFullYear() - 1);
}

function prefix(day: Date, hasYear: boolean, hasDay: boolean): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const year = hasYear ? '' : `${String(day.getUTCFullYear())} `;
  return hasDay ? year : `${year}${two(day.getUTCMonth() + 1)} ${two(day.getUTCDate())} `;
}

/** The matched text with the digits of the second's fraction, however many, as milliseconds. */
function withMilliseconds([text, before, fraction]: RegExpExecArray): string {
  if (before === undefined || fraction === undefined) return text;
  return before + fraction.padEnd(3, '0').slice(0, 3) + text.slice(before.length + fraction.length);
}

/** With `(` for `open` there are two groups when there is a fraction of the second: what stands before it, and its digits. */
function shapeOf(parts: readonly DatePart[], open: '(' | '(?:'): string {
  const isDigits = (part: DatePart | undefined): boolean => part?.kind === 'field' && isNumeric(part);
  const shapes = parts.map((part, index) => {
    if (part.kind === 'text') return part.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    const blanks = index > 0 && parts[index - 1]?.kind === 'text' ? '[ \\t]*' : '';
    return blanks + fieldShape(part, isDigits(parts[index + 1]) || isDigits(parts[index - 1]));
  });
  const fraction = parts.findIndex((part) => part.kind === 'field' && part.letter === 'S');
  const part = parts[fraction];
  if (part?.kind === 'field') {
    const digits = `[0-9]{${isDigits(parts[fraction + 1]) ? String(part.count) : '1,9'}}`;
    shapes.splice(0, fraction + 1, `${open}${shapes.slice(0, fraction).join('')})${open}${digits})`);
  }
  const before = isDigits(parts[0]) ? '(?<![0-9])' : '(?<![A-Za-z])';
  return before + shapes.join('') + (isDigits(parts.at(-1)) ? '(?![0-9])' : '');
}

function isNumeric({ letter, count }: DateField): boolean {
  return (
    'yYSs'.includes(letter) || (letter === 'L' && count < 3) || (letter in NUMBERS && !(letter === 'M' && count > 2))
  );
}

function fieldShape({ letter, count }: DateField, besideDigits: boolean): string {
  if (letter === 'y' || letter === 'Y') return count === 2 ? '[0-9]{2}' : '[0-9]{4}';
  if ((letter === 'M' || letter === 'L') && count > 2) return namesShape(monthNames);
  if (letter === 'E') return namesShape(dayNames);
  if (letter === 'S') return '[0-9]{1,9}';
  if (letter === 'X') return ISO_OFFSETS[count - 1] ?? ISO_OFFSETS[2] ?? '';
  const numbers = NUMBERS[letter === 'L' ? 'M' : letter];
  return numbers === undefined ? (WORDS[letter] ?? '') : numbers[besideDigits ? 1 : 0];
}

function namesShape(names: readonly string[]): string {
  return `(?:${names.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})`;
}
