import type { AggregateRecord, ExampleRow } from './records.ts';

/** What the table says about an aggregate; kind, id and mostly syntax and number of fields follow. */
type AggregateEntry = Omit<AggregateRecord, 'kind' | 'id' | 'names' | 'syntax' | 'fields'> & {
  readonly name: string;
  readonly syntax?: string;
  readonly fields?: AggregateRecord['fields'];
};

const tail = '[as <name>] [by <field>[, …]]';

function define({ name, syntax, fields = { min: 1, max: 1 }, ...entry }: AggregateEntry): AggregateRecord {
  return {
    kind: 'aggregate',
    id: name,
    names: [name],
    syntax: syntax ?? `${name}(<field>) ${tail}`,
    fields,
    ...entry,
  };
}

const numbersOnly = 'Null and text that is no number are skipped; without any number the result is null.';
const asNumbers = 'Text of digits counts as a number. The result is a decimal number.';
const percentileSyntax = (name: string): string => `${name}(<field>[, <percentile>[, …]]) ${tail}`;
const columns = (field: string, values: readonly (string | number | null)[]): readonly ExampleRow[] =>
  values.map((value) => ({ [field]: value }));

const users: readonly ExampleRow[] = [
  { user: 'a', n: '1' },
  { user: 'b', n: '2' },
  { user: 'a', n: '4' },
];

