import type { DuckDBConnection } from '@duckdb/node-api';

import type { EngineSettings, SourcesReport } from '../../protocol/engine.ts';
import { discover } from '../sources/discover.ts';
import type { DiscoveredFile } from '../sources/discover.ts';
import type { LogSource } from '../sources/readInBatches.ts';
import type { SourceResolver } from '../sources/settings/types.ts';
import { registerParsingFunctions } from '../sql/duckdb/parsing/functions.ts';
import { findChanges } from './changes.ts';
import type { ChangedFile, Changes } from './changes.ts';
import { inBatches } from './batches.ts';
import { isDamage, markDamaged } from './damage.ts';
import { describeFiles } from './describeFiles.ts';
import { clearDuplicates, countDuplicates, markDuplicates } from './duplicates.ts';
import { FileLoader } from './fileLoader.ts';
import type { FileLoad } from './fileLoader.ts';
import { deleteFile, readFileRows } from './fileRows.ts';
import type { StoredFile } from './fileRows.ts';
import { describeEvicted, enforceLimit } from './limit.ts';
import { moveBlocks, orderBlocks, roomFor } from './messageIds.ts';
import type { Block } from './messageIds.ts';
import { Onlookers } from './onlookers.ts';
import { openDatabase } from './open.ts';
import type { OpenDatabase, StoreOptions } from './open.ts';
import { ProgressCounter } from './progress.ts';
import type { SyncContext } from './progress.ts';
import { withReader } from './readers.ts';
import { describeDuplicates, readReport, withDuplicates } from './report.ts';
import { SourceSettingsReader } from './sourceSettings.ts';
import type { SourceChoices } from './sourceSettings.ts';

export type { StoreOptions } from './open.ts';
export type { SyncContext } from './progress.ts';

/** Files, folders and globs, what is said about them, and the room there is for them. */
export type SyncSettings = SourceChoices & Pick<EngineSettings, 'logs'> & Partial<Pick<EngineSettings, 'storeLimit'>>;

export type SyncResult =
  { readonly kind: 'ok'; readonly notes: readonly string[] } | { readonly kind: 'invalid'; readonly message: string };

/** What the last sync saw; while it is the same, there is nothing to do. */
interface Seen {
  readonly files: readonly DiscoveredFile[];
  readonly sourceOf: SourceResolver;
  readonly limit: number;
  readonly deduplicate: boolean;
  /** When files that could not be read are tried again, epoch milliseconds. */
  readonly until: number;
}

/** Files that cannot be read are tried again after so many milliseconds. */
const RETRY = 5000;

/** While files are loaded, the store may take so many times its limit for a while. */
const CHECK_AFTER = 4;

/** The messages of the chosen log files in a DuckDB database, kept in step with the files. */
export class LogStore {
  readonly #database: OpenDatabase;
  /** Loading has its own connection, so that queries beside it see whole files only. */
  readonly #loader: DuckDBConnection;
  readonly #reader: DuckDBConnection;
  readonly #settings = new SourceSettingsReader();
  readonly #files: FileLoader;
  /** Numbers that were never given to a file or a message: results made in this process may still know the others. */
  #nextFile = 1;
  #nextMessage = 1;
  #queue: Promise<unknown> = Promise.resolve();
  readonly #onlookers = new Onlookers();
  #seen: Seen | undefined;
  #evicted: string | undefined;
  #limit = 0;
  /** How many messages are left out because an earlier one says the same; undefined when none are. */
  #duplicates: number | undefined;
  #repeated: { readonly version: number; readonly count: number | undefined } | undefined;
  #version = 0;
  #isDamaged = false;

  private constructor(database: OpenDatabase, loader: DuckDBConnection, reader: DuckDBConnection) {
    this.#database = database;
    this.#loader = loader;
    this.#reader = reader;
    this.#files = new FileLoader(loader, database.hotFields, (work) => this.#transaction(work));
  }

  /** Opens a store: see `openDatabase` for damaged files and files in use. Throws when the engine cannot start. */
  static async open(options: StoreOptions): Promise<LogStore> {
    const database = await openDatabase(options);
    const loader = await database.instance.connect();
    registerParsingFunctions(loader);
    return new LogStore(database, loader, await database.instance.connect());
  }

