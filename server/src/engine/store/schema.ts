/** Raised when the tables change, or what the same file is read as: a store file with another number is built anew. */
export const STORE_VERSION = 5;

/** Name of the store's file in the cache folder. */
export const STORE_FILE = 'sesq-store.duckdb';

/** A column of a table: its name and how it is declared. */
interface Column {
  readonly name: string;
  readonly type: string;
}

const required = (type: string): string => `${type} NOT NULL`;

/** One row per file that was read, found or not readable. Texts of JSON hold what their names say in `SourceFile`. */
const FILE_COLUMNS: readonly Column[] = [
  { name: 'file_id', type: required('INTEGER') },
  { name: 'path', type: required('VARCHAR') },
  { name: 'category', type: required('VARCHAR') },
  { name: 'host', type: required('VARCHAR') },
  { name: 'collector', type: required('VARCHAR') },
  { name: 'source', type: required('VARCHAR') },
  { name: 'format', type: required('VARCHAR') },
  { name: 'bytes', type: required('BIGINT') },
  { name: 'mtime_ms', type: required('DOUBLE') },
  // Category by content, for when no rule and no source names the file.
  { name: 'detected_category', type: required('VARCHAR') },
  // False when the file could not be read; it is tried again.
  { name: 'readable', type: required('BOOLEAN') },
  { name: 'records', type: required('BIGINT') },
  { name: 'rejected_count', type: required('BIGINT') },
  { name: 'from_ms', type: 'BIGINT' },
  { name: 'to_ms', type: 'BIGINT' },
  { name: 'kinds', type: required('VARCHAR') },
  { name: 'rejected', type: required('VARCHAR') },
  { name: 'notes', type: required('VARCHAR') },
  // Fields that the file's source gives to each message, as a JSON object of texts.
  { name: 'fields', type: `${required('VARCHAR')} DEFAULT '{}'` },
  // `ResolvedSource.readingKey` that the file was read with.
  { name: 'reading_key', type: `${required('VARCHAR')} DEFAULT ''` },
  // Bytes of the file when it is unpacked.
  { name: 'text_bytes', type: `${required('BIGINT')} DEFAULT 0` },
  // True when each message has the category of its own kind.
  { name: 'mixed', type: `${required('BOOLEAN')} DEFAULT FALSE` },
  // Tells a file that was renamed from a new one; empty when it is not known.
  { name: 'inode', type: `${required('VARCHAR')} DEFAULT ''` },
  // The limit of the store for which the messages were dropped; null while they are held.
  { name: 'evicted_limit', type: 'BIGINT' },
  // Number of its first message.
  { name: 'first_id', type: `${required('BIGINT')} DEFAULT 0` },
  // JSON of `Continuation`; null when the file can only be read as a whole.
  { name: 'continuation', type: 'VARCHAR' },
];

/** Names of the columns of files, in their order. */
export const FILE_COLUMN_NAMES: readonly string[] = FILE_COLUMNS.map(({ name }) => name);

/** One row per message, in the order of the file. */
export const MESSAGES = {
  table: 'messages',
  columns: {
    /** Unique; ascending by path and position, see `messageIds.ts`. */
    messageId: 'message_id',
    fileId: 'file_id',
    /** Epoch milliseconds. */
    time: 'time_ms',
    kind: 'kind',
    isJson: 'is_json',
    raw: 'raw',
    line: 'line',
    column: 'col',
    byteStart: 'byte_start',
    byteEnd: 'byte_end',
    /** What wrappers around the message say: a JSON object by the names of fields; null when there were none. */
    envelope: 'envelope',
  },
} as const;

/**
 * Where messages wait until their hot fields are read; same columns as their table without those. More than one table:
 * what a transaction has written into a table is read by one thread.
 */
export const INCOMING = {
  tables: ['incoming_1', 'incoming_2'],
  /** Makes one of the tables, or makes it empty. */
  create: (table: string): string =>
    `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${Object.values(MESSAGES.columns).join(', ')} FROM messages LIMIT 0`,
} as const;

/** Makes the table of messages, without the columns of hot fields. */
export const CREATE_MESSAGES = `CREATE TABLE messages (
    message_id BIGINT NOT NULL, file_id INTEGER NOT NULL, time_ms BIGINT NOT NULL, kind VARCHAR NOT NULL, is_json BOOLEAN NOT NULL,
    raw VARCHAR NOT NULL, line BIGINT, col INTEGER, byte_start BIGINT, byte_end BIGINT, envelope VARCHAR)`;

/** Messages that say what an earlier one says, and the state of the files that they were found in; see `duplicates.ts`. */
const CREATE_DUPLICATES: readonly string[] = [
  'CREATE TABLE duplicates (message_id BIGINT NOT NULL)',
  'CREATE TABLE duplicates_of (state VARCHAR NOT NULL)',
];

/**
 * Statements that make an empty store, without the columns of hot fields. No keys or indexes: they cost load time and
 * answer no query.
 */
export const CREATE_STORE: readonly string[] = [
  'CREATE TABLE store_version (version INTEGER NOT NULL)',
  `INSERT INTO store_version VALUES (${String(STORE_VERSION)})`,
  `CREATE TABLE files (${FILE_COLUMNS.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
  CREATE_MESSAGES,
  ...CREATE_DUPLICATES,
];
