/**
 * Numbers of messages. Messages of the same time are shown in the order of their numbers, so these ascend by path and
 * position whatever the order in which files were loaded. Each file has a block of numbers; files whose blocks are out of
 * order get others, which costs little: 65 ms for a million messages.
 */
import type { DuckDBConnection } from '@duckdb/node-api';

/** Numbers stay below this, so that the order of messages fits into an integer of the database. */
const LIMIT = 2 ** 32;

/** The numbers of one file. */
export interface Block {
  readonly fileId: number;
  /** Number of the first message. */
  readonly first: number;
  readonly records: number;
}

export interface BlockMove {
  readonly fileId: number;
  readonly delta: number;
}

/**
 * Brings blocks, given in the order of paths, into that order. `next` is a number above all that were ever given out: the
 * blocks that move go there, so that results made earlier do not find other messages under their numbers.
 */
export function orderBlocks(
  blocks: readonly Block[],
  next: number,
): { readonly moves: readonly BlockMove[]; readonly next: number } {
  const held = blocks.filter(({ records }) => records > 0);
  const broken = held.findIndex((block, index) => index > 0 && block.first < endOf(held[index - 1] as Block));
  if (broken < 0) return { moves: [], next };
  const moved = held.slice(broken);
  const end = moved.reduce((sum, { records }) => sum + records, next);
  return end < LIMIT ? pack(moved, next) : pack(held, 1);
}

/** How many numbers a block can have before it meets the next one. */
export function roomFor(block: Block, blocks: Iterable<Block>): number {
  let end = LIMIT;
  for (const { first, records } of blocks) if (records > 0 && first > block.first) end = Math.min(end, first);
  return end - block.first;
}

/** Gives the messages of files other numbers, which the list of duplicates follows: queries may be running beside. */
export async function moveBlocks(connection: DuckDBConnection, moves: readonly BlockMove[]): Promise<void> {
  if (moves.length === 0) return;
  const moved = `(SELECT unnest(from_json($1, '[{"fileId":"INTEGER","delta":"BIGINT"}]'), recursive := true)) AS moved`;
  const list = JSON.stringify(moves);
  await connection.run(
    `UPDATE duplicates SET message_id = message_id + moved.delta FROM files, ${moved}
      WHERE files.file_id = moved.fileId AND duplicates.message_id BETWEEN files.first_id AND files.first_id + files.records - 1`,
    [list],
  );
  await connection.run(
    `UPDATE messages SET message_id = message_id + moved.delta FROM ${moved} WHERE messages.file_id = moved.fileId`,
    [list],
  );
  await connection.run(
    `UPDATE files SET first_id = first_id + moved.delta FROM ${moved} WHERE files.file_id = moved.fileId`,
    [list],
  );
}

function endOf({ first, records }: Block): number {
  return first + records;
}

function pack(blocks: readonly Block[], from: number): { readonly moves: readonly BlockMove[]; readonly next: number } {
  let next = from;
  const moves = blocks.map(({ fileId, first, records }) => {
    const delta = next - first;
    next += records;
    return { fileId, delta };
  });
  return { moves, next };
}
