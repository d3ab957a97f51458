/** `logexplain`: the values that go along with a condition. */
import type { LogexplainStage } from '../../../language/index.ts';
import { explain, relevance } from '../../analytics/explanations.ts';
import { toCondition, toText } from '../coerce.ts';
import { planExpression } from '../expressions/expressions.ts';
import { computeGroups } from './computed.ts';
import { asScalars, countedGroups } from './countedGroups.ts';
import { displayName, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planLogexplain: StagePlanner<LogexplainStage> = (stage, rows, planner) => {
  const condition = toCondition(planExpression(stage.condition, { fields: rows.fields, planner }));
  const values = stage.fields.map(({ name }) => toText(readField(rows, name)));
  const names = stage.fields.map((field) => displayName(rows, field));
  const counted = countedGroups(rows, [condition, ...values], planner);
  return computeGroups(
    counted.rows,
    asScalars(counted.columns),
    [
      { name: '_explanation', type: 'text' },
      { name: '_relevance', type: 'double' },
      { name: '_test_coverage', type: 'double' },
      { name: '_control_coverage', type: 'double' },
    ],
    async (found, signal) => {
      const cases = found.map((row) => ({
        isTest: row[0] === true,
        values: row.slice(1, -1),
        count: Number(row.at(-1)),
      }));
      return (await explain(cases, names.length, signal)).map((explained) => [
        explained.explanation.map(({ field, value }) => `${names[field] ?? ''}=${JSON.stringify(value)}`).join(' and '),
        relevance(explained),
        explained.test * 100,
        explained.control * 100,
      ]);
    },
    planner,
  );
};
