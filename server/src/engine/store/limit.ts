import type { DuckDBConnection } from '@duckdb/node-api';

import { addHotColumns } from './hotFields.ts';
import { readFileRows } from './fileRows.ts';
import type { StoredFile } from './fileRows.ts';
import { CREATE_MESSAGES } from './schema.ts';

/** The store may take so many times what it should by its text. */
const TOLERANCE = 1.25;

/** Runs a piece of work as one step. */
export type Transaction = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Drops the messages of the oldest files, by their newest message, until the store takes no more than `limit` bytes of its
 * file; the newest file always stays.
 */
export async function enforceLimit(
  connection: DuckDBConnection,
  limit: number,
  transaction: Transaction,
): Promise<void> {
  for (;;) {
    const size = await measure(connection);
    if (size <= limit) return;
    const held = (await readFileRows(connection))
      .filter(({ evictedLimit, records }) => evictedLimit === undefined && records > 0)
      .sort(byAge);
    const oldest = chooseOldest(held, size, limit);
    if (oldest.length === 0) return;
    const rest = remaining(held, oldest);
    await transaction(async () => {
      for (const { fileId } of oldest) {
        await connection.run('DELETE FROM messages WHERE file_id = $1', [fileId]);
        await connection.run('UPDATE files SET evicted_limit = $1, continuation = NULL WHERE file_id = $2', [
          BigInt(limit),
          fileId,
        ]);
      }
    });
    // The database gives back only large pieces in which nothing is left.
    if ((await measure(connection)) > Math.max(limit, size * rest * TOLERANCE))
      await transaction(() => rewrite(connection));
  }
}

/** Leaves behind what was deleted. */
async function rewrite(connection: DuckDBConnection): Promise<void> {
  await connection.run('ALTER TABLE messages RENAME TO old_messages');
  for (const statement of [CREATE_MESSAGES, ...addHotColumns]) await connection.run(statement);
  await connection.run('INSERT INTO messages SELECT * FROM old_messages');
  await connection.run('DROP TABLE old_messages');
}

/** The share of the text that stays. */
function remaining(held: readonly StoredFile[], dropped: readonly StoredFile[]): number {
  const sum = (rows: readonly StoredFile[]): number => rows.reduce((bytes, { textBytes }) => bytes + textBytes, 0);
  return 1 - sum(dropped) / sum(held);
}

/** What to tell about files that are not held; undefined when all are. */
export function describeEvicted(rows: readonly StoredFile[], limit: number): string | undefined {
  const evicted = rows.filter(({ evictedLimit }) => evictedLimit !== undefined);
  if (evicted.length === 0) return undefined;
  const records = evicted.reduce((sum, row) => sum + row.records, 0);
  const files = evicted.length === 1 ? '1 file' : `${String(evicted.length)} files`;
  return `The store has reached its limit of ${megabytes(limit)}: ${files} with ${String(records)} of the oldest records are not in it and are missing from the answers. Raise the limit or choose fewer logs.`;
}

function byAge(a: StoredFile, b: StoredFile): number {
  return (a.to ?? 0) - (b.to ?? 0) || (a.path < b.path ? -1 : 1);
}

/** So many that the rest should fit, by their share of the text; at least one unless only one is left. */
function chooseOldest(held: readonly StoredFile[], size: number, limit: number): readonly StoredFile[] {
  const total = held.reduce((sum, { textBytes }) => sum + textBytes, 0);
  const excess = total * (1 - limit / size);
  const chosen: StoredFile[] = [];
  let sum = 0;
  for (const row of held.slice(0, -1)) {
    if (chosen.length > 0 && sum >= excess) break;
    chosen.push(row);
    sum += row.textBytes;
  }
  return chosen;
}

/** Bytes of the file that are in use. Space that was given up becomes free only at a checkpoint. */
async function measure(connection: DuckDBConnection): Promise<number> {
  // It has to wait while queries read what was deleted; then the next sync goes on.
  await connection.run('CHECKPOINT').catch(() => undefined);
  const sql = 'SELECT block_size * used_blocks FROM pragma_database_size()';
  const [row] = (await connection.runAndReadAll(sql)).getRowsJS();
  return Number(row?.[0] ?? 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}
