/** Joins the rows of an earlier range to those of this one, by their groups. */
import { sameField } from '../../../language/index.ts';
import { convert } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import { fieldColumn } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { JoinNode } from '../nodes.ts';
import type { Pipeline, Planner, RowSet } from '../planner.ts';
import { call, isNumeric, nothing, numeral } from '../scalar.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import type { EarlierRange } from './compareShifts.ts';
import { extend, extendHidden } from './stagePlanner.ts';
import type { NewField } from './stagePlanner.ts';

/** What has been joined so far. */
export interface Comparison {
  readonly rows: RowSet;
  readonly keys: readonly Field[];
  readonly values: readonly Field[];
  /** The values of each earlier range. */
  readonly earlier: ReadonlyMap<EarlierRange, readonly Field[]>;
}

/** Fields that tell rows apart, and those that are compared. When the groups are not known, numbers are compared. */
export function comparedFields({ fields, keys }: RowSet): {
  readonly keys: readonly Field[];
  readonly values: readonly Field[];
} {
  const isKey = (field: Field): boolean =>
    keys === undefined
      ? !isNumeric(field.type) || field.type === 'time'
      : keys.some(({ id, name }) => id === field.id || sameField(name, field.name));
  const own = fields.all.filter(({ origin }) => origin === 'query');
  return { keys: own.filter(isKey), values: own.filter((field) => !isKey(field)) };
}

/** Plans the query for an earlier range and adds its values; rows without a partner stay. */
export function joinEarlier(side: Comparison, range: EarlierRange, before: Pipeline, planner: Planner): Comparison {
  const other = planEarlier(range, before, planner);
  const compared = comparedFields(other);
  // Without groups each side has one row, and the two belong together.
  const pairs = side.keys.length > 0 ? side.keys.map((key) => keyPair(key, compared.keys, range)) : [theOnlyRow];
  const left = extendAll(
    side.rows,
    pairs.map(([one]) => one),
    planner,
  );
  const right = extendAll(
    other,
    pairs.map(([, one]) => one),
    planner,
  );
  const kept = new Set([...side.rows.fields.all, ...[...side.earlier.values()].flat()].map(({ id }) => id));
  const found = compared.values.map((field) => ({ ...field, source: field.id, id: planner.newColumn() }));
  const foundKeys = right.ids.map((source) => ({ source, id: planner.newColumn() }));
  const node: JoinNode = {
    kind: 'join',
    mode: 'outer',
    input: left.rows.node,
    right: right.rows.node,
    on: left.ids.map((id, index) => ({ left: id, right: right.ids[index] ?? '' })),
    nullsMatch: true,
    columns: [
      ...[...kept].map((id) => ({ id, side: 'left' as const, source: id })),
      ...[...found, ...foundKeys].map(({ id, source }) => ({ id, side: 'right' as const, source })),
    ],
  };
  // Rows that only the earlier range has take their keys from it.
  const completed = side.keys.map((key, index): NewField => {
    const earlier: Scalar = { kind: 'column', id: foundKeys[index]?.id ?? '', type: key.type };
    return { name: key.name, value: call('coalesce', key.type, fieldColumn(key), earlier) };
  });
  const rows = extend({ ...side.rows, node }, completed, planner);
  return {
    rows,
    keys: side.keys.map((key) => rows.fields.find(key.name) ?? key),
    values: side.values,
    earlier: new Map(side.earlier).set(range, found),
  };
}

const theOnlyRow = [numeral(1), numeral(1)] as const;

/** Slices of the earlier range move forward, so that they meet those of this one. */
function keyPair(key: Field, others: readonly Field[], { milliseconds }: EarlierRange): readonly [Scalar, Scalar] {
  const other = others.find(({ name }) => sameField(name, key.name));
  if (other === undefined) return [fieldColumn(key), nothing(key.type)];
  const isSlice = sameField(key.name, '_timeslice') && isNumeric(other.type);
  const value = isSlice ? calculate('+', fieldColumn(other), numeral(milliseconds)) : fieldColumn(other);
  return [fieldColumn(key), convert(value, key.type)];
}

function extendAll(
  rows: RowSet,
  values: readonly Scalar[],
  planner: Planner,
): { readonly rows: RowSet; readonly ids: readonly ColumnId[] } {
  let extended = rows;
  const ids = values.map((value) => {
    const added = extendHidden(extended, value, planner);
    extended = added.rows;
    return added.id;
  });
  return { rows: extended, ids };
}

/** The scope and the stages before `compare`, for a range that lies before this one. */
function planEarlier({ milliseconds }: EarlierRange, before: Pipeline, planner: Planner): RowSet {
  const { context } = planner;
  const range =
    context.range === undefined
      ? undefined
      : { from: context.range.from - milliseconds, to: context.range.to - milliseconds };
  const shift = (context.shift ?? 0) + milliseconds;
  const inner = planner.within({ ...context, range, isWholeRange: range === undefined, shift }, before);
  return inner.planStages(before.stages, inner.planMessages(before.scope));
}
