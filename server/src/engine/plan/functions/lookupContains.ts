/** `lookupContains`: whether a lookup table has a row with the given values. */
import type { Expression } from '../../../language/index.ts';
import { toCondition, toText } from '../coerce.ts';
import { fieldColumn } from '../fields.ts';
import type { Fields } from '../fields.ts';
import { boolean, call, isNothing, nothing, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { columnIndex } from '../tables.ts';
import type { ListedTable } from '../tables.ts';
import type { FunctionCall, FunctionTable } from './functionPlanner.ts';

/** Stands between the values of several columns; no text of a log is expected to hold this control character. */
const separator = '\u001f';

interface Pair {
  /** Null for a field that does not exist. */
  readonly value: Scalar;
  readonly column: number;
}

function lookupContains(_: readonly Scalar[], call_: FunctionCall): Scalar {
  const { written, planner, range } = call_;
  const [address, condition] = written;
  const table = address?.kind === 'string' ? planner.tables.resolve(address.value) : undefined;
  if (condition === undefined || table === undefined || table.kind === 'keyed') {
    planner.invalid(
      'lookup.contains',
      'lookupContains takes the path of a table and pairs of a field and a column: lookupContains(path://"/tables/users", sender=email).',
      range,
    );
    return boolean(false);
  }
  if (table.kind === 'missing') {
    planner.notice('lookup.missing', table.reason);
    return boolean(false);
  }
  const pairs = conjuncts(condition).map((pair) => readPair(pair, table, call_));
  const complete = pairs.filter((pair) => pair !== undefined);
  if (complete.length < pairs.length || complete.some(({ value }) => isNothing(value))) return boolean(false);
  return contains(table, complete);
}

function conjuncts(condition: Expression): readonly Expression[] {
  return condition.kind === 'binary' && condition.operator === 'and'
    ? [...conjuncts(condition.left), ...conjuncts(condition.right)]
    : [condition];
}

/** The field stands on the left and the column on the right, unless only the left side is a column. */
function readPair(written: Expression, table: ListedTable, { fields, planner }: FunctionCall): Pair | undefined {
  if (
    written.kind !== 'binary' ||
    written.operator !== '=' ||
    written.left.kind !== 'field' ||
    written.right.kind !== 'field'
  ) {
    planner.invalid('lookup.contains', 'Write what has to be equal as field=column.', written.range);
    return undefined;
  }
  const { left, right } = written;
  const column = columnIndex(table.columns, right.name);
  if (column !== undefined) return { column, value: valueOf(left.name, fields) };
  const turned = columnIndex(table.columns, left.name);
  if (turned !== undefined) return { column: turned, value: valueOf(right.name, fields) };
  const names = table.columns.map(({ name }) => name).join(', ');
  planner.invalid('lookup.unknown-column', `The table has no column "${right.name}". It has: ${names}.`, right.range);
  return undefined;
}

function valueOf(name: string, fields: Fields): Scalar {
  const field = fields.find(name);
  return field === undefined ? nothing() : toText(fieldColumn(field));
}

/** Rows of the table as one text each, in which the row's own text is looked up. */
function contains(table: ListedTable, pairs: readonly Pair[]): Scalar {
  const fold = (value: string): string => (table.foldsCase ? value.toLowerCase() : value);
  const keys = new Set<string>();
  for (const row of table.rows) {
    const cells = pairs.map(({ column }) => row[column] ?? null);
    if (!cells.includes(null)) keys.add(cells.map((cell) => fold(String(cell))).join(separator));
  }
  const values = pairs.map(({ value }) => (table.foldsCase ? call('lower', 'text', value) : value));
  const joined = values.reduce((left, right) => call('concat', 'text', left, text(separator), right));
  const isKnown = toCondition(call('isInTextList', 'boolean', joined, text(JSON.stringify([...keys]))));
  const areThere = pairs.map(({ value }) => call('not', 'boolean', call('isNull', 'boolean', value)));
  return call('and', 'boolean', ...areThere, isKnown);
}

export const lookupFunctions: FunctionTable = {
  lookupcontains: { least: 2, most: 2, plan: lookupContains },
};
