/** Raised when the tables change, or what the same file is read as: a store file with another number is built anew. */
export const STORE_VERSION = 3;

/** Name of the store's file in the cache folder. */
export const STORE_FILE = 'sesq-store.duckdb';

/** One row per file that was read, found or not readable. */
export const FILES = {
  table: 'files',
  columns: {
    fileId: 'file_id',
    path: 'path',
    category: 'category',
    host: 'host',
    collector: 'collector',
    source: 'source',
    format: 'format',
    bytes: 'bytes',
    modified: 'mtime_ms',
    /** Category by content, for when no rule names the file. */
    detectedCategory: 'detected_category',
    /** False when the file could not be read; it is tried again at every sync. */
    readable: 'readable',
    records: 'records',
    rejectedCount: 'rejected_count',
    from: 'from_ms',
    to: 'to_ms',
    /** JSON texts of `SourceFile.kinds`, `.rejected` and `.notes`. */
    kinds: 'kinds',
    rejected: 'rejected',
    notes: 'notes',
  },
} as const;

/** One row per message, in the order of the file. */
export const MESSAGES = {
  table: 'messages',
  columns: {
    /** Unique; ascending by path and position for files that were loaded together. */
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
  },
} as const;

/** Where the messages of a file wait until their hot fields are read; same columns as the table without those. */
export const INCOMING = {
  table: 'incoming',
  create: `CREATE OR REPLACE TEMP TABLE incoming AS SELECT ${Object.values(MESSAGES.columns).join(', ')} FROM messages LIMIT 0`,
} as const;

/**
 * Statements that make an empty store, without the columns of hot fields. No keys or indexes: they cost load time and
 * answer no query.
 */
export const CREATE_STORE: readonly string[] = [
  'CREATE TABLE store_version (version INTEGER NOT NULL)',
  `INSERT INTO store_version VALUES (${String(STORE_VERSION)})`,
  `CREATE TABLE files (
    file_id INTEGER NOT NULL, path VARCHAR NOT NULL, category VARCHAR NOT NULL, host VARCHAR NOT NULL,
    collector VARCHAR NOT NULL, source VARCHAR NOT NULL, format VARCHAR NOT NULL, bytes BIGINT NOT NULL, mtime_ms DOUBLE NOT NULL,
    detected_category VARCHAR NOT NULL, readable BOOLEAN NOT NULL, records BIGINT NOT NULL, rejected_count BIGINT NOT NULL,
    from_ms BIGINT, to_ms BIGINT, kinds VARCHAR NOT NULL, rejected VARCHAR NOT NULL, notes VARCHAR NOT NULL)`,
  `CREATE TABLE messages (
    message_id BIGINT NOT NULL, file_id INTEGER NOT NULL, time_ms BIGINT NOT NULL, kind VARCHAR NOT NULL, is_json BOOLEAN NOT NULL,
    raw VARCHAR NOT NULL, line BIGINT, col INTEGER, byte_start BIGINT, byte_end BIGINT)`,
];
