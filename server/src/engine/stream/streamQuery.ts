/**
 * One question about files that were never loaded: the database reads their lines while it answers, and nothing is kept.
 * Only for files of plain records and for answers that would be the same from a store; everything else is left to it.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { ResultNotice } from '../../protocol/engine.ts';
import type { QueryPlan } from '../plan/nodes.ts';
import { planQuery } from '../plan/planQuery.ts';
import type { PlanContext } from '../plan/planner.ts';
import type { ReadQuery } from '../plan/readQuery.ts';
import { mapNodes, mapExpressions, mapScalar } from '../plan/rewrite/traverse.ts';
import { rewritePlan } from '../plan/rewrite/rewrites.ts';
import { call, column } from '../plan/scalar.ts';
import type { Executor } from '../results/execute.ts';
import { duckdbDialect } from '../sql/duckdb/dialect.ts';
import { lineMessages } from '../sql/duckdb/lineTable.ts';
import type { LineFile } from '../sql/duckdb/lineTable.ts';
import { writeSql } from '../sql/writer.ts';
import { orderIsSeen } from './orderIsSeen.ts';

export interface StreamJob {
  readonly read: ReadQuery;
  readonly files: readonly LineFile[];
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** Of planning, apart from what only loaded data can tell. */
  readonly context: Omit<PlanContext, 'steps' | 'range' | 'now' | 'isWholeRange' | 'paths'>;
}

/** An answer, in the form that a result is made of. */
export interface Streamed {
  readonly plan: QueryPlan;
  readonly notices: readonly ResultNotice[];
  readonly chunks: readonly DuckDBDataChunk[];
}

/**
 * Answers a query about all of the time that the files span; undefined when it cannot be answered this way: because of
 * what it asks, or because a line turned out to be something else than a plain record. Rejects only when it is aborted.
 */
export async function streamQuery({
  read,
  files,
  executor,
  signal,
  context,
}: StreamJob): Promise<Streamed | undefined> {
  let asked = false;
  const unknown = <T>(value: T): T => {
    asked = true;
    return value;
  };
  const result = planQuery(read.query, {
    ...context,
    steps: [],
    isWholeRange: true,
    // Whoever looks at these asks about the data, which has not been read.
    get range() {
      return unknown(undefined);
    },
    get now() {
      return unknown(0);
    },
  });
  if (result.kind !== 'plan' || asked || result.plan.shape !== 'aggregates') return undefined;
  const { plan, notices } = result;
  const dialect = { ...duckdbDialect, messages: lineMessages(files, orderIsSeen(plan.root)) };
  const needed = plan.columns.map(({ id }) => id);
  const { root } = rewritePlan(withStrictRecords(plan), needed, { ...context.rewrites, storedFields: [] });
  try {
    const chunks = await executor.run(writeSql(root, plan.columns, dialect), signal);
    return { plan, notices, chunks };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** Above the scope, the text of a message is looked at once more; see `strictRecord`. */
function withStrictRecords({ root, scope }: QueryPlan): QueryPlan['root'] {
  const raw = scanOf(scope)?.columns.find(({ attribute }) => attribute === 'raw')?.id;
  if (raw === undefined) return root;
  const unchecked = `${raw}_line`;
  const rename = mapNodes(scope, (node) => {
    if (node.kind === 'scan')
      return { ...node, columns: node.columns.map((each) => (each.id === raw ? { ...each, id: unchecked } : each)) };
    return mapExpressions(node, (scalar) =>
      mapScalar(scalar, (part) => (part.kind === 'column' && part.id === raw ? { ...part, id: unchecked } : part)),
    );
  });
  const strict = call('strictRecord', 'text', column(unchecked, 'text'));
  const checked = { kind: 'extend', input: rename, columns: [{ id: raw, value: strict }] } as const;
  return mapNodes(root, (node) => (node === scope ? checked : node));
}

function scanOf(node: QueryPlan['scope']): Extract<QueryPlan['root'], { readonly kind: 'scan' }> | undefined {
  if (node.kind === 'scan') return node;
  return node.kind === 'filter' ? scanOf(node.input) : undefined;
}
