/** `top`: the first rows by some measure. */
import { sameField } from '../../../language/index.ts';
import type { TopStage } from '../../../language/index.ts';
import type { Planner, RowSet } from '../planner.ts';
import { countRows, groupRows } from './aggregate.ts';
import { limitRows, rowCount, sortOrders, sortRows } from './rows.ts';
import { readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planTop: StagePlanner<TopStage> = (stage, rows, planner) => {
  const count = rowCount(stage.count, planner);
  if (count === undefined) return rows;
  const ranked = countsMessages(stage, rows) ? countMessages(stage, rows, planner) : rankRows(stage, rows);
  return limitRows(ranked, count);
};

/** On messages, without a field to order by, the values themselves are counted. */
function countsMessages(stage: TopStage, rows: RowSet): boolean {
  return (
    rows.shape === 'messages' &&
    stage.keys.every(({ field }) => isCount(field.name) && rows.fields.find(field.name) === undefined)
  );
}

function isCount(name: string): boolean {
  return sameField(name, 'count') || sameField(name, '_count');
}

/** `by count` means the column that counting has made, unless there is one of that very name. */
function counts(name: string, rows: RowSet): boolean {
  return isCount(name) && rows.fields.find(name) === undefined;
}

function countField({ field }: TopStage['keys'][number]): TopStage['keys'][number]['field'] {
  return { ...field, name: '_count' };
}

function countMessages(stage: TopStage, rows: RowSet, planner: Planner): RowSet {
  const counted = groupRows(rows, stage.fields, [countRows('_count', planner)], planner);
  return sortRows(counted, [{ value: readField(counted, '_count'), ascending: stage.keys[0]?.ascending ?? false }]);
}

/** Without a key, aggregate rows are ordered by their count, or else by the fields themselves. */
function rankRows(stage: TopStage, rows: RowSet): RowSet {
  if (stage.keys.length > 0) {
    const keys = stage.keys.map((key) => (counts(key.field.name, rows) ? { ...key, field: countField(key) } : key));
    return sortRows(rows, sortOrders(keys, rows));
  }
  const count = rows.fields.find('_count');
  const keys = (count === undefined ? stage.fields.map(({ name }) => name) : [count.name]).map((name) => ({
    value: readField(rows, name),
    ascending: false,
  }));
  return sortRows(rows, keys);
}
