/** `cat`: the rows of a lookup table in place of messages. */
import type { CatStage } from '../../../language/index.ts';
import { Fields } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { RowSet } from '../planner.ts';
import { storeRows } from './lookupJoin.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planCat: StagePlanner<CatStage> = (stage, rows, planner): RowSet => {
  const table = planner.tables.resolve(stage.table.uri);
  if (table.kind !== 'rows') {
    const reason = table.kind === 'missing' ? table.reason : 'This table answers "lookup" only; it cannot be listed.';
    planner.invalid('lookup.missing', reason, stage.table.range);
    return rows;
  }
  const columns = table.columns.map(({ name, type }) => ({ name, type, id: planner.newColumn() }));
  return {
    node: storeRows(table.rows, columns, rows, planner),
    fields: new Fields(columns.map((column): Field => ({ ...column, origin: 'query' }))),
    shape: 'aggregates',
    matched: new Map(),
    slicing: undefined,
    message: undefined,
    transposed: false,
  };
};
