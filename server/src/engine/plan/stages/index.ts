/** One planner for each kind of stage; a kind without one does not compile. */
import { catalog } from '../../../language/index.ts';
import type { BrokenStage, OpaqueStage, Stage, StageKind, StageOf } from '../../../language/index.ts';
import { planMessages } from '../messages.ts';
import type { PartPlanners, Planner, RowSet } from '../planner.ts';
import { dropUnmet } from './dropUnmet.ts';
import { planAggregate } from './aggregate.ts';
import { planSplit } from './csv.ts';
import { planBin } from './bin.ts';
import { planCompare } from './compare.ts';
import { planCompose } from './compose.ts';
import { planCountFrequent } from './countFrequent.ts';
import { planDedup } from './dedup.ts';
import { planFillmissing } from './fillmissing.ts';
import { planFilter } from './filter.ts';
import { planJoin } from './join.ts';
import { planCat } from './cat.ts';
import { planGeoip } from './geoip.ts';
import { planLookup } from './lookup.ts';
import { planLogcompare } from './logcompare.ts';
import { planLogexplain } from './logexplain.ts';
import { planLogreduce } from './logreduce.ts';
import { planSave } from './save.ts';
import { planSessionize } from './sessionize.ts';
import { planThreat } from './threat.ts';
import { planTrace } from './trace.ts';
import { planTransaction } from './transaction.ts';
import { planTransactionize } from './transactionize.ts';
import { planJson } from './json.ts';
import { planJsonAuto } from './jsonAuto.ts';
import { planKeyvalue } from './keyvalue.ts';
import { planMerge } from './merge.ts';
import { planOutlier } from './outlier.ts';
import { planParse, planParseRegex } from './parse.ts';
import { planParseXml } from './parseXml.ts';
import { planPredict } from './predict.ts';
import { planExpressionStage, planFields, planLimit, planSort, planWhere } from './rows.ts';
import { planRunning } from './running.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { planTimeslice } from './timeslice.ts';
import { planTop } from './top.ts';
import { planTopk } from './topk.ts';
import { planTranspose } from './transpose.ts';
import { planWithtime } from './withtime.ts';

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
  jsonAuto: planJsonAuto,
  csv: planSplit,
  split: planSplit,
  keyvalue: planKeyvalue,
  parseXml: planParseXml,
  dedup: planDedup,
  filter: planFilter,
  withtime: planWithtime,
  countFrequent: planCountFrequent,
  topk: planTopk,
  compare: planCompare,
  running: planRunning,
  bin: planBin,
  predict: planPredict,
  lookup: planLookup,
  geoip: planGeoip,
  threat: planThreat,
  cat: planCat,
  save: planSave,
  logreduce: planLogreduce,
  logcompare: planLogcompare,
  logexplain: planLogexplain,
  join: planJoin,
  compose: planCompose,
  transaction: planTransaction,
  transactionize: planTransactionize,
  merge: planMerge,
  sessionize: planSessionize,
  trace: planTrace,
  opaque: planOpaque,
  broken: planBroken,
};

/** What planners of queries are given. */
export const partPlanners: PartPlanners = { stage: planStage, messages: planMessages };

/** Plans one stage on top of the rows before it. */
export function planStage(stage: Stage, rows: RowSet, planner: Planner): RowSet {
  planner.parts ??= partPlanners;
  const plan = stagePlanners[stage.kind] as StagePlanner<Stage>;
  const { result, demands } = planner.demands.during(() => plan(stage, rows, planner));
  return dropUnmet(rows, result, demands, planner);
}
