/** What stages that look several values up in a text share: dropping rows, and keeping what was there before. */
import { foldField } from '../../../language/index.ts';
import { toText } from '../coerce.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call, column, isNothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { extend, filter, oldValue } from './stagePlanner.ts';
import type { NewField } from './stagePlanner.ts';
import { listValue } from '../textReaders.ts';

/** A value that is null when it was not found. */
export interface NamedValue {
  readonly name: string;
  readonly value: Scalar;
  /** For a value that may be null although it was found. */
  readonly exists?: Scalar;
}

/** The values of a list that `readTexts` gave, under names. */
export function namedList(list: Scalar, names: readonly string[]): readonly NamedValue[] {
  return names.map((name, index) => ({ name, value: listValue(list, index) }));
}

/** Adds fields that were all found; rows that lack one are dropped. */
export function addFound(rows: RowSet, values: readonly NamedValue[], planner: Planner): RowSet {
  const { rows: computed, values: columns } = compute(rows, values, planner);
  if (columns.length === 0) return rows;
  const present = columns.map(isPresent).reduce((a, b) => call('and', 'boolean', a, b));
  return extend(filter(computed, present), columns.map(withoutPresence), planner);
}

/**
 * Adds fields under `nodrop`: what was not found keeps the value it had, or is null. Of several values for one field the
 * last one that was found counts.
 */
export function addOptional(rows: RowSet, values: readonly NamedValue[], planner: Planner): RowSet {
  const { rows: computed, values: columns } = compute(rows, values, planner);
  const added = new Map<string, NewField>();
  for (const found of columns) {
    const key = foldField(found.name);
    const before = added.get(key);
    const old = before?.value ?? oldValue(rows, found.name, toText, 'text');
    const value = isNothing(old) ? found.value : call('if', 'text', isPresent(found), found.value, old);
    added.set(key, { name: before?.name ?? found.name, value });
  }
  return extend(computed, [...added.values()], planner);
}

/** Each value in a column of its own, so that it is computed once and read several times. */
function compute(
  rows: RowSet,
  values: readonly NamedValue[],
  planner: Planner,
): { readonly rows: RowSet; readonly values: readonly NamedValue[] } {
  const columns = values.map(({ value }) => ({ id: planner.newColumn(), value }));
  return {
    rows: values.length === 0 ? rows : { ...rows, node: { kind: 'extend', input: rows.node, columns } },
    values: values.map((each, index) => ({ ...each, value: column(columns[index]?.id ?? '', 'text') })),
  };
}

function withoutPresence({ name, value }: NamedValue): NewField {
  return { name, value };
}

/** Most values are not null, and those are there for sure; only a null has to be looked up a second time. */
function isPresent({ value, exists }: NamedValue): Scalar {
  const isNull = call('isNull', 'boolean', value);
  if (exists === undefined) return call('not', 'boolean', isNull);
  return call(
    'isTrue',
    'boolean',
    call('if', 'boolean', isNull, exists, { kind: 'constant', value: true, type: 'boolean' }),
  );
}
