/** Decides whether a run can be answered from files that are not loaded, and answers it. */
import process from 'node:process';
import type { EngineSettings, RunQueryParams, RunQueryResult } from '../../protocol/engine.ts';
import type { ReadQuery } from '../plan/readQuery.ts';
import { enabledRewrites } from '../plan/rewrite/rewrites.ts';
import type { Executor } from '../results/execute.ts';
import { MessageResult } from '../results/messageResult.ts';
import { StoredResult } from '../results/storedResult.ts';
import type { TimeLimit } from '../results/timeLimit.ts';
import { resolveSources } from '../sources/settings/resolveSources.ts';
import type { LookupTables } from '../tables/lookupTables.ts';
import { usedTables } from '../tables/usedTables.ts';
import { canonicalZone } from '../time/zone.ts';
import { plainFiles } from './plainFiles.ts';
import { streamQuery } from './streamQuery.ts';
import type { Streamed } from './streamQuery.ts';

/** An answer from files that were not loaded. */
export interface StreamedAnswer extends Pick<Streamed, 'plan' | 'notices'> {
  readonly result: MessageResult;
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
 * The answer to a single question over all the time of files of plain records; undefined when the files have to be
 * loaded for it. Rejects when it is aborted or its time is up.
 */
export async function answerFromFiles(
  read: ReadQuery,
  params: RunQueryParams,
  limit: TimeLimit,
  { settings, smallest, tables, executor }: StreamTools,
): Promise<StreamedAnswer | undefined> {
  const { oneShot, cacheFolder, logs, queryTimeout } = settings();
  const { timeRange, paths } = params;
  const timezone = canonicalZone(params.timezone);
  const isWhole = timeRange.from === undefined && timeRange.to === undefined && paths === undefined;
  if (oneShot !== true || cacheFolder !== undefined || !isWhole || timezone === undefined) return undefined;
  const sources = await resolveSources(settings());
  const files = sources.kind === 'ok' ? await plainFiles(logs, sources.sourceOf, smallest) : undefined;
  if (files === undefined) return undefined;
  const { signal } = limit.start(queryTimeout);
  const context = {
    timezone,
    text: read.text,
    tables: await tables.open({ uris: usedTables(read.query), maySave: true }, signal),
    rewrites: { storedFields: [], enabled: enabledRewrites(process.env['SESQ_REWRITES_OFF']) },
  };
  const streamed = await streamQuery({ read, files, executor, signal, context });
  limit.stop();
  if (streamed === undefined) return undefined;
  const { plan, notices, chunks } = streamed;
  return { plan, notices, result: new MessageResult(new StoredResult(chunks, plan.columns.length), [], executor) };
}

/** Figures about the messages are not known: only those that the answer needed were looked at. */
export function streamedResult(
  { diagnostics }: ReadQuery,
  { plan, notices, result }: StreamedAnswer,
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
      messagesTotal: undefined,
      rows: result.total,
      elapsed: Math.round(performance.now() - started),
      loading: 0,
      range: undefined,
      now: undefined,
    },
    notices,
    diagnostics,
  };
}
