/** Rows that functions of a stage cannot be computed for are dropped, and the user is told how many. */
import { meetsAll } from '../functions/rowDemands.ts';
import type { RowDemand } from '../functions/rowDemands.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call } from '../scalar.ts';
import { countRows } from './aggregate.ts';
import { filter } from './stagePlanner.ts';

/** The rows after a stage without those that did not meet its demands before it. */
export function dropUnmet(before: RowSet, after: RowSet, demands: readonly RowDemand[], planner: Planner): RowSet {
  const [first] = demands;
  if (first === undefined) return after;
  const kept = meetsAll(demands);
  const { name: _, ...count } = countRows('', planner);
  const [row] = planner.read(
    {
      kind: 'aggregate',
      input: filter(before, call('not', 'boolean', kept)).node,
      keys: [],
      aggregations: [count],
    },
    [{ id: count.id, type: count.type }],
  );
  const dropped = Number(row?.[0] ?? 0);
  if (dropped === 0) return after;
  const reasons = [...new Set(demands.map(({ reason }) => reason))].join('; ');
  planner.notice(
    'function.rows-dropped',
    `${dropped === 1 ? '1 row was' : `${String(dropped)} rows were`} left out: ${reasons}.`,
  );
  return filter(after, kept);
}
