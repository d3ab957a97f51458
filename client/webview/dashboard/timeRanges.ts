import type { NowChoice, TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
import { timeFormatter } from '../shared/format.ts';

/** A range to choose at once. */
export interface TimePreset {
  readonly label: string;
  readonly range: TimeRangeChoice;
}

const last = (label: string, duration: string): TimePreset => ({ label: `Last ${label}`, range: { from: duration } });

/** The ranges of the picker, shortest first. They have no end: the newest record is always part of them. */
export const timePresets: readonly TimePreset[] = [
  last('15 minutes', '-15m'),
  last('60 minutes', '-60m'),
  last('3 hours', '-3h'),
  last('6 hours', '-6h'),
  last('12 hours', '-12h'),
  last('24 hours', '-24h'),
  last('3 days', '-3d'),
  last('7 days', '-7d'),
  last('30 days', '-30d'),
  { label: 'All data', range: {} },
];

const unitNames: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
};

/** A range as people say it: `Last 24 hours`, `All data`, `2018-04-12T00:00:00Z – now`. */
export function rangeLabel({ from, to }: TimeRangeChoice): string {
  if (from === undefined && to === undefined) return 'All data';
  const [, amount, unit] = /^-(\d+)([smhdw])$/.exec(from ?? '') ?? [];
  if (amount !== undefined && unit !== undefined && (to === undefined || to === 'now'))
    return `Last ${amount} ${unitNames[unit]}${amount === '1' ? '' : 's'}`;
  return `${from ?? 'oldest'} – ${to ?? 'newest'}`;
}

/** True when both choose the same. */
export function sameRange(a: TimeRangeChoice | undefined, b: TimeRangeChoice | undefined): boolean {
  return a?.from === b?.from && a?.to === b?.to && (a === undefined) === (b === undefined);
}

/** The range that two texts of the custom form mean; empty ones are open ends. */
export function customRange(from: string, to: string): TimeRangeChoice {
  const [start, end] = [from.trim(), to.trim()];
  return { ...(start === '' ? {} : { from: start }), ...(end === '' ? {} : { to: end }) };
}

/** The range of a zoom into a chart; both ends in epoch milliseconds. */
export function zoomedRange(from: number, to: number): TimeRangeChoice {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** An instant to the minute in a zone: `2018-04-12 11:46`. */
export function minuteText(epoch: number, timezone: string): string {
  return timeFormatter(timezone)(epoch).slice(0, 16);
}

/** What "now" is, for the bar: `now = newest record, 2018-04-12 11:46`. */
export function nowLabel(now: NowChoice, instant: number | undefined, timezone: string): string {
  const name = now === 'data' ? 'newest record' : now === 'clock' ? 'clock' : 'fixed';
  return instant === undefined ? `now = ${name}` : `now = ${name}, ${minuteText(instant, timezone)}`;
}
