import assert from 'node:assert/strict';
import { join } from 'node:path';

import { LogStore } from '../../../server/src/engine/store/store.ts';
import type { StoreOptions, SyncResult, SyncSettings } from '../../../server/src/engine/store/store.ts';
import type { SourcesReport } from '../../../server/src/protocol/engine.ts';
import { inFolder } from '../sources/read.ts';

export const MEMORY = { cacheFolder: undefined, memoryLimit: '512MB', threads: 1 } satisfies StoreOptions;

export type Synced = Extract<SyncResult, { kind: 'ok' }> & {
  readonly report: SourcesReport;
  /** Bytes of files that were read for it. */
  readonly read: number;
};

/** Syncs with settings that must be valid. */
export async function syncWith(store: LogStore, settings: SyncSettings): Promise<Synced> {
  let read = 0;
  const result = await store.sync(settings, {
    signal: new AbortController().signal,
    onProgress: ({ bytes }) => (read = bytes),
  });
  assert.ok(result.kind === 'ok');
  return { ...result, report: await store.report(), read };
}

/** The rows of a statement as JSON values. */
export async function rows(store: LogStore, sql: string): Promise<unknown[][]> {
  return (await store.connection().runAndReadAll(sql)).getRowsJson();
}

/** A store and a folder for logs; with `cached` the store is in a file of the folder `.cache` in it. */
export async function withStore(
  work: (store: LogStore, folder: string) => Promise<void>,
  cached = false,
): Promise<void> {
  await inFolder(async (folder) => {
    const store = await LogStore.open(cached ? { ...MEMORY, cacheFolder: join(folder, '.cache') } : MEMORY);
    try {
      await work(store, folder);
    } finally {
      store.close();
    }
  });
}

/** Everything that answers depend on, in the order of answers; and the report. */
export interface Content {
  readonly messages: unknown[][];
  readonly report: SourcesReport;
}

/** What a store holds. */
export async function content(store: LogStore): Promise<Content> {
  return {
    messages: await rows(
      store,
      'SELECT time_ms, f.path, line, col, byte_start, byte_end, kind, is_json, raw, hot_trusted, f.category FROM messages JOIN files f USING (file_id) ORDER BY time_ms, message_id',
    ),
    report: await store.report(),
  };
}

/** What a new store holds of the same logs. */
export async function freshContent(settings: SyncSettings): Promise<Content> {
  const store = await LogStore.open(MEMORY);
  try {
    await syncWith(store, settings);
    return await content(store);
  } finally {
    store.close();
  }
}
