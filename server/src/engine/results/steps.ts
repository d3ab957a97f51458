/** Runs the steps that planning asks for, and keeps their tables until the query has its answer. */
import type { DuckDBAppender } from '@duckdb/node-api';
import { planQuery } from '../plan/planQuery.ts';
import type { PlanResult } from '../plan/planQuery.ts';
import type { PlanNode } from '../plan/nodes.ts';
import type { PlanContext } from '../plan/planner.ts';
import { rewritePlan } from '../plan/rewrite/rewrites.ts';
import type { RewriteContext } from '../plan/rewrite/rewrites.ts';
import type { ColumnId } from '../plan/scalar.ts';
import { stepColumnName } from '../plan/steps.ts';
import type { CellValue, PlanStep, Row, StepColumn, StepResult } from '../plan/steps.ts';
import type { Query } from '../../language/index.ts';
import type { ResultNotice } from '../../protocol/engine.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { writeSql } from '../sql/writer.ts';
import type { Executor } from './execute.ts';

/** Makes a plan ready to be written; some of its columns are read. */
export type PrepareNode = (
  root: PlanNode,
  columns: readonly { readonly id: ColumnId }[],
  rewrites: RewriteContext,
  signal: AbortSignal,
) => PlanNode | Promise<PlanNode>;

const rewriteNode: PrepareNode = (root, columns, rewrites) =>
  rewritePlan(
    root,
    columns.map(({ id }) => id),
    rewrites,
  ).root;

/** Runs steps on a connection. Use one for each query and `close` it. */
export class StepRunner {
  readonly #executor: Executor;
  readonly #dialect: SqlDialect;
  readonly #prepare: PrepareNode;
  readonly #tables: string[] = [];
  static #made = 0;

  constructor(executor: Executor, dialect: SqlDialect, prepare: PrepareNode = rewriteNode) {
    this.#executor = executor;
    this.#dialect = dialect;
    this.#prepare = prepare;
  }

  /** Plans a query to its end, running every step on the way; `plan` is called again after each of them. */
  async plan(
    query: Query,
    context: Omit<PlanContext, 'steps'>,
    signal: AbortSignal,
    plan: typeof planQuery = planQuery,
  ): Promise<Exclude<PlanResult, { kind: 'step' }>> {
    const steps: StepResult[] = [];
    for (;;) {
      const result = plan(query, { ...context, steps });
      if (result.kind !== 'step') return result;
      steps.push(await this.#run(result.step, context.rewrites, signal));
    }
  }

  /** Drops the tables of the steps. */
  async close(): Promise<void> {
    for (const table of this.#tables.splice(0))
      await this.#executor.define(`DROP TABLE IF EXISTS ${this.#dialect.identifier(table)}`);
  }

  async #run(step: PlanStep, rewrites: PlanContext['rewrites'], signal: AbortSignal): Promise<StepResult> {
    const root = await this.#prepare(step.node, step.columns, rewrites ?? { storedFields: [] }, signal);
    const chunks = await this.#executor.run(writeSql(root, step.columns, this.#dialect), signal);
    const rows: Row[] = [];
    for (const chunk of chunks) {
      const vectors = step.columns.map((_, index) => chunk.getColumnVector(index));
      for (let row = 0; row < chunk.rowCount; row += 1) rows.push(vectors.map((vector) => toCell(vector.getItem(row))));
    }
    if (step.kind === 'read') return { kind: 'rows', rows };
    const notices: ResultNotice[] = [];
    const computed = await step.compute(rows, signal, (code, message) => notices.push({ code, message }));
    return { kind: 'table', name: await this.#store(computed, step.output), notices };
  }

  async #store(rows: readonly Row[], columns: readonly StepColumn[]): Promise<string> {
    StepRunner.#made += 1;
    const name = `step_${String(StepRunner.#made)}`;
    const { identifier, types } = this.#dialect;
    const list = columns.map(({ type }, position) => `${identifier(stepColumnName(position))} ${types[type]}`);
    await this.#executor.define(`CREATE TEMP TABLE ${identifier(name)} (${[...list, 'seq HUGEINT'].join(', ')})`);
    this.#tables.push(name);
    await this.#executor.append(name, (appender) => {
      for (const [position, row] of rows.entries()) {
        columns.forEach(({ type }, index) => appendCell(appender, row[index] ?? null, type));
        appender.appendHugeInt(BigInt(position));
        appender.endRow();
      }
    });
    return name;
  }
}

/** Longs within 2^53 become numbers. */
function toCell(value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint')
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

/** A value that does not fit its column is null there. */
function appendCell(appender: DuckDBAppender, value: CellValue, type: StepColumn['type']): void {
  if (value === null) appender.appendNull();
  else if (type === 'text') appender.appendVarchar(String(value));
  else if (type === 'boolean') appender.appendBoolean(value === true || value === 'true');
  else if (type === 'double') appender.appendDouble(Number(value));
  else if (typeof value === 'bigint') appender.appendBigInt(value);
  else if (typeof value === 'number' && Number.isFinite(value)) appender.appendBigInt(BigInt(Math.trunc(value)));
  else appender.appendNull();
}
