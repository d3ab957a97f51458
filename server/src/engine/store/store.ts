import type { DuckDBConnection } from '@duckdb/node-api';
import { hostname } from 'node:os';

import type { CategoryRule, SourcesReport } from '../../protocol/engine.ts';
import { discover } from '../sources/discover.ts';
import type { DiscoveredFile } from '../sources/discover.ts';
import { readLog } from '../sources/readLog.ts';
import { categoryMatcher } from './categories.ts';
import { deleteFile, insertFileRow, readFileRows, readReport } from './fileRows.ts';
import type { StoredFile } from './fileRows.ts';
import { MessageWriter } from './messageWriter.ts';
import { openDatabase } from './open.ts';
import type { OpenDatabase, StoreOptions } from './open.ts';

export type { StoreOptions } from './open.ts';

export interface SyncSettings {
  /** Files, folders and globs. */
  readonly logs: readonly string[];
  readonly categories: readonly CategoryRule[];
}

export interface SyncProgress {
  readonly phase: 'scanning' | 'loading';
  /** 0 to 1 of the bytes to be read; undefined while it is not known how many there are. */
  readonly fraction: number | undefined;
  readonly bytes: number;
  readonly records: number;
}

export interface SyncContext {
  readonly signal: AbortSignal;
  onProgress(progress: SyncProgress): void;
}

export type SyncResult =
  | { readonly kind: 'ok'; readonly report: SourcesReport; readonly notes: readonly string[] }
  | { readonly kind: 'invalid'; readonly message: string };

/** Progress is told at most this often, in milliseconds. */
const PROGRESS_INTERVAL = 100;

