/** `lookup`: columns of a table beside every row. */
import type { FieldName, LookupPair, LookupStage } from '../../../language/index.ts';
import { toText } from '../coerce.ts';
import type { Planner, RowSet } from '../planner.ts';
import { nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { columnIndex } from '../tables.ts';
import type { KeyedTable, ListedTable } from '../tables.ts';
import { lookUpKeyed, lookUpRows } from './lookupJoin.ts';
import type { LookupKey, LookupOutputColumn } from './lookupJoin.ts';
import { extend, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planLookup: StagePlanner<LookupStage> = (stage, rows, planner) => {
  const table = planner.tables.resolve(stage.table.uri);
  if (table.kind === 'missing') {
    planner.notice('lookup.missing', table.reason);
    const names = stage.outputs.map(({ column, alias }) => (alias ?? column).name);
    return extend(
      rows,
      names.map((name) => ({ name, value: nothing() })),
      planner,
    );
  }
  const outputs = outputColumns(stage, table, planner);
  if (table.kind === 'rows') {
    const keys = stage.on.map((pair) => orient(pair, table, rows, planner)).filter((key) => key !== undefined);
    return keys.length < stage.on.length ? rows : lookUpRows(table, keys, outputs, rows, planner);
  }
  const [pair] = stage.on;
  return pair === undefined ? rows : lookUpKeyed(table, keyedValue(pair, table, rows), outputs, rows, planner);
};

function outputColumns(
  { outputs }: LookupStage,
  table: ListedTable | KeyedTable,
  planner: Planner,
): readonly LookupOutputColumn[] {
  const all = outputs.length === 0;
  const wanted = all ? (table.kind === 'rows' ? table.columns.map(({ name }) => name) : table.usual) : [];
  const chosen = all
    ? wanted.map((name) => ({ column: { name }, alias: undefined }))
    : outputs.map(({ column, alias }) => ({ column, alias }));
  return chosen.flatMap(({ column, alias }): LookupOutputColumn[] => {
    const index = columnIndex(table.columns, column.name);
    if (index !== undefined) return [{ column: index, name: (alias ?? column).name }];
    // The key of a keyed table is no column of its own: the row has it already.
    if ('range' in column) unknownColumn(column, table, planner);
    return [];
  });
}

function unknownColumn(column: FieldName, table: ListedTable | KeyedTable, planner: Planner): void {
  const names = table.columns.map(({ name }) => name).join(', ');
  planner.invalid('lookup.unknown-column', `The table has no column "${column.name}". It has: ${names}.`, column.range);
}

/** Which side of a pair is the table's is decided by its columns; when both could be, by the fields of the rows. */
function orient(
  { left, right }: LookupPair,
  table: ListedTable,
  rows: RowSet,
  planner: Planner,
): LookupKey | undefined {
  const other = right ?? left;
  const [leftColumn, rightColumn] = [columnIndex(table.columns, left.name), columnIndex(table.columns, other.name)];
  const isFieldRight = rows.fields.find(other.name) !== undefined;
  const isFieldLeft = rows.fields.find(left.name) !== undefined;
  if (leftColumn !== undefined && (rightColumn === undefined || isFieldRight || !isFieldLeft))
    return { column: leftColumn, value: toText(readField(rows, other.name)) };
  if (rightColumn !== undefined) return { column: rightColumn, value: toText(readField(rows, left.name)) };
  unknownColumn(left, table, planner);
  return undefined;
}

/** The side that is not called like the key is the field; usually that is the right one. */
function keyedValue({ left, right }: LookupPair, table: KeyedTable, rows: RowSet): Scalar {
  const isKey = (field: FieldName): boolean => field.name.toLowerCase() === table.key.toLowerCase();
  const turned =
    right !== undefined && isKey(right) && (!isKey(left) || rows.fields.find(right.name) === undefined) && !isKey(left);
  return toText(readField(rows, (turned ? left : (right ?? left)).name));
}
