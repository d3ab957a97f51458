/**
 * Messages that say what an earlier one says: the same record downloaded twice, delivered twice, or told by two services.
 * The first by path and position stays in the answers; the others are listed in a table of their own, so that their places
 * and the counts of files stay as they are.
 */
import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';

import type { RecordKind } from '../sources/classify.ts';
import { interruptible } from '../sql/duckdb/interruptible.ts';
import type { StoredFile } from './fileRows.ts';
import { hotColumns, hotFields } from './hotFields.ts';
import type { Transaction } from './limit.ts';

/** Fields that tell records apart, by path; all of them are hot. */
const identifying = [
  'notificationType',
  'eventType',
  'mail.messageId',
  'mail.destination',
  'bounce.bouncedRecipients',
  'complaint.complainedRecipients',
  'delivery.recipients',
  'eventID',
  'sharedEventID',
  'eventSource',
  'eventName',
] as const;

type Identifying = (typeof identifying)[number];

const hotByPath = new Map(hotFields.map((field) => [field.path, field]));

function hot(path: Identifying): string {
  return hotByPath.get(path)?.column ?? 'NULL';
}

/** An id without a digit was made unreadable by somebody, and then many records share it. */
function readableId(value: string): string {
  return `CASE WHEN regexp_matches(${value}, '[0-9]') THEN ${value} END`;
}

/** Texts of a list in the order of the alphabet; null for anything but a list. */
function listOf(column: string, path: string): string {
  return `CASE WHEN json_valid(${column}) THEN list_sort(json_extract_string(${column}, '${path}'))::VARCHAR END`;
}

const sesType = `coalesce(${hot('notificationType')}, ${hot('eventType')})`;
const destination = listOf(hot('mail.destination'), '$[*]');

/** Kinds of SES events that happen once for a mail and its recipients, and how their recipients are read. */
const recipients: Readonly<Record<string, string>> = {
  Bounce: listOf(hot('bounce.bouncedRecipients'), '$[*].emailAddress'),
  Complaint: listOf(hot('complaint.complainedRecipients'), '$[*].emailAddress'),
  Delivery: listOf(hot('delivery.recipients'), '$[*]'),
  Send: destination,
  Reject: destination,
  'Rendering Failure': destination,
};

interface Rule {
  readonly kinds: readonly RecordKind[] | undefined;
  /** Messages that are the same have the same of this; null for those that say nothing about it. */
  readonly rough: string;
  /** What must be the same as well. It costs more, and is asked only where the rough key is not enough. */
  readonly rest?: string;
}

/** What makes two messages the same; one rule is enough. */
const rules: readonly Rule[] = [
  { kinds: ['cloudtrail'], rough: readableId(hot('eventID')) },
  {
    // Each account that an action touches gets a copy. Insights records share an id too, but have no name.
    kinds: ['cloudtrail'],
    rough: `${readableId(hot('sharedEventID'))} || ' ' || ${hot('eventSource')} || ' ' || ${hot('eventName')}`,
  },
  // One SNS message may hold several records.
  { kinds: undefined, rough: readableId("json_extract_string(envelope, 'sns.MessageId')"), rest: 'md5(raw)' },
  {
    kinds: ['sns.control'],
    // The database may look at keys before it looks at kinds.
    rough: `CASE WHEN is_json AND json_valid(raw) THEN ${readableId("json_extract_string(raw, '$.MessageId')")} END`,
  },
  {
    // A feedback notification and an event may tell of the same bounce. Mails are opened and delayed again and again.
    kinds: ['ses.notification', 'ses.event'],
    rough: `${sesType} || ' ' || ${readableId(hot('mail.messageId'))}`,
    rest: `CASE ${sesType} ${Object.entries(recipients)
      .map(([type, list]) => `WHEN '${type}' THEN ${list}`)
      .join(' ')} ELSE md5(raw) END`,
  },
];

/** Messages with the columns that the rules read, for a store that has no columns for hot fields. */
const readFields = `SELECT *, ${identifying
  .map((path) => `json_extract_string(json, '${hotByPath.get(path)?.jsonPath ?? ''}') AS ${hot(path)}`)
  .join(', ')} FROM (
    SELECT * REPLACE (CASE WHEN json_valid(json) THEN json END AS json)
    FROM (SELECT *, CASE WHEN is_json THEN raw WHEN contains(raw, '{') THEN sesq_json_within(raw, 'first') END AS json FROM messages))`;

