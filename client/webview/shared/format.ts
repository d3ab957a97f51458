import type { ColumnType, ResultValue } from '../../../server/src/protocol/engine.ts';

/** Longest text a cell shows; copying gives all of it. */
const shownLength = 2_000;

const maximumFractionDigits = 6;

/** Puts thousands separators into the integer digits of a plain decimal number: `1234567.5` gives `1,234,567.5`. */
export function groupDigits(decimal: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(decimal);
  if (match === null) return decimal;
  const [, sign = '', integer = '', fraction = ''] = match;
  return sign + integer.replace(/\B(?=(\d{3})+$)/g, ',') + fraction;
}

/** A number for reading: grouped, at most six decimals. Very small and very large ones keep their exponent. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  if (Number.isInteger(value) || magnitude < 1e-4 || magnitude >= 1e15) return groupDigits(String(value));
  return groupDigits(String(Number(value.toFixed(maximumFractionDigits))));
}

/** A duration in milliseconds: `0.24 s`, `1.2 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${groupDigits(String(Math.floor(whole / 60)))} min ${whole % 60} s`;
}

/** A count with its noun: `1 row`, `5,918 rows`. */
export function counted(count: number, noun: string): string {
  return `${groupDigits(String(count))} ${noun}${count === 1 ? '' : 's'}`;
}

/** Making one takes a millisecond, and every chart and table of a page asks for one. */
const timeFormatters = new Map<string, (epoch: number) => string>();

/** Writes instants (epoch milliseconds) in one zone, as `2018-04-12 11:46:41.807`; milliseconds only when there are any. */
export function timeFormatter(timezone: string): (epoch: number) => string {
  const known = timeFormatters.get(timezone);
  if (known !== undefined) return known;
  const made = newTimeFormatter(timezone);
  timeFormatters.set(timezone, made);
  return made;
}

function newTimeFormatter(timezone: string): (epoch: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: knownZone(timezone),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (epoch) => {
    if (Number.isNaN(new Date(epoch).getTime())) return String(epoch);
    const parts = new Map(format.formatToParts(epoch).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
    const milliseconds = ((Math.floor(epoch) % 1000) + 1000) % 1000;
    const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`;
    const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
    return `${date} ${part('hour')}:${part('minute')}:${part('second')}${fraction}`;
  };
}

function knownZone(timezone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** True for the types whose values are compared by eye digit under digit. */
export function isNumeric(type: ColumnType): boolean {
  return type === 'long' || type === 'double';
}

/** The text a cell shows for a value that is not null. */
export function formatValue(
  value: Exclude<ResultValue, null>,
  type: ColumnType,
  formatTime: (epoch: number) => string,
): string {
  if (typeof value === 'number') return type === 'time' ? formatTime(value) : formatNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (type === 'long') return groupDigits(value);
  return value.length > shownLength ? `${value.slice(0, shownLength)}…` : value;
}
