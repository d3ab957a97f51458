import type { QueryStats } from '../../protocol/engine.ts';
import { formatTime } from './time.ts';

const numbers = new Intl.NumberFormat('en-US');

/** A number with thousands separators. */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** A count with its noun, such as `1 row` or `5,918 rows`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A size in bytes as people read it; units are powers of 1,024. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? formatCount(size) : size.toFixed(1)} ${units[unit] ?? ''}`;
}

/** One line of counts and times about a run; the range and what was taken for now are always in it. */
export function statsLine(stats: QueryStats, zone: string): string {
  const { messagesMatched, messagesTotal, rows, elapsed, loading, range, now } = stats;
  const matched =
    messagesTotal === undefined
      ? 'messages not counted: the files were asked without being loaded'
      : messagesMatched === undefined
        ? counted(messagesTotal, 'message')
        : `${formatCount(messagesMatched)} of ${counted(messagesTotal, 'message')} matched`;
  return [
    matched,
    counted(rows, 'row'),
    `${formatCount(Math.round(elapsed))} ms (${formatCount(Math.round(loading))} ms reading files)`,
    ...(range === undefined ? [] : [`from ${formatTime(range.from, zone)} to ${formatTime(range.to, zone)}`]),
    ...(now === undefined ? [] : [`now is ${formatTime(now, zone)}`]),
  ].join(', ');
}
