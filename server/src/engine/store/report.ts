import type { DuckDBConnection } from '@duckdb/node-api';
import { stat } from 'node:fs/promises';

import type { RejectedRecord, SourceFile, SourcesReport } from '../../protocol/engine.ts';

/** Every file in the store as the report shows it, in the order of paths. `limit` is 0 for none. */
export async function readReport(
  connection: DuckDBConnection,
  store: string | undefined,
  limit: number,
): Promise<SourcesReport> {
  const result = await connection.runAndReadAll(
    'SELECT path, category, format, records, kinds, from_ms, to_ms, bytes, rejected, notes, rejected_count, text_bytes, evicted_limit IS NOT NULL FROM files ORDER BY path',
  );
  const files: SourceFile[] = [];
  const totals = { files: 0, records: 0, rejected: 0, bytes: 0 };
  let textBytes = 0;
  for (const row of result.getRowsJS()) {
    const isHeld = row[12] !== true;
    const notes = JSON.parse(String(row[9])) as string[];
    const rejected = JSON.parse(String(row[8])) as RejectedRecord[];
    const file: SourceFile = {
      path: String(row[0]),
      category: String(row[1]),
      format: String(row[2]),
      records: Number(row[3]),
      kinds: JSON.parse(String(row[4])) as Record<string, number>,
      from: row[5] === null ? undefined : Number(row[5]),
      to: row[6] === null ? undefined : Number(row[6]),
      bytes: Number(row[7]),
      rejected,
      ...(Number(row[10]) > rejected.length ? { rejectedCount: Number(row[10]) } : {}),
      notes: isHeld ? notes : [...notes, 'The records are not held: the store has reached its limit.'],
    };
    files.push(file);
    totals.files++;
    totals.records += file.records;
    totals.rejected += Number(row[10]);
    totals.bytes += file.bytes;
    if (isHeld) textBytes += Number(row[11]);
  }
  return { store: { file: store, bytes: await bytesOnDisk(store), textBytes, limit }, files, totals };
}

/** The report with the messages that were left out because an earlier one says the same, of each file and of all. */
export async function withDuplicates(connection: DuckDBConnection, report: SourcesReport): Promise<SourcesReport> {
  const result = await connection.runAndReadAll(
    'SELECT f.path, count(*) FROM duplicates AS d JOIN messages AS m ON m.message_id = d.message_id JOIN files AS f ON f.file_id = m.file_id GROUP BY f.path',
  );
  const counts = new Map(result.getRowsJS().map((row) => [String(row[0]), Number(row[1])]));
  const files = report.files.map((file) => ({ ...file, duplicates: counts.get(file.path) ?? 0 }));
  const duplicates = files.reduce((sum, file) => sum + file.duplicates, 0);
  return { ...report, files, totals: { ...report.totals, duplicates } };
}

/** What to tell about messages that were left out; undefined when none were. */
export function describeDuplicates(count: number | undefined): string | undefined {
  if (count === undefined || count === 0) return undefined;
  return count === 1
    ? '1 duplicate in the logs is left out: the first of the records that say the same counts.'
    : `${String(count)} duplicates in the logs are left out: the first of the records that say the same counts.`;
}

async function bytesOnDisk(store: string | undefined): Promise<number> {
  if (store === undefined) return 0;
  const sizes = await Promise.all(
    [store, `${store}.wal`].map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
