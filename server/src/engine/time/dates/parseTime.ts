/** Times from text in a pattern, as Java's SimpleDateFormat reads them: leniently, and from the start of the text. */
import type { DateField, DatePart } from './datePattern.ts';
import { day, dayNames, localTime, monthNames, startOfWeek } from './calendar.ts';
import { datePattern } from './formatTime.ts';
import { abbreviationOffset, instantOf, zoneOf } from './zones.ts';

/** What has been read so far; `offset` in milliseconds. */
interface Reading {
  readonly text: string;
  /** Epoch milliseconds; decides the century of years of two digits. */
  readonly now: number;
  position: number;
  readonly values: Map<string, number>;
}

/** Letters that are digits; months are names when the run is long. */
const numericLetters = 'yYwWDdFuHkKhmsS';

/** Times that still have a date a day later, in milliseconds from 1970. */
const furthest = 8.64e15 - 2 * day;

const blanks = ' \t';
const number = /-?\d+/y;
const utcLetter = /Z/y;
const namedOffset = /(?:GMT|UTC)?[+-]\d{1,2}:?\d\d/iy;
const word = /[a-z]{2,5}(?![a-z])/iy;

function isNumeric({ letter, count }: DateField): boolean {
  return numericLetters.includes(letter) || ((letter === 'M' || letter === 'L') && count < 3);
}

/** What a text says about a time: what clocks showed, as if it were UTC, and how far ahead of UTC they were, in milliseconds. */
export interface ReadTime {
  readonly local: number;
  /** Undefined when the text names no zone. */
  readonly offset: number | undefined;
}

/** The instant in epoch milliseconds, or null for text that does not begin with the pattern and for an unknown zone. */
export function parseTime(text: string, pattern: string, zoneName: string, now: number): number | null {
  const zone = zoneOf(zoneName);
  const time = zone === undefined ? undefined : readTime(text, pattern, now);
  if (zone === undefined || time === undefined) return null;
  return time.offset === undefined ? instantOf(zone, time.local) : time.local - time.offset;
}

/**
 * Reads a text that begins with the pattern; undefined for any other. `now` (epoch milliseconds) decides the century of years
 * of two digits; what the pattern does not have is that of 1970-01-01.
 */
export function readTime(text: string, pattern: string, now: number): ReadTime | undefined {
  const read = datePattern(pattern);
  if (read.kind === 'invalid') return undefined;
  const reading: Reading = { text, now, position: 0, values: new Map() };
  const fits = read.parts.every((part, index) => readPart(part, read.parts[index + 1], reading));
  if (!fits) return undefined;
  const local = localOf(reading.values);
  return Math.abs(local) <= furthest ? { local, offset: reading.values.get('offset') } : undefined;
}

function readPart(part: DatePart, next: DatePart | undefined, reading: Reading): boolean {
  if (part.kind === 'text') {
    if (!reading.text.startsWith(part.text, reading.position)) return false;
    reading.position += part.text.length;
    return true;
  }
  while (blanks.includes(reading.text.charAt(reading.position) || 'x')) reading.position += 1;
  if (!isNumeric(part)) return readWord(part, reading);
  // Digits that run into the next number are told apart by the length of the run.
  const most = next?.kind === 'field' && isNumeric(next) ? part.count : 18;
  const digits = match(number, reading, most);
  if (digits === undefined) return false;
  const isShortYear = (part.letter === 'y' || part.letter === 'Y') && part.count <= 2 && /^\d\d$/.test(digits);
  reading.values.set(part.letter, isShortYear ? fullYear(Number(digits), reading.now) : Number(digits));
  return true;
}

/** Takes what a sticky pattern finds at the position, within a number of characters. */
function match(pattern: RegExp, reading: Reading, most: number): string | undefined {
  pattern.lastIndex = 0;
  const [found] = pattern.exec(reading.text.slice(reading.position, reading.position + most)) ?? [];
  if (found !== undefined) reading.position += found.length;
  return found;
}

