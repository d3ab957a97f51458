/** Times as text in a pattern and a zone, with every letter that patterns know. */
import { readDatePattern } from './datePattern.ts';
import type { DateField, DatePattern } from './datePattern.ts';
import type { NamedZone } from './zoneName.ts';
import { dayNames, dayOfYear, monthNames, weekOfMonth, weekOfYear } from './calendar.ts';
import { nameAt, offsetAt, writeOffset, zoneOf } from './zones.ts';

/** An instant seen from a zone; `local` shows the zone's clocks in its UTC parts. */
interface ZonedTime {
  readonly instant: number;
  readonly local: Date;
  readonly zone: NamedZone;
}

const patterns = new Map<string, DatePattern>();

/** The parts of a pattern; each pattern is read once. */
export function datePattern(pattern: string): DatePattern {
  let known = patterns.get(pattern);
  if (known === undefined) {
    known = readDatePattern(pattern);
    if (patterns.size > 1000) patterns.clear();
    patterns.set(pattern, known);
  }
  return known;
}

/** Times beyond these have no four-digit year. */
const earliest = -62_135_596_800_000;
const latest = 253_402_214_400_000;

/** The text of an instant in epoch milliseconds; null for an invalid pattern, zone or time. */
export function formatTime(instant: number, pattern: string, zoneName: string): string | null {
  const read = datePattern(pattern);
  const zone = zoneOf(zoneName);
  if (read.kind === 'invalid' || zone === undefined || !(instant >= earliest && instant <= latest)) return null;
  const time: ZonedTime = { instant, local: new Date(instant + offsetAt(zone, instant)), zone };
  return read.parts.map((part) => (part.kind === 'text' ? part.text : writeField(part, time))).join('');
}

function writeField(field: DateField, time: ZonedTime): string {
  return writers[field.letter]?.(time, field.count) ?? '';
}

function padded(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

/** A number of the date with zeros in front up to the length of the run. */
function number(value: (date: Date) => number): (time: ZonedTime, count: number) => string {
  return ({ local }, count) => padded(value(local), count);
}

function year(value: number, count: number): string {
  return count === 2 ? padded(value % 100, 2) : padded(value, count);
}

function month({ local }: ZonedTime, count: number): string {
  const index = local.getUTCMonth();
  const name = monthNames[index] ?? '';
  return count > 3 ? name : count === 3 ? name.slice(0, 3) : padded(index + 1, count);
}

const writers: Readonly<Record<string, (time: ZonedTime, count: number) => string>> = {
  G: () => 'AD',
  y: ({ local }, count) => year(local.getUTCFullYear(), count),
  Y: ({ local }, count) => year(weekOfYear(local).year, count),
  M: month,
  L: month,
  w: number((date) => weekOfYear(date).week),
  W: number(weekOfMonth),
  D: number(dayOfYear),
  d: number((date) => date.getUTCDate()),
  F: number((date) => Math.ceil(date.getUTCDate() / 7)),
  E: ({ local }, count) => {
    const name = dayNames[local.getUTCDay()] ?? '';
    return count > 3 ? name : name.slice(0, 3);
  },
  u: number((date) => date.getUTCDay() || 7),
  a: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  H: number((date) => date.getUTCHours()),
  k: number((date) => date.getUTCHours() || 24),
  K: number((date) => date.getUTCHours() % 12),
  h: number((date) => date.getUTCHours() % 12 || 12),
  m: number((date) => date.getUTCMinutes()),
  s: number((date) => date.getUTCSeconds()),
  S: number((date) => date.getUTCMilliseconds()),
  z: ({ zone, instant }, count) => nameAt(zone, instant, count > 3 ? 'long' : 'short'),
  Z: ({ zone, instant }) => writeOffset(offsetAt(zone, instant), ''),
  X: ({ zone, instant }, count) => {
    const offset = offsetAt(zone, instant);
    if (offset === 0) return 'Z';
    const written = writeOffset(offset, count === 3 ? ':' : '');
    return count === 1 ? written.slice(0, 3) : written;
  },
};
