import { formatDuration, formatNumber, groupDigits } from '../format.ts';

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };
const bytes = new Set(['b', 'byte', 'bytes']);
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** A value for reading, exact where that is short: `1,234`, `12.5 %`, `1.2 s`, `658 MB`. */
export function formatQuantity(value: number, unit = ''): string {
  const key = unit.toLowerCase();
  const factor = milliseconds[key];
  if (factor !== undefined) {
    const duration = value * factor;
    if (Math.abs(duration) < 1000) return `${formatNumber(Number(duration.toPrecision(4)))} ms`;
    return duration < 0 ? `-${formatDuration(-duration)}` : formatDuration(duration);
  }
  if (bytes.has(key)) return scaled(value, 1000, byteUnits);
  return unit === '' ? rounded(value) : `${rounded(value)} ${unit}`;
}

/** A value beside an axis: as short as it can be, such as `1.5 M`. */
export function formatTick(value: number, unit = ''): string {
  const key = unit.toLowerCase();
  // Beside `10 s` and `20 s` there is no `0 ms`.
  if (value === 0 && (milliseconds[key] !== undefined || bytes.has(key))) return '0';
  if (milliseconds[key] !== undefined) {
    const duration = value * (milliseconds[key] ?? 1);
    const size = Math.abs(duration);
    if (size < 1000) return `${short(duration)} ms`;
    if (size < 120_000) return `${short(duration / 1000)} s`;
    return size < 7_200_000 ? `${short(duration / 60_000)} min` : `${short(duration / 3_600_000)} h`;
  }
  if (bytes.has(key)) return scaled(value, 1000, byteUnits);
  const number = Math.abs(value) >= 100_000 ? scaled(value, 1000, ['', 'k', 'M', 'G', 'T']) : short(value);
  return unit === '' ? number : `${number} ${unit}`;
}

/** Averages and percentages have more digits than anybody reads. */
function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) || Math.abs(value) < 1)
    return formatNumber(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
  return formatNumber(Number(value.toFixed(2)));
}

const short = (value: number): string => groupDigits(String(Number(value.toPrecision(6))));

function scaled(value: number, base: number, units: readonly string[]): string {
  let size = Math.abs(value);
  let unit = 0;
  while (size >= base * 0.9995 && unit < units.length - 1) {
    size /= base;
    unit += 1;
  }
  const digits = Number(size.toPrecision(size < 100 ? 2 : 3));
  return `${value < 0 ? '-' : ''}${groupDigits(String(digits))} ${units[unit] ?? ''}`.trim();
}
