/** From the tree of a query to its logical plan. */
import type { Diagnostic, Query } from '../../language/index.ts';
import type { ResultNotice } from '../../protocol/engine.ts';
import type { Field } from './fields.ts';
import type { PlanColumn, QueryPlan } from './nodes.ts';
import { Planner } from './planner.ts';
import type { PlanContext, RowSet } from './planner.ts';
import { StepNeeded } from './steps.ts';
import type { PlanStep } from './steps.ts';
import { partPlanners } from './stages/index.ts';

export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: QueryPlan; readonly notices: readonly ResultNotice[] }
  /** Run this step, and plan again with its result added to `steps`. */
  | { readonly kind: 'step'; readonly step: PlanStep }
  | { readonly kind: 'invalid'; readonly diagnostics: readonly Diagnostic[] };

/** Plans a query. Never throws for a query of any form; ranges of diagnostics are those of the tree. */
export function planQuery(query: Query, context: PlanContext): PlanResult {
  const planner = new Planner(context, query, partPlanners);
  try {
    const scope = planner.planMessages(query.scope);
    // `save` ends a query: what follows it is not run.
    const end = query.stages.findIndex(({ kind }) => kind === 'save');
    const rows = planner.planStages(end < 0 ? query.stages : query.stages.slice(0, end + 1), scope);
    if (planner.diagnostics.length > 0) return { kind: 'invalid', diagnostics: planner.diagnostics };
    const plan: QueryPlan = { root: rows.node, columns: resultColumns(rows), shape: rows.shape, scope: scope.node };
    return { kind: 'plan', plan, notices: planner.notices };
  } catch (error) {
    if (!(error instanceof StepNeeded)) throw error;
    if (planner.diagnostics.length > 0) return { kind: 'invalid', diagnostics: planner.diagnostics };
    return { kind: 'step', step: error.step };
  }
}

/** Messages show their time, what the query found in them, their text and the file they come from. */
function resultColumns({ fields, shape }: RowSet): readonly PlanColumn[] {
  const own = fields.all.filter((field) => field.origin === 'query');
  const system = (name: string): readonly Field[] =>
    fields.all.filter((field) => field.origin === 'system' && field.name === name);
  const shown =
    shape === 'aggregates' ? own : [...system('_messageTime'), ...own, ...system('_raw'), ...system('_sourceName')];
  return shown.map(({ id, name, type }) => ({ id, name, type }));
}
