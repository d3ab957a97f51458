import type { TimeRangeChoice } from '../../protocol/engine.ts';

const duration = /^(?:\d+(?:\.\d+)?\s*(?:ms|[smhdw])\s*)+$/;
const relative = (text: string): boolean => duration.test(text.replace(/^(?:now\s*)?[+-]?\s*/i, ''));
const instant =
  /^(?:now|\d{10,13}|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?|\d{1,2}\/\d{1,2}\/\d{4}(?: \d{1,2}:\d{2}(?::\d{2})?)?)$/i;
const isTime = (text: string): boolean => relative(text) || instant.test(text);

const everything = /^all(?:\s+data)?$/i;
const lastPeriod = /^last\s+(.+)$/i;
const separator = /\s+to\s+/i;

/** What is wrong with a time range as people write it, in words; undefined when nothing is. */
export function timeRangeProblem(text: string): string | undefined {
  const value = text.trim();
  if (everything.test(value)) return undefined;
  const last = lastPeriod.exec(value)?.[1];
  if (last !== undefined) return relative(last.trim()) ? undefined : 'After `last` give a period such as `24h`.';
  const parts = value.split(separator);
  return parts.length <= 2 && parts.every((part) => isTime(part.trim()))
    ? undefined
    : 'Give `last 24h`, or two times: `2018-01-01T00:00:00Z to now`.';
}

/** What is wrong with one end of a time range, in words; undefined when nothing is. */
export function timeProblem(text: string): string | undefined {
  return isTime(text.trim()) ? undefined : 'Give a time such as `-24h`, `now` or `2018-01-01T00:00:00Z`.';
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
