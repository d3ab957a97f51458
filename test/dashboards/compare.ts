import assert from 'node:assert/strict';
import type { Answer } from './support.ts';
import type { Table } from './independent/tables.ts';

/** Doubles may differ by what the order of a sum makes of them; everything else must be the same. */
export function assertSame(answer: Answer, expected: Table): void {
  assert.deepEqual(
    answer.columns.map(({ name }) => name),
    expected.columns,
  );
  const rows = answer.rows.map((row, index) =>
    row.map((cell, column) => {
      const wanted = expected.rows[index]?.[column];
      return typeof cell === 'number' && typeof wanted === 'number' && isNear(cell, wanted) ? wanted : cell;
    }),
  );
  assert.deepEqual(rows, expected.rows);
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}