/** The messages of the chosen log files in a DuckDB database, kept in step with the files. */
export class LogStore {
  readonly #database: OpenDatabase;
  /** Loading has its own connection, so that queries beside it see whole files only. */
  readonly #loader: DuckDBConnection;
  readonly #reader: DuckDBConnection;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(database: OpenDatabase, loader: DuckDBConnection, reader: DuckDBConnection) {
    this.#database = database;
    this.#loader = loader;
    this.#reader = reader;
  }

  /** Opens a store: see `openDatabase` for damaged files and files in use. Throws when the engine cannot start. */
  static async open(options: StoreOptions): Promise<LogStore> {
    const database = await openDatabase(options);
    return new LogStore(database, await database.instance.connect(), await database.instance.connect());
  }

  /** What was unusual about opening the store, for the user. */
  get notes(): readonly string[] {
    return this.#database.notes;
  }

  /** The file the store lives in, undefined for memory. */
  get file(): string | undefined {
    return this.#database.file;
  }

  /** The connection for queries. It belongs to the store: do not close it. */
  connection(): DuckDBConnection {
    return this.#reader;
  }

  /** Every file and how it was read, as of the last sync. */
  report(): Promise<SourcesReport> {
    return readReport(this.#reader);
  }

  /**
   * Makes the store hold exactly the chosen files as they are now: reads new and changed ones, forgets the others, leaves
   * unchanged ones alone, and applies the category rules to all. A file is replaced in one step. When the signal is aborted
   * it throws the signal's reason and leaves the files done so far. Calls wait for each other.
   */
  sync(settings: SyncSettings, context: SyncContext): Promise<SyncResult> {
    const run = this.#queue.then(() => this.#sync(settings, context));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** Closes the database; the store and its connections are of no use afterwards. */
  close(): void {
    this.#loader.closeSync();
    this.#reader.closeSync();
    this.#database.close();
  }

  async #sync(settings: SyncSettings, context: SyncContext): Promise<SyncResult> {
    context.signal.throwIfAborted();
    context.onProgress({ phase: 'scanning', fraction: undefined, bytes: 0, records: 0 });
    const found = await discover(settings.logs);
    if (found.kind === 'invalid') return found;
    context.signal.throwIfAborted();
    const stored = new Map((await readFileRows(this.#loader)).map((row) => [row.path, row]));
    const selected = new Set(found.files.map((file) => file.path));
    for (const row of stored.values())
      if (!selected.has(row.path)) await this.#transaction(() => deleteFile(this.#loader, row.fileId));
    await this.#load(
      found.files.filter((file) => !isUnchanged(file, stored.get(file.path))),
      stored,
      context,
    );
    await this.#describe(found.files, settings.categories);
    return { kind: 'ok', report: await readReport(this.#loader), notes: [...this.#database.notes, ...found.notes] };
  }

  async #load(
    files: readonly DiscoveredFile[],
    stored: ReadonlyMap<string, StoredFile>,
    context: SyncContext,
  ): Promise<void> {
    const [fileId, messageId] = await this.#nextIds();
    const progress = progressCounter(
      files.reduce((sum, file) => sum + file.bytes, 0),
      context,
    );
    let nextMessage = messageId;
    for (const [index, file] of files.entries()) {
      context.signal.throwIfAborted();
      nextMessage = await this.#transaction(async () => {
        const old = stored.get(file.path);
        if (old !== undefined) await deleteFile(this.#loader, old.fileId);
        return this.#loadFile(file, fileId + index, nextMessage, context.signal, progress);
      });
    }
    progress.done();
  }

  /** Reads one file into the tables; gives the id for the message after its last one. */
  async #loadFile(
    file: DiscoveredFile,
    fileId: number,
    nextMessage: number,
    signal: AbortSignal,
    progress: ProgressCounter,
  ): Promise<number> {
    const writer = await MessageWriter.create(this.#loader, fileId, nextMessage);
    const summary = await readLog(file.path, file.modified, signal, {
      onMessage(message) {
        writer.add(message);
        progress.records++;
      },
      onBytes(count) {
        progress.read(count);
      },
    });
    writer.close();
    await insertFileRow(this.#loader, fileId, hostname(), file, summary);
    return writer.nextId;
  }

  /** Writes categories and source names; they may change without the files. */
  async #describe(files: readonly DiscoveredFile[], rules: readonly CategoryRule[]): Promise<void> {
    const categoryOf = categoryMatcher(rules);
    const sources = new Map(files.map((file) => [file.path, file.source]));
    const changed: { readonly fileId: number; readonly category: string; readonly source: string }[] = [];
    for (const row of await readFileRows(this.#loader)) {
      const category = categoryOf(row.path) ?? row.detectedCategory;
      const source = sources.get(row.path) ?? row.source;
      if (category !== row.category || source !== row.source) changed.push({ fileId: row.fileId, category, source });
    }
    if (changed.length === 0) return;
    await this.#transaction(async () => {
      for (const { fileId, category, source } of changed) {
        await this.#loader.run('UPDATE files SET category = $1, source = $2 WHERE file_id = $3', [
          category,
          source,
          fileId,
        ]);
      }
    });
  }

  async #nextIds(): Promise<readonly [file: number, message: number]> {
    const sql =
      'SELECT (SELECT coalesce(max(file_id), 0) + 1 FROM files), (SELECT coalesce(max(message_id), 0) + 1 FROM messages)';
    const [row] = (await this.#loader.runAndReadAll(sql)).getRowsJS();
    return [Number(row?.[0]), Number(row?.[1])];
  }

  async #transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.#loader.run('BEGIN');
    try {
      const result = await work();
      await this.#loader.run('COMMIT');
      return result;
    } catch (error) {
      await this.#loader.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

function isUnchanged(file: DiscoveredFile, stored: StoredFile | undefined): boolean {
  return stored !== undefined && stored.readable && stored.bytes === file.bytes && stored.modified === file.modified;
}

interface ProgressCounter {
  records: number;
  read(bytes: number): void;
  done(): void;
}

function progressCounter(total: number, context: SyncContext): ProgressCounter {
  let bytes = 0;
  let told = 0;
  const tell = (): void => {
    told = Date.now();
    // A file may grow while it is read.
    const fraction = total === 0 ? 1 : Math.min(1, bytes / total);
    context.onProgress({ phase: 'loading', fraction, bytes, records: counter.records });
  };
  const counter: ProgressCounter = {
    records: 0,
    read(count) {
      bytes += count;
      if (Date.now() - told >= PROGRESS_INTERVAL) tell();
    },
    done: tell,
  };
  return counter;
}
