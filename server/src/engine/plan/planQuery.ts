/** From the tree of a query to its logical plan. */
import type { Diagnostic, Query } from '../../language/index.ts';
import type { ResultNotice } from '../../protocol/engine.ts';
import { Fields } from './fields.ts';
import type { Field } from './fields.ts';
import type { PlanColumn, PlanNode, QueryPlan, ScanNode } from './nodes.ts';
import { Planner, ProbeNeeded } from './planner.ts';
import type { PlanContext, RowSet } from './planner.ts';
import type { ColumnId } from './scalar.ts';
import { planScope } from './scope.ts';
import { planStage } from './stages/index.ts';
import { systemFields } from './systemFields.ts';

export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: QueryPlan; readonly notices: readonly ResultNotice[] }
  /** Column names depend on the data: run this node, and plan again with the texts of `key` added to `probed`. */
  | { readonly kind: 'probe'; readonly node: PlanNode; readonly key: ColumnId }
  | { readonly kind: 'invalid'; readonly diagnostics: readonly Diagnostic[] };

/** Plans a query. Never throws for a query of any form; ranges of diagnostics are those of the tree. */
export function planQuery(query: Query, context: PlanContext): PlanResult {
  const planner = new Planner(context);
  try {
    const scope = planMessages(query, planner);
    const rows = query.stages.reduce((before, stage) => planStage(stage, before, planner), scope);
    if (planner.diagnostics.length > 0) return { kind: 'invalid', diagnostics: planner.diagnostics };
    const plan: QueryPlan = { root: rows.node, columns: resultColumns(rows), shape: rows.shape, scope: scope.node };
    return { kind: 'plan', plan, notices: planner.notices };
  } catch (error) {
    if (!(error instanceof ProbeNeeded)) throw error;
    if (planner.diagnostics.length > 0) return { kind: 'invalid', diagnostics: planner.diagnostics };
    return { kind: 'probe', node: error.node, key: error.key };
  }
}

/** The messages of the scope with their system fields. */
function planMessages(query: Query, planner: Planner): RowSet {
  const columns = systemFields.map(({ name, attribute, type }) => ({ id: planner.newColumn(), name, attribute, type }));
  const isJson = planner.newColumn();
  const raw = columns.find(({ attribute }) => attribute === 'raw')?.id ?? '';
  const fields = new Fields(columns.map(({ id, name, type }): Field => ({ id, name, type, origin: 'system' })));
  const scan: ScanNode = {
    kind: 'scan',
    range: planner.context.isWholeRange ? undefined : planner.context.range,
    columns: [
      ...columns.map(({ id, attribute, type }) => ({ id, attribute, type })),
      { id: isJson, attribute: 'isJson', type: 'boolean' },
    ],
  };
  const condition = query.scope === undefined ? undefined : planScope(query.scope, { raw, isJson, fields }, planner);
  const isEverything = condition === undefined || (condition.kind === 'constant' && condition.value === true);
  return {
    node: isEverything ? scan : { kind: 'filter', input: scan, condition },
    fields,
    shape: 'messages',
    matched: new Map(),
    slicing: undefined,
    message: { raw, isJson },
    transposed: false,
  };
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
