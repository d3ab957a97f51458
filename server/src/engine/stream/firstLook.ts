/** Answers that are found while the lines of the files are looked at for the first time: one statement, no order. */
import type { ResultNotice } from '../../protocol/engine.ts';
import type { MessageAttribute, QueryPlan } from '../plan/nodes.ts';
import { planQuery } from '../plan/planQuery.ts';
import { rewritePlan } from '../plan/rewrite/rewrites.ts';
import { StoredResult } from '../results/storedResult.ts';
import { MessageResult } from '../results/messageResult.ts';
import { duckdbDialect } from '../sql/duckdb/dialect.ts';
import { uncheckedMessages } from '../sql/duckdb/lineTable.ts';
import type { MessageTable } from '../sql/dialect.ts';
import { writeSql } from '../sql/writer.ts';
import type { SqlStatement } from '../sql/writer.ts';
import { broken, firstLookConditions } from './conditions.ts';
import { withStrictRecords } from './strictRecords.ts';
import type { StreamedAnswer, StreamJob } from './streamedAnswer.ts';

/** The statement that answers a question about all the time that the files span. */
interface FirstLook {
  readonly kind: 'statement';
  readonly plan: QueryPlan;
  readonly notices: readonly ResultNotice[];
  readonly statement: SqlStatement;
}

/** Plans an answer; `reason` says why it takes another look, and completes "… because". */
export function planFirstLook({
  read,
  params,
  files,
  context,
}: StreamJob): FirstLook | { readonly kind: 'another'; readonly reason: string } {
  const { from, to } = params.timeRange;
  let askedForTimes = from !== undefined || to !== undefined;
  const unknown = <T>(value: T): T => {
    askedForTimes = true;
    return value;
  };
  const result = planQuery(read.query, {
    ...context,
    steps: [],
    isWholeRange: true,
    // Whoever looks at these asks about the messages, which nobody has looked at yet.
    get range() {
      return unknown(undefined);
    },
    get now() {
      return unknown(0);
    },
  });
  if (result.kind !== 'plan') return { kind: 'another', reason: 'a part of the query has to be run first' };
  const { plan, notices } = result;
  const needed = plan.columns.map(({ id }) => id);
  const { root } = rewritePlan(withStrictRecords(plan.root), needed, context.rewrites);
  const watched = watchAttributes(uncheckedMessages(files));
  const statement = writeSql(root, plan.columns, { ...duckdbDialect, messages: watched.table });
  const reason = broken(firstLookConditions, { plan, askedForTimes, attributes: watched.asked, files });
  return reason === undefined ? { kind: 'statement', plan, notices, statement } : { kind: 'another', reason };
}

/**
 * The answer to a question about all the time that the files span; undefined when it takes another look to answer it.
 * Rejects when a line is no plain record, when the statement fails, and when it is aborted.
 */
export async function answerAtFirstLook(job: StreamJob): Promise<StreamedAnswer | undefined> {
  const planned = planFirstLook(job);
  if (planned.kind !== 'statement') return undefined;
  const { plan, notices, statement } = planned;
  const { executor, signal } = job;
  const chunks = await executor.run(statement, signal);
  const result = new MessageResult(new StoredResult(chunks, plan.columns.length), [], executor);
  return { kind: 'answer', plan, notices, result, known: undefined };
}

/** The table, and which of the attributes of its messages have been asked for. */
function watchAttributes(table: MessageTable): {
  readonly table: MessageTable;
  readonly asked: ReadonlySet<MessageAttribute>;
} {
  const asked = new Set<MessageAttribute>();
  const attributes = new Proxy(table.attributes, {
    get(target, name: MessageAttribute) {
      asked.add(name);
      return target[name];
    },
  });
  return { table: { ...table, attributes }, asked };
}
