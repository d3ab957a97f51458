import type { TimeRangeChoice } from '../../protocol/engine.ts';

const period = String.raw`(?:\d+(?:\.\d+)?\s*(?:ms|[smhdw])\s*)+`;
const lastLength = new RegExp(`^-?${period}$`);
const fromNow = new RegExp(`^(?:[nN][oO][wW]\\s*)?[+-]\\s*${period}$`);
const nowOrMilliseconds = /^(?:now|\d{5,16})$/i;
const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?`;
const isoTime = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s]+${clock})?\s*(?:[Zz]|[+-]\d{2}:?\d{2})?$`);
const americanTime = new RegExp(String.raw`^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+${clock})?$`);

/** What is wrong with a time; `usage` is said of a text that is none. */
function problemOf(text: string, usage: string): string | undefined {
  if (fromNow.test(text) || nowOrMilliseconds.test(text)) return undefined;
  const iso = isoTime.exec(text);
  const american = americanTime.exec(text);
  if (iso === null && american === null) return usage;
  const isDate =
    iso === null
      ? isInCalendar(american?.[3], american?.[1], american?.[2], american?.slice(4) ?? [])
      : isInCalendar(iso[1], iso[2], iso[3], iso.slice(4));
  return isDate ? undefined : `There is no such day or time of day: \`${text}\`.`;
}

/** Whether there is such a day and such a time of day. */
function isInCalendar(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  [hour = '0', minute = '0', second = '0']: readonly (string | undefined)[],
): boolean {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDay && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

const everything = /^all(?:\s+data)?$/i;
const lastPeriod = /^last\s+(.+)$/i;
const separator = /\s+to\s+/i;

/** What is wrong with a time range as people write it, in words; undefined when nothing is. */
export function timeRangeProblem(text: string): string | undefined {
  const value = text.trim();
  if (everything.test(value)) return undefined;
  const last = lastPeriod.exec(value)?.[1];
  if (last !== undefined) return lastLength.test(last.trim()) ? undefined : 'After `last` give a period such as `24h`.';
  const parts = value.split(separator);
  const usage = 'Give `last 24h`, or two times: `2018-01-01T00:00:00Z to now`.';
  if (parts.length > 2) return usage;
  return parts.map((part) => problemOf(part.trim(), usage)).find((problem) => problem !== undefined);
}

/** What is wrong with one end of a time range, in words; undefined when nothing is. */
export function timeProblem(text: string): string | undefined {
  return problemOf(text.trim(), 'Give a time such as `-24h`, `now` or `2018-01-01T00:00:00Z`.');
}

/**
 * Reads `last 24h`, `A to B`, a single start, or `all`. Times are passed on as written, and an end that is not given
 * stays open, which means up to and with the newest record. A text with a problem is taken as a start.
 */
export function readTimeRange(text: string): TimeRangeChoice {
  const value = text.trim();
  if (value === '' || everything.test(value)) return {};
  const last = lastPeriod.exec(value)?.[1];
  if (last !== undefined) return { from: `-${last.replace(/^-/, '').replace(/\s+/g, '')}` };
  const [from = '', to, ...more] = value.split(separator);
  return to === undefined || more.length > 0 ? { from: value } : { from, to };
}

/** A time range as people write it, which reads back as the same. */
export function writeTimeRange({ from, to }: TimeRangeChoice): string | TimeRangeChoice {
  if (from === undefined) return to === undefined ? 'all' : { to };
  if (to !== undefined) return `${from} to ${to}`;
  const last = /^-(\d+(?:\.\d+)?(?:ms|s|m|h|d|w))$/i.exec(from)?.[1];
  return last === undefined ? from : `last ${last}`;
}
