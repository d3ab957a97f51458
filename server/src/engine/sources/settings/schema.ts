/** What may stand in settings of sources. The published schema file is made of the same object. */

const text = { type: 'string', minLength: 1 } as const;

const dateFormat = {
  type: 'object',
  additionalProperties: false,
  required: ['format'],
  properties: {
    format: {
      ...text,
      description:
        'How the time is written, as a Java date pattern such as yyyy-MM-dd HH:mm:ss, or epoch for a number of seconds or milliseconds since 1970.',
      examples: ['yyyy-MM-dd HH:mm:ss', 'dd/MMM/yyyy:HH:mm:ss Z', 'epoch'],
    },
    locator: {
      ...text,
      description:
        'Regular expression that says where in the message the time stands: its first group, or all of it. Without one the leftmost text that fits is taken.',
    },
  },
} as const;

const rule = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'filterType', 'regexp'],
  properties: {
    name: { ...text, description: 'How reports call the rule.' },
    filterType: {
      enum: ['Include', 'Exclude', 'Mask', 'Hash'],
      description:
        'Exclude leaves out messages that fit, Include those that fit no such rule. Mask and Hash replace what the groups of the expression match, or all of its match when it has none.',
    },
    regexp: {
      ...text,
      description:
        'Regular expression. Of Include and Exclude it must fit the whole message, so it usually begins and ends with .* (and with (?s) for messages of several lines).',
    },
    mask: { type: 'string', description: 'What a Mask rule puts in place; ##### without one.' },
  },
} as const;

const source = {
  type: 'object',
  additionalProperties: false,
  required: ['paths'],
  properties: {
    name: { ...text, description: '_source of the messages.' },
    paths: {
      type: 'array',
      minItems: 1,
      items: text,
      description:
        'Files, folders and globs. They start from the folder of the workspace; in a file of sources, from the folder that holds the file (for .sesq/sources.json, the folder above).',
      examples: [['logs/ses/**'], ['**/*.json.gz']],
    },
    denylist: { type: 'array', items: text, description: 'Files, folders and globs that are left to other sources.' },
    category: {
      ...text,
      description: '_sourceCategory of the messages; found by their content when it is left out.',
      examples: ['AWS/SES/Notifications', 'AWS/CloudTrail'],
    },
    hostName: { ...text, description: '_sourceHost of the messages.' },
    collector: { ...text, description: '_collector of the messages.' },
    fields: {
      type: 'object',
      propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_.-]*$' },
      additionalProperties: { type: 'string' },
      description: 'Fields that every message has, by name. Queries use them like _sourceCategory.',
      examples: [{ team: 'mail' }],
    },
    timeZone: {
      ...text,
      description:
        'Zone of times that name none, such as Europe/Vienna or +02:00; UTC when it is left out. With forceTimeZone it holds for all times.',
      examples: ['UTC', 'Europe/Vienna', 'America/New_York'],
    },
    forceTimeZone: { type: 'boolean', description: 'True: timeZone holds even for times that name a zone.' },
    automaticDateParsing: {
      type: 'boolean',
      description: 'False: messages have the time at which the file was last changed.',
    },
    defaultDateFormats: {
      type: 'array',
      items: dateFormat,
      description: 'How times are written. Tried in this order, before the automatic detection.',
    },
    multilineProcessingEnabled: {
      type: 'boolean',
      description:
        'Of plain text; JSON values are always whole messages. True: lines that begin with a time begin a message. False or left out: every line is a message, unless another setting says otherwise.',
    },
    useAutolineMatching: {
      type: 'boolean',
      description:
        'True: lines of plain text that begin with a time begin a message. Has no effect beside manualPrefixRegexp.',
    },
    manualPrefixRegexp: {
      ...text,
      description: 'Regular expression; lines of plain text that begin with it begin a message.',
    },
    lenient: {
      type: 'boolean',
      description:
        'True: of a record that cannot be read to its end, the fields before the mistake are kept as a record. False: it is kept as text. The setting sesq.records.lenient holds when it is left out.',
    },
    filters: {
      type: 'array',
      items: rule,
      description: 'Rules for what is left out or made unreadable before messages are kept.',
    },
  },
} as const;

/** JSON schema (draft 7) of a file of sources; `#/definitions/sources` is that of the list in the settings. */
export const sourcesSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'sources.schema.json',
  title: 'Sources of SES Log Explorer',
  description: 'What is known about log files before they are read: where they come from and how they are written.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'sources'],
  properties: {
    $schema: { type: 'string' },
    version: { const: 1, description: 'Version of this form.' },
    deduplicate: {
      type: 'boolean',
      description:
        'True: records that say the same as an earlier one are left out of answers, and counted. Like the setting sesq.records.deduplicate.',
    },
    sources: { $ref: '#/definitions/sources' },
  },
  definitions: {
    sources: {
      type: 'array',
      items: { $ref: '#/definitions/source' },
      description: 'A file belongs to the first source that takes it.',
    },
    source,
  },
} as const;
