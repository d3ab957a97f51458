/** Columns computed from the rows around each row, for the stages that look along the rows. */
import type { FieldName } from '../../../language/index.ts';
import type { SortOrder, WindowColumn } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { column, numeral } from '../scalar.ts';
import type { ColumnId, ColumnScalar, ValueType } from '../scalar.ts';
import { readField } from './stagePlanner.ts';

/** A window function over rows of a partition; `position` needs no value. */
export interface WindowRequest {
  readonly partition?: readonly ColumnId[];
  /** The order of the rows unless given. */
  readonly order?: readonly SortOrder[];
  readonly function: WindowColumn['function'];
  readonly value?: WindowColumn['value'];
  readonly from?: WindowColumn['from'];
  readonly to?: WindowColumn['to'];
  readonly type: ValueType;
}

/** Adds a column without a name; the frame goes from the start of the partition to the current row unless given. */
export function addWindow(
  rows: RowSet,
  { partition = [], order = [], function: name, value = numeral(1), from = 'start', to = 0, type }: WindowRequest,
  planner: Planner,
): { readonly rows: RowSet; readonly value: ColumnScalar } {
  const id = planner.newColumn();
  const columns = [{ id, function: name, value, from, to }];
  return {
    value: column(id, type),
    rows: { ...rows, node: { kind: 'window', input: rows.node, partition, order, columns } },
  };
}

/** The columns of fields to partition by; names that are no fields divide nothing. */
export function partitionBy(rows: RowSet, fields: readonly FieldName[]): readonly ColumnId[] {
  return fields.flatMap(({ name }) => {
    const value = readField(rows, name);
    return value.kind === 'column' ? [value.id] : [];
  });
}
