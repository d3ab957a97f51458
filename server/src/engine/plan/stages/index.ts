/** One planner for each kind of stage; a kind without one does not compile. */
import { catalog } from '../../../language/index.ts';
import type { BrokenStage, LookupStage, Stage, StageKind, StageOf } from '../../../language/index.ts';
import type { Planner, RowSet } from '../planner.ts';
import { planAggregate } from './aggregate.ts';
import { planFillmissing } from './fillmissing.ts';
import { planJson } from './json.ts';
import { planOutlier } from './outlier.ts';
import { planParse, planParseRegex } from './parse.ts';
import { planExpressionStage, planFields, planLimit, planSort, planWhere } from './rows.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { planTimeslice } from './timeslice.ts';
import { planTop } from './top.ts';
import { planTranspose } from './transpose.ts';

const planLookup: StagePlanner<LookupStage> = (stage, rows, planner) => {
  planner.unsupported('The operator "lookup"', stage.keywordRange);
  return rows;
};

const planBroken: StagePlanner<BrokenStage> = (stage, rows, planner) => {
  const name = catalog.operators.find(({ id }) => id === stage.operator)?.names[0] ?? stage.operator;
  planner.unsupported(name === undefined ? 'This stage' : `The operator "${name}" in this form`, stage.keywordRange);
  return rows;
};

const stagePlanners: { readonly [K in StageKind]: StagePlanner<StageOf<K>> } = {
  parse: planParse,
  parseRegex: planParseRegex,
  json: planJson,
  where: planWhere,
  expression: planExpressionStage,
  fields: planFields,
  aggregateStage: planAggregate,
  sort: planSort,
  top: planTop,
  limit: planLimit,
  timeslice: planTimeslice,
  transpose: planTranspose,
  fillmissing: planFillmissing,
  outlier: planOutlier,
  lookup: planLookup,
  broken: planBroken,
};

/** Plans one stage on top of the rows before it. */
export function planStage(stage: Stage, rows: RowSet, planner: Planner): RowSet {
  const plan = stagePlanners[stage.kind] as StagePlanner<Stage>;
  return plan(stage, rows, planner);
}
