/** Slices of time: how long they are and where they begin. All numbers are milliseconds. */
import type { TimesliceWidth } from '../../language/index.ts';
import { zoneOffset } from './zone.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;

/** Widths that `timeslice N buckets` chooses from. */
export const bucketWidths: readonly number[] = [
  ...[1, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 4, 6, 12].map((n) => n * hour),
  day,
  week,
];

/** 1970-01-05 was a Monday. */
const firstMonday = 4 * day;

export interface Slices {
  readonly width: number;
  /** An instant at which some slice begins. */
  readonly anchor: number;
}

/** The smallest width of the ladder that cuts a range into at most so many slices. */
export function bucketWidth(range: { readonly from: number; readonly to: number }, buckets: number): number {
  // A range that ends now is a millisecond longer than its name says, so that it holds the newest message.
  const least = (range.to - range.from - 1) / Math.max(1, buckets);
  return bucketWidths.find((width) => width >= least) ?? Math.ceil(least / week) * week;
}

/** Slices of a width, aligned to the clock of the zone; its offset is taken once, at the start of the range. */
export function alignSlices(
  width: Exclude<TimesliceWidth, { kind: 'whole' }>,
  range: { readonly from: number; readonly to: number },
  zone: string,
): Slices {
  const milliseconds =
    width.kind === 'period'
      ? Math.max(1, Math.round(width.period.milliseconds))
      : bucketWidth(range, width.buckets.value);
  const isWeeks = width.kind === 'period' ? width.period.unit === 'w' : milliseconds % week === 0;
  return { width: milliseconds, anchor: (isWeeks ? firstMonday : 0) - zoneOffset(zone, range.from) };
}

/** Start of the slice that an instant lies in. */
export function sliceStart(instant: number, { width, anchor }: Slices): number {
  return anchor + Math.floor((instant - anchor) / width) * width;
}
