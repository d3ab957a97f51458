import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

import { detectCategory } from '../sources/classify.ts';
import type { DiscoveredFile } from '../sources/discover.ts';
import type { LogSummary } from '../sources/logSummary.ts';
import type { ResolvedSource } from '../sources/settings/types.ts';
import type { RejectedRecord } from '../../protocol/engine.ts';
import type { Continuation } from './continuation.ts';
import { hasManyCategories, metadataOf } from './metadata.ts';
import type { FileMetadata } from './metadata.ts';
import { FILE_COLUMN_NAMES } from './schema.ts';

export { COLLECTOR } from './metadata.ts';

/** What the store knows about a file from the last sync. */
export interface StoredFile extends FileMetadata {
  readonly fileId: number;
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
  /** Empty when it is not known. */
  readonly inode: string;
  readonly readable: boolean;
  readonly detectedCategory: string;
  /** Whether its messages are of kinds that belong to different categories. */
  readonly manyCategories: boolean;
  readonly readingKey: string;
  readonly records: number;
  readonly textBytes: number;
  readonly to: number | undefined;
  /** The limit for which the messages were dropped; undefined while they are held. */
  readonly evictedLimit: number | undefined;
  readonly canContinue: boolean;
  /** Number of its first message. */
  readonly firstId: number;
}

const READ_ROWS = `SELECT file_id, path, bytes, mtime_ms, readable, category, detected_category, source, host, collector,
  fields, mixed, inode, reading_key, records, text_bytes, to_ms, evicted_limit, continuation IS NOT NULL, kinds, first_id FROM files`;

/** The files in the store. */
export async function readFileRows(connection: DuckDBConnection): Promise<readonly StoredFile[]> {
  const result = await connection.runAndReadAll(READ_ROWS);
  return result.getRowsJS().map((row) => ({
    fileId: Number(row[0]),
    path: String(row[1]),
    bytes: Number(row[2]),
    modified: Number(row[3]),
    readable: row[4] === true,
    category: String(row[5]),
    detectedCategory: String(row[6]),
    source: String(row[7]),
    host: String(row[8]),
    collector: String(row[9]),
    fields: String(row[10]),
    mixed: row[11] === true,
    inode: String(row[12]),
    readingKey: String(row[13]),
    records: Number(row[14]),
    textBytes: Number(row[15]),
    to: numberOrUndefined(row[16]),
    evictedLimit: numberOrUndefined(row[17]),
    canContinue: row[18] === true,
    firstId: Number(row[20]),
    manyCategories: hasManyCategories(JSON.parse(String(row[19])) as Record<string, number>),
  }));
}

/** A file that has just been read. */
export interface ReadFile {
  readonly fileId: number;
  readonly firstId: number;
  readonly file: DiscoveredFile;
  readonly source: ResolvedSource;
  readonly summary: LogSummary;
  readonly textBytes: number;
  readonly continuation: Continuation | undefined;
}

/** Rows that are added by one statement: it costs more than the rows. */
const ROWS_AT_ONCE = 64;

/** Adds the row of a file that has just been read; with its metadata. */
export async function insertFileRow(connection: DuckDBConnection, read: ReadFile): Promise<void> {
  await insertFileRows(connection, [read]);
}

/** As `insertFileRow` for several files. */
export async function insertFileRows(connection: DuckDBConnection, reads: readonly ReadFile[]): Promise<void> {
  for (let at = 0; at < reads.length; at += ROWS_AT_ONCE) {
    const values = reads.slice(at, at + ROWS_AT_ONCE).map(valuesOf);
    let count = 0;
    const rows = values.map((row) => `(${row.map(() => `$${String(++count)}`).join(', ')})`);
    await connection.run(`INSERT INTO files VALUES ${rows.join(', ')}`, values.flat());
  }
}

/** In the order of the columns. */
function valuesOf(read: ReadFile): DuckDBValue[] {
  const { file, summary } = read;
  const detectedCategory = detectCategory(summary.kinds);
  const content = { detectedCategory, manyCategories: hasManyCategories(summary.kinds) };
  const values: Readonly<Record<string, DuckDBValue>> = {
    file_id: read.fileId,
    path: file.path,
    ...metadataOf(content, file, read.source),
    format: summary.format,
    bytes: BigInt(file.bytes),
    mtime_ms: file.modified,
    detected_category: detectedCategory,
    readable: summary.readable,
    records: BigInt(summary.records),
    rejected_count: BigInt(summary.rejectedCount),
    from_ms: bigintOrNull(summary.from),
    to_ms: bigintOrNull(summary.to),
    kinds: JSON.stringify(summary.kinds),
    rejected: JSON.stringify(summary.rejected),
    notes: JSON.stringify(summary.notes),
    reading_key: read.source.readingKey,
    text_bytes: BigInt(read.textBytes),
    inode: file.inode ?? '',
    evicted_limit: null,
    first_id: BigInt(read.firstId),
    continuation: read.continuation === undefined ? null : JSON.stringify(read.continuation),
  };
  return FILE_COLUMN_NAMES.map((name) => values[name] ?? null);
}

/** Where reading of a file can go on, with the rejected records so far; undefined when it has to start anew. */
export async function readContinuation(
  connection: DuckDBConnection,
  fileId: number,
): Promise<{ readonly place: Continuation; readonly rejected: readonly RejectedRecord[] } | undefined> {
  const sql = 'SELECT continuation, rejected FROM files WHERE file_id = $1';
  const [row] = (await connection.runAndReadAll(sql, [fileId])).getRowsJS();
  if (row === undefined || row[0] === null) return undefined;
  return {
    place: JSON.parse(String(row[0])) as Continuation,
    rejected: JSON.parse(String(row[1])) as RejectedRecord[],
  };
}

/** Removes a file and its messages. */
export async function deleteFile(connection: DuckDBConnection, fileId: number): Promise<void> {
  await connection.run('DELETE FROM messages WHERE file_id = $1', [fileId]);
  await connection.run('DELETE FROM files WHERE file_id = $1', [fileId]);
}

function bigintOrNull(value: number | undefined): bigint | null {
  return value === undefined ? null : BigInt(value);
}

function numberOrUndefined(value: unknown): number | undefined {
  return value === null ? undefined : Number(value);
}
