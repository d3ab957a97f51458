import type { ExampleRow, OperatorRecord } from '../records.ts';

const codes: readonly ExampleRow[] = [
  { _timeslice: 0, code: '200', _count: 5 },
  { _timeslice: 0, code: '404', _count: 1 },
  { _timeslice: 60000, code: '200', _count: 7 },
];

/** Operators that make or turn aggregate rows (language.md 3.4, 3.5). */
export const grouping: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'count_frequent',
    names: ['count_frequent'],
    rule: 'countFrequent',
    phase: 'aggregates',
    keywords: [],
    outputs: ['_approxcount'],
    summary: 'Counts the most frequent values of fields that have very many.',
    syntax: 'count_frequent <field> [, …]',
    documentation:
      'Gives the fields and `_approxcount`, largest first. It may stand where `count by` would make too many groups, and cannot be combined with other functions. `count_frequent(field)` means the same.',
    nulls: 'Null makes a group of its own.',
    limits: 'At most 10,000 rows, 100 in a dashboard panel.',
    examples: [
      {
        pipeline: 'count_frequent sender',
        input: [{ sender: 'ann' }, { sender: 'bob' }, { sender: 'bob' }],
        output: [
          { sender: 'bob', _approxcount: 2 },
          { sender: 'ann', _approxcount: 1 },
        ],
      },
      {
        pipeline: 'count_frequent(sender, type)',
        input: [
          { sender: 'ann', type: 'Bounce' },
          { sender: 'ann', type: 'Delivery' },
          { sender: 'ann', type: 'Bounce' },
        ],
        output: [
          { sender: 'ann', type: 'Bounce', _approxcount: 2 },
          { sender: 'ann', type: 'Delivery', _approxcount: 1 },
        ],
      },
    ],
    snippet: 'count_frequent ${1:field}',
  },
  {
    kind: 'operator',
    id: 'transpose',
    names: ['transpose'],
    rule: 'transpose',
    phase: 'afterAggregation',
    keywords: ['row', 'column', 'as'],
    summary: 'Turns the values of a field into columns, one row for each value of the row fields.',
    syntax: 'transpose row <field> [, …] column <field> [, …] [as <column> [, …] [, *]]',
    documentation:
      '`row` names the fields that stay, `column` the ones whose values become columns; the remaining field fills the cells. The new columns come in alphabetical order. ' +
      '`as a, b` takes only these columns, in this order; `as a, b, *` puts them first and the others after. List a column after `as` when later stages use it. ' +
      'With several column fields the names are joined with `|`, as in `%"1|High"`; with several values left over, columns are named `<value>_<field>`. Rows keep the order in which they first appear, so sort before or after.',
    nulls: 'A combination without a row gives null; a null in the column field makes a column without a name.',
    limits: 'At most 300 new columns.',
    examples: [
      {
        pipeline: 'transpose row _timeslice column code',
        input: codes,
        output: [
          { _timeslice: 0, '200': 5, '404': 1 },
          { _timeslice: 60000, '200': 7, '404': null },
        ],
      },
      {
        pipeline: 'transpose row _timeslice column code as %"404", %"500"',
        input: codes,
        output: [
          { _timeslice: 0, '404': 1, '500': null },
          { _timeslice: 60000, '404': null, '500': null },
        ],
      },
      {
        pipeline: 'transpose row ip column level, label as %"2|Low", *',
        input: [
          { ip: '10.0.0.1', level: 1, label: 'High', _count: 3 },
          { ip: '10.0.0.1', level: 2, label: 'Low', _count: 8 },
        ],
        output: [{ ip: '10.0.0.1', '2|Low': 8, '1|High': 3 }],
      },
    ],
    snippet: 'transpose row ${1:_timeslice} column ${2:field}',
  },
];
