/** `dedup`: the first rows of each kind. */
import type { DedupStage } from '../../../language/index.ts';
import { calculate } from '../expressions/arithmetic.ts';
import { compare } from '../expressions/compare.ts';
import type { RowSet } from '../planner.ts';
import { numeral } from '../scalar.ts';
import type { ColumnId } from '../scalar.ts';
import { rowCount } from './rows.ts';
import { extendHidden, filter } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { addWindow, partitionBy } from './windows.ts';

export const planDedup: StagePlanner<DedupStage> = (stage, rows, planner) => {
  const count = stage.count === undefined ? 1 : rowCount(stage.count, planner);
  if (count === undefined) return rows;
  const keys = stage.groupBy.length > 0 ? partitionBy(rows, stage.groupBy) : wholeRow(rows);
  let input = rows;
  let partition = keys;
  if (stage.consecutive) {
    // Within a run of equal rows the place among all rows and the place among those of its kind grow alike.
    const place = addWindow(input, { function: 'position', type: 'long' }, planner);
    const ofKind = addWindow(place.rows, { partition: keys, function: 'position', type: 'long' }, planner);
    const run = extendHidden(ofKind.rows, calculate('-', place.value, ofKind.value), planner);
    input = run.rows;
    partition = [...keys, run.id];
  }
  const seen = addWindow(input, { partition, function: 'position', type: 'long' }, planner);
  return filter(seen.rows, compare('<=', seen.value, numeral(count)));
};

/** Messages are the same when their texts are, groups when all their fields are. */
function wholeRow(rows: RowSet): readonly ColumnId[] {
  if (rows.message !== undefined) return [rows.message.raw];
  return rows.fields.all.filter(({ origin }) => origin === 'query').map(({ id }) => id);
}
