/** Brings columns of lookup tables to rows. */
import type { PlanNode, TableNode } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call, isNothing, nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { breathe } from '../steps.ts';
import type { CellValue, Row, StepColumn } from '../steps.ts';
import type { KeyedTable, ListedTable } from '../tables.ts';
import { extend } from './stagePlanner.ts';

/** A column of a table and the value of a row that has to equal it. */
export interface LookupKey {
  readonly column: number;
  readonly value: Scalar;
}

/** A column of a table and the field it becomes. */
export interface LookupOutputColumn {
  readonly column: number;
  readonly name: string;
}

/** Adds columns of a listed table; of several rows with the same keys the last one counts. */
export function lookUpRows(
  table: ListedTable,
  keys: readonly LookupKey[],
  outputs: readonly LookupOutputColumn[],
  rows: RowSet,
  planner: Planner,
): RowSet {
  const fold = (value: string): string => (table.foldsCase ? value.toLowerCase() : value);
  const distinct = new Map<string, Row>();
  for (const row of table.rows) {
    const values = keys.map(({ column }) => cellText(row[column] ?? null));
    if (values.includes(null)) continue;
    const texts = values.map((value) => fold(value ?? ''));
    distinct.set(JSON.stringify(texts), [...texts, ...outputs.map(({ column }) => row[column] ?? null)]);
  }
  const values = keys.map(({ value }) => (table.foldsCase ? call('lower', 'text', value) : value));
  const columns = stepColumns(table, keys.length, outputs, planner);
  return join({ values, columns, outputs, rows, planner }, () =>
    storeRows([...distinct.values()], columns, rows, planner),
  );
}

/** Adds columns of a keyed table, which is asked once for each different value. */
export function lookUpKeyed(
  table: KeyedTable,
  value: Scalar,
  outputs: readonly LookupOutputColumn[],
  rows: RowSet,
  planner: Planner,
): RowSet {
  if (table.credit !== undefined) planner.notice(table.credit.code, table.credit.message);
  const columns = stepColumns(table, 1, outputs, planner);
  const key: StepColumn = { id: planner.newColumn(), type: 'text' };
  const distinct: PlanNode = {
    kind: 'aggregate',
    input: rows.node,
    keys: [{ id: key.id, value }],
    aggregations: [],
  };
  return join({ values: [value], columns, outputs, rows, planner }, () =>
    planner.compute(distinct, [key], columns, async (found, signal) => {
      const answers: Row[] = [];
      for (const [index, [cell = null]] of found.entries()) {
        if (index % 2000 === 1999) await breathe(signal);
        const row = typeof cell === 'string' ? table.find(cell) : undefined;
        if (row !== undefined) answers.push([cell, ...outputs.map(({ column }) => row[column] ?? null)]);
      }
      return answers;
    }),
  );
}

interface Join {
  readonly values: readonly Scalar[];
  /** Keys first, then the outputs. */
  readonly columns: readonly StepColumn[];
  readonly outputs: readonly LookupOutputColumn[];
  readonly rows: RowSet;
  readonly planner: Planner;
}

function join({ values, columns, outputs, rows, planner }: Join, table: () => PlanNode): RowSet {
  if (outputs.length === 0) return rows;
  const brought = columns.slice(values.length);
  if (values.some(isNothing)) {
    const added = outputs.map(({ name }, index) => ({ name, value: nothing(brought[index]?.type) }));
    return extend(rows, added, planner);
  }
  const on = values.map((left, index) => ({ left, right: columns[index]?.id ?? '' }));
  const node: PlanNode = {
    kind: 'lookup',
    input: rows.node,
    table: table(),
    on,
    match: 'all',
    unique: true,
    columns: columns.map(({ id }) => id),
  };
  const added = outputs.map(({ name }, index) => {
    const { id = '', type = 'text' } = brought[index] ?? {};
    return { name, value: { kind: 'column' as const, id, type } };
  });
  return extend({ ...rows, node }, added, planner);
}

function stepColumns(
  table: ListedTable | KeyedTable,
  keys: number,
  outputs: readonly LookupOutputColumn[],
  planner: Planner,
): readonly StepColumn[] {
  const keyColumns = Array.from({ length: keys }, (): StepColumn => ({ id: planner.newColumn(), type: 'text' }));
  const outputColumns = outputs.map(({ column }): StepColumn => ({
    id: planner.newColumn(),
    type: table.columns[column]?.type ?? 'text',
  }));
  return [...keyColumns, ...outputColumns];
}

/** Rows of our own as a node. The rows of the query are only asked for none of themselves. */
export function storeRows(
  made: readonly Row[],
  columns: readonly StepColumn[],
  rows: RowSet,
  planner: Planner,
): TableNode {
  const none: PlanNode = { kind: 'limit', input: rows.node, count: 0 };
  return planner.compute(none, [], columns, () => made);
}

/** A cell as keys are compared. */
export function cellText(cell: CellValue): string | null {
  return cell === null ? null : String(cell);
}
