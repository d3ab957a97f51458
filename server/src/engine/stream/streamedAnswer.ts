/**
 * One question about files that were never loaded: the database reads their lines while it answers, and nothing is kept.
 * `conditions.ts` says what can be asked this way; everything else is left to the store.
 */
import process from 'node:process';
import type { EngineSettings, ResultNotice, RunQueryParams, RunQueryResult } from '../../protocol/engine.ts';
import type { QueryPlan } from '../plan/nodes.ts';
import type { PlanContext } from '../plan/planner.ts';
import type { Problem, ReadQuery } from '../plan/readQuery.ts';
import { enabledRewrites } from '../plan/rewrite/rewrites.ts';
import type { RewriteContext } from '../plan/rewrite/rewrites.ts';
import type { Executor } from '../results/execute.ts';
import type { MessageResult } from '../results/messageResult.ts';
import type { TimeLimit } from '../results/timeLimit.ts';
import { resolveSources } from '../sources/settings/resolveSources.ts';
import type { DataSummary } from '../storeFacts.ts';
import type { LookupTables } from '../tables/lookupTables.ts';
import { usedTables } from '../tables/usedTables.ts';
import { canonicalZone } from '../time/zone.ts';
import { broken, questionConditions, sourceConditions } from './conditions.ts';
import { answerAtFirstLook, planFirstLook } from './firstLook.ts';
import { findLineFiles } from './lineFiles.ts';
import type { FoundFile } from './lineFiles.ts';
import { answerAtSecondLook } from './secondLook.ts';

/** An answer from files that were not loaded. */
export interface StreamedAnswer {
  readonly kind: 'answer';
  readonly plan: QueryPlan;
  readonly notices: readonly ResultNotice[];
  readonly result: MessageResult;
  /** Figures about the messages; undefined when they were only looked at for the answer. */
  readonly known:
    | {
        readonly data: DataSummary;
        readonly range: { readonly from: number; readonly to: number } | undefined;
        readonly now: number;
      }
    | undefined;
}

/** A question that can be asked of lines, and the files. */
export interface StreamJob {
  readonly kind: 'job';
  readonly read: ReadQuery;
  readonly params: RunQueryParams;
  readonly files: readonly FoundFile[];
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** Of planning, apart from what only the messages can tell. */
  readonly context: Omit<PlanContext, 'steps' | 'range' | 'now' | 'isWholeRange' | 'paths'> & {
    readonly rewrites: RewriteContext;
  };
}

/** What it takes to answer; `settings` are asked for at every run. */
export interface StreamTools {
  readonly settings: () => EngineSettings;
  /** Files of fewer bytes together are loaded. */
  readonly smallest: number;
  readonly tables: LookupTables;
  readonly executor: Executor;
}

/**
 * The answer to a single question, the same as from loaded files, or what is wrong with the question; undefined when the
 * files have to be loaded for it. Rejects when it is aborted or its time is up.
 */
export async function answerFromFiles(
  read: ReadQuery,
  params: RunQueryParams,
  limit: TimeLimit,
  { settings, smallest, tables, executor }: StreamTools,
): Promise<StreamedAnswer | Problem | undefined> {
  const { signal } = limit.start(settings().queryTimeout);
  try {
    const job = await findJob(read, params, signal, { settings, smallest, tables, executor });
    if (job.kind === 'load') return undefined;
    return (await answerAtFirstLook(job)) ?? (await answerAtSecondLook(job));
  } catch {
    // A line that is no plain record, or a question that is too much: the store's answer says more.
    signal.throwIfAborted();
    return undefined;
  } finally {
    limit.stop();
  }
}

/** Says how the files of a question are read, and why: two lines for people who want to know what will happen. */
export async function describeReading(
  read: ReadQuery,
  params: RunQueryParams,
  signal: AbortSignal,
  tools: StreamTools,
): Promise<string> {
  const job = await findJob(read, params, signal, tools);
  const first = job.kind === 'job' ? planFirstLook(job) : undefined;
  const how =
    job.kind === 'load'
      ? `are loaded first, because ${job.reason}`
      : `are read while the query runs, as long as every line is a plain record${first?.kind === 'another' ? `; several times, because ${first.reason}` : ''}`;
  return `Files:\n  ${how}`;
}

/** The job that answers a question, or why the files are loaded for it. */
async function findJob(
  read: ReadQuery,
  params: RunQueryParams,
  signal: AbortSignal,
  { settings, smallest, tables, executor }: StreamTools,
): Promise<StreamJob | { readonly kind: 'load'; readonly reason: string }> {
  const { query } = read;
  const load = (reason: string): { readonly kind: 'load'; readonly reason: string } => ({ kind: 'load', reason });
  const early = broken(questionConditions, { settings: settings(), params, query });
  if (early !== undefined) return load(early);
  const sources = await resolveSources(settings());
  if (sources.kind !== 'ok') return load('the settings of sources cannot be read');
  const reason = broken(sourceConditions, sources);
  if (reason !== undefined) return load(reason);
  const found = await findLineFiles(settings().logs, sources.sourceOf, smallest);
  if (found.kind !== 'lines') return found;
  const context = {
    timezone: canonicalZone(params.timezone) ?? params.timezone,
    text: read.text,
    tables: await tables.open({ uris: usedTables(query), maySave: false }, signal),
    rewrites: { storedFields: [], enabled: enabledRewrites(process.env['SESQ_REWRITES_OFF']) },
  };
  return { kind: 'job', read, params, files: found.files, executor, signal, context };
}

/** Figures about the messages are given as far as they are known. */
export function streamedResult(
  { diagnostics }: ReadQuery,
  { plan, notices, result, known }: StreamedAnswer,
  resultId: string,
  started: number,
): RunQueryResult {
  return {
    kind: 'rows',
    resultId,
    shape: plan.shape,
    columns: plan.columns.map(({ name, type }) => ({ name, type })),
    stats: {
      messagesMatched: undefined,
      messagesTotal: known?.data.messages,
      rows: result.total,
      elapsed: Math.round(performance.now() - started),
      loading: 0,
      range: known?.range,
      now: known?.now,
    },
    notices,
    diagnostics,
  };
}
