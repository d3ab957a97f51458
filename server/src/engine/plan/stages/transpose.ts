/** `transpose`: values of some fields become columns. */
import { foldField } from '../../../language/index.ts';
import type { TransposeStage } from '../../../language/index.ts';
import { toTextOrEmpty } from '../coerce.ts';
import { Fields, fieldColumn } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { AggregateNode, Aggregation } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call, column, text } from '../scalar.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { groupRows } from './aggregate.ts';
import { extendHidden, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

/** More columns than this are not made. */
const maximumColumns = 300;
/** What stands between the values when several fields name a column. */
const separator = '|';

export const planTranspose: StagePlanner<TransposeStage> = (stage, rows, planner) => {
  const used = new Set([...stage.rows, ...stage.columns].map(({ name }) => foldField(name)));
  const values = rows.fields.all.filter((field) => field.origin === 'query' && !used.has(foldField(field.name)));
  const parts = stage.columns.map(({ name }) => toTextOrEmpty(readField(rows, name)));
  const key: Scalar = parts.reduce((left, right) => call('concat', 'text', left, text(separator), right));
  const keyed = extendHidden(rows, key, planner);
  const names = columnNames(stage, keyed.rows, keyed.id, planner);
  const aggregations = names.flatMap((name) => cells(name, values, keyed.id, planner));
  const grouped = groupRows(keyed.rows, stage.rows, [], planner);
  if (grouped.node.kind !== 'aggregate') return rows;
  const node: AggregateNode = { ...grouped.node, aggregations: aggregations.map(({ aggregation }) => aggregation) };
  const added = aggregations.map(({ name, aggregation }): Field => ({
    name,
    id: aggregation.id,
    type: aggregation.type,
    origin: 'query',
  }));
  // Values of the data may differ in case only; each of them is a column, so they are not merged by name.
  return { ...grouped, node, fields: new Fields([...grouped.fields.all, ...added]), transposed: true };
};

/** Promised columns first, then those that the data brings, in alphabetical order. */
function columnNames(stage: TransposeStage, rows: RowSet, key: ColumnId, planner: Planner): readonly string[] {
  const promised = stage.named.map(({ name }) => name);
  if (!stage.openEnded && promised.length > 0) return promised;
  const distinct = groupForProbe(rows, key, planner);
  const found = planner.read(distinct.node, [{ id: distinct.key, type: 'text' }]).map(([key]) => String(key));
  if (found.length > maximumColumns) {
    planner.notice(
      'transpose.too-many-columns',
      `Only the first ${maximumColumns} columns are shown; the data has more.`,
    );
  }
  return [...promised, ...found.slice(0, maximumColumns).filter((name) => !promised.includes(name))];
}

function groupForProbe(
  rows: RowSet,
  key: ColumnId,
  planner: Planner,
): { readonly node: RowSet['node']; readonly key: ColumnId } {
  const id = planner.newColumn();
  const value = column(key, 'text');
  const distinct: RowSet['node'] = { kind: 'aggregate', input: rows.node, keys: [{ id, value }], aggregations: [] };
  const sorted: RowSet['node'] = {
    kind: 'sort',
    input: distinct,
    keys: [{ value: column(id, 'text'), ascending: true }],
  };
  return { key: id, node: { kind: 'limit', input: sorted, count: maximumColumns + 1 } };
}

/** One cell for each value field; with several, the field's name tells the columns apart. */
function cells(
  name: string,
  values: readonly Field[],
  key: ColumnId,
  planner: Planner,
): readonly { readonly name: string; readonly aggregation: Aggregation }[] {
  return values.map((field) => ({
    name: values.length === 1 ? name : `${name}_${field.name}`,
    aggregation: {
      id: planner.newColumn(),
      function: 'first',
      args: [fieldColumn(field)],
      type: field.type,
      condition: call('equal', 'boolean', column(key, 'text'), text(name)),
    },
  }));
}
