/** `topk`: the rows with the largest values, of all or of each group. */
import type { TopkStage } from '../../../language/index.ts';
import { compare } from '../expressions/compare.ts';
import { numeral } from '../scalar.ts';
import { rowCount, sortRows } from './rows.ts';
import { extend, filter, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { addWindow, partitionBy } from './windows.ts';

/** Groups come in the order of their first rows, the rows of each by rank. */
export const planTopk: StagePlanner<TopkStage> = (stage, rows, planner) => {
  const count = rowCount(stage.count, planner);
  if (count === undefined) return rows;
  const partition = partitionBy(rows, stage.groupBy);
  const order = stage.fields.map(({ name }) => ({ value: readField(rows, name), ascending: false }));
  const place = addWindow(rows, { function: 'position', type: 'long' }, planner);
  const group = addWindow(place.rows, { partition, function: 'first', value: place.value, type: 'long' }, planner);
  const rank = addWindow(group.rows, { partition, order, function: 'position', type: 'long' }, planner);
  const kept = filter(rank.rows, compare('<=', rank.value, numeral(count)));
  const sorted = sortRows(kept, [
    { value: group.value, ascending: true },
    { value: rank.value, ascending: true },
  ]);
  return extend(sorted, [{ name: '_rank', value: rank.value }], planner);
};
