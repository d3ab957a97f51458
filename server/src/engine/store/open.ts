import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { damageMark, isMarkedDamaged, obstacle } from './damage.ts';
import { addHotColumns } from './hotFields.ts';
import { CREATE_STORE, STORE_FILE, STORE_VERSION } from './schema.ts';

export interface StoreOptions {
  /** Folder for the store's file, made when missing; undefined keeps everything in memory. */
  readonly cacheFolder: string | undefined;
  /** In DuckDB notation such as `1GB`; empty for 448 MB. */
  readonly memoryLimit: string;
  /** 0 for the engine's default. */
  readonly threads: number;
  /** Files, folders and globs that the database may read by itself; without them every file is read the careful way. */
  readonly logs?: readonly string[];
  /** False to keep no columns for hot fields, when nothing will be asked twice. Files of stores always have them. */
  readonly hotFields?: boolean;
  /** Most disk space for what does not fit into memory, in DuckDB notation. */
  readonly temporarySpace?: string;
}

/** An open database with the tables in it, and what was unusual about opening it. */
export interface OpenDatabase {
  readonly instance: DuckDBInstance;
  /** The file it lives in, undefined for memory. */
  readonly file: string | undefined;
  /** Whether the table of messages has the columns of hot fields. */
  readonly hotFields: boolean;
  readonly notes: readonly string[];
  close(): void;
}

const MEMORY = ':memory:';
const MEMORY_SIZE = /^(?:\d+(?:\.\d+)?\s*(?:[KMGT]i?)?B)?$/i;

/** Keeps the whole process below 1 GB, however large the logs are: what does not fit goes to disk. */
const DEFAULT_MEMORY = '448MB';

/** Most disk space that queries and loads may borrow. */
const TEMPORARY_SPACE = '20GB';

/** Gives each store in memory a folder of its own for what does not fit. */
let memoryStores = 0;

/** Files open in this process: the lock that keeps other processes out does not keep us out. */
const openFiles = new Set<string>();

/**
 * Opens the store, in its file when a folder is given. A file that is damaged or of another version is deleted and made
 * anew; one that is in use elsewhere, or cannot be made, is left alone and the store is kept in memory. Throws when not even
 * that works, for example on an unknown memory size.
 */
export async function openDatabase(options: StoreOptions): Promise<OpenDatabase> {
  if (!MEMORY_SIZE.test(options.memoryLimit)) {
    throw new Error(
      `The memory limit "${options.memoryLimit}" is not understood: give a number and a unit, for example 1GB or 512MB.`,
    );
  }
  if (options.cacheFolder === undefined) return openMemory(options, []);
  const file = resolve(options.cacheFolder, STORE_FILE);
  if (openFiles.has(file)) return openMemory(options, [inUse(file)]);
  openFiles.add(file);
  const opened = await openInFolder(options.cacheFolder, file, options);
  if (opened.kind === 'memory') {
    openFiles.delete(file);
    return openMemory(options, [opened.note]);
  }
  const { instance, notes } = opened;
  const close = (): void => {
    instance.closeSync();
    removeFolder(spillBeside(file));
    openFiles.delete(file);
  };
  return { instance, file, hotFields: true, notes, close };
}

type Attempt =
  | { readonly kind: 'file'; readonly instance: DuckDBInstance; readonly notes: readonly string[] }
  | { readonly kind: 'memory'; readonly note: string };

async function openInFolder(folder: string, file: string, options: StoreOptions): Promise<Attempt> {
  try {
    await mkdir(folder, { recursive: true });
  } catch {
    return { kind: 'memory', note: `The cache folder ${folder} cannot be made: the store is kept in memory.` };
  }
  const notes: string[] = [];
  for (let attempt = 0; attempt < 2; attempt++) {
    const found = await tryFile(file, options);
    if (found.kind === 'open') return { kind: 'file', instance: found.instance, notes };
    if (found.kind === 'locked') return { kind: 'memory', note: inUse(file) };
    if (found.kind === 'forbidden') break;
    if (attempt === 0) notes.push(`The store ${file} was ${found.why} and is built anew.`);
    // A damaged file must not take the log of its changes along.
    await Promise.all(
      [file, `${file}.wal`, damageMark(file)].map((path) =>
        rm(path, { force: true, recursive: true }).catch(() => undefined),
      ),
    );
  }
  return { kind: 'memory', note: `The store ${file} cannot be written: it is kept in memory.` };
}

