/** The engine as the command line and the RPC process use it: queries in, results out. */
import type {
  EngineProgress,
  EngineSettings,
  ResultPage,
  ResultPageParams,
  RunQueryParams,
  RunQueryResult,
  SourcesReport,
} from '../protocol/engine.ts';
import { Dashboards } from './dashboard/dashboards.ts';
import { describePlan } from './plan/describe.ts';
import type { QueryPlan } from './plan/nodes.ts';
import type { PlanContext } from './plan/planner.ts';
import type { PlanResult } from './plan/planQuery.ts';
import { findingsOf, invalid, readQuery, refused } from './plan/readQuery.ts';
import type { Problem, ReadQuery } from './plan/readQuery.ts';
import { describeRewrites, rewritePlan } from './plan/rewrite/rewrites.ts';
import type { RewriteContext } from './plan/rewrite/rewrites.ts';
import { Executor } from './results/execute.ts';
import { describeFailure, isAbort } from './results/failure.ts';
import { StepRunner } from './results/steps.ts';
import { MessageResult, selectMessages } from './results/messageResult.ts';
import { StoredResult } from './results/storedResult.ts';
import { TimeLimit } from './results/timeLimit.ts';
import { toResultValue } from './results/values.ts';
import { duckdbDialect } from './sql/duckdb/dialect.ts';
import { registerFunctions } from './sql/duckdb/functions/register.ts';
import { writeCountSql, writeSql } from './sql/writer.ts';
import { LogStore } from './store/store.ts';
import type { SyncResult } from './store/store.ts';
import { StoreFactsReader } from './storeFacts.ts';
import type { DataSummary, StoreFacts } from './storeFacts.ts';
import { smallestStream } from './stream/lineFiles.ts';
import { answerFromFiles, describeReading, streamedResult } from './stream/streamedAnswer.ts';
import type { StreamTools } from './stream/streamedAnswer.ts';
import { LookupTables } from './tables/lookupTables.ts';
import { usedTables } from './tables/usedTables.ts';
import { resolveRange } from './time/range.ts';
import type { RangeResult } from './time/range.ts';

/** How a caller follows and stops an operation. */
export interface OperationContext {
  /** When aborted, the operation rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: EngineProgress) => void) | undefined;
}

export type SourcesResult =
  | { readonly kind: 'ok'; readonly report: SourcesReport; readonly notes: readonly string[] }
  | { readonly kind: 'invalid'; readonly message: string };

export type ExplainResult = { readonly kind: 'explained'; readonly text: string } | Problem;

/** Beyond this many messages, those that the scope lets through are only counted when that costs nothing. */
const countedMessages = 250_000;

/** What planning one query needs. */
export interface QueryFacts {
  readonly kind: 'facts';
  readonly context: Omit<PlanContext, 'steps'> & { readonly rewrites: RewriteContext };
  readonly range: Extract<RangeResult, { kind: 'range' }>;
}

interface PlannedQuery extends Omit<QueryFacts, 'kind'>, StoreFacts {
  readonly kind: 'planned';
  readonly plan: QueryPlan;
  readonly notices: Extract<PlanResult, { kind: 'plan' }>['notices'];
}

/** Queries over one set of log files. */
export class Engine {
  #settings: EngineSettings;
  readonly #store: LogStore;
  readonly #executor: Executor;
  readonly #results = new Map<string, MessageResult>();
  readonly #tables: LookupTables;
  readonly #facts: StoreFactsReader;
  readonly #streamTools: StreamTools;
  #lastResult = 0;
  /** Answers about dashboards. */
  readonly dashboards: Dashboards;

