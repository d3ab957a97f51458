/** What dashboards use of the engine around them. */
import type { RunQueryParams } from '../../protocol/engine.ts';
import type { OperationContext, QueryFacts } from '../engine.ts';
import type { StoreFacts } from '../storeFacts.ts';
import type { Problem, ReadQuery } from '../plan/readQuery.ts';
import type { Executor } from '../results/execute.ts';
import type { MessageResult } from '../results/messageResult.ts';
import type { SyncResult } from '../store/store.ts';

/** The parts and services of an engine that dashboards are run with. */
export interface Workbench {
  readonly executor: Executor;
  /** What is to be said about the store with every answer. */
  readonly notes: () => readonly string[];
  /** Milliseconds for each query, see `EngineSettings`. */
  readonly queryTimeout: () => number | undefined;
  /** Brings the store in step with the files. */
  readonly sync: (operation: string, context: OperationContext) => Promise<SyncResult>;
  /** Runs work during which the store stays as it is. */
  readonly unchanged: <T>(work: () => Promise<T>) => Promise<T>;
  /** What holds for all queries over the messages of some files, or of all. */
  readonly storeFacts: (paths: readonly string[] | undefined, signal: AbortSignal) => Promise<StoreFacts>;
  /** What planning a query needs. */
  readonly queryFacts: (
    read: ReadQuery,
    params: RunQueryParams,
    facts: StoreFacts,
    signal: AbortSignal,
  ) => Promise<QueryFacts | Problem>;
  /** Keeps an answer for pages, and gives its handle. */
  readonly hold: (result: MessageResult) => string;
  readonly release: (resultId: string) => void;
}
