/** `logcompare`: the patterns of messages beside those of an earlier time. */
import type { LogcompareStage } from '../../../language/index.ts';
import { compareSignatures } from '../../analytics/signatureChanges.ts';
import { findSignatures } from '../../analytics/signatures.ts';
import { planMessages } from '../messages.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call } from '../scalar.ts';
import type { PlanNode } from '../nodes.ts';
import type { Row, StepColumn } from '../steps.ts';
import { computeGroups } from './computed.ts';
import { asScalars, countedGroups } from './countedGroups.ts';
import { filter, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { maskedText } from './textPattern.ts';

export const planLogcompare: StagePlanner<LogcompareStage> = (stage, rows, planner) => {
  if (stage.baseline !== undefined) {
    planner.unsupported('A baseline of its own', stage.baseline);
    return rows;
  }
  const before = earlierMessages(stage, rows, planner);
  if (before === undefined) return rows;
  const earlier = countTexts(before, planner);
  const baseline = planner.read(earlier.node, earlier.columns);
  const now = countTexts(rows, planner);
  return computeGroups(
    { ...rows, node: now.node },
    asScalars(now.columns),
    [
      { name: '_signature_id', type: 'text' },
      { name: 'signature', type: 'text' },
      { name: '_count', type: 'long' },
      { name: '_deltaPercentage', type: 'double' },
      { name: '_anomalyScore', type: 'double' },
      { name: '_isNew', type: 'boolean' },
    ],
    async (found, signal) => {
      const texts = [...asTexts(found, (count) => [count, 0]), ...asTexts(baseline, (count) => [0, count])];
      const signatures = await findSignatures(texts, signal);
      return compareSignatures(signatures).map(({ id, text, count, delta, score, isNew }) => [
        id,
        text,
        count,
        delta,
        score,
        isNew,
      ]);
    },
    planner,
  );
};

function asTexts(
  rows: readonly Row[],
  counts: (count: number) => readonly number[],
): readonly { readonly text: string; readonly counts: readonly number[] }[] {
  return rows.map(([text, count]) => ({ text: String(text), counts: counts(Number(count)) }));
}

/** The masked texts of messages with their numbers. */
function countTexts(
  rows: RowSet,
  planner: Planner,
): { readonly node: PlanNode; readonly columns: readonly StepColumn[] } {
  const source = readField(rows, '_raw');
  const there = filter(rows, call('not', 'boolean', call('isNull', 'boolean', source)));
  const { rows: counted, columns } = countedGroups(there, [maskedText(source)], planner);
  return { node: counted.node, columns };
}

/** The same stages over the messages of the range moved back; undefined, with a finding, where there is none. */
function earlierMessages(stage: LogcompareStage, rows: RowSet, planner: Planner): RowSet | undefined {
  const { pipeline, context } = planner;
  const place = pipeline?.stages.indexOf(stage) ?? -1;
  if (pipeline === undefined || place < 0 || rows.shape !== 'messages') {
    planner.invalid(
      'logcompare.misplaced',
      '"logcompare" compares messages, so it has to come before groups are made and outside of brackets.',
      stage.keywordRange,
    );
    return undefined;
  }
  const { range } = context;
  const shift = stage.shift.milliseconds;
  const moved = range === undefined ? undefined : { from: range.from - shift, to: range.to - shift };
  const stages = pipeline.stages.slice(0, place);
  const inner = planner.within(
    { ...context, range: moved, isWholeRange: range === undefined, shift: (context.shift ?? 0) + shift },
    { scope: pipeline.scope, stages },
  );
  return inner.planStages(stages, planMessages(pipeline.scope, inner));
}
