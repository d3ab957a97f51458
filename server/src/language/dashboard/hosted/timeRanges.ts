import type { TimeRangeChoice } from '../../../protocol/engine.ts';
import { numberOf, objectOf, textOf, type JsonObject, type Notes } from './values.ts';

const oldest = 0;
const relative = /^[+-]\s*\d/;
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
  const name = textOf(range['rangeName']) || textOf(objectOf(range['from'])['rangeName']) || textOf(range['type']);
  notes.add(`The time range "${name}" has no counterpart and became the last 24 hours.`);
  return { from: '-24h' };
}

function fromBoundary(boundary: JsonObject): string | undefined {
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
  if (relative.test(time)) return { type: 'RelativeTimeRangeBoundary', relativeTime: time };
  if (/^\d{5,16}$/.test(time)) return { type: 'EpochTimeRangeBoundary', epochMillis: Number(time) };
  return { type: 'Iso8601TimeRangeBoundary', iso8601Time: isoOf(time) };
}

function isoOf(time: string): string {
  const [, month = '', day = '', year = '', hour = '0', minute = '0', second = '0'] = american.exec(time) ?? [];
  if (year === '') return time;
  const pad = (part: string): string => part.padStart(2, '0');
  return `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
}
