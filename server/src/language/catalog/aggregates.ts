import type { AggregateRecord } from './records.ts';

const one = { min: 1, max: 1 } as const;

/** The functions of aggregation stages (language.md 5). */
export const aggregates: readonly AggregateRecord[] = [
  {
    kind: 'aggregate', id: 'count', names: ['count'], fields: { min: 0, max: 1 }, output: '_count', returns: 'number',
    summary: 'Counts the rows, or the rows in which a field has a value.',
    syntax: 'count [(<field>)] [as <name>] [by <field> [, …]]',
    example: '* | count by _sourceCategory',
  },
  {
    kind: 'aggregate', id: 'count_distinct', names: ['count_distinct'], fields: { min: 1, max: 16 }, output: '_count_distinct', returns: 'number',
    summary: 'Counts the different values of a field; null is not a value.',
    syntax: 'count_distinct(<field> [, …]) [as <name>] [by <field> [, …]]',
    example: '* | json "mail.source" as source | count_distinct(source)',
  },
  {
    kind: 'aggregate', id: 'sum', names: ['sum'], fields: one, output: '_sum', returns: 'number',
    summary: 'Adds up the numbers of a field.',
    syntax: 'sum(<field>) [as <name>] [by <field> [, …]]',
    example: '* | json "delivery.processingTimeMillis" as ms | sum(ms)',
  },
  {
    kind: 'aggregate', id: 'avg', names: ['avg'], fields: one, output: '_avg', returns: 'number',
    summary: 'The mean of the numbers of a field.',
    syntax: 'avg(<field>) [as <name>] [by <field> [, …]]',
    example: '* | json "delivery.processingTimeMillis" as ms | avg(ms)',
  },
  {
    kind: 'aggregate', id: 'min', names: ['min'], fields: one, output: '_min', returns: 'number',
    summary: 'The smallest number of a field.',
    syntax: 'min(<field>) [as <name>] [by <field> [, …]]',
    example: '* | json "delivery.processingTimeMillis" as ms | min(ms)',
  },
  {
    kind: 'aggregate', id: 'max', names: ['max'], fields: one, output: '_max', returns: 'number',
    summary: 'The largest number of a field.',
    syntax: 'max(<field>) [as <name>] [by <field> [, …]]',
    example: '* | json "delivery.processingTimeMillis" as ms | max(ms)',
  },
  {
    kind: 'aggregate', id: 'first', names: ['first'], fields: one, output: '_first', returns: 'any',
    summary: 'The first value of a field in the present order, newest first unless sorted.',
    syntax: 'first(<field>) [as <name>] [by <field> [, …]]',
    example: '* | json "mail.source" as source | first(source)',
  },
  {
    kind: 'aggregate', id: 'last', names: ['last'], fields: one, output: '_last', returns: 'any',
    summary: 'The last value of a field in the present order.',
    syntax: 'last(<field>) [as <name>] [by <field> [, …]]',
    example: '* | json "mail.source" as source | last(source)',
  },
];

/** Aggregates of the dialect that are recognised but cannot be used yet. */
export const laterAggregates: readonly string[] = [
  'least_recent', 'median', 'most_recent', 'pct', 'pct_sampling', 'stddev', 'values',
];
