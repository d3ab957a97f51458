import type { ExampleRow, OperatorRecord } from '../records.ts';

/** 2017-07-20 07:00:00 UTC, in epoch milliseconds. */
const seven = 1500534000000;
const minute = 60_000;
const hour = 60 * minute;

const at = (hours: number, minutes: number, type = 'Bounce'): ExampleRow => ({
  _messageTime: seven + hours * hour + minutes * minute,
  type,
});

/** Operators about time (language.md 3.5, 3.6). */
export const timeOperators: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'timeslice',
    names: ['timeslice'],
    rule: 'timeslice',
    phase: 'any',
    keywords: ['by', 'buckets', 'as'],
    outputs: ['_timeslice', '__timeslice_end'],
    summary: 'Gives every message the start of its slice of time in `_timeslice`.',
    syntax: 'timeslice [by] [<period> | <n> buckets] [as <field>]',
    documentation:
      'Periods are written `15m`, `1h`, `1d` or `1w` (also `s`) and begin at full clock times in the time zone of the session; weeks begin on Monday. `10 buckets` chooses a round period that makes about as many slices; without any period the whole range is one slice. The word `by` changes nothing. ' +
      'Adds `_timeslice`, the start in milliseconds, and `__timeslice_end`, its end. `as` gives the start another name, but `compare` and `outlier` need `_timeslice`. Only slices that have messages appear; `fillmissing` adds the others. After an aggregation it needs `_messageTime` among the fields.',
    nulls: 'Every message has a time and gets a slice; an aggregate row without `_messageTime` gets null.',
    limits: 'Searches that are kept up to date take slices of at most one day.',
    examples: [
      {
        pipeline: 'timeslice 1h | count by _timeslice | sort by _timeslice asc',
        input: [at(1, 10), at(0, 50), at(0, 5)],
        output: [
          { _timeslice: seven, _count: 2 },
          { _timeslice: seven + hour, _count: 1 },
        ],
      },
      {
        pipeline: 'timeslice by 5m | fields _timeslice, __timeslice_end',
        input: [at(0, 7)],
        output: [{ _timeslice: seven + 5 * minute, __timeslice_end: seven + 10 * minute }],
      },
      {
        pipeline: 'timeslice | count by _timeslice | fields _count',
        input: [at(3, 0), at(1, 10), at(0, 5)],
        output: [{ _count: 3 }],
      },
      {
        pipeline: 'timeslice by 1h as hour | count by hour, type',
        input: [at(0, 50), at(0, 5)],
        output: [{ hour: seven, type: 'Bounce', _count: 2 }],
      },
    ],
    snippet: 'timeslice ${1:1h}',
  },
  {
    kind: 'operator',
    id: 'fillmissing',
    names: ['fillmissing'],
    rule: 'fillmissing',
    phase: 'any',
    keywords: ['timeslice', 'values', 'all', 'in', 'with', 'for', 'takeLast'],
    summary: 'Adds the rows that are missing between slices of time or from a list of values.',
    syntax:
      'fillmissing timeslice[(<period>)] [in <field>] [, values ("<value>" [, …]) in <field>] [, values all in <field>] [with <value> for <field> [, …]] [takeLast]',
    documentation:
      '`timeslice` means all slices of the search range, as long as those of the `timeslice` stage unless a period follows; it fills `_timeslice` unless `in` names another field. `values (…)` lists the values to have, `values all` takes those that occur; several lists are combined with each other. ' +
      'In a new row the other columns are 0 for numbers, false for true or false, and null for everything else; `with -1 for _count` chooses another value, and `takeLast` repeats the slice before. New rows come last, so sort afterwards.',
    nulls: 'New rows have null in text columns, and after a `transpose` in all columns.',
    limits: 'At most 10,000 combinations; `timeslice` needs a period, not buckets.',
    examples: [
      {
        pipeline: 'timeslice 1h | count by _timeslice | fillmissing timeslice(1h) | sort by _timeslice asc',
        input: [at(2, 10), at(0, 20), at(0, 5)],
        output: [
          { _timeslice: seven, _count: 2 },
          { _timeslice: seven + hour, _count: 0 },
          { _timeslice: seven + 2 * hour, _count: 1 },
        ],
      },
      {
        pipeline: 'timeslice 1h | count by _timeslice | fillmissing timeslice takeLast | sort by _timeslice asc',
        input: [at(2, 10), at(0, 20), at(0, 5)],
        output: [
          { _timeslice: seven, _count: 2 },
          { _timeslice: seven + hour, _count: 2 },
          { _timeslice: seven + 2 * hour, _count: 1 },
        ],
      },
      {
        pipeline: 'count by type | fillmissing values("Bounce", "Complaint") in type with -1 for _count',
        input: [{ type: 'Bounce' }],
        output: [
          { type: 'Bounce', _count: 1 },
          { type: 'Complaint', _count: -1 },
        ],
      },
      {
        pipeline: 'count by day, type | fillmissing values all in day, values all in type | sort by day asc, type asc',
        input: [
          { day: 'Mon', type: 'Bounce' },
          { day: 'Tue', type: 'Delivery' },
        ],
        output: [
          { day: 'Mon', type: 'Bounce', _count: 1 },
          { day: 'Mon', type: 'Delivery', _count: 0 },
          { day: 'Tue', type: 'Bounce', _count: 0 },
          { day: 'Tue', type: 'Delivery', _count: 1 },
        ],
      },
    ],
    snippet: 'fillmissing timeslice(${1:1h})',
  },
  {
    kind: 'operator',
    id: 'compare',
    names: ['compare'],
    rule: 'compare',
    phase: 'afterAggregation',
    keywords: ['with', 'timeshift', 'avg', 'min', 'max', 'as'],
    summary: 'Sets the result beside the same result of an earlier time.',
    syntax: 'compare [with] timeshift <period> [<n>] [avg|min|max] [as <name>] [, timeshift …]',
    documentation:
      'Runs the query again for the range moved back by `timeshift` and joins the answers by their groups; `_timeslice` is moved forward so that slices stand side by side. `timeshift 1d` adds `_count_1d`; `timeshift 1d 3` adds `_count_1d`, `_count_2d` and `_count_3d`; with `avg`, `min` or `max` they are put together in one column such as `_count_3d_avg`. ' +
      '`as before` makes `_count_before`. `-1d` means the same as `1d`, and the word `with` may be left out. It must follow an aggregation and may stand once in a query; leave `_timeslice` its name.',
    nulls: 'Groups that exist on one side only have null on the other.',
    limits: 'At most seven earlier ranges, at most 40 days back.',
    examples: [
      {
        pipeline: 'timeslice 1h | count by _timeslice | compare timeshift 1h | sort by _timeslice asc',
        input: [at(1, 40), at(0, 20), at(0, 5)],
        output: [
          { _timeslice: seven, _count: 2, _count_1h: null },
          { _timeslice: seven + hour, _count: 1, _count_1h: 2 },
        ],
      },
      {
        pipeline: 'count by type | compare with timeshift -1h as before | sort by type asc',
        input: [at(1, 40, 'Delivery'), at(0, 20), at(0, 5)],
        output: [
          { type: 'Bounce', _count: 2, _count_before: 2 },
          { type: 'Delivery', _count: 1, _count_before: null },
        ],
      },
      {
        pipeline: 'timeslice 1h | count by _timeslice | compare timeshift 1h 2 avg | sort by _timeslice | limit 1',
        input: [at(2, 50), at(1, 30), at(0, 20), at(0, 10), at(0, 5)],
        output: [{ _timeslice: seven + 2 * hour, _count: 1, _count_2h_avg: 2 }],
      },
    ],
    snippet: 'compare timeshift ${1:1d}',
  },
];
