/** What every stage planner is made of. */
import type { FieldName } from '../../../language/index.ts';
import { fieldColumn } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { Planner, RowSet } from '../planner.ts';
import { isNothing, nothing } from '../scalar.ts';
import type { ColumnId, Scalar, ValueType } from '../scalar.ts';

/** Turns rows into the rows after a stage; problems go to the planner and leave the rows as they were. */
export type StagePlanner<S> = (stage: S, rows: RowSet, planner: Planner) => RowSet;

/** A value that becomes a field of a new column. */
export interface NewField {
  readonly name: string;
  readonly value: Scalar;
  readonly origin?: Field['origin'];
}

/** Adds fields computed from the rows as they are; of equal names the last one counts. */
export function extend(rows: RowSet, added: readonly NewField[], planner: Planner): RowSet {
  if (added.length === 0) return rows;
  const columns: { readonly id: ColumnId; readonly value: Scalar }[] = [];
  let { fields } = rows;
  for (const { name, value, origin = 'query' } of added) {
    if (value.kind === 'column') {
      fields = fields.define({ name, id: value.id, type: value.type, origin });
      continue;
    }
    const id = planner.newColumn();
    columns.push({ id, value });
    fields = fields.define({ name, id, type: value.type, origin });
  }
  if (columns.length === 0) return { ...rows, fields };
  return { ...rows, fields, node: { kind: 'extend', input: rows.node, columns } };
}

/** Adds a column without a name and gives its id. */
export function extendHidden(
  rows: RowSet,
  value: Scalar,
  planner: Planner,
): { readonly rows: RowSet; readonly id: ColumnId } {
  if (value.kind === 'column') return { rows, id: value.id };
  const id = planner.newColumn();
  return { id, rows: { ...rows, node: { kind: 'extend', input: rows.node, columns: [{ id, value }] } } };
}

/** Keeps the rows for which the condition is true. */
export function filter(rows: RowSet, condition: Scalar): RowSet {
  return { ...rows, node: { kind: 'filter', input: rows.node, condition } };
}

/** The value of a field; null when there is none of that name. */
export function readField(rows: RowSet, name: string): Scalar {
  const field = rows.fields.find(name);
  return field === undefined ? nothing() : fieldColumn(field);
}

/** The value of a field that a stage cannot do without; an unknown one is null everywhere, and the user is told. */
export function readNumbers(rows: RowSet, { name }: FieldName, planner: Planner): Scalar {
  const value = readField(rows, name);
  if (!isNothing(value)) return value;
  planner.notice('field.unknown', `There is no field "${name}" in these rows, so there is nothing to compute.`);
  return nothing('double');
}

/** The spelling under which a field was first defined, or as written for an unknown one. */
export function displayName(rows: RowSet, written: FieldName): string {
  return rows.fields.find(written.name)?.name ?? written.name;
}

/** The value a field had before, in a type, or null. */
export function oldValue(rows: RowSet, name: string, to: (value: Scalar) => Scalar, type: ValueType): Scalar {
  const value = readField(rows, name);
  return isNothing(value) ? nothing(type) : to(value);
}
