import type { ResultColumn, ResultValue } from '../../../server/src/protocol/engine.ts';

/** Starts that spreadsheets take for a formula, full-width forms included. */
const formula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Rows as comma-separated lines (RFC 4180). Times are ISO 8601 in UTC, null is nothing, an empty text is `""`. A text that
 * a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are.
 */
export function csvLines(rows: readonly (readonly ResultValue[])[], columns: readonly ResultColumn[]): string {
  return rows
    .map((row) => columns.map(({ type }, index) => field(row[index] ?? null, type)).join(',') + '\r\n')
    .join('');
}

/** The first line: the names of the columns. */
export function csvHeader(columns: readonly ResultColumn[]): string {
  return columns.map(({ name }) => field(name, 'text')).join(',') + '\r\n';
}

function field(value: ResultValue, type: ResultColumn['type']): string {
  if (value === null) return '';
  if (type === 'time' && typeof value === 'number') return timeText(value);
  if (typeof value !== 'string') return String(value);
  const guarded = formula.test(value) && !plainNumber.test(value) ? `'${value}` : value;
  return guarded === '' || /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function timeText(epoch: number): string {
  const date = new Date(epoch);
  return Number.isNaN(date.getTime()) ? String(epoch) : date.toISOString();
}