type FileState =
  | { readonly kind: 'open'; readonly instance: DuckDBInstance }
  | { readonly kind: 'locked' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unusable'; readonly why: string };

async function tryFile(file: string, options: StoreOptions): Promise<FileState> {
  let instance: DuckDBInstance | undefined;
  const isMarked = isMarkedDamaged(file);
  try {
    instance = await DuckDBInstance.create(file, configuration(options));
    const version = await prepareTables(instance, { ...options, hotFields: true }, spillBeside(file));
    if (version === STORE_VERSION && !isMarked) return { kind: 'open', instance };
    instance.closeSync();
    return { kind: 'unusable', why: isMarked ? 'damaged' : 'made by another version' };
  } catch (error) {
    instance?.closeSync();
    const kind = obstacle(error);
    return kind === undefined ? { kind: 'unusable', why: 'damaged' } : { kind };
  }
}

async function openMemory(options: StoreOptions, notes: readonly string[]): Promise<OpenDatabase> {
  const hotFields = options.hotFields ?? true;
  memoryStores += 1;
  const spill = join(tmpdir(), `sesq-spill-${String(process.pid)}-${String(memoryStores)}`);
  const instance = await DuckDBInstance.create(MEMORY, configuration(options));
  await prepareTables(instance, options, spill);
  const close = (): void => {
    instance.closeSync();
    removeFolder(spill);
  };
  return { instance, file: undefined, hotFields, notes, close };
}

function configuration(options: StoreOptions): Record<string, string> {
  return {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Everything that has an order has it in a column. Keeping another one would take one thread and much memory.
    preserve_insertion_order: 'false',
    memory_limit: options.memoryLimit === '' ? DEFAULT_MEMORY : options.memoryLimit,
    ...(options.threads === 0 ? {} : { threads: String(options.threads) }),
  };
}

function spillBeside(file: string): string {
  return `${file}.tmp`;
}

/** The database removes what it borrowed, but not always the folder. */
function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Left to the system's own cleaning.
  }
}

/** The files and folders that entries with and without wildcards lie in. */
function readablePlaces(logs: readonly string[]): {
  readonly files: readonly string[];
  readonly folders: readonly string[];
} {
  const places = logs.map((entry) => {
    const wildcard = entry.search(/[*?[\]{}()!]/);
    return wildcard < 0 ? resolve(entry) : dirname(resolve(`${entry.slice(0, wildcard)}x`));
  });
  return { files: places, folders: places };
}

function textList(values: readonly string[]): string {
  return `[${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')}]`;
}

/**
 * Makes the tables in an empty database, locks the settings, gives the version of the tables (undefined when there is none).
 * `spill` is the folder for what does not fit into memory.
 */
async function prepareTables(
  instance: DuckDBInstance,
  options: StoreOptions,
  spill: string,
): Promise<number | undefined> {
  const connection = await instance.connect();
  try {
    const tables = await column(connection, 'SELECT table_name FROM information_schema.tables');
    if (tables.length === 0) {
      await connection.run('BEGIN');
      for (const statement of CREATE_STORE) await connection.run(statement);
      if (options.hotFields ?? true) for (const statement of addHotColumns) await connection.run(statement);
      await connection.run('COMMIT');
    } else if (!tables.includes('store_version')) {
      return undefined;
    }
    const [version] = await column(connection, 'SELECT version FROM store_version');
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    await connection.run(`SET GLOBAL temp_directory = '${spill.replaceAll("'", "''")}'`);
    await connection.run(`SET GLOBAL max_temp_directory_size = '${options.temporarySpace ?? TEMPORARY_SPACE}'`);
    // Plain log files are read by the database itself; nothing else outside of it can be reached.
    const places = readablePlaces(options.logs ?? []);
    await connection.run(`SET GLOBAL allowed_paths = ${textList(places.files)}`);
    await connection.run(`SET GLOBAL allowed_directories = ${textList(places.folders)}`);
    await connection.run('SET GLOBAL enable_external_access = false');
    await connection.run('SET GLOBAL lock_configuration = true');
    return typeof version === 'number' ? version : undefined;
  } finally {
    connection.closeSync();
  }
}

async function column(connection: DuckDBConnection, sql: string): Promise<unknown[]> {
  return (await connection.runAndReadAll(sql)).getRowsJS().map((row) => row[0]);
}

function inUse(file: string): string {
  return `The store ${file} is in use by another process: this one keeps its data in memory.`;
}
