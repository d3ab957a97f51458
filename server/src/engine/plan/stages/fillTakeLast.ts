/** `fillmissing … takeLast`: new rows repeat the slice before. */
import type { Field } from '../fields.ts';
import { fieldColumn } from '../fields.ts';
import type { WindowNode } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { boolean, call, column, numeral } from '../scalar.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { extend, extendHidden } from './stagePlanner.ts';
import { addWindow } from './windows.ts';

/**
 * Fills rows and gives new ones the values of the last row before them that has the same generated values; those
 * without such a row keep their defaults.
 */
export function takeLast(
  rows: RowSet,
  fill: (rows: RowSet) => RowSet,
  time: Field,
  generated: readonly ColumnId[],
  repeated: readonly Field[],
  planner: Planner,
): RowSet {
  const marked = extendHidden(rows, boolean(true), planner);
  const mark = column(marked.id, 'boolean');
  const others = generated.filter((id) => id !== time.id);
  const order = [{ value: fieldColumn(time), ascending: true }];
  // Each row that was there begins a stretch, and the new rows after it belong to it.
  const counted = { partition: others, order, function: 'count', value: mark, type: 'long' } as const;
  const stretch = addWindow(fill(marked.rows), counted, planner);
  const sources = repeated.map((field) => ({ field, id: planner.newColumn() }));
  const node: WindowNode = {
    kind: 'window',
    input: stretch.rows.node,
    partition: [...others, stretch.value.id],
    order,
    columns: sources.map(({ field, id }) => ({
      id,
      function: 'first',
      value: fieldColumn(field),
      from: 'start',
      to: 0,
    })),
  };
  const isNew = call('isNull', 'boolean', mark);
  const hasLast = call('greater', 'boolean', stretch.value, numeral(0));
  const values = sources.map(({ field, id }): { readonly field: Field; readonly value: Scalar } => ({
    field,
    value: call('if', field.type, call('and', 'boolean', isNew, hasLast), column(id, field.type), fieldColumn(field)),
  }));
  return extend(
    { ...stretch.rows, node },
    values.map(({ field: { name, origin }, value }) => ({ name, value, origin })),
    planner,
  );
}
