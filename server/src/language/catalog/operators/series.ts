import type { ExampleRow, OperatorRecord } from '../records.ts';

const afterAggregation = { dashboard: 'afterAggregation' } as const;
const skipsNonNumbers =
  'Rows without a number are passed over and get null; the row after them looks at the last number.';

const series: readonly ExampleRow[] = [
  { _timeslice: 0, n: 10 },
  { _timeslice: 60000, n: 20 },
  { _timeslice: 120000, n: 40 },
  { _timeslice: 180000, n: 70 },
];
const perHost: readonly ExampleRow[] = [
  { host: 'a', n: 1 },
  { host: 'b', n: 7 },
  { host: 'a', n: 4 },
];

/** Operators that compute along the rows in their present order (language.md 3.5). */
export const seriesOperators: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'accum',
    names: ['accum'],
    rule: 'accum',
    phase: 'any',
    keywords: ['as', 'by'],
    outputs: ['_accum'],
    summary: 'Adds up a field from the first row to the present one.',
    syntax: 'accum <field> [as <name>] [by <field> [, …]]',
    documentation:
      'The running sum stands in `_accum`, or under the name after `as`. The rows are taken in their present order, so sort them first. `by` makes a sum of its own for each group and does not reorder the rows.',
    nulls: skipsNonNumbers,
    restrictions: afterAggregation,
    examples: [
      {
        pipeline: 'accum n as running',
        input: series,
        output: [{ running: 10 }, { running: 30 }, { running: 70 }, { running: 140 }],
      },
      { pipeline: 'accum n by host', input: perHost, output: [{ _accum: 1 }, { _accum: 7 }, { _accum: 5 }] },
    ],
    snippet: 'accum ${1:field} as ${2:running}',
  },
  {
    kind: 'operator',
    id: 'total',
    names: ['total'],
    rule: 'total',
    phase: 'any',
    keywords: ['as', 'by'],
    outputs: ['_total'],
    summary: 'Writes the sum of a field over all rows into every row.',
    syntax: 'total <field> [as <name>] [by <field> [, …]]',
    documentation:
      'The sum stands in `_total`, or under the name after `as`; useful for shares, as in `total n as all | n / all * 100 as share`. `by` sums each group for itself. `total(field)` means the same. It is not a running sum: for that use `accum`.',
    nulls: 'Values that are not numbers do not count.',
    limits: 'At most 100,000 rows.',
    restrictions: afterAggregation,
    examples: [
      {
        pipeline: 'total n as all | n / all * 100 as share',
        input: [{ n: 30 }, { n: 90 }],
        output: [
          { all: 120, share: 25 },
          { all: 120, share: 75 },
        ],
      },
      { pipeline: 'total n by host', input: perHost, output: [{ _total: 5 }, { _total: 7 }, { _total: 5 }] },
    ],
    snippet: 'total ${1:field} as ${2:all}',
  },
  {
    kind: 'operator',
    id: 'diff',
    names: ['diff'],
    rule: 'diff',
    phase: 'any',
    keywords: ['as', 'by'],
    outputs: ['_diff'],
    summary: 'Subtracts the present row from the one before it.',
    syntax: 'diff <field> [as <name>] [by <field> [, …]]',
    documentation:
      '**The result is previous minus current**, so a rising field gives negative numbers. After a descending sort, which is the usual one, growth shows as positive. The first row of each series has none. ' +
      'The result stands in `_diff`, or under the name after `as`; `by` compares rows of the same group only.',
    nulls: skipsNonNumbers,
    restrictions: afterAggregation,
    examples: [
      {
        pipeline: 'diff n',
        input: series,
        output: [{ _diff: null }, { _diff: -10 }, { _diff: -20 }, { _diff: -30 }],
      },
      {
        pipeline: 'sort by _timeslice | diff n as growth',
        input: series,
        output: [{ growth: null }, { growth: 30 }, { growth: 20 }, { growth: 10 }],
      },
      { pipeline: 'diff n by host', input: perHost, output: [{ _diff: null }, { _diff: null }, { _diff: -3 }] },
    ],
    snippet: 'diff ${1:field} as ${2:change}',
  },
  {
    kind: 'operator',
    id: 'backshift',
    names: ['backshift'],
    rule: 'backshift',
    phase: 'any',
    keywords: ['as', 'by'],
    outputs: ['_backshift'],
    summary: 'Brings the value of an earlier row into the present one.',
    syntax: 'backshift <field> [, <n>] [as <name>] [by <field> [, …]]',
    documentation:
      'The number says how many rows to look back; 1 unless given. The first rows have nothing to look back to. Messages come newest first, so the row before is the later message unless the query has sorted. ' +
      'The value stands in `_backshift`, or under the name after `as`; `by` keeps to the same group.',
    nulls: skipsNonNumbers,
    limits: 'At most 1,000 rows back.',
    restrictions: afterAggregation,
    examples: [
      {
        pipeline: 'backshift n',
        input: series,
        output: [{ _backshift: null }, { _backshift: 10 }, { _backshift: 20 }, { _backshift: 40 }],
      },
      {
        pipeline: 'backshift n, 2 as before',
        input: series,
        output: [{ before: null }, { before: null }, { before: 10 }, { before: 20 }],
      },
    ],
    snippet: 'backshift ${1:field}, ${2:1} as ${3:before}',
  },
  {
    kind: 'operator',
    id: 'smooth',
    names: ['smooth'],
    rule: 'smooth',
    phase: 'any',
    keywords: ['as', 'by'],
    outputs: ['_smooth'],
    summary: 'Gives the moving average of a field.',
    syntax: 'smooth <field> [, <n>] [as <name>] [by <field> [, …]]',
    documentation:
      'The mean of the last n rows including the present one, 10 unless given; the first rows take what there is. The result stands in `_smooth`, or under the name after `as`; `by` averages each group for itself.',
    nulls: skipsNonNumbers,
    limits: 'A window of at most 1,000 rows.',
    restrictions: afterAggregation,
    examples: [
      {
        pipeline: 'smooth n, 2',
        input: series,
        output: [{ _smooth: 10 }, { _smooth: 15 }, { _smooth: 30 }, { _smooth: 55 }],
      },
      {
        pipeline: 'smooth n as average',
        input: [{ n: 10 }, { n: 20 }, { n: 60 }],
        output: [{ average: 10 }, { average: 15 }, { average: 30 }],
      },
    ],
    snippet: 'smooth ${1:field}, ${2:10} as ${3:average}',
  },
  {
    kind: 'operator',
    id: 'rollingstd',
    names: ['rollingstd'],
    rule: 'rollingstd',
    phase: 'any',
    keywords: ['as', 'by'],
    outputs: ['_rollingstd'],
    summary: 'Gives the moving standard deviation of a field.',
    syntax: 'rollingstd <field> [, <n>] [as <name>] [by <field> [, …]]',
    documentation:
      'The deviation of the last n rows including the present one, 10 unless given; the first rows take what there is. It is the deviation of the population, so a single row gives 0. The result stands in `_rollingstd`, or under the name after `as`; `by` looks at each group for itself.',
    nulls: skipsNonNumbers,
    limits: 'A window of at most 1,000 rows.',
    restrictions: afterAggregation,
    examples: [
      {
        pipeline: 'rollingstd n, 2',
        input: series,
        output: [{ _rollingstd: 0 }, { _rollingstd: 5 }, { _rollingstd: 10 }, { _rollingstd: 15 }],
      },
      {
        pipeline: 'rollingstd n, 2 as spread by host',
        input: perHost,
        output: [{ spread: 0 }, { spread: 0 }, { spread: 1.5 }],
      },
    ],
    snippet: 'rollingstd ${1:field}, ${2:10} as ${3:spread}',
  },
  {
    kind: 'operator',
    id: 'bin',
    names: ['bin'],
    rule: 'bin',
    phase: 'any',
    keywords: ['width', 'min', 'max'],
    outputs: ['_bin_label', '_bin_lower', '_bin_upper'],
    summary: 'Sorts numbers into ranges of equal width, for histograms.',
    syntax: 'bin <field> width=<n> [, min=<n>] [, max=<n>]',
    documentation:
      'Adds the bounds in `_bin_lower` and `_bin_upper` and a label such as `[0, 10)` in `_bin_label`; the lower bound belongs to the range, the upper one to the next. `width` must be given. Values below `min` go into the first range, values above `max` into the last. Ranges are counted from `min`, or from 0 without it.',
    nulls: 'A value that is not a number has no range: the three columns are null.',
    examples: [
      {
        pipeline: 'bin n width=10, min=0, max=50',
        input: [{ n: 7 }, { n: 23 }, { n: -5 }, { n: 90 }],
        output: [
          { n: 7, _bin_label: '[0, 10)', _bin_lower: 0, _bin_upper: 10 },
          { n: 23, _bin_label: '[20, 30)', _bin_lower: 20, _bin_upper: 30 },
          { n: -5, _bin_label: '[0, 10)', _bin_lower: 0, _bin_upper: 10 },
          { n: 90, _bin_label: '[40, 50)', _bin_lower: 40, _bin_upper: 50 },
        ],
      },
      {
        pipeline: 'bin ms width=100 | count by _bin_lower | sort by _bin_lower asc',
        input: [{ ms: 120 }, { ms: 199 }, { ms: 200 }],
        output: [
          { _bin_lower: 100, _count: 2 },
          { _bin_lower: 200, _count: 1 },
        ],
      },
    ],
    snippet: 'bin ${1:field} width=${2:10}',
  },
];