  private constructor(settings: EngineSettings, store: LogStore, smallestStream: number) {
    this.#settings = settings;
    this.#store = store;
    this.#tables = new LookupTables(settings.lookups);
    const connection = store.connection();
    registerFunctions(connection);
    this.#executor = new Executor(connection, (error) => {
      store.failed(error);
    });
    this.#facts = new StoreFactsReader(store, this.#executor);
    this.#streamTools = {
      settings: () => this.#settings,
      smallest: smallestStream,
      tables: this.#tables,
      executor: this.#executor,
    };
    this.dashboards = new Dashboards({
      executor: this.#executor,
      notes: () => this.#store.notes,
      queryTimeout: () => this.#settings.queryTimeout,
      sync: (operation, context) => this.#sync(operation, context),
      unchanged: (work) => this.#store.unchanged(work),
      storeFacts: (paths, signal) => this.#facts.read(paths, signal),
      queryFacts: (read, params, facts, signal) => this.#queryFacts(read, params, { facts, maySave: false }, signal),
      hold: (result) => this.#hold(result),
      release: (resultId) => {
        this.release(resultId);
      },
    });
  }

  /**
   * Opens the store; throws an error with a sentence for the user when that is impossible. Files of fewer bytes together
   * than `streamFrom` are loaded even for a single question.
   */
  static async open(settings: EngineSettings, streamFrom: number = smallestStream): Promise<Engine> {
    const hotFields = settings.oneShot !== true;
    return new Engine(settings, await LogStore.open({ ...settings, hotFields }), streamFrom);
  }

  /** Whether the file of the store turned out to be damaged. An engine opened after this one is closed builds it anew. */
  get isDamaged(): boolean {
    return this.#store.isDamaged;
  }

  /** Takes over new log paths and categories. False when the other settings differ, which need a new engine. */
  configure(settings: EngineSettings): boolean {
    if (this.isDamaged) return false;
    const { memoryLimit, threads, cacheFolder } = this.#settings;
    if (settings.memoryLimit !== memoryLimit || settings.threads !== threads || settings.cacheFolder !== cacheFolder)
      return false;
    this.#settings = settings;
    this.#tables.configure(settings.lookups);
    return true;
  }

  /** Reads new and changed files and reports on all of them. */
  async sources(context: OperationContext & { readonly operation?: string }): Promise<SourcesResult> {
    const synced = await this.#sync(context.operation ?? '', context);
    return synced.kind === 'ok' ? { ...synced, report: await this.#store.report() } : synced;
  }

  /** Runs one query to its end; the rows wait for `page`. Rejects only when the signal is aborted. */
  async run(params: RunQueryParams, context: OperationContext): Promise<RunQueryResult> {
    const started = performance.now();
    const steps = new StepRunner(this.#executor, duckdbDialect);
    const limit = new TimeLimit(context.signal);
    try {
      const read = readQuery(params);
      if (read.kind !== 'query') return read;
      const streamed = await answerFromFiles(read, params, limit, this.#streamTools);
      if (streamed?.kind === 'answer') return streamedResult(read, streamed, this.#hold(streamed.result), started);
      if (streamed !== undefined) return streamed;
      const synced = await this.#sync(params.operation, context);
      if (synced.kind === 'invalid') return invalid(synced.message);
      const loading = performance.now() - started;
      report(context, params.operation, 'running');
      const { signal } = limit.start(this.#settings.queryTimeout);
      const planned = await this.#plan(read, params, steps, signal, true);
      if (planned.kind !== 'planned') return planned;
      const { plan, notices, range, data } = planned;
      const { columns, texts } = selectMessages(plan);
      const root = rewritePlan(
        plan.root,
        columns.map(({ id }) => id),
        planned.rewrites,
      ).root;
      const chunks = await this.#executor.run(writeSql(root, columns, duckdbDialect), signal);
      const result = new MessageResult(new StoredResult(chunks, columns.length), texts, this.#executor);
      const messagesMatched = await this.#countMatched(plan, result, data, signal);
      const resultId = this.#hold(result);
      return {
        kind: 'rows',
        resultId,
        shape: plan.shape,
        columns: plan.columns.map(({ name, type }) => ({ name, type })),
        stats: {
          messagesMatched,
          messagesTotal: data.messages,
          rows: result.total,
          elapsed: Math.round(performance.now() - started),
          loading: Math.round(loading),
          range: range.range,
          now: range.now,
        },
        // What was left out of folders is said by `sources`; here only what touches this answer.
        notices: [...this.#store.notes.map((message) => ({ code: 'store.note', message })), ...notices],
        diagnostics: findingsOf(read, planned.customFields),
      };
    } catch (error) {
      return limit.explain(error) ?? failedUnlessAborted(error, context.signal);
    } finally {
      limit.stop();
      await steps.close();
    }
  }

  /** Says how a query would be run: its steps, the statement and what the columns are called. */
  async explain(params: RunQueryParams, context: OperationContext): Promise<ExplainResult> {
    const steps = new StepRunner(this.#executor, duckdbDialect);
    try {
      const read = readQuery(params);
      if (read.kind !== 'query') return read;
      const synced = await this.#sync(params.operation, context);
      if (synced.kind === 'invalid') return invalid(synced.message);
      const planned = await this.#plan(read, params, steps, context.signal, false);
      if (planned.kind !== 'planned') return planned;
      const { plan, rewrites } = planned;
      const { columns } = selectMessages(plan);
      const rewritten = rewritePlan(
        plan.root,
        columns.map(({ id }) => id),
        rewrites,
      );
      const { sql, parameters } = writeSql(rewritten.root, columns, duckdbDialect);
      const values = parameters.map(
        ({ value, type }, index) => `  $${String(index + 1)} = ${JSON.stringify(value)} (${type})`,
      );
      return {
        kind: 'explained',
        text: [
          await describeReading(read, params, context.signal, this.#streamTools),
          describePlan({ ...plan, root: rewritten.root }),
          describeRewrites(rewritten.fired),
          'Statement:',
          sql,
          'Parameters:',
          ...values,
        ].join('\n'),
      };
    } catch (error) {
      return failedUnlessAborted(error, context.signal);
    } finally {
      await steps.close();
    }
  }

  /** A page of a result; rejects when the result was released or never was. */
  page({ resultId, offset, limit, sort }: ResultPageParams): Promise<ResultPage> {
    const result = this.#results.get(resultId);
    if (result === undefined) return Promise.reject(new Error('This result is no longer held. Run the query again.'));
    return result.page(offset, limit, sort);
  }

  /** Forgets a result; one that is not held is no error. */
  release(resultId: string): void {
    this.#results.delete(resultId);
  }

  /** Forgets everything that was read; the next request reads the files again. */
  clearStore(): Promise<void> {
    return this.#store.clear();
  }

  /** Closes the store. Nothing may be running, and nothing can be asked afterwards. */
  close(): void {
    this.#results.clear();
    this.#store.close();
  }

  #sync(operation: string, context: OperationContext): Promise<SyncResult> {
    const onProgress = (progress: Omit<EngineProgress, 'operation'>): void => {
      context.onProgress?.({ operation, ...progress });
    };
    return this.#store.sync(this.#settings, { signal: context.signal, onProgress });
  }

  #hold(result: MessageResult): string {
    this.#lastResult += 1;
    const resultId = `r${String(this.#lastResult)}`;
    this.#results.set(resultId, result);
    return resultId;
  }

  async #plan(
    read: ReadQuery,
    params: RunQueryParams,
    steps: StepRunner,
    signal: AbortSignal,
    maySave: boolean,
  ): Promise<PlannedQuery | Problem> {
    const facts = await this.#facts.read(params.paths, signal);
    const known = await this.#queryFacts(read, params, { facts, maySave }, signal);
    if (known.kind !== 'facts') return known;
    const result = await steps.plan(read.query, known.context, signal);
    if (result.kind === 'invalid') return refused(result.diagnostics, read.originalOffset);
    const { plan, notices } = result;
    return { ...known, ...facts, kind: 'planned', plan, notices };
  }

  async #queryFacts(
    read: ReadQuery,
    params: RunQueryParams,
    {
      facts: { data, rewrites, customFields, withoutDuplicates },
      maySave,
    }: { readonly facts: StoreFacts; readonly maySave: boolean },
    signal: AbortSignal,
  ): Promise<QueryFacts | Problem> {
    const range = resolveRange({
      choice: params.timeRange,
      now: params.now,
      timezone: params.timezone,
      data,
      clock: Date.now(),
    });
    if (range.kind === 'invalid') return invalid(range.message);
    const tables = await this.#tables.open({ uris: usedTables(read.query), maySave }, signal);
    const context = {
      range: range.range,
      ...(params.paths === undefined ? {} : { paths: params.paths }),
      isWholeRange: range.isWhole,
      now: range.now,
      timezone: range.timezone,
      text: read.text,
      tables,
      rewrites,
      customFields,
      withoutDuplicates,
    };
    return { kind: 'facts', context, range };
  }

  async #countMatched(
    plan: QueryPlan,
    result: MessageResult,
    data: DataSummary,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    if (plan.scope.kind === 'scan' && plan.scope.range === undefined) return data.messages;
    if (keepsEveryMessage(plan)) return result.total;
    if (data.messages > countedMessages) return undefined;
    const [chunk] = await this.#executor.run(writeCountSql(plan.scope, duckdbDialect), signal);
    return Number(toResultValue(chunk?.getColumnVector(0).getItem(0)) ?? 0);
  }
}

/** True when each message of the scope is exactly one row of the answer. */
function keepsEveryMessage(plan: QueryPlan): boolean {
  let node = plan.root;
  while (node !== plan.scope) {
    if (node.kind !== 'extend' && node.kind !== 'sort' && node.kind !== 'window') return false;
    node = node.input;
  }
  return true;
}

function failedUnlessAborted(error: unknown, signal: AbortSignal): Problem {
  if (signal.aborted) throw signal.reason;
  if (isAbort(error)) throw error;
  return { kind: 'failed', message: describeFailure(error) };
}

function report(context: OperationContext, operation: string, phase: EngineProgress['phase']): void {
  context.onProgress?.({ operation, phase, fraction: undefined, bytes: 0, records: 0 });
}
