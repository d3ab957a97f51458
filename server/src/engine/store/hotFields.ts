/**
 * The fields of the schema that most queries read. The store keeps their values beside the text of each message, so that
 * a query about them need not take the text apart again.
 */

/** Fields of SES records (notifications and events) and of CloudTrail records, by path. */
const paths: readonly string[] = [
  'notificationType',
  'eventType',
  'mail.timestamp',
  'mail.source',
  'mail.sourceIp',
  'mail.sendingAccountId',
  'mail.messageId',
  'mail.destination',
  'bounce.bounceType',
  'bounce.bounceSubType',
  'bounce.bouncedRecipients',
  'bounce.reportingMTA',
  'complaint.complainedRecipients',
  'complaint.complaintFeedbackType',
  'complaint.complaintSubType',
  'complaint.userAgent',
  'delivery.processingTimeMillis',
  'delivery.recipients',
  'delivery.reportingMTA',
  'delivery.remoteMtaIp',
  'eventName',
  'eventSource',
  'eventTime',
  'awsRegion',
  'sourceIPAddress',
  'errorCode',
  'errorMessage',
  'userIdentity.type',
  'userIdentity.userName',
  'userIdentity.arn',
  'requestID',
  'recipientAccountId',
  'eventID',
  'sharedEventID',
];

/** One field that the store keeps a column for. */
export interface HotField {
  /** As queries write it: `mail.source`. */
  readonly path: string;
  /** In the form of the plan: `$."mail"."source"`. */
  readonly jsonPath: string;
  /** Name of the column in the table of messages. */
  readonly column: string;
  /** Its bit in the column that tells a JSON null from a field that is not there. */
  readonly bit: number;
}

/** All hot fields; a column's name depends on its place, so a change here needs a new version of the store. */
export const hotFields: readonly HotField[] = paths.map((path, bit) => ({
  path,
  jsonPath: `$${path
    .split('.')
    .map((key) => `."${key}"`)
    .join('')}`,
  column: `hot_${String(bit)}`,
  bit,
}));

/** Columns about the hot fields of a message as a whole. */
export const hotColumns = {
  /** True when the columns say what the text says. Not so for texts with a top-level key that is spelled like a path. */
  trusted: 'hot_trusted',
  /** A bit for each hot field whose value is a JSON null. */
  nulls: 'hot_nulls',
} as const;

/** Statements that add the columns to an empty table of messages. */
export const addHotColumns: readonly string[] = [
  `ALTER TABLE messages ADD COLUMN ${hotColumns.trusted} BOOLEAN`,
  `ALTER TABLE messages ADD COLUMN ${hotColumns.nulls} BIGINT`,
  ...hotFields.map(({ column }) => `ALTER TABLE messages ADD COLUMN ${column} VARCHAR`),
];

/** How many messages have columns that cannot be relied on; 0 allows queries to read columns in place of texts. */
export const untrustedMessages = `SELECT count(*) FROM messages WHERE ${hotColumns.trusted} IS NOT TRUE`;

/** A path with a dot could also be a key of its own, which then wins. */
const dotted = hotFields.filter(({ path }) => path.includes('.'));
const firstKeys = [...new Set(dotted.map(({ path }) => path.split('.', 1)[0] ?? ''))];

/** Keys and, below them, types or more keys: what the database's `from_json` is told to read. */
export interface JsonStructure {
  readonly [key: string]: 'VARCHAR' | JsonStructure;
}

/** The structure that holds every hot field, and every path with a dot as a key of its own. */
export function hotStructure(): JsonStructure {
  const root: Record<string, JsonStructure | 'VARCHAR'> = {};
  for (const { path } of hotFields) {
    const [first = '', second] = path.split('.');
    if (second === undefined) root[first] = 'VARCHAR';
    else root[first] = { ...(root[first] as JsonStructure | undefined), [second]: 'VARCHAR' };
  }
  for (const { path } of dotted) root[path] = 'VARCHAR';
  return root;
}

/** A member of a structure as the database writes it. */
export function structureMember(structure: string, keys: readonly string[]): string {
  return [structure, ...keys.map((key) => `"${key}"`)].join('.');
}

/** Matches numbers that the database writes in one way when it reads a structure and in another when it reads a path. */
export const exponent = '-?[0-9.]+[eE]';

/**
 * For each hot field whether the JSON has it, be it null: an expression over the columns that `hotValues` has. It stands in
 * a query of its own below, since asking for the fields one by one takes the JSON apart as often.
 */
export function hotPresence({ json, structure, hasNull }: Pick<HotTexts, 'json' | 'structure' | 'hasNull'>): string {
  const paths = hotFields.map(({ jsonPath }) => `'${jsonPath}'`).join(', ');
  return `CASE WHEN ${hasNull} AND ${structure} IS NOT NULL THEN json_exists(${json}, [${paths}]) END`;
}

/** Names of columns and expressions that the values are made of. */
export interface HotTexts {
  /** The JSON of the message, or null. */
  readonly json: string;
  /** False when the database cannot read what the message holds. */
  readonly isSound: string;
  readonly structure: string;
  /** Whether `null` occurs in the JSON. */
  readonly hasNull: string;
  /** The list that `hotPresence` makes; it is only looked at where `null` occurs in the JSON. */
  readonly presence: string;
  /** Whether a number with an exponent does, see `exponent`; undefined when there are none. */
  readonly hasExponent: string | undefined;
}

/**
 * The values of the columns, in the order of `addHotColumns`, for a JSON text and the structure read from it; both are
 * null where there is no JSON. The database's own reading fills them, so they hold what reading the text later would give.
 */
export function hotValues({ json, isSound, structure, hasNull, presence, hasExponent }: HotTexts): readonly string[] {
  const keyed = dotted.map(({ path }) => `${structureMember(structure, [path])} IS NOT NULL`).join(' OR ');
  const keyedNull = `(${hasNull} AND regexp_matches(${json}, '"(?:${firstKeys.join('|')})\\.'))`;
  const value = ({ path }: HotField): string => structureMember(structure, path.split('.'));
  const nulls = hotFields.map(
    (field, index) =>
      `CASE WHEN ${value(field)} IS NULL AND ${presence}[${String(index + 1)}] THEN ${String(2 ** field.bit)} ELSE 0 END`,
  );
  return [
    `(${isSound} AND NOT (${keyed} OR coalesce(${keyedNull}, FALSE)))`,
    // Texts without a null need no second look.
    `CASE WHEN ${structure} IS NOT NULL AND ${hasNull} THEN ${nulls.join(' + ')} ELSE 0 END`,
    ...hotFields.map((field) =>
      hasExponent === undefined
        ? value(field)
        : `CASE WHEN ${hasExponent} THEN json_extract_string(${json}, '${field.jsonPath}') ELSE ${value(field)} END`,
    ),
  ];
}
