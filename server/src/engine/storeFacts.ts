/** What queries have to know about the store before they are planned. */
import process from 'node:process';
import { enabledRewrites } from './plan/rewrite/rewrites.ts';
import type { RewriteContext } from './plan/rewrite/rewrites.ts';
import type { Executor } from './results/execute.ts';
import { toResultValue } from './results/values.ts';
import { customFieldNames, messageExtras, newestDatedMessage, summarizeMessages } from './sql/duckdb/messageTable.ts';
import { hotFields, untrustedMessages } from './store/hotFields.ts';
import type { LogStore } from './store/store.ts';
import { wrapperFields } from '../language/index.ts';
import type { ChosenMessages } from './sql/duckdb/messageTable.ts';

/** The messages that queries can see. */
export interface DataSummary {
  readonly messages: number;
  readonly oldest: number | undefined;
  readonly newest: number | undefined;
  /** The newest message that says its time, when `newest` is one that took the time of its file's last change. */
  readonly newestDated?: number | undefined;
}

/** What is the same for all queries that are asked together. */
export interface StoreFacts {
  readonly data: DataSummary;
  readonly rewrites: RewriteContext;
  /** Names of the fields that settings and wrappers give to messages. */
  readonly customFields: readonly string[];
  /** Whether messages are left out because an earlier one says the same. */
  readonly withoutDuplicates: boolean;
}

/** Reads the facts, and again only when the store has changed. */
export class StoreFactsReader {
  readonly #store: Pick<LogStore, 'version' | 'hotFields'>;
  readonly #executor: Executor;
  #known: { readonly key: string; readonly facts: StoreFacts } | undefined;

  constructor(store: Pick<LogStore, 'version' | 'hotFields'>, executor: Executor) {
    this.#store = store;
    this.#executor = executor;
  }

  /** The facts about all messages, or about those of some files; see `RunQueryParams.paths`. */
  async read(paths: readonly string[] | undefined, signal: AbortSignal): Promise<StoreFacts> {
    const key = JSON.stringify([this.#store.version, paths]);
    if (this.#known?.key === key) return this.#known.facts;
    const [extras] = await this.#executor.run(messageExtras, signal);
    const [hasEnvelopes, duplicates] = extras?.getRows()[0] ?? [];
    const withoutDuplicates = Number(duplicates ?? 0) > 0;
    const named = await this.#customFields(signal);
    const facts = {
      data: await this.#summarize({ paths, withoutDuplicates }, signal),
      rewrites: await this.#rewrites(signal),
      customFields: hasEnvelopes === true ? [...named, ...wrapperFields.map(({ name }) => name)] : named,
      withoutDuplicates,
    };
    this.#known = { key, facts };
    return facts;
  }

  async #summarize(chosen: ChosenMessages, signal: AbortSignal): Promise<DataSummary> {
    const [chunk] = await this.#executor.run(summarizeMessages(chosen), signal);
    const number = (column: number): number | undefined => {
      const value = toResultValue(chunk?.getColumnVector(column).getItem(0));
      return value === null ? undefined : Number(value);
    };
    const summary = { messages: number(0) ?? 0, oldest: number(1), newest: number(2) };
    if (summary.newest === undefined || number(3) === 0) return summary;
    const [dated] = await this.#executor.run(newestDatedMessage(chosen), signal);
    const newestDated = toResultValue(dated?.getColumnVector(0).getItem(0));
    return newestDated === null ? summary : { ...summary, newestDated: Number(newestDated) };
  }

  async #customFields(signal: AbortSignal): Promise<readonly string[]> {
    const chunks = await this.#executor.run(customFieldNames, signal);
    return chunks.flatMap((chunk) => chunk.getColumnValues(0).map(String));
  }

  /** Columns of hot fields serve in place of texts only while the store vouches for every one of them. */
  async #rewrites(signal: AbortSignal): Promise<RewriteContext> {
    const enabled = enabledRewrites(process.env['SESQ_REWRITES_OFF']);
    if (!this.#store.hotFields) return { storedFields: [], enabled };
    const [chunk] = await this.#executor.run({ sql: untrustedMessages, parameters: [] }, signal);
    const untrusted = Number(toResultValue(chunk?.getColumnVector(0).getItem(0)) ?? 1);
    return { storedFields: untrusted === 0 ? hotFields : [], enabled };
  }
}
