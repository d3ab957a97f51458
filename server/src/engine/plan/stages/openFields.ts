/** Fields whose names stand in the data, as `json auto` and `keyvalue auto` make them. */
import { foldField } from '../../../language/index.ts';
import { toText } from '../coerce.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call, isNothing, nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { upcomingFields } from '../upcomingFields.ts';
import { extend, oldValue } from './stagePlanner.ts';

/** Most fields that are made without being asked for. */
export const fieldLimit = 100;

export interface OpenFields {
  readonly operator: string;
  /** The values of names in a row, on top of rows that may have got columns for it. */
  readonly values: (
    names: readonly string[],
    rows: RowSet,
  ) => { readonly rows: RowSet; readonly values: readonly Scalar[] };
  /** Reads the names that a row has, as a list. */
  readonly names: Scalar;
  /** True when only fields that the query mentions are made. */
  readonly refOnly: boolean;
}

/**
 * Adds the fields that later stages read and, when nothing limits what is shown in the end, those that the rows have.
 * They override fields of their names where a row has them.
 */
export function addOpenFields(rows: RowSet, open: OpenFields, planner: Planner): RowSet {
  const upcoming = upcomingFields(planner.upcoming);
  const names = new Map<string, string>();
  for (const name of open.refOnly || !upcoming.all ? [] : discover(rows, open, planner))
    if (!isSystemField(name, rows)) names.set(foldField(name), name);
  for (const name of upcoming.names)
    if (!isSystemField(name, rows) && !names.has(foldField(name))) names.set(foldField(name), name);
  const wanted = [...names.values()];
  if (wanted.length === 0) return rows;
  const read = open.values(wanted, rows);
  const added = wanted.map((name, index) => {
    const value = read.values[index] ?? nothing();
    const old = oldValue(rows, name, toText, 'text');
    return { name, value: isNothing(old) ? value : call('coalesce', 'text', value, old) };
  });
  return extend(read.rows, added, planner);
}

/** The message and what is known of it are not for the data to change. */
function isSystemField(name: string, rows: RowSet): boolean {
  return rows.fields.find(name)?.origin === 'system';
}

/** The names that occur, in the order of their first appearance; too many of them are cut with a notice. */
function discover(rows: RowSet, open: OpenFields, planner: Planner): readonly string[] {
  const id = planner.newColumn();
  const lists = planner.read(
    { kind: 'aggregate', input: rows.node, keys: [{ id, value: open.names }], aggregations: [] },
    [{ id, type: 'text' }],
  );
  const names = new Map<string, string>();
  for (const [list] of lists) {
    for (const name of typeof list === 'string' ? (JSON.parse(list) as readonly string[]) : [])
      if (!names.has(foldField(name))) names.set(foldField(name), name);
  }
  if (names.size > fieldLimit)
    planner.notice(
      'fields.too-many',
      `"${open.operator}" found ${String(names.size)} fields; the first ${String(fieldLimit)} are shown, and those that the query names.`,
    );
  return [...names.values()].slice(0, fieldLimit);
}
