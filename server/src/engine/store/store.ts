import type { DuckDBConnection } from '@duckdb/node-api';
import { hostname } from 'node:os';

import type { CategoryRule, SourcesReport } from '../../protocol/engine.ts';
import { discover } from '../sources/discover.ts';
import type { DiscoveredFile } from '../sources/discover.ts';
import { readLog } from '../sources/readLog.ts';
import { registerParsingFunctions } from '../sql/duckdb/parsing/functions.ts';
import { categoryMatcher } from './categories.ts';
import { deleteFile, insertFileRow, readFileRows, readReport } from './fileRows.ts';
import type { StoredFile } from './fileRows.ts';
import { exponent, hotStructure, hotValues } from './hotFields.ts';
import { MessageWriter } from './messageWriter.ts';
import { openDatabase } from './open.ts';
import type { OpenDatabase, StoreOptions } from './open.ts';
import { loadPlainLines, looksPlain } from './plainLines.ts';
import { INCOMING, MESSAGES } from './schema.ts';

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
  { readonly kind: 'ok'; readonly notes: readonly string[] } | { readonly kind: 'invalid'; readonly message: string };

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
    const loader = await database.instance.connect();
    registerParsingFunctions(loader);
    return new LogStore(database, loader, await database.instance.connect());
  }

  /** What was unusual about opening the store, for the user. */
  get notes(): readonly string[] {
    return this.#database.notes;
  }

  /** The file the store lives in, undefined for memory. */
  get file(): string | undefined {
    return this.#database.file;
  }

  /** Whether messages have columns for their hot fields. */
  get hotFields(): boolean {
    return this.#database.hotFields;
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
    return { kind: 'ok', notes: [...this.#database.notes, ...found.notes] };
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
      const task: FileLoad = { file, old: stored.get(file.path), fileId: fileId + index, firstMessage: nextMessage };
      nextMessage =
        (await this.#loadPlain(task, context.signal, progress)) ??
        (await this.#transaction(async () => {
          if (task.old !== undefined) await deleteFile(this.#loader, task.old.fileId);
          return this.#loadFile(task, context.signal, progress);
        }));
    }
    progress.done();
  }

  /** The quick way; undefined when the file is not for it, and then nothing has changed. */
  async #loadPlain(
    { file, old, fileId, firstMessage }: FileLoad,
    signal: AbortSignal,
    progress: ProgressCounter,
  ): Promise<number | undefined> {
    // Without hot fields the database's checks cost as much as our own reading.
    if (!this.hotFields || !(await looksPlain(file))) return undefined;
    let told = 0;
    const onProgress = (fraction: number): void => {
      const bytes = Math.floor(fraction * file.bytes);
      progress.read(Math.max(0, bytes - told));
      told = Math.max(told, bytes);
    };
    try {
      return await this.#transaction(async () => {
        if (old !== undefined) await deleteFile(this.#loader, old.fileId);
        const load = { file, fileId, firstMessage, signal, onProgress };
        const summary = await loadPlainLines(this.#loader, load);
        onProgress(1);
        progress.records += summary.records;
        await insertFileRow(this.#loader, fileId, hostname(), file, summary);
        return firstMessage + summary.records;
      });
    } catch {
      signal.throwIfAborted();
      progress.read(-told);
      return undefined;
    }
  }

  /** Reads one file into the tables; gives the id for the message after its last one. */
  async #loadFile(
    { file, fileId, firstMessage }: FileLoad,
    signal: AbortSignal,
    progress: ProgressCounter,
  ): Promise<number> {
    if (this.hotFields) await this.#loader.run(INCOMING.create);
    const table = this.hotFields ? INCOMING.table : MESSAGES.table;
    const writer = await MessageWriter.create(this.#loader, table, fileId, firstMessage);
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
    if (this.hotFields) {
      await this.#loader.run(moveIncoming);
      await this.#loader.run(`DROP TABLE ${INCOMING.table}`);
    }
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

/** One file to load, and what the store holds of it. */
interface FileLoad {
  readonly file: DiscoveredFile;
  readonly old: StoredFile | undefined;
  readonly fileId: number;
  readonly firstMessage: number;
}

const incomingValues = hotValues({
  json: 'json',
  isSound: 'is_sound',
  structure: 'structure',
  hasNull: 'has_null',
  hasExponent: 'has_exponent',
});

/** What queries take for the JSON of a message is also what the hot fields are read from. */
const moveIncoming = `INSERT INTO messages SELECT ${[...Object.values(MESSAGES.columns), ...incomingValues].join(', ')} FROM (
  SELECT *, contains(json, 'null') AS has_null, regexp_matches(json, '"\\s*:\\s*${exponent}') AS has_exponent, CASE WHEN is_sound THEN from_json(json, '${JSON.stringify(hotStructure())}') END AS structure
  FROM (SELECT *, json IS NULL OR json_valid(json) AS is_sound
    FROM (SELECT *, CASE WHEN is_json THEN raw WHEN contains(raw, '{') OR contains(raw, '[') THEN sesq_json_within(raw, 'first') END AS json
      FROM ${INCOMING.table})))`;

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
