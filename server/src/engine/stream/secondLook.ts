/**
 * Answers that take a look at all lines first: the counted lines are then the table of messages, for as many statements as
 * the question takes.
 */
import type { PlanNode, QueryPlan } from '../plan/nodes.ts';
import { invalid, refused } from '../plan/readQuery.ts';
import type { Problem } from '../plan/readQuery.ts';
import { rewritePlan } from '../plan/rewrite/rewrites.ts';
import type { ColumnId } from '../plan/scalar.ts';
import { MessageResult, selectMessages } from '../results/messageResult.ts';
import { StepRunner } from '../results/steps.ts';
import { StoredResult } from '../results/storedResult.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { duckdbDialect } from '../sql/duckdb/dialect.ts';
import { countedMessages } from '../sql/duckdb/lineTable.ts';
import { writeSql, writeTableSql } from '../sql/writer.ts';
import { resolveRange } from '../time/range.ts';
import { countFiles } from './countedFiles.ts';
import type { CountedFiles } from './countedFiles.ts';
import { areUnchanged } from './lineFiles.ts';
import { orderIsSeen } from './orderIsSeen.ts';
import type { StreamedAnswer, StreamJob } from './streamedAnswer.ts';
import { withStrictRecords } from './strictRecords.ts';

/**
 * The answer to a question; undefined when the files have to be loaded for it. Rejects when a line is no plain record, when a
 * statement fails, and when it is aborted.
 */
export async function answerAtSecondLook(job: StreamJob): Promise<StreamedAnswer | Problem | undefined> {
  const { read, files, executor, signal, context, params } = job;
  const counted = await countFiles(files, executor, signal);
  if (counted === undefined) return undefined;
  const { data } = counted;
  const { timeRange: choice, now: nowChoice, timezone } = params;
  const range = resolveRange({ choice, now: nowChoice, timezone, data, clock: Date.now() });
  if (range.kind === 'invalid') return invalid(range.message);
  const steps = new StepRunner(executor, dialectOf(counted, true), (root, columns, rewrites) =>
    prepare(
      root,
      columns.map(({ id }) => id),
      rewrites,
    ),
  );
  try {
    const known = { ...context, range: range.range, isWholeRange: range.isWhole, now: range.now };
    const planned = await steps.plan(read.query, known, signal);
    if (planned.kind === 'invalid') return refused(planned.diagnostics, read.originalOffset);
    const { plan, notices } = planned;
    const result = await resultOf(plan, counted, job);
    // Several looks at a file that changes meanwhile do not see the same.
    if (!(await areUnchanged(files))) return undefined;
    return { kind: 'answer', plan, notices, result, known: { data, range: range.range, now: range.now } };
  } finally {
    await steps.close();
  }
}

function dialectOf({ files }: CountedFiles, ordered: boolean): SqlDialect {
  return { ...duckdbDialect, messages: countedMessages(files, ordered) };
}

function prepare(
  root: PlanNode,
  columns: readonly ColumnId[],
  rewrites: StreamJob['context']['rewrites'] | undefined,
): PlanNode {
  return rewritePlan(withStrictRecords(root), columns, rewrites ?? { storedFields: [] }).root;
}

async function resultOf(plan: QueryPlan, counted: CountedFiles, job: StreamJob): Promise<MessageResult> {
  const { executor, signal, context } = job;
  const { columns, texts } = selectMessages(plan);
  if (texts.length > 0) return heldMessages(plan, dialectOf(counted, true), job);
  const root = prepare(
    plan.root,
    columns.map(({ id }) => id),
    context.rewrites,
  );
  const chunks = await executor.run(writeSql(root, columns, dialectOf(counted, orderIsSeen(plan.root))), signal);
  return new MessageResult(new StoredResult(chunks, columns.length), [], executor);
}

let tables = 0;

/** Keeps the messages of the answer, and only those, in a table that pages are taken from. It goes with the database. */
async function heldMessages(
  plan: QueryPlan,
  dialect: SqlDialect,
  { executor, signal, context }: StreamJob,
): Promise<MessageResult> {
  const { columns, texts } = selectMessages(plan);
  tables += 1;
  const name = `shown_${String(tables)}`;
  const held = [...new Set([...plan.columns, ...columns].map(({ id }) => id))];
  const root = prepare(plan.root, held, context.rewrites);
  const made = writeTableSql(root, { name, columns: held, limit: Number.MAX_SAFE_INTEGER }, dialect);
  await executor.run(made, signal);
  const kept = { kind: 'materialized', name, explodes: made.explodes } as const;
  const chunks = await executor.run(writeSql(kept, columns, dialect), signal);
  const [text = 0] = texts;
  const source = { table: name, id: columns[text]?.id ?? '', text: plan.columns[text]?.id ?? '' };
  return new MessageResult(new StoredResult(chunks, columns.length), texts, executor, source);
}