/** A year of two digits lies within 80 years before now and 20 after it. */
function fullYear(twoDigits: number, now: number): number {
  const first = new Date(now).getUTCFullYear() - 80;
  const year = Math.floor(first / 100) * 100 + twoDigits;
  return year < first ? year + 100 : year;
}

function readWord({ letter, count }: DateField, reading: Reading): boolean {
  if (letter === 'M' || letter === 'L') return readName('M', monthNames, 1, reading);
  if (letter === 'E') return readName('E', dayNames, 0, reading);
  if (letter === 'a') return readName('a', ['AM', 'PM'], 0, reading);
  if (letter === 'G') return readName('G', ['BC', 'AD'], 0, reading);
  return letter === 'X' ? readIsoOffset(count, reading) : readZoneName(reading);
}

/** A name in full or by its first three letters, in any case. */
function readName(key: string, names: readonly string[], first: number, reading: Reading): boolean {
  const rest = reading.text.slice(reading.position, reading.position + 12).toLowerCase();
  for (const length of [12, 3]) {
    const index = names.findIndex((name) => rest.startsWith(name.slice(0, length).toLowerCase()));
    if (index < 0) continue;
    reading.position += names[index]?.slice(0, length).length ?? 0;
    reading.values.set(key, index + first);
    return true;
  }
  return false;
}

const isoOffsets = [/[+-]\d\d/y, /[+-]\d{4}/y, /[+-]\d\d:\d\d/y] as const;

function readIsoOffset(count: number, reading: Reading): boolean {
  if (match(utcLetter, reading, 1) !== undefined) return setOffset(0, reading);
  const written = match(isoOffsets[count - 1] ?? isoOffsets[2], reading, 6);
  return written !== undefined && setOffset(offsetOf(written), reading);
}

/** An offset with or without a colon, `GMT` with one, or a usual abbreviation. */
function readZoneName(reading: Reading): boolean {
  const written = match(namedOffset, reading, 9);
  if (written !== undefined) return setOffset(offsetOf(written.replace(/^[a-z]+/i, '')), reading);
  const abbreviation = match(word, reading, 6);
  const offset = abbreviation === undefined ? undefined : abbreviationOffset(abbreviation);
  return offset !== undefined && setOffset(offset, reading);
}

function offsetOf(written: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d?):?(\d\d)?$/.exec(written) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function setOffset(offset: number, { values }: Reading): boolean {
  values.set('offset', offset);
  return true;
}

/** The local time; parts that the text does not have are those of 1970-01-01, values beyond their ranges roll over. */
function localOf(values: ReadonlyMap<string, number>): number {
  const minutes = hourOf(values) * 60 + (values.get('m') ?? 0);
  return dateOf(values) + (minutes * 60 + (values.get('s') ?? 0)) * 1000 + (values.get('S') ?? 0);
}

function hourOf(values: ReadonlyMap<string, number>): number {
  const [full, full24, half, half12] = ['H', 'k', 'K', 'h'].map((letter) => values.get(letter));
  if (full !== undefined) return full;
  if (full24 !== undefined) return full24 === 24 ? 0 : full24;
  const hour = half ?? (half12 === 12 ? 0 : half12) ?? 0;
  return hour + (values.get('a') === 1 ? 12 : 0);
}

function dateOf(values: ReadonlyMap<string, number>): number {
  const era = values.get('G') === 0 ? -1 : 1;
  const written = values.get('y') ?? values.get('Y') ?? 1970;
  const year = era < 0 ? 1 - written : written;
  const [month, dayOfMonth] = [values.get('M') ?? values.get('L'), values.get('d')];
  const dayOfYear = values.get('D');
  if (month === undefined && dayOfMonth === undefined && dayOfYear !== undefined) return localTime(year, 0, dayOfYear);
  const week = values.get('w');
  if (month === undefined && dayOfMonth === undefined && week !== undefined)
    return startOfWeek(year, week) + dayOfWeek(values) * day;
  return localTime(year, (month ?? 1) - 1, dayOfMonth ?? 1);
}

/** Days since Sunday. */
function dayOfWeek(values: ReadonlyMap<string, number>): number {
  return (values.get('u') ?? values.get('E') ?? 0) % 7;
}
