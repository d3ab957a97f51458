import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

import type { RejectedRecord, SourceFile, SourcesReport } from '../../protocol/engine.ts';
import { detectCategory } from '../sources/classify.ts';
import type { DiscoveredFile } from '../sources/discover.ts';
import type { LogSummary } from '../sources/readLog.ts';

/** What the store knows about a file from the last sync. */
export interface StoredFile {
  readonly fileId: number;
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
  readonly readable: boolean;
  readonly category: string;
  readonly detectedCategory: string;
  readonly source: string;
}

/** The collector of every file: there is one, this machine's disk. */
export const COLLECTOR = 'Local';

/** The files in the store, by path. */
export async function readFileRows(connection: DuckDBConnection): Promise<readonly StoredFile[]> {
  const result = await connection.runAndReadAll(
    'SELECT file_id, path, bytes, mtime_ms, readable, category, detected_category, source FROM files ORDER BY path',
  );
  return result.getRowsJS().map((row) => ({
    fileId: Number(row[0]),
    path: String(row[1]),
    bytes: Number(row[2]),
    modified: Number(row[3]),
    readable: row[4] === true,
    category: String(row[5]),
    detectedCategory: String(row[6]),
    source: String(row[7]),
  }));
}

/** Adds the row of a file that has just been read. */
export async function insertFileRow(
  connection: DuckDBConnection,
  fileId: number,
  host: string,
  file: DiscoveredFile,
  summary: LogSummary,
): Promise<void> {
  const category = detectCategory(summary.kinds);
  const values: DuckDBValue[] = [
    fileId,
    file.path,
    category,
    host,
    COLLECTOR,
    file.source,
    summary.format,
    BigInt(file.bytes),
    file.modified,
    category,
    summary.readable,
    BigInt(summary.records),
    BigInt(summary.rejectedCount),
    bigintOrNull(summary.from),
    bigintOrNull(summary.to),
    JSON.stringify(summary.kinds),
    JSON.stringify(summary.rejected),
    JSON.stringify(summary.notes),
  ];
  await connection.run(
    `INSERT INTO files VALUES (${values.map((_, index) => `$${String(index + 1)}`).join(', ')})`,
    values,
  );
}

/** Removes a file and its messages. */
export async function deleteFile(connection: DuckDBConnection, fileId: number): Promise<void> {
  await connection.run('DELETE FROM messages WHERE file_id = $1', [fileId]);
  await connection.run('DELETE FROM files WHERE file_id = $1', [fileId]);
}

/** Every file in the store as the report shows it, in the order of paths. */
export async function readReport(connection: DuckDBConnection): Promise<SourcesReport> {
  const result = await connection.runAndReadAll(
    'SELECT path, category, format, records, kinds, from_ms, to_ms, bytes, rejected, notes, rejected_count FROM files ORDER BY path',
  );
  const files: SourceFile[] = [];
  const totals = { files: 0, records: 0, rejected: 0, bytes: 0 };
  for (const row of result.getRowsJS()) {
    const file: SourceFile = {
      path: String(row[0]),
      category: String(row[1]),
      format: String(row[2]),
      records: Number(row[3]),
      kinds: JSON.parse(String(row[4])) as Record<string, number>,
      from: row[5] === null ? undefined : Number(row[5]),
      to: row[6] === null ? undefined : Number(row[6]),
      bytes: Number(row[7]),
      rejected: JSON.parse(String(row[8])) as RejectedRecord[],
      notes: JSON.parse(String(row[9])) as string[],
    };
    files.push(file);
    totals.files++;
    totals.records += file.records;
    totals.rejected += Number(row[10]);
    totals.bytes += file.bytes;
  }
  return { files, totals };
}

function bigintOrNull(value: number | undefined): bigint | null {
  return value === undefined ? null : BigInt(value);
}
