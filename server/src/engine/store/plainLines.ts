/**
 * The quick way of loading into a store with hot fields. A file that is nothing but plain records, one compact JSON object a line, is read by the
 * database itself, which checks every line on the way. One line that is anything else, and the file is read the careful
 * way instead: both ways give the same messages.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DiscoveredFile } from '../sources/discover.ts';
import { formatOf, noShapes } from '../sources/format.ts';
import type { LogSummary } from '../sources/logSummary.ts';
import { interruptible } from '../sql/duckdb/interruptible.ts';
import { hotColumns, hotFields, hotPresence, hotStructure, hotValues, structureMember } from './hotFields.ts';
import type { JsonStructure } from './hotFields.ts';
import { likelyUnpacked, lineFormOf } from './lineForm.ts';
import { isPattern, isStrict, linesOf, openings, plainTime, timeCandidate } from './plainRecord.ts';
import type { LineForm } from './plainRecord.ts';
import { unpackedBytes } from './unpackedBytes.ts';

/** Smaller files are not worth the look. */
export const smallestFile = 256 * 1024;

/** Lines of larger files are not kept on disk while they are numbered: they are loaded by one thread. */
const largestKept = 4 * 1024 * 1024 * 1024;

/** Members that would make a record an envelope, a digest or a control message. */
const envelopeKeys = ['Records', 'Sns', 'Type', 'digestStartTime'] as const;

const isPlain = [
  ...envelopeKeys.map((key) => `${structureMember('structure', [key])} IS NULL`),
  `NOT (has_null AND regexp_matches(raw, '"(?:${envelopeKeys.join('|')})"'))`,
].join(' AND ');

/** Null when the line is no plain record, which the table refuses. */
const kind = `CASE WHEN structure IS NOT NULL AND ${isPlain} THEN CASE WHEN starts_with(raw, '${openings['ses.notification']}') THEN 'ses.notification' WHEN structure.mail IS NOT NULL AND NOT contains(raw, '"notificationType"') THEN 'ses.event' END END`;

/**
 * Lines are numbered in the order of the file, which one thread does. When they are kept until all of them have a number,
 * everything else is done by all threads.
 */
function loadStatement(keepsLines: boolean, form: LineForm): string {
  const structure: JsonStructure = {
    ...hotStructure(),
    ...Object.fromEntries(envelopeKeys.map((key) => [key, 'VARCHAR'] as const)),
  };
  const begins = Object.values(openings)
    .map((opening) => `starts_with(raw, '${opening}')`)
    .join(' OR ');
  const columns = [
    '$2::BIGINT + position - 1 AS message_id',
    '$3::INTEGER AS file_id',
    `${plainTime} AS time_ms`,
    `${kind} AS kind`,
    'TRUE AS is_json',
    'raw',
    'position AS line',
    '1 AS col',
  ];
  const texts = {
    json: 'raw',
    isSound: 'TRUE',
    structure: 'structure',
    hasNull: 'has_null',
    presence: 'presence',
    hasExponent: undefined,
  };
  const hot = hotValues(texts).map((value, index) => `${value} AS ${hotColumnNames[index] ?? ''}`);
  const numbered = `SELECT raw, row_number() OVER () AS position FROM ${linesOf(['$1'], form)}`;
  return `INSERT INTO messages BY NAME SELECT ${[...columns, ...hot].join(', ')} FROM (
    SELECT *, ${hotPresence(texts)} AS presence FROM (
    WITH lines AS ${keepsLines ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (${numbered})
    SELECT raw, position, contains(raw, 'null') AS has_null, ${timeCandidate} AS candidate,
      CASE WHEN (${begins}) AND ends_with(raw, '}') AND json_valid(raw) AND ${isStrict} THEN from_json(raw, '${JSON.stringify(structure)}') END AS structure
    FROM lines))`;
}

const hotColumnNames = [hotColumns.trusted, hotColumns.nulls, ...hotFields.map(({ column }) => column)];

/** What a load needs to know; ids as in the tables. */
export interface PlainLoad {
  readonly file: DiscoveredFile;
  readonly form: LineForm;
  readonly fileId: number;
  readonly firstMessage: number;
  /** Most bytes that a compressed file may unpack to. */
  readonly inflateLimit: number;
  readonly signal: AbortSignal;
  /** Is told now and then which part of the file was read, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** What was loaded, and how many bytes its text has up to the end of the last record. */
export interface PlainLoaded {
  readonly summary: LogSummary;
  readonly textBytes: number;
}

/** How the lines of a file are written that begins like one of plain records; undefined when it is not for this way. */
export async function plainFormOf({ path, bytes }: DiscoveredFile): Promise<LineForm | undefined> {
  if (bytes < smallestFile || isPattern(path)) return undefined;
  const form = await lineFormOf(path);
  return form?.newLine === '\n' ? form : undefined;
}

/**
 * Loads a file of plain records inside the caller's transaction. Throws on any line that is something else, and when there
 * is something to say about a compressed file; the transaction must then be rolled back. Throws the signal's reason when it
 * is aborted.
 */
export async function loadPlainLines(connection: DuckDBConnection, load: PlainLoad): Promise<PlainLoaded> {
  const { file, form, fileId, firstMessage, signal } = load;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const bytes = form.compressed ? unpackedBytes(file.path, load.inflateLimit, either) : Promise.resolve(file.bytes);
  // Whichever fails first ends the other.
  bytes.catch((error: unknown) => {
    stop.abort(error);
  });
  const stopWatching = watch(connection, load);
  try {
    const statement = loadStatement(likelyUnpacked(file.bytes, form) <= largestKept, form);
    await interruptible(connection, either, () => connection.run(statement, [file.path, BigInt(firstMessage), fileId]));
  } catch (error) {
    stop.abort(error);
    signal.throwIfAborted();
    throw error;
  } finally {
    stopWatching();
    await bytes.catch(() => undefined);
  }
  signal.throwIfAborted();
  return summarize(connection, fileId, await bytes, form);
}

/** Every byte of the text must be in a message or be the end of its line. */
async function summarize(
  connection: DuckDBConnection,
  fileId: number,
  bytes: number,
  { compressed }: LineForm,
): Promise<PlainLoaded> {
  const result = await connection.runAndReadAll(
    'SELECT kind, count(*), min(time_ms), max(time_ms), sum(strlen(raw) + 1) FROM messages WHERE file_id = $1 GROUP BY kind ORDER BY kind',
    [fileId],
  );
  const rows = result.getRowsJS();
  const loaded = rows.reduce((sum, row) => sum + Number(row[4]), 0);
  if (loaded !== bytes && loaded !== bytes + 1) throw new Error('The file is not made of plain lines.');
  const kinds = Object.fromEntries(rows.map((row) => [String(row[0]), Number(row[1])]));
  const records = rows.reduce((sum, row) => sum + Number(row[1]), 0);
  const summary = {
    format: formatOf({ ...noShapes(), lines: records }, kinds, compressed),
    readable: true,
    records,
    kinds,
    from: Math.min(...rows.map((row) => Number(row[2]))),
    to: Math.max(...rows.map((row) => Number(row[3]))),
    rejectedCount: 0,
    rejected: [],
    notes: [],
  };
  return { summary, textBytes: compressed ? loaded - 1 : bytes };
}

/** Milliseconds between looks at the progress. */
const interval = 50;

function watch(connection: DuckDBConnection, { onProgress }: Pick<PlainLoad, 'onProgress'>): () => void {
  const timer = setInterval(() => {
    onProgress(Math.min(1, Math.max(0, connection.progress.percentage / 100)));
  }, interval);
  return () => {
    clearInterval(timer);
  };
}
