import { csvWriter } from './csv.ts';
import { jsonWriter } from './json.ts';
import { ndjsonWriter } from './ndjson.ts';
import type { RowWriter, WriterOptions } from './rowWriter.ts';
import { tableWriter } from './table.ts';

/** The formats of `sesq run`. */
export const rowFormats = {
  table: tableWriter,
  json: jsonWriter,
  ndjson: ndjsonWriter,
  csv: csvWriter,
} as const satisfies Record<string, (options: WriterOptions) => RowWriter>;

/** The name of a format of rows. */
export type RowFormat = keyof typeof rowFormats;

/** The formats of `sesq check` and `sesq sources`. */
export const reportFormats = ['text', 'json'] as const;

/** The name of a format of reports. */
export type ReportFormat = (typeof reportFormats)[number];