/** The functions of aggregation stages. */
export const aggregates: readonly AggregateRecord[] = [
  define({
    name: 'count',
    fields: { min: 0, max: 1 },
    output: '_count',
    returns: 'number',
    syntax: `count[(<field>)] ${tail}`,
    summary: 'Counts the rows, or the rows in which a field has a value.',
    documentation:
      '`count`, `count(*)` and `count()` count rows. `by` may be left out before the fields: `count as n domain` groups by domain. After a `multi` parse there is a row for each match, so matches are counted, not messages. Two counts in one stage need names.',
    nulls:
      'A field given in brackets is counted only where it is not null; rows with a null group field form a group of their own.',
    limits: 'At most 10,000 groups; `count_frequent` takes more.',
    examples: [
      {
        pipeline: 'count by user',
        input: users,
        output: [
          { user: 'a', _count: 2 },
          { user: 'b', _count: 1 },
        ],
      },
      {
        pipeline: 'count(bounceType) as bounces',
        input: columns('bounceType', ['Permanent', null]),
        output: [{ bounces: 1 }],
      },
      { pipeline: 'count', input: [], output: [{ _count: 0 }] },
    ],
  }),
  define({
    name: 'count_distinct',
    fields: { min: 1, max: 16 },
    output: '_count_distinct',
    returns: 'number',
    syntax: `count_distinct(<field>[, …]) ${tail}`,
    summary: 'Counts the different values of a field, or the different combinations of several.',
    documentation:
      'Upper and lower case are told apart, and empty text is a value. The count is exact here, however many values there are.',
    nulls: 'Null is not counted; a combination is not counted when any part of it is null.',
    limits: 'Exact up to about 100 values, an estimate within 2 % above.',
    examples: [
      { pipeline: 'count_distinct(user)', input: users, output: [{ _count_distinct: 2 }] },
      {
        pipeline: 'count_distinct(user) as users',
        input: columns('user', ['a', '', null, 'A', 'a']),
        output: [{ users: 3 }],
      },
      { pipeline: 'count_distinct(user, n)', input: users, output: [{ _count_distinct: 3 }] },
    ],
  }),
  define({
    name: 'sum',
    output: '_sum',
    returns: 'number',
    summary: 'Adds up the numbers of a field.',
    documentation: `${asNumbers} Takes a field, not a calculation: compute it in a stage before.`,
    nulls: numbersOnly,
    examples: [
      {
        pipeline: 'sum(n) as total by user',
        input: users,
        output: [
          { user: 'a', total: 5 },
          { user: 'b', total: 2 },
        ],
      },
      { pipeline: 'sum(n)', input: columns('n', ['1.5', 'n/a', null, '2']), output: [{ _sum: 3.5 }] },
    ],
  }),
  define({
    name: 'avg',
    output: '_avg',
    returns: 'number',
    summary: 'The mean of the numbers of a field.',
    documentation: `${asNumbers} Rows without a number do not count as zero: they are left out.`,
    nulls: numbersOnly,
    examples: [
      {
        pipeline: 'avg(n) by user',
        input: users,
        output: [
          { user: 'a', _avg: 2.5 },
          { user: 'b', _avg: 2 },
        ],
      },
      { pipeline: 'avg(n)', input: columns('n', ['1', null, '2']), output: [{ _avg: 1.5 }] },
    ],
  }),
  define({
    name: 'min',
    output: '_min',
    returns: 'number',
    summary: 'The smallest number of a field.',
    documentation: `${asNumbers} For the smallest text, sort and use \`first\`. With two arguments \`min\` is a function that compares within a row.`,
    nulls: numbersOnly,
    examples: [
      { pipeline: 'min(n)', input: users, output: [{ _min: 1 }] },
      { pipeline: 'min(n) as least', input: columns('n', ['10', '9', 'x']), output: [{ least: 9 }] },
    ],
  }),
  define({
    name: 'max',
    output: '_max',
    returns: 'number',
    summary: 'The largest number of a field.',
    documentation: `${asNumbers} So \`max(_messageTime)\` is no whole number any more: \`toLong\` makes it one. With two arguments \`max\` is a function that compares within a row.`,
    nulls: numbersOnly,
    examples: [
      { pipeline: 'max(n)', input: users, output: [{ _max: 4 }] },
      { pipeline: 'max(n) as most', input: columns('n', ['10', '9', 'x']), output: [{ most: 10 }] },
    ],
  }),
  define({
    name: 'first',
    output: '_first',
    returns: 'any',
    summary: 'The first value of a field, in the order of the rows.',
    documentation:
      'Messages come newest first, so unless a stage before has sorted them this is the newest value. The value keeps its type. `most_recent` goes by time instead of order.',
    nulls: 'Null is passed over; without any value the result is null.',
    restrictions: { live: 'never' },
    examples: [
      {
        pipeline: 'first(n) by user',
        input: users,
        output: [
          { user: 'a', _first: '1' },
          { user: 'b', _first: '2' },
        ],
      },
      { pipeline: 'first(n)', input: columns('n', [null, 'new', 'old']), output: [{ _first: 'new' }] },
    ],
  }),
  define({
    name: 'last',
    output: '_last',
    returns: 'any',
    summary: 'The last value of a field, in the order of the rows.',
    documentation:
      'Messages come newest first, so unless a stage before has sorted them this is the oldest value. The value keeps its type. `least_recent` goes by time instead of order.',
    nulls: 'Null is passed over; without any value the result is null.',
    restrictions: { live: 'never' },
    examples: [
      {
        pipeline: 'last(n) by user',
        input: users,
        output: [
          { user: 'a', _last: '4' },
          { user: 'b', _last: '2' },
        ],
      },
      { pipeline: 'last(n)', input: columns('n', ['new', 'old', null]), output: [{ _last: 'old' }] },
    ],
  }),
  define({
    name: 'most_recent',
    output: '_mostrecent',
    returns: 'any',
    syntax: `most_recent(<field>_withtime) ${tail}`,
    summary: 'The value a field had in the newest message.',
    documentation:
      'Needs `withtime x` before it, and takes the field `x_withtime` that stage makes. Goes by the time of the messages, whatever their order. The column is called `_mostrecent`, in one word.',
    nulls: 'Null is passed over; without any value the result is null.',
    examples: [
      {
        pipeline: 'withtime status | most_recent(status_withtime) as status by user',
        input: [
          { _messageTime: 1000, user: 'a', status: 'old' },
          { _messageTime: 2000, user: 'a', status: 'new' },
        ],
        output: [{ user: 'a', status: 'new' }],
      },
    ],
  }),
  define({
    name: 'least_recent',
    output: '_leastrecent',
    returns: 'any',
    syntax: `least_recent(<field>_withtime) ${tail}`,
    summary: 'The value a field had in the oldest message.',
    documentation:
      'Needs `withtime x` before it, and takes the field `x_withtime` that stage makes. Goes by the time of the messages, whatever their order. The column is called `_leastrecent`, in one word.',
    nulls: 'Null is passed over; without any value the result is null.',
    examples: [
      {
        pipeline: 'withtime status | least_recent(status_withtime) by user',
        input: [
          { _messageTime: 2000, user: 'a', status: 'new' },
          { _messageTime: 1000, user: 'a', status: 'old' },
        ],
        output: [{ user: 'a', _leastrecent: 'old' }],
      },
    ],
  }),
  define({
    name: 'pct',
    numbers: true,
    output: '_<field>_pct_<n>',
    returns: 'number',
    syntax: percentileSyntax('pct'),
    summary: 'Percentiles of a field: the number below which the given share of the values lies.',
    documentation:
      'Percentiles are numbers from 0 to 100, decimals allowed; without one it is 50, the median. Each makes a column, such as `_ms_pct_95`; `as` renames only a single one. Between two values the result is interpolated in proportion. Exact here for any number of rows.',
    nulls: numbersOnly,
    limits: 'Exact below 1,000 values, an estimate above.',
    examples: [
      {
        pipeline: 'pct(ms, 50, 75)',
        input: columns('ms', [10, 20, 30, 40, 50]),
        output: [{ _ms_pct_50: 30, _ms_pct_75: 40 }],
      },
      { pipeline: 'pct(ms, 50) as middle', input: columns('ms', ['10', '20']), output: [{ middle: 15 }] },
      { pipeline: 'pct(ms)', input: columns('ms', [1, 2, 9]), output: [{ _ms_pct_50: 2 }] },
    ],
  }),
  define({
    name: 'pct_sampling',
    numbers: true,
    output: '_<field>_pct_<n>',
    returns: 'number',
    syntax: percentileSyntax('pct_sampling'),
    summary: 'Percentiles of a field, estimated from a sample where there are many rows.',
    documentation:
      'Written like `pct`, with the same column names. Here all rows are used, so both give the same result.',
    nulls: numbersOnly,
    limits: 'An estimate from a sample of the rows.',
    examples: [
      { pipeline: 'pct_sampling(ms, 25)', input: columns('ms', [10, 20, 30, 40, 50]), output: [{ _ms_pct_25: 20 }] },
    ],
  }),
  define({
    name: 'median',
    output: '_median',
    returns: 'number',
    summary: 'The number in the middle of the sorted numbers of a field.',
    documentation:
      'The same as `pct(field, 50)`. With an even number of values it is the mean of the two in the middle.',
    nulls: numbersOnly,
    examples: [
      { pipeline: 'median(ms)', input: columns('ms', [9, 1, 2]), output: [{ _median: 2 }] },
      { pipeline: 'median(ms) as middle', input: columns('ms', [10, 20, 30, 40]), output: [{ middle: 25 }] },
    ],
  }),
  define({
    name: 'stddev',
    output: '_stddev',
    returns: 'number',
    summary: 'The standard deviation of the numbers of a field.',
    documentation:
      'That of the whole population: the sum of squares is divided by the number of values, not by one less. A single value gives 0.',
    nulls: numbersOnly,
    examples: [
      { pipeline: 'stddev(n)', input: columns('n', [2, 4, 4, 4, 5, 5, 7, 9]), output: [{ _stddev: 2 }] },
      { pipeline: 'stddev(n)', input: columns('n', ['3']), output: [{ _stddev: 0 }] },
    ],
  }),
  define({
    name: 'values',
    output: '_values',
    returns: 'text',
    summary: 'The different values of a field as one text, a line for each.',
    documentation:
      'Sorted as text: digits before capitals before small letters, so `10` comes before `2`. Only the first 100 values are listed.',
    nulls: 'Null is left out; without any value the result is null.',
    limits: 'Lists at most 100 values.',
    examples: [
      {
        pipeline: 'values(n)',
        input: columns('n', ['b', 'A', '10', '2', 'b', null]),
        output: [{ _values: '10\n2\nA\nb' }],
      },
    ],
  }),
];
