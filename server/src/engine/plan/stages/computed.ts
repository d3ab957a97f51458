/** Stages whose rows are made by a computation outside the database. */
import { toText } from '../coerce.ts';
import { Fields } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { PlanNode } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call, column } from '../scalar.ts';
import type { Scalar, ValueType } from '../scalar.ts';
import type { RowComputation, StepColumn } from '../steps.ts';
import { filter } from './stagePlanner.ts';
import { addWindow } from './windows.ts';

/** Adds expressions as columns that a computation reads, in their order. */
export function inputColumns(
  node: PlanNode,
  scalars: readonly Scalar[],
  planner: Planner,
): { readonly node: PlanNode; readonly columns: readonly StepColumn[] } {
  const columns = scalars.map(({ type }): StepColumn => ({ id: planner.newColumn(), type }));
  const values = columns.map(({ id }, index) => ({ id, value: scalars[index] })) as readonly {
    readonly id: string;
    readonly value: Scalar;
  }[];
  return { node: { kind: 'extend', input: node, columns: values }, columns };
}

/** Rows of new fields that a computation makes from some values of the rows. */
export function computeGroups(
  rows: RowSet,
  values: readonly Scalar[],
  fields: readonly { readonly name: string; readonly type: ValueType }[],
  compute: RowComputation,
  planner: Planner,
): RowSet {
  const input = inputColumns(rows.node, values, planner);
  const made = fields.map(({ name, type }): Field => ({ name, type, id: planner.newColumn(), origin: 'query' }));
  return {
    node: planner.compute(input.node, input.columns, made, compute),
    fields: made.reduce((all, field) => all.define(field), new Fields([])),
    shape: 'aggregates',
    matched: new Map(),
    slicing: undefined,
    message: undefined,
    transposed: false,
  };
}

/**
 * The same rows with columns that a computation adds. It gets the values of each row, and gives for each row it keeps the
 * position of that row among those it got, followed by the values of the new columns. The rest of the rows stays where it
 * is and is put beside the new columns by its position.
 */
export function computeColumns(
  rows: RowSet,
  values: readonly Scalar[],
  added: readonly Field[],
  compute: RowComputation,
  planner: Planner,
): RowSet {
  const placed = addWindow(rows, { function: 'position', type: 'long' }, planner);
  const input = inputColumns(placed.rows.node, values, planner);
  const key: StepColumn = { id: planner.newColumn(), type: 'text' };
  const table = planner.compute(input.node, input.columns, [key, ...added], async (found, signal, notify) => {
    const kept = await compute(found, signal, notify);
    // Positions of the database begin with 1.
    return kept.map(([position, ...cells]) => [String(Number(position) + 1), ...cells]);
  });
  const node: PlanNode = {
    kind: 'lookup',
    input: placed.rows.node,
    table,
    on: [{ left: toText(placed.value), right: key.id }],
    match: 'all',
    unique: true,
    columns: [key.id, ...added.map(({ id }) => id)],
  };
  return filter({ ...rows, node }, call('not', 'boolean', call('isNull', 'boolean', column(key.id, 'text'))));
}
