import type { TimeRangeChoice } from '../../../protocol/engine.ts';
import { timeProblem } from '../../document/timeRange.ts';
import { numberOf, objectOf, textOf, type JsonObject, type Notes } from './values.ts';

const oldest = 0;
const relative = /^(?:now\s*)?([+-]\s*\d.*)$/i;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** A time range of the hosted product; undefined when there is none. What has no counterpart becomes the last day. */
export function fromHostedRange(value: unknown, notes: Notes): TimeRangeChoice | undefined {
  const range = objectOf(value);
  if (Object.keys(range).length === 0) return undefined;
  if (range['type'] === 'BeginBoundedTimeRange') {
    const from = fromBoundary(objectOf(range['from']));
    const hasEnd = Object.keys(objectOf(range['to'])).length > 0;
    const to = hasEnd ? fromBoundary(objectOf(range['to'])) : undefined;
    if (from !== undefined && !hasEnd && numberOf(objectOf(range['from'])['epochMillis']) === oldest) return {};
    if (from !== undefined && (!hasEnd || to !== undefined)) return to === undefined ? { from } : { from, to };
  }
  notes.add(`The time range "${nameOf(range)}" has no counterpart and became the last 24 hours.`);
  return { from: '-24h' };
}

/** What people would call a range. */
function nameOf(range: JsonObject): string {
  const names = ['rangeName', 'relativeTime', 'iso8601Time'];
  const ends = [range, objectOf(range['from']), objectOf(range['to'])];
  const found = ends.flatMap((end) => names.map((name) => textOf(end[name]))).filter((name) => name !== '');
  return found.length === 0 ? textOf(range['type']) : found.join(' to ');
}

/** A time that can be read here; undefined for any other. */
function fromBoundary(boundary: JsonObject): string | undefined {
  const time = timeOf(boundary);
  return time === undefined || timeProblem(time) !== undefined ? undefined : time;
}

function timeOf(boundary: JsonObject): string | undefined {
  const epoch = numberOf(boundary['epochMillis']);
  switch (boundary['type']) {
    case 'RelativeTimeRangeBoundary':
      return textOf(boundary['relativeTime']).replace(/\s+/g, '') || undefined;
    case 'EpochTimeRangeBoundary':
      return epoch === undefined || Math.abs(epoch) > 8.64e15 ? undefined : new Date(epoch).toISOString();
    case 'Iso8601TimeRangeBoundary':
      return textOf(boundary['iso8601Time']) || undefined;
    case 'LiteralTimeRangeBoundary':
      return boundary['rangeName'] === 'now' ? 'now' : undefined;
    default:
      return undefined;
  }
}

/** A time range for the hosted product, which has no word for "everything": it is written as from 1970 on. */
export function toHostedRange({ from, to }: TimeRangeChoice): JsonObject {
  return {
    type: 'BeginBoundedTimeRange',
    from: from === undefined ? { type: 'EpochTimeRangeBoundary', epochMillis: oldest } : toBoundary(from),
    to: to === undefined ? null : toBoundary(to),
  };
}

function toBoundary(time: string): JsonObject {
  if (/^now$/i.test(time)) return { type: 'LiteralTimeRangeBoundary', rangeName: 'now' };
  const fromNow = relative.exec(time);
  if (fromNow !== null)
    return { type: 'RelativeTimeRangeBoundary', relativeTime: (fromNow[1] ?? '').replace(/\s+/g, '') };
  if (/^\d{5,16}$/.test(time)) return { type: 'EpochTimeRangeBoundary', epochMillis: Number(time) };
  return { type: 'Iso8601TimeRangeBoundary', iso8601Time: isoOf(time) };
}

function isoOf(time: string): string {
  const [, month = '', day = '', year = '', hour = '0', minute = '0', second = '0'] = american.exec(time) ?? [];
  if (year === '') return time;
  const pad = (part: string): string => part.padStart(2, '0');
  return `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
}