  /** What was unusual about opening the store and what it does not hold, for the user. */
  get notes(): readonly string[] {
    const notes = [this.#evicted, describeDuplicates(this.#duplicates)].filter((note) => note !== undefined);
    return [...this.#database.notes, ...notes];
  }

  /** The file the store lives in, undefined for memory. */
  get file(): string | undefined {
    return this.#database.file;
  }

  /** Whether messages have columns for their hot fields. */
  get hotFields(): boolean {
    return this.#database.hotFields;
  }

  /** A number that changes whenever the messages in the store may have. */
  get version(): number {
    return this.#version;
  }

  /** Whether the file turned out to be damaged. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** To be told of failed statements: after one that shows damage, whoever opens the file next builds it anew. */
  failed(error: unknown): void {
    if (this.file === undefined || this.#isDamaged || !isDamage(error)) return;
    this.#isDamaged = true;
    markDamaged(this.file);
  }

  /** The connection for queries. It belongs to the store: do not close it. */
  connection(): DuckDBConnection {
    return this.#reader;
  }

  /** Every file and how it was read, as of the last sync. */
  async report(): Promise<SourcesReport> {
    const report = await readReport(this.#reader, this.file, this.#limit).catch((error: unknown) => {
      this.failed(error);
      throw error;
    });
    if (this.#duplicates !== undefined) return withDuplicates(this.#reader, report);
    const repeated = await this.#countRepeated();
    return repeated === undefined ? report : { ...report, repeated };
  }

  /**
   * Makes the store hold exactly the chosen files as they are now: reads new files and what was appended to others, forgets
   * those that are gone, leaves unchanged ones alone, and describes all of them as the settings say. A file is replaced in
   * one step. When the signal is aborted it throws the signal's reason and leaves the files done so far. Calls wait for
   * each other.
   */
  sync(settings: SyncSettings, context: SyncContext): Promise<SyncResult> {
    return this.#inTurn(() => this.#sync(settings, context));
  }

  /** Runs work during which the messages stay as they are: what has changed in files is loaded when it has ended. */
  async unchanged<T>(work: () => Promise<T>): Promise<T> {
    // What is being loaded comes first.
    const leave = await this.#inTurn(() => Promise.resolve(this.#onlookers.enter()));
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Forgets everything and gives the disk space back. The next sync reads all files again. */
  clear(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#onlookers.gone();
      this.#seen = undefined;
      await this.#transaction(async () => {
        await this.#loader.run('DELETE FROM messages');
        await this.#loader.run('DELETE FROM files');
        await clearDuplicates(this.#loader);
      });
      // While a query still reads, the space is given back later.
      if (this.file !== undefined) await this.#loader.run('CHECKPOINT').catch(() => undefined);
    });
  }

  /** Closes the database; the store and its connections are of no use afterwards. */
  close(): void {
    this.#loader.closeSync();
    this.#reader.closeSync();
    this.#database.close();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(work);
    this.#queue = run.catch((error: unknown) => {
      this.failed(error);
    });
    return run;
  }

  async #sync(settings: SyncSettings, context: SyncContext): Promise<SyncResult> {
    const { signal } = context;
    signal.throwIfAborted();
    context.onProgress({ phase: 'scanning', fraction: undefined, bytes: 0, records: 0 });
    const [found, resolved] = await Promise.all([discover(settings.logs), this.#settings.resolve(settings)]);
    if (found.kind === 'invalid') return found;
    if (resolved.kind === 'invalid') return resolved;
    signal.throwIfAborted();
    const { files } = found;
    const { sourceOf, deduplicate } = resolved;
    // Only files have a size to hold to.
    const limit = this.file === undefined ? 0 : (settings.storeLimit ?? 0);
    if (!this.#isAsSeen({ files, sourceOf, limit, deduplicate })) {
      await this.#onlookers.gone(signal);
      await this.#update(files, { sourceOf, limit }, context);
      const rows = await readFileRows(this.#loader);
      this.#limit = limit;
      this.#evicted = describeEvicted(rows, limit);
      const marking = { isOn: deduplicate, hotFields: this.hotFields, files: rows };
      const duplicates = await markDuplicates(this.#loader, marking, (work) => this.#transaction(work), signal);
      this.#duplicates = deduplicate ? duplicates : undefined;
      const until = rows.every(({ readable }) => readable) ? Infinity : Date.now() + RETRY;
      this.#seen = { files, sourceOf, limit, deduplicate, until };
    }
    return { kind: 'ok', notes: [...this.notes, ...found.notes] };
  }

  #isAsSeen({ files, sourceOf, limit, deduplicate }: Omit<Seen, 'until'>): boolean {
    const seen = this.#seen;
    if (seen === undefined || seen.sourceOf !== sourceOf || seen.limit !== limit || Date.now() > seen.until)
      return false;
    if (seen.deduplicate !== deduplicate) return false;
    return files.length === seen.files.length && files.every((file, index) => isSame(file, seen.files[index]));
  }

  async #update(
    files: readonly DiscoveredFile[],
    circumstances: { readonly sourceOf: SourceResolver; readonly limit: number },
    context: SyncContext,
  ): Promise<void> {
    const { sourceOf, limit } = circumstances;
    const changes = findChanges(files, await readFileRows(this.#loader), circumstances);
    this.#seen = undefined;
    await this.#arrange(changes);
    await this.#load(changes, limit, context);
    const rows = await readFileRows(this.#loader);
    await this.#order(rows);
    if (await describeFiles(this.#loader, rows, files, sourceOf)) this.#version++;
    // Below a lower limit there may be too much although nothing was loaded.
    if (limit > 0 && (changes.changed.length > 0 || limit !== this.#limit)) await this.#enforce(limit);
  }

  /** Asked again only when the messages have changed. */
  async #countRepeated(): Promise<number | undefined> {
    const version = this.#version;
    if (this.#repeated?.version !== version)
      this.#repeated = { version, count: await countDuplicates(this.#reader, this.hotFields) };
    return this.#repeated.count;
  }

  async #enforce(limit: number): Promise<void> {
    await enforceLimit(this.#loader, limit, (work) => this.#transaction(work));
  }

  /** Forgets files that are gone and follows those that moved. */
  async #arrange({ gone, moved }: Changes): Promise<void> {
    if (gone.length + moved.length === 0) return;
    await this.#transaction(async () => {
      for (const { fileId } of gone) await deleteFile(this.#loader, fileId);
      for (const { row, path } of moved)
        await this.#loader.run('UPDATE files SET path = $1 WHERE file_id = $2', [path, row.fileId]);
    });
  }

  async #load({ changed }: Changes, limit: number, context: SyncContext): Promise<void> {
    if (changed.length === 0 && this.#nextMessage > 1) return;
    const blocks = new Map((await readFileRows(this.#loader)).map((row) => [row.fileId, blockOf(row)]));
    for (const { fileId, first, records } of blocks.values()) {
      this.#nextFile = Math.max(this.#nextFile, fileId + 1);
      this.#nextMessage = Math.max(this.#nextMessage, first + records);
    }
    const progress = new ProgressCounter(sumOfBytes(changed), context);
    const { signal } = context;
    let sinceMeasured = 0;
    const batches = inBatches(changed);
    const loadAll = async (reader: LogSource): Promise<void> => {
      for (const files of batches) {
        signal.throwIfAborted();
        const firstId = this.#nextMessage;
        const loads = files.map(({ file, source, old }): FileLoad => {
          const held = old && { ...blockOf(old), mayContinue: old.canContinue && old.readingKey === source.readingKey };
          const known = held && { ...held, room: roomFor(held, blocks.values()) };
          return { file, source, fileId: this.#nextFile++, firstId, old: known, signal, progress, reader };
        });
        const [only, second] = loads;
        const loaded =
          only === undefined || second !== undefined
            ? await this.#files.loadTogether(loads)
            : [await this.#files.load(only)];
        for (const [index, block] of loaded.entries()) {
          const old = files[index]?.old;
          if (old !== undefined) blocks.delete(old.fileId);
          blocks.set(block.fileId, block);
          // A file that has grown beyond its numbers will do so again.
          const spare = block.fileId === old?.fileId && block.first !== old.firstId ? block.records : 0;
          this.#nextMessage = Math.max(this.#nextMessage, block.first + block.records + spare);
        }
        sinceMeasured += sumOfBytes(files);
        if (limit > 0 && sinceMeasured > CHECK_AFTER * limit) {
          await this.#enforce(limit);
          sinceMeasured = 0;
        }
      }
    };
    await withReader(batches, loadAll);
    progress.tell();
  }

  /** Makes the numbers of messages follow paths and positions. */
  async #order(rows: readonly StoredFile[]): Promise<void> {
    const sorted = rows.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const { moves, next } = orderBlocks(sorted.map(blockOf), this.#nextMessage);
    if (moves.length === 0) return;
    this.#nextMessage = next;
    await this.#transaction(() => moveBlocks(this.#loader, moves));
  }

  async #transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.#loader.run('BEGIN');
    try {
      const result = await work();
      await this.#loader.run('COMMIT');
      this.#version++;
      return result;
    } catch (error) {
      await this.#loader.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

/** Files whose messages were dropped have no numbers. */
function blockOf({ fileId, firstId, records, evictedLimit }: StoredFile): Block {
  return { fileId, first: firstId, records: evictedLimit === undefined ? records : 0 };
}

function sumOfBytes(files: readonly ChangedFile[]): number {
  return files.reduce((sum, { file }) => sum + file.bytes, 0);
}

function isSame(a: DiscoveredFile, b: DiscoveredFile | undefined): boolean {
  return (
    a.path === b?.path &&
    a.source === b.source &&
    a.bytes === b.bytes &&
    a.modified === b.modified &&
    a.changed === b.changed &&
    a.inode === b.inode
  );
}
