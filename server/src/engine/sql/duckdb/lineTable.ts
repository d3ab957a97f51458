/** Messages read from the lines of files while a query runs, in place of the store's tables. */
import type { MessageAttribute } from '../../plan/nodes.ts';
import { isStrict, linesOf, openings, timeOfText } from '../../store/plainRecord.ts';
import type { LineForm } from '../../store/plainRecord.ts';
import type { MessageTable } from '../dialect.ts';
import { Parameters } from '../parameters.ts';
import type { SqlStatement } from '../writer.ts';
import { messageOrder } from './messageTable.ts';

/** Begins the error that ends a statement when a line is no plain record: the files have to be read carefully. */
const notPlain = 'sesq: a line is no plain record';

/** A file of plain records, and what is the same for all of its messages. */
export interface LineFile {
  /** Absolute. */
  readonly path: string;
  readonly form: LineForm;
  readonly category: string;
  readonly host: string;
  readonly collector: string;
  readonly source: string;
}

/** A file whose lines have all been looked at: every one of them is a plain record, or empty. */
export interface CountedLineFile extends LineFile {
  readonly records: number;
  /** As the store calls it. */
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

/** Attributes that only a look at every line can tell; none of them is asked of messages that were not counted. */
export const countedAttributes: ReadonlySet<MessageAttribute> = new Set(['messageId', 'format']);

/** Columns that are the same for all messages of a file. */
const fileColumns = ['category', 'host', 'collector', 'source'] as const;

/** The messages of files, every line of which is checked on the way. They have no order and no `countedAttributes`. */
export function uncheckedMessages(files: readonly LineFile[]): MessageTable {
  return lineMessages(files, {
    raw: `CASE WHEN ${isMessage} THEN raw ELSE ${refuse} END`,
    time: `coalesce(${timeOfText('m.raw')}, ${refuse})`,
    position: undefined,
    format: undefined,
  });
}

/**
 * The messages of files whose lines have been looked at; the files in the order of their paths. `ordered`: their order is
 * seen, so they are numbered, which keeps the reading to one thread.
 */
export function countedMessages(files: readonly CountedLineFile[], ordered: boolean): MessageTable {
  const counts = groupsOf(files).map((group) => shiftedNumber(files, group));
  return lineMessages(files, {
    raw: 'raw',
    time: timeOfText('m.raw'),
    position: ordered ? (group) => counts[group] ?? 'number' : undefined,
    format: files.map(({ format }) => format),
  });
}

/**
 * One row for each file that has messages: its path, how many there are, the oldest time and the newest, the newest of
 * those that are none of the times `aside` (epoch milliseconds), and the bytes of its lines. Fails when a line is no plain record.
 */
export function countLines(files: readonly LineFile[], aside: readonly number[]): SqlStatement {
  const parameters = new Parameters({ parameter: (position) => `$${String(position)}` });
  const { from, attributes } = uncheckedMessages(files);
  const lines = from(false, (value) => parameters.add(value, 'text'));
  const newest = `max(time) FILTER (WHERE time NOT IN (${aside.map((time) => `${String(Math.floor(time))}::BIGINT`).join(', ')}))`;
  const times = `SELECT path, ${attributes.time.expression} AS time, strlen(raw) + 1 AS bytes FROM ${lines}`;
  return {
    sql: `SELECT path, count(*), min(time), max(time), ${newest}, sum(bytes) FROM (${times}) GROUP BY path`,
    parameters: parameters.all,
  };
}

/** How messages are read from lines. */
interface LineReading {
  /** The text of a line, once it is sure to be that of a message. */
  readonly raw: string;
  readonly time: string;
  /** The number of a message among all of them from its `number` in a group of files; undefined when there is none. */
  readonly position: ((group: number) => string) | undefined;
  /** The format of each file; undefined when it is not known. */
  readonly format: readonly string[] | undefined;
}

function lineMessages(files: readonly LineFile[], reading: LineReading): MessageTable {
  const { time, position, format } = reading;
  return {
    // Texts that nothing reads would not be checked without the condition.
    from: (needsFiles, parameter) =>
      `(SELECT * FROM (${messagesSql(files, reading, needsFiles, parameter)}) WHERE raw IS NOT NULL) AS m`,
    attributes: {
      raw: own('m.raw'),
      time: own(time),
      messageId: own(position === undefined ? 'NULL::BIGINT' : 'm.position'),
      isJson: own('TRUE'),
      size: own('strlen(m.raw)'),
      sourceName: own('m.path'),
      format: format === undefined ? own('NULL') : ofFile('m.format'),
      sourceCategory: ofFile('m.category'),
      sourceHost: ofFile('m.host'),
      source: ofFile('m.source'),
      collector: ofFile('m.collector'),
    },
    custom: () => 'NULL',
    field: () => 'NULL',
    within: () => 'TRUE',
    isFirst: 'TRUE',
    order: position === undefined ? '0::HUGEINT' : messageOrder(time, 'm.position'),
  };
}

function own(expression: string): { readonly expression: string; readonly needsFiles: boolean } {
  return { expression, needsFiles: false };
}

function ofFile(expression: string): { readonly expression: string; readonly needsFiles: boolean } {
  return { expression, needsFiles: true };
}

/** Indexes of files whose lines are written alike, and which are therefore read together. */
type FileGroup = readonly number[];

function groupsOf(files: readonly LineFile[]): readonly FileGroup[] {
  const groups = new Map<string, number[]>();
  for (const [index, { form }] of files.entries()) {
    const key = JSON.stringify([form.compressed, form.newLine]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}

/** The number among all messages of the one with a `number` among those of a group: files of other groups lie between. */
function shiftedNumber(files: readonly CountedLineFile[], group: FileGroup): string {
  if (group.length === files.length) return 'number';
  const members = new Set(group);
  let own = 0;
  let shift = 0;
  const runs: { end: number; readonly shift: number }[] = [];
  for (const [index, { records }] of files.entries()) {
    if (members.has(index)) {
      own += records;
      const last = runs.at(-1);
      if (last?.shift === shift) last.end = own;
      else runs.push({ end: own, shift });
    } else shift += records;
  }
  const cases = runs.map((run) => `WHEN number <= ${String(run.end)} THEN ${String(run.shift)}`);
  return `number + CASE ${cases.join(' ')} END`;
}

function messagesSql(
  files: readonly LineFile[],
  reading: LineReading,
  needsFiles: boolean,
  parameter: (value: string) => string,
): string {
  const parts = groupsOf(files).map((group, index) => groupSql(files, group, index, reading, needsFiles, parameter));
  return parts.join(' UNION ALL ');
}

function groupSql(
  files: readonly LineFile[],
  group: FileGroup,
  groupIndex: number,
  { raw, position, format }: LineReading,
  needsFiles: boolean,
  parameter: (value: string) => string,
): string {
  const [first] = group.map((index) => files[index]);
  if (first === undefined) return '';
  const paths = group.map((index) => parameter(files[index]?.path ?? ''));
  const path = group.length === 1 ? (paths[0] ?? '') : 'filename';
  /** A value for each file; `filename` tells them apart. */
  const valueOf = (values: readonly string[]): string =>
    new Set(values).size === 1
      ? parameter(values[0] ?? '')
      : `[${values.map(parameter).join(', ')}][list_position([${paths.join(', ')}], filename)]`;
  const columns = [`${raw} AS raw`, `${path} AS path`];
  if (position !== undefined) columns.push(`${position(groupIndex)} AS position`);
  if (needsFiles) {
    for (const name of fileColumns)
      columns.push(`${valueOf(group.map((index) => files[index]?.[name] ?? ''))} AS ${name}`);
    if (format !== undefined) columns.push(`${valueOf(group.map((index) => format[index] ?? ''))} AS format`);
  }
  const read = [
    'raw',
    ...(group.length === 1 ? [] : ['filename']),
    ...(position === undefined ? [] : ['row_number() OVER () AS number']),
  ];
  return `SELECT ${columns.join(', ')} FROM (SELECT ${read.join(', ')} FROM ${linesOf(paths, first.form)} WHERE raw IS NOT NULL)`;
}
