import type { ExampleRow, OperatorRecord } from '../records.ts';

/** One row a minute. */
const perMinute = (field: string, ...values: readonly number[]): readonly ExampleRow[] =>
  values.map((value, index) => ({ _timeslice: index * 60_000, [field]: value }));

/** Operators that find what is unusual or to come in numbers (language.md 3.8). */
export const analytics: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'outlier',
    names: ['outlier'],
    rule: 'outlier',
    phase: 'afterAggregation',
    keywords: ['by', 'window', 'threshold', 'consecutive', 'direction'],
    outputs: [
      '<field>_error',
      '<field>_lower',
      '<field>_upper',
      '<field>_std',
      '<field>_indicator',
      '<field>_violation',
    ],
    summary: 'Marks the slices whose value lies outside the band of the slices before them.',
    syntax:
      'outlier <field> [by <field> [, …]] [window=<n>] [, threshold=<n>] [, consecutive=<n>] [, direction=+|-|+-]',
    documentation:
      'The band is the mean of the last `window` slices (10), without the present one, plus and minus `threshold` (3) standard deviations. A value outside sets `<field>_indicator` to 1; `consecutive` (1) of them in a row set `<field>_violation`. `direction=+` looks at values above only, `-` below only, `+-` at both, which is usual. ' +
      'Adds `<field>_error` (distance from the mean), `<field>_lower` and `<field>_upper` too. `by` makes a series for each group. Needs an aggregation by `_timeslice`; options may come in any order, with or without commas. The first slices train the band, and the last one, often incomplete, is left out.',
    nulls: 'Slices without a number or before the window is full have no band.',
    examples: [
      {
        pipeline: 'outlier n window=4 | where n_violation = 1 | fields _timeslice, n, n_error, n_lower, n_upper',
        input: perMinute('n', 10, 12, 10, 12, 30, 11),
        output: [{ _timeslice: 240000, n: 30, n_error: 19, n_lower: 8, n_upper: 14 }],
      },
      {
        pipeline: 'outlier n window=4, direction=+ | sum(n_violation) as violations',
        input: perMinute('n', 10, 12, 10, 12, 0, 11),
        output: [{ violations: 0 }],
      },
      {
        pipeline: 'outlier n threshold=1 consecutive=2 window=4 | where n_violation = 1 | fields _timeslice',
        input: perMinute('n', 10, 12, 10, 12, 30, 30, 15),
        output: [{ _timeslice: 300000 }],
      },
    ],
    snippet: 'outlier ${1:_count} window=${2:10}, threshold=${3:3}',
  },
  {
    kind: 'operator',
    id: 'predict',
    names: ['predict'],
    rule: 'predict',
    phase: 'afterAggregation',
    keywords: ['by', 'model', 'ar', 'ar.window', 'forecast'],
    outputs: ['<field>_predicted', '<field>_error', '<field>_linear'],
    summary: 'Continues a series of slices into the future.',
    syntax: 'predict <field> by <period> [model=ar] [, ar.window=<n>] [, forecast=<n or period>]',
    documentation:
      'Fits a straight line through all slices and adds `<field>_predicted` and `<field>_error`, which is predicted minus actual. `forecast` says how far to go on, in slices or as a period such as `10m`; three slices unless given. `by` is the length of a slice, the same as in `timeslice`. ' +
      '`model=ar` learns from the last `ar.window` slices in place of the line and adds `<field>_linear`; it needs many slices, better more than 100. Missing slices count as 0, with a warning.',
    nulls: 'The rows of the future have null in the field itself.',
    limits: 'At most 100 slices into the future.',
    examples: [
      {
        pipeline: 'predict n by 1m forecast=1 | round(n_predicted) as predicted | fields _timeslice, n, predicted',
        input: perMinute('n', 10, 20, 30),
        output: [
          { _timeslice: 0, n: 10, predicted: 10 },
          { _timeslice: 60000, n: 20, predicted: 20 },
          { _timeslice: 120000, n: 30, predicted: 30 },
          { _timeslice: 180000, n: null, predicted: 40 },
        ],
      },
      { pipeline: 'predict n by 1m | count', input: perMinute('n', 10, 20, 30), output: [{ _count: 6 }] },
    ],
    snippet: 'predict ${1:_count} by ${2:1h} forecast=${3:3}',
  },
  {
    kind: 'operator',
    id: 'logexplain',
    names: ['logexplain'],
    rule: 'logexplain',
    phase: 'aggregates',
    keywords: ['on'],
    outputs: ['_explanation', '_relevance', '_test_coverage', '_control_coverage'],
    summary: 'Finds the values that go along with a condition.',
    syntax: 'logexplain <condition> on <field> [, …]',
    documentation:
      'Compares the messages for which the condition is true with all the others and lists the values of the fields after `on` that are more frequent among them, the most relevant first. `_explanation` names the values, `_relevance` goes from 0 to 1, `_test_coverage` is the share of messages with the condition that have them and `_control_coverage` that of the others, both in percent.',
    nulls: 'Null explains nothing; messages for which the condition is null belong to the others.',
    examples: [
      {
        pipeline: 'logexplain errorCode = "AccessDenied" on region | fields _test_coverage, _control_coverage',
        input: [
          { errorCode: 'AccessDenied', region: 'eu-west-1' },
          { errorCode: 'AccessDenied', region: 'eu-west-1' },
          { errorCode: 'Throttling', region: 'us-east-1' },
          { errorCode: null, region: 'us-east-1' },
        ],
        output: [{ _test_coverage: 100, _control_coverage: 0 }],
      },
    ],
    snippet: 'logexplain ${1:condition} on ${2:field}',
  },
  {
    kind: 'operator',
    id: 'infer',
    names: ['infer'],
    rule: 'opaque',
    phase: 'any',
    keywords: [],
    summary: 'Accepted for queries that have it; it has no documented meaning.',
    syntax: 'infer <name>=<value> …',
    documentation:
      'Asks a model of the hosted product, which is not available here. It is accepted for queries that have it, and the rows pass unchanged.',
    nulls: 'Values are not looked at.',
    examples: [
      {
        pipeline: 'infer _category=insights _model=severity minimize="true"',
        input: [{ n: 1 }, { n: 2 }],
        output: [{ n: 1 }, { n: 2 }],
      },
    ],
    snippet: 'infer _category=${1:category} _model=${2:model}',
  },
  {
    kind: 'operator',
    id: 'benchmark',
    names: ['benchmark'],
    rule: 'opaque',
    phase: 'any',
    keywords: ['as', 'from', 'on'],
    summary: 'Accepted for queries that have it; it has no documented meaning.',
    syntax: 'benchmark <column> as <field> from <name> on <column>=<field> [, …]',
    documentation:
      'Adds what the hosted product knows of other accounts: `from` names what is compared, `on` the columns that must agree, and the column is added `as` a field. That knowledge is not available here. The stage is accepted for queries that have it, and the rows pass unchanged.',
    nulls: 'Values are not looked at.',
    examples: [
      {
        pipeline: 'benchmark percentage as global_percent from guardduty on severity=severity',
        input: [{ severity: 'high' }, { severity: 'low' }],
        output: [{ severity: 'high' }, { severity: 'low' }],
      },
    ],
    snippet: 'benchmark ${1:percentage} as ${2:field} from ${3:name} on ${4:field}=${4:field}',
  },
];
