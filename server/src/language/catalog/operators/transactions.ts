import type { ExampleRow, OperatorRecord } from '../records.ts';

/** 2017-07-20 07:00:00 UTC, in epoch milliseconds. */
const start = 1500534000000;

const states: readonly ExampleRow[] = [
  { _messageTime: start + 9000, id: '2', state: 'delivered' },
  { _messageTime: start + 6500, id: '2', state: 'sent' },
  { _messageTime: start + 4000, id: '1', state: 'delivered' },
  { _messageTime: start, id: '1', state: 'sent' },
];

/** Operators that put together messages of one course of events (language.md 3.8). */
export const transactions: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'transaction',
    names: ['transaction'],
    rule: 'transaction',
    phase: 'aggregates',
    keywords: ['on', 'fringe', 'with', 'in', 'as', 'states', 'results', 'by', 'transactions', 'flow'],
    outputs: ['_start_time', '_end_time', 'fromstate', 'tostate', 'latency'],
    summary: 'Follows the states that messages of one id go through.',
    syntax:
      'transaction on <field> [, …] [fringe=<period>] with "<glob>" [in <field>] as <state> [, with …] or with states <state> [, …] in <field> [results by transactions|states|flow]',
    documentation:
      '`on` names the id. States are found by globs, as in `with "*started*" as started, with "*done*" as done` (in the message unless `in` names a field), or are the values of a field: `with states sent, delivered in state`. ' +
      'The result has a row for each id with a count for each state, `_start_time` and `_end_time` in milliseconds; that is `results by transactions`. `results by states` has a row for each state and `results by flow` one for each step, with `fromstate`, `tostate` and `latency` in milliseconds; count those for a flow diagram. `fringe` leaves out ids that end or begin so close to the edges of the range.',
    nulls: 'Messages without an id or a state are left out.',
    limits: 'At most 10,000 ids.',
    restrictions: { dashboard: 'never' },
    examples: [
      {
        pipeline:
          'parse "id=* " as id | transaction on id with "*started*" as started, with "*done*" as done | sort by id asc',
        input: [
          { _messageTime: start + 5000, _raw: 'id=1 done' },
          { _messageTime: start + 3000, _raw: 'id=2 started' },
          { _messageTime: start, _raw: 'id=1 started' },
        ],
        output: [
          { id: '1', started: 1, done: 1, _start_time: start, _end_time: start + 5000 },
          { id: '2', started: 1, done: 0, _start_time: start + 3000, _end_time: start + 3000 },
        ],
      },
      {
        pipeline:
          'transaction on id with states sent, delivered in state results by flow | count, max(latency) as slowest by fromstate, tostate',
        input: states,
        output: [{ fromstate: 'sent', tostate: 'delivered', _count: 2, slowest: 4000 }],
      },
    ],
    snippet: 'transaction on ${1:id} with states ${2:state1, state2} in ${3:field}',
  },
  {
    kind: 'operator',
    id: 'transactionize',
    names: ['transactionize'],
    rule: 'transactionize',
    phase: 'any',
    keywords: ['as', 'maxSpan', 'maxPause', 'maxLogs', 'startsWith', 'endsWith', 'strict', 'keepOrphans'],
    outputs: ['_group', '_group_duration', '_group_size', '_group_orphaned'],
    nestedPipelines: true,
    summary: 'Groups rows that share any of some fields.',
    syntax:
      'transactionize <field> [, …] [as <name>] [maxSpan=<period>] [maxPause=<period>] [maxLogs=<n>] [startsWith="<text>"[;strict]] [endsWith="<text>"[;strict]] [keepOrphans=<true|false>] [(<pipeline>)]',
    documentation:
      'One equal field is enough, and the connection goes on: a row with `a` and `b` joins those with the same `a` to those with the same `b`. Adds `_group`, `_group_duration` in milliseconds, `_group_size` and `_group_orphaned`; `as name` changes the beginning `_group` to `name`. ' +
      'A group ends when it lasts longer than `maxSpan`, pauses longer than `maxPause` or has more than `maxLogs` rows, and begins or ends at rows that hold the text of `startsWith` or `endsWith`; with `;strict` groups without such a row are left out. Rows that belong to no group stay unless `keepOrphans=false`. ' +
      'A pipeline in brackets runs over each group for itself, usually with `merge`.',
    nulls: 'Null connects nothing.',
    restrictions: { live: 'never' },
    examples: [
      {
        pipeline: 'transactionize request, session | count by _group_size | sort by _group_size',
        input: [
          { request: 'A', session: null },
          { request: 'A', session: 'B' },
          { request: null, session: 'B' },
          { request: 'C', session: 'D' },
        ],
        output: [
          { _group_size: 3, _count: 3 },
          { _group_size: 1, _count: 1 },
        ],
      },
      {
        pipeline:
          'sort by _messageTime asc | transactionize id (merge id takeFirst, state join with " > ") | sort by id asc | fields id, state',
        input: states,
        output: [
          { id: '1', state: 'sent > delivered' },
          { id: '2', state: 'sent > delivered' },
        ],
      },
    ],
    snippet: 'transactionize ${1:field} (merge $1 takeFirst, _raw join with "\\n")',
  },
  {
    kind: 'operator',
    id: 'merge',
    names: ['merge'],
    rule: 'merge',
    phase: 'any',
    keywords: ['takeDistinct', 'takeFirst', 'takeLast', 'join', 'with', 'as'],
    summary: 'Makes one row of all rows.',
    syntax: 'merge [<field> [takeDistinct | takeFirst | takeLast | join with "<text>"] [as <name>] [, …]]',
    documentation:
      'For each field say how: `takeFirst` keeps the earliest value, `takeLast` the latest, `takeDistinct` the different ones, and `join with "…"` puts all of them together with a text between, a line break unless given. `as` gives the result another name. Without fields the messages themselves are joined. Most useful in the brackets of `transactionize`.',
    nulls: 'Nulls are passed over.',
    examples: [
      {
        pipeline:
          'sort by _messageTime asc | merge id takeFirst, state join with " > " as course, id takeLast as lastId',
        input: states,
        output: [{ id: '1', course: 'sent > delivered > sent > delivered', lastId: '2' }],
      },
      {
        pipeline: 'sort by _messageTime asc | merge',
        input: [
          { _messageTime: start + 1000, _raw: 'second' },
          { _messageTime: start, _raw: 'first' },
        ],
        output: [{ _raw: 'first\nsecond' }],
      },
    ],
    snippet: 'merge ${1:field} join with "${2:, }"',
  },
  {
    kind: 'operator',
    id: 'sessionize',
    names: ['sessionize'],
    rule: 'sessionize',
    phase: 'messages',
    keywords: ['as'],
    summary: 'Joins messages of different kinds by values found in them.',
    syntax: 'sessionize "<text * text>" as (<field> [, …]), "<text $field *>" as (<field> [, …]) [, …]',
    documentation:
      'The patterns are those of `parse`. In a later pattern `$name` stands for a value that an earlier one has found, so that only messages of the same session match. The result has one row for each session with all fields after `as`; sessions that lack one of the patterns are left out. `join` says the same more clearly.',
    nulls: 'Messages that match no pattern are left out.',
    examples: [
      {
        pipeline:
          'sessionize "requestId=* started" as (requestId), "requestId=$requestId completed in * ms" as (duration)',
        input: [
          { _raw: 'requestId=7 completed in 120 ms' },
          { _raw: 'requestId=8 started' },
          { _raw: 'requestId=7 started' },
        ],
        output: [{ requestId: '7', duration: '120' }],
      },
    ],
    snippet: 'sessionize "${1:id=* started}" as (${2:id}), "${3:id=\\$id done in * ms}" as (${4:duration})',
  },
  {
    kind: 'operator',
    id: 'trace',
    names: ['trace'],
    rule: 'trace',
    phase: 'messages',
    keywords: [],
    summary: 'Keeps the messages that lead on from a first value, id by id.',
    syntax: 'trace [+|-] "<expression>" "<start>"',
    documentation:
      'The group in the expression finds ids. Beginning with the value given, a message that holds a known id is kept, and all other ids in it become known too. `+` follows the trail to later messages only, `-` to earlier ones; without a sign both ways.',
    nulls: 'Messages without an id are dropped.',
    restrictions: { live: 'never' },
    examples: [
      {
        pipeline: 'trace "ID=([0-9A-F]{4})" "7F92"',
        input: [
          { _raw: 'ERROR for fileID=11C0' },
          { _raw: 'requestID=082A writes fileID=11C0' },
          { _raw: 'webID=AAAA ready' },
          { _raw: 'requestID=082A for webID=7F92' },
        ],
        output: [
          { _raw: 'ERROR for fileID=11C0' },
          { _raw: 'requestID=082A writes fileID=11C0' },
          { _raw: 'requestID=082A for webID=7F92' },
        ],
      },
    ],
    snippet: 'trace "${1:id=(\\\\w+)}" "${2:start}"',
  },
];
