/** Messages read from the lines of files while a query runs, in place of the store's tables. */
import { isStrict, linesOf, openings, plainTime, timeCandidate } from '../../store/plainRecord.ts';
import type { MessageTable } from '../dialect.ts';

/** Begins the error that ends a statement when a line is no plain record: the files have to be read carefully. */
const notPlain = 'sesq: a line is no plain record';

/** A file of plain records, and what is the same for all of its messages. */
export interface LineFile {
  /** Absolute. */
  readonly path: string;
  readonly category: string;
  readonly host: string;
  readonly collector: string;
  readonly source: string;
  readonly format: string;
}

const refuse = `error('${notPlain}')`;

/**
 * Records, envelopes, digests and signatures of query results have a name that ends like one of these. They begin with a
 * letter that is rare in logs, which is what makes the search quick.
 */
const notWrapped = ['Records"', 'TopicArn"', 'StartTime"', 'KeyFingerprint"']
  .map((name) => `NOT contains(raw, '${name}')`)
  .join(' AND ');

/**
 * Lines that begin and end like a record and are valid JSON are whole messages, whatever else they hold. This is asked of
 * every line; the error keeps the database from testing anything else first.
 */
const isMessage = `(starts_with(raw, '${openings['ses.notification']}') OR (starts_with(raw, '${openings['ses.event']}') AND contains(raw, '"mail":{') AND NOT contains(raw, '"notificationType"'))) AND ends_with(raw, '}') AND ${notWrapped} AND json_valid(raw)`;

/** Asked only of messages that the scope has let through: their values are read from them. */
export const strictRecord = ([raw = '']: readonly string[]): string =>
  `CASE WHEN ${isStrict.replaceAll('raw', raw)} THEN ${raw} ELSE ${refuse} END`;

/** Columns that are the same for all messages of a file. */
const fileColumns = ['category', 'host', 'collector', 'source', 'format'] as const;

/**
 * The messages of files of plain records, one a line, in the order of the files. `ordered`: their order is seen, so they
 * are numbered, which keeps the reading to one thread. Fields have no columns here.
 */
export function lineMessages(files: readonly LineFile[], ordered: boolean): MessageTable {
  const time = `coalesce((SELECT ${plainTime} FROM (SELECT ${timeCandidate.replaceAll('raw', 'm.raw')} AS candidate)), ${refuse})`;
  return {
    from: (needsFiles, parameter) =>
      `(SELECT * FROM (${checkedLines(files, ordered, needsFiles, parameter)}) WHERE raw IS NOT NULL) AS m`,
    attributes: {
      raw: own('m.raw'),
      time: own(time),
      messageId: own(ordered ? 'm.position' : '0::BIGINT'),
      isJson: own('TRUE'),
      size: own('strlen(m.raw)'),
      sourceName: own('m.path'),
      format: ofFile('m.format'),
      sourceCategory: ofFile('m.category'),
      sourceHost: ofFile('m.host'),
      source: ofFile('m.source'),
      collector: ofFile('m.collector'),
    },
    custom: () => 'NULL',
    field: () => 'NULL',
    within: () => 'TRUE',
    order: ordered ? `(-${time})::HUGEINT * 4294967296 + m.position` : '0::HUGEINT',
  };
}

function own(expression: string): { readonly expression: string; readonly needsFiles: boolean } {
  return { expression, needsFiles: false };
}

function ofFile(expression: string): { readonly expression: string; readonly needsFiles: boolean } {
  return { expression, needsFiles: true };
}

function checkedLines(
  files: readonly LineFile[],
  ordered: boolean,
  needsFiles: boolean,
  parameter: (value: string) => string,
): string {
  const paths = files.map(({ path }) => parameter(path));
  const [onlyPath = ''] = paths;
  /** A value for each file; `filename` tells them apart. */
  const valueOf = (values: readonly string[]): string =>
    new Set(values).size === 1
      ? parameter(values[0] ?? '')
      : `[${values.map(parameter).join(', ')}][list_position([${paths.join(', ')}], filename)]`;
  const columns = [
    `CASE WHEN ${isMessage} THEN raw ELSE ${refuse} END AS raw`,
    `${files.length === 1 ? onlyPath : 'filename'} AS path`,
    ...(ordered ? ['position'] : []),
    ...(needsFiles ? fileColumns.map((name) => `${valueOf(files.map((file) => file[name]))} AS ${name}`) : []),
  ];
  const read = [
    'raw',
    ...(files.length === 1 ? [] : ['filename']),
    ...(ordered ? ['row_number() OVER () AS position'] : []),
  ];
  return `SELECT ${columns.join(', ')} FROM (SELECT ${read.join(', ')} FROM ${linesOf(paths)})`;
}
