/** Where the store keeps messages, and how their attributes are called there. */
import type { ScanField } from '../../plan/nodes.ts';
import { DEFAULT_CATEGORY } from '../../sources/classify.ts';
import { hotColumns, hotFields } from '../../store/hotFields.ts';
import type { MessageTable } from '../dialect.ts';
import { Parameters } from '../parameters.ts';
import type { SqlStatement } from '../writer.ts';
import { writeWithin } from '../writers/rows.ts';

/**
 * The order of messages from the newest to the oldest, by expressions of their times and numbers. Times beyond the year
 * 2248 or before 1691 keep their place at the ends of the order, so that it fits its type.
 */
export function messageOrder(time: string, id: string): string {
  return `(-least(greatest(coalesce(${time}, -8796093022208), -8796093022208), 8796093022208))::HUGEINT * 4294967296 + ${id}`;
}

const order = messageOrder('m.time_ms', 'm.message_id');

/** Duplicates are few, if they were looked for at all. */
const isFirst = 'm.message_id NOT IN (SELECT message_id FROM duplicates)';

/** In files that mix records of several kinds, each has the category that its own kind is known by. */
const category = `CASE WHEN f.mixed THEN CASE m.kind ${Object.entries(DEFAULT_CATEGORY)
  .filter(([, name]) => name !== DEFAULT_CATEGORY.other)
  .map(([kind, name]) => `WHEN '${kind}' THEN '${name}'`)
  .join(' ')} ELSE f.category END ELSE f.category END`;

export const duckdbMessages: MessageTable = {
  from: (needsFiles) => (needsFiles ? 'messages AS m JOIN files AS f ON f.file_id = m.file_id' : 'messages AS m'),
  attributes: {
    raw: { expression: 'm.raw', needsFiles: false },
    time: { expression: 'm.time_ms', needsFiles: false },
    messageId: { expression: 'm.message_id', needsFiles: false },
    isJson: { expression: 'm.is_json', needsFiles: false },
    size: { expression: 'strlen(m.raw)', needsFiles: false },
    format: { expression: 'f.format', needsFiles: true },
    sourceCategory: { expression: category, needsFiles: true },
    sourceName: { expression: 'f.path', needsFiles: true },
    sourceHost: { expression: 'f.host', needsFiles: true },
    source: { expression: 'f.source', needsFiles: true },
    collector: { expression: 'f.collector', needsFiles: true },
  },
  // A name that begins with a letter is a key, not a path. What a wrapper says of a message is nearer to it than settings.
  custom: (name) => `coalesce(json_extract_string(m.envelope, ${name}), json_extract_string(f.fields, ${name}))`,
  field,
  within,
  isFirst,
  order,
};

const hotByPath = new Map(hotFields.map((each) => [each.path, each]));

function field({ path, what }: ScanField): string {
  const hot = hotByPath.get(path);
  if (hot === undefined) return 'NULL';
  return what === 'value'
    ? `m.${hot.column}`
    : `(coalesce(m.${hotColumns.nulls}, 0) & ${String(2 ** hot.bit)}::BIGINT) <> 0`;
}

/** Few files are compared with the paths, instead of many messages. */
function within(exact: readonly string[], below: readonly string[]): string {
  const tests = [...exact.map((path) => `path = ${path}`), ...below.map((folder) => `starts_with(path, ${folder})`)];
  return `m.file_id IN (SELECT file_id FROM files WHERE ${tests.length === 0 ? 'FALSE' : tests.join(' OR ')})`;
}

/** Whether any wrapper said something about a message, and how many messages are left out as duplicates. */
export const messageExtras: SqlStatement = {
  sql: 'SELECT count(envelope) > 0, (SELECT count(*) FROM duplicates) FROM messages',
  parameters: [],
};

/** Which messages a figure is about: those of some files, or all when undefined, with or without duplicates. */
export interface ChosenMessages {
  readonly paths?: readonly string[] | undefined;
  readonly withoutDuplicates?: boolean;
}

/** Messages without a time have that of their file's last change. */
const changes = 'SELECT floor(mtime_ms)::BIGINT FROM files';

/** Broken records are kept as text. What time they meant is not certain, so that "now" is not taken from one. */
const isBroken = "(m.kind = 'text' AND starts_with(m.raw, '{'))";

/**
 * One row: how many messages there are, the oldest time and the newest, and 1 when the newest may be of a message that says
 * no time or of a broken record, else 0.
 */
export function summarizeMessages(chosen: ChosenMessages): SqlStatement {
  const { where, parameters } = messagesWithin(chosen);
  return {
    sql: `SELECT count(*), min(m.time_ms), max(m.time_ms), (max(m.time_ms) IN (${changes}) OR coalesce(max(m.time_ms) = max(m.time_ms) FILTER (m.kind = 'text'), FALSE))::INTEGER FROM messages AS m${where}`,
    parameters,
  };
}

/** One row: the newest time that a message says, broken records aside; null when none does. */
export function newestDatedMessage(chosen: ChosenMessages): SqlStatement {
  const { where, parameters } = messagesWithin(chosen);
  const condition = `${where === '' ? ' WHERE' : `${where} AND`} m.time_ms NOT IN (${changes}) AND NOT ${isBroken}`;
  return { sql: `SELECT max(m.time_ms) FROM messages AS m${condition}`, parameters };
}

/** One row for each name of a field that settings give to messages. */
export const customFieldNames: SqlStatement = {
  sql: "SELECT DISTINCT unnest(json_keys(fields)) AS name FROM files WHERE fields <> '{}' ORDER BY name",
  parameters: [],
};

/** One row for each category and kind of messages: both, and how many messages there are. */
export function countCategories(paths: readonly string[] | undefined): SqlStatement {
  const { where, parameters } = messagesWithin({ paths });
  const counted = `SELECT m.file_id, m.kind, count(*) AS messages FROM messages AS m${where} GROUP BY ALL`;
  const category = duckdbMessages.attributes.sourceCategory.expression;
  return {
    sql: `SELECT ${category}, m.kind, sum(m.messages)::BIGINT FROM (${counted}) AS m JOIN files AS f ON f.file_id = m.file_id GROUP BY ALL ORDER BY 1, 2`,
    parameters,
  };
}

function messagesWithin({
  paths,
  withoutDuplicates = false,
}: ChosenMessages): { readonly where: string } & Pick<SqlStatement, 'parameters'> {
  const first = withoutDuplicates ? [isFirst] : [];
  if (paths === undefined) return { where: first.length === 0 ? '' : ` WHERE ${isFirst}`, parameters: [] };
  const parameters = new Parameters({ parameter: (position) => `$${String(position)}` });
  const context = { dialect: { messages: duckdbMessages }, parameter: parameters.add.bind(parameters) };
  const conditions = [writeWithin(paths, context), ...first];
  return { where: ` WHERE ${conditions.join(' AND ')}`, parameters: parameters.all };
}
