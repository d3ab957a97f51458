/** Rows counted by values before a computation sees them, so that it works on what differs only. */
import { Fields } from '../fields.ts';
import type { Planner, RowSet } from '../planner.ts';
import { column } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import type { StepColumn } from '../steps.ts';

/** One row for each combination, in order of appearance: the values, and the number of rows in the last column. */
export function countedGroups(
  rows: RowSet,
  values: readonly Scalar[],
  planner: Planner,
): { readonly rows: RowSet; readonly columns: readonly StepColumn[] } {
  const keys = values.map((value) => ({ id: planner.newColumn(), value }));
  const count: StepColumn = { id: planner.newColumn(), type: 'long' };
  const columns = [...keys.map(({ id, value }) => ({ id, type: value.type })), count];
  const node: RowSet['node'] = {
    kind: 'aggregate',
    input: rows.node,
    keys,
    aggregations: [{ id: count.id, function: 'countRows', args: [], type: 'long', condition: undefined }],
  };
  return { rows: { ...rows, node, fields: new Fields([]) }, columns };
}

/** Reads the columns as scalars. */
export function asScalars(columns: readonly StepColumn[]): readonly Scalar[] {
  return columns.map(({ id, type }) => column(id, type));
}