/** The ids of duplicates. Few messages share their rough key with others, so only they are looked at closely. */
function duplicatesOf(hasHotFields: boolean): string {
  const source = hasHotFields ? `SELECT * FROM messages WHERE ${hotColumns.trusted}` : readFields;
  const rough = rules.map(({ kinds, rough: key }, rule) => {
    const where = kinds === undefined ? '' : ` WHERE kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`;
    return `SELECT message_id, ${String(rule)} AS rule, md5_number(${key}) AS key FROM source${where}`;
  });
  const rest = rules.flatMap(({ rest: text }, rule) =>
    text === undefined ? [] : [`WHEN ${String(rule)} THEN ${text}`],
  );
  return `WITH source AS NOT MATERIALIZED (${source}),
    rough AS MATERIALIZED (SELECT * FROM (${rough.join(' UNION ALL ')}) WHERE key IS NOT NULL),
    shared AS MATERIALIZED (SELECT rough.* FROM rough JOIN (SELECT rule, key FROM rough GROUP BY ALL HAVING count(*) > 1) USING (rule, key)),
    keys AS MATERIALIZED (SELECT message_id, rule, key, CASE rule ${rest.join(' ')} ELSE '' END AS rest FROM source JOIN shared USING (message_id)),
    firsts AS (SELECT rule, key, rest, min(message_id) AS first FROM keys WHERE rest IS NOT NULL GROUP BY ALL HAVING count(*) > 1)
    SELECT DISTINCT message_id FROM keys JOIN firsts USING (rule, key, rest) WHERE message_id > first`;
}

const OFF = 'off';

/** A text that differs whenever the messages of the files, or their order, may. */
function stateOf(files: readonly StoredFile[]): string {
  const hash = createHash('sha256');
  for (const { fileId, firstId, records, bytes, modified, evictedLimit } of files.toSorted(
    (a, b) => a.fileId - b.fileId,
  ))
    hash.update(`${[fileId, firstId, records, bytes, modified, evictedLimit ?? ''].join(' ')}\n`);
  return hash.digest('hex');
}

/** What `markDuplicates` needs to know. */
export interface Marking {
  /** Whether duplicates are to be marked at all. */
  readonly isOn: boolean;
  /** Whether messages have columns for their hot fields. */
  readonly hotFields: boolean;
  /** The files in the store. */
  readonly files: readonly StoredFile[];
}

/**
 * Brings the table of duplicates into step with the messages, and gives how many there are; 0 when it is off. Does
 * nothing when the messages are those of the last time, in this process or another one. When the signal is aborted it
 * rejects with its reason, and the table stays as it was.
 */
export async function markDuplicates(
  connection: DuckDBConnection,
  { isOn, hotFields: hasHotFields, files }: Marking,
  transaction: Transaction,
  signal: AbortSignal,
): Promise<number> {
  const state = isOn ? stateOf(files) : OFF;
  if (((await single(connection, 'SELECT state FROM duplicates_of')) ?? OFF) !== state)
    await transaction(async () => {
      await clearDuplicates(connection);
      if (!isOn) return;
      await interruptible(connection, signal, () =>
        connection.run(`INSERT INTO duplicates ${duplicatesOf(hasHotFields)}`),
      );
      await connection.run('INSERT INTO duplicates_of VALUES ($1)', [state]);
    });
  return isOn ? Number(await single(connection, 'SELECT count(*) FROM duplicates')) : 0;
}

/** Forgets which messages are duplicates. */
export async function clearDuplicates(connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM duplicates');
  await connection.run('DELETE FROM duplicates_of');
}

/** Counting is offered for so many messages: it takes a moment for them, with columns for hot fields and without. */
const COUNTED = { withColumns: 100_000, without: 20_000 } as const;

/** How many duplicates there would be; undefined when it takes long to find out. */
export async function countDuplicates(
  connection: DuckDBConnection,
  hasHotFields: boolean,
): Promise<number | undefined> {
  const messages = Number(await single(connection, 'SELECT count(*) FROM messages'));
  if (messages > (hasHotFields ? COUNTED.withColumns : COUNTED.without)) return undefined;
  return Number(await single(connection, `SELECT count(*) FROM (${duplicatesOf(hasHotFields)})`));
}

async function single(connection: DuckDBConnection, sql: string): Promise<unknown> {
  return (await connection.runAndReadAll(sql)).getRowsJS()[0]?.[0];
}
