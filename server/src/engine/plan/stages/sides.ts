/** What stages that bring the rows of two pipelines together are made of. */
import { unify } from '../coerce.ts';
import type { JoinPair } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import type { Scalar, ValueType } from '../scalar.ts';
import { extendHidden } from './stagePlanner.ts';

/** Rows that are read more than once. Groups are computed once; messages are read again, which costs less. */
export function share(rows: RowSet): RowSet {
  if (rows.shape === 'messages') return rows;
  const columns = [...rows.fields.all.map(({ id }) => id), ...rows.matched.keys(), ...rows.matched.values()];
  return { ...rows, node: { kind: 'shared', input: rows.node, columns: [...new Set(columns)] } };
}

/** Two row sets with columns that must be equal. */
export interface Sides {
  readonly left: RowSet;
  readonly right: RowSet;
  readonly on: readonly (JoinPair & { readonly type: ValueType })[];
}

/** Makes columns of one type for a pair of values, one on each side. */
export function pair({ left, right, on }: Sides, a: Scalar, b: Scalar, planner: Planner): Sides {
  const [one, other] = unify(a, b);
  const leftKey = extendHidden(left, one, planner);
  const rightKey = extendHidden(right, other, planner);
  return {
    left: leftKey.rows,
    right: rightKey.rows,
    on: [...on, { left: leftKey.id, right: rightKey.id, type: one.type }],
  };
}
