/** Keeps a join from making more pairs than there is room for. */
import { compare } from '../expressions/compare.ts';
import type { JoinNode, PlanNode } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { column, numeral } from '../scalar.ts';
import type { ColumnId } from '../scalar.ts';
import type { Sides } from './sides.ts';
import { filter } from './stagePlanner.ts';
import { addWindow } from './windows.ts';

/** More pairs than this are not made. */
const maximumPairs = 10_000_000;

/**
 * The left side of an inner join, cut off where the pairs would be too many. Pairs come in the order of the left side,
 * so that they are the first ones. They are counted by their keys, without being made.
 */
export function limitPairs({ left, right, on }: Sides, kept: readonly ColumnId[], planner: Planner): RowSet {
  const counted = countPartners({ left, right, on }, kept, planner);
  const partners = column(counted.partners, 'long');
  const total = planner.newColumn();
  const [sum] = planner.read(
    {
      kind: 'aggregate',
      input: counted.rows.node,
      keys: [],
      aggregations: [{ id: total, function: 'sum', args: [partners], type: 'double', condition: undefined }],
    },
    [{ id: total, type: 'double' }],
  );
  if (Number(sum?.[0] ?? 0) <= maximumPairs) return left;
  planner.notice(
    'join.too-many-rows',
    `Only the first rows of the join were kept, at most ${maximumPairs.toLocaleString('en-US')}; there are more.`,
  );
  const soFar = addWindow(counted.rows, { function: 'sum', value: partners, type: 'double' }, planner);
  return filter(soFar.rows, compare('<=', soFar.value, numeral(maximumPairs)));
}

/** Left rows that have partners, with their number. */
function countPartners(
  { left, right, on }: Sides,
  kept: readonly ColumnId[],
  planner: Planner,
): { readonly rows: RowSet; readonly partners: ColumnId } {
  const keys = on.map(({ right: id, type }) => ({ id: planner.newColumn(), value: column(id, type) }));
  const [count, partners] = [planner.newColumn(), planner.newColumn()];
  const counts: PlanNode = {
    kind: 'aggregate',
    input: right.node,
    keys,
    aggregations: [{ id: count, function: 'countRows', args: [], type: 'long', condition: undefined }],
  };
  const columns = new Set([...kept, ...on.map(({ left: id }) => id)]);
  const node: JoinNode = {
    kind: 'join',
    mode: 'inner',
    input: left.node,
    right: counts,
    on: on.map(({ left: id }, index) => ({ left: id, right: keys[index]?.id ?? '' })),
    nullsMatch: false,
    columns: [
      ...[...columns].map((id) => ({ id, side: 'left' as const, source: id })),
      { id: partners, side: 'right', source: count },
    ],
  };
  return { rows: { ...left, node }, partners };
}
