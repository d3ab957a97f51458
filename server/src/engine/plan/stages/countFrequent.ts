/** `count_frequent`: how often values occur, the most frequent first. Counts are exact here. */
import type { CountFrequentStage } from '../../../language/index.ts';
import { countRows, groupRows } from './aggregate.ts';
import { sortRows } from './rows.ts';
import { readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

const output = '_approxcount';

export const planCountFrequent: StagePlanner<CountFrequentStage> = (stage, rows, planner) => {
  const counted = groupRows(rows, stage.fields, [countRows(output, planner)], planner);
  return sortRows(counted, [{ value: readField(counted, output), ascending: false }]);
};
