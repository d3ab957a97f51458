/** One planner for each kind of stage; a kind without one does not compile. */
import { catalog } from '../../../language/index.ts';
import type { BrokenStage, OpaqueStage, Stage, StageKind, StageOf } from '../../../language/index.ts';
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

/** For operators that are read but cannot be run yet. */
const notYet: StagePlanner<Stage> = (stage, rows, planner) => {
  const name = planner.context.text.slice(stage.keywordRange.start, stage.keywordRange.end);
  planner.unsupported(`The operator "${name}"`, stage.keywordRange);
  return rows;
};

/** Stages that mean nothing here leave the rows as they are. */
const planOpaque: StagePlanner<OpaqueStage> = (stage, rows, planner) => {
  planner.notice('operator.ignored', `"${stage.name}" has no meaning here and was passed over.`);
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
  jsonAuto: notYet,
  csv: notYet,
  split: notYet,
  keyvalue: notYet,
  parseXml: notYet,
  dedup: notYet,
  filter: notYet,
  withtime: notYet,
  countFrequent: notYet,
  topk: notYet,
  compare: notYet,
  running: notYet,
  bin: notYet,
  predict: notYet,
  lookup: notYet,
  geoip: notYet,
  threat: notYet,
  cat: notYet,
  save: notYet,
  logreduce: notYet,
  logcompare: notYet,
  logexplain: notYet,
  join: notYet,
  compose: notYet,
  transaction: notYet,
  transactionize: notYet,
  merge: notYet,
  sessionize: notYet,
  trace: notYet,
  opaque: planOpaque,
  broken: planBroken,
};

/** Plans one stage on top of the rows before it. */
export function planStage(stage: Stage, rows: RowSet, planner: Planner): RowSet {
  const plan = stagePlanners[stage.kind] as StagePlanner<Stage>;
  return plan(stage, rows, planner);
}
