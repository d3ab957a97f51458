import type { ResultColumn, ResultValue } from '../../protocol/engine.ts';
import { formatTime } from './time.ts';
import type { RowWriter, WriterOptions } from './rowWriter.ts';

const lineEnd = '\r\n';

/**
 * Comma-separated values as RFC 4180 has them, header first. Times are ISO 8601 in the zone. Null is nothing at all
 * and empty text is `""`. Text is written as it is, also when it starts like a formula: this is data, not a sheet.
 */
export function csvWriter({ zone }: WriterOptions): RowWriter {
  let columns: readonly ResultColumn[] = [];
  return {
    begin: (names) => {
      columns = names;
      return names.map(({ name }) => quoted(name)).join(',') + lineEnd;
    },
    rows: (rows) =>
      rows.map((row) => columns.map((column, i) => field(row[i] ?? null, column, zone)).join(',') + lineEnd).join(''),
    end: () => '',
  };
}

function field(value: ResultValue, column: ResultColumn, zone: string): string {
  if (value === null) return '';
  if (column.type === 'time' && typeof value === 'number') return formatTime(value, zone);
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
