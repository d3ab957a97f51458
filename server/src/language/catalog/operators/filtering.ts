import type { ExampleRow, OperatorRecord } from '../records.ts';

const visits: readonly ExampleRow[] = [
  { id: 1, country: 'US' },
  { id: 2, country: 'US' },
  { id: 3, country: 'FR' },
  { id: 4, country: 'US' },
];

/** Operators that let rows pass or drop them (language.md 3.2). */
export const filtering: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'where',
    names: ['where'],
    rule: 'where',
    phase: 'any',
    keywords: ['and', 'or', 'not', 'in', 'matches', 'contains'],
    summary: 'Keeps the rows for which the condition is true; false and null both drop the row.',
    syntax: 'where <condition>',
    documentation:
      'Conditions compare with `=`, `!=`, `<`, `<=`, `>`, `>=` and combine with `and`, `or`, `not` or `!`. Text must be quoted: a word without quotes is a field. ' +
      '`matches "<glob>"` compares the whole text, case matters, and `*` is the only wildcard; `matches /<expression>/` searches anywhere. `contains` looks for a part of the text, in the same case. ' +
      '`in (…)` and `not in (…)` compare exactly and never turn text into a number: write `num(x)` first. Comparing with `=`, `<` or `>` against a number does turn text into one. ' +
      'Any function that gives true or false, a field that holds one and `[subquery: …]` are conditions too.',
    nulls:
      'A comparison with null is false, `!=` included; only `isNull`, `isEmpty` and `isBlank` find null, and `!` of a comparison with null is true.',
    examples: [
      {
        pipeline: 'where bounceType = "Permanent" and attempts >= 10',
        input: [
          { bounceType: 'Permanent', attempts: '9' },
          { bounceType: 'Permanent', attempts: '12' },
          { bounceType: 'Transient', attempts: '12' },
        ],
        output: [{ bounceType: 'Permanent', attempts: '12' }],
      },
      {
        pipeline: 'where status matches "fail*"',
        input: [{ status: 'failure' }, { status: 'Failure' }, { status: 'a fail' }, { status: null }],
        output: [{ status: 'failure' }],
      },
      {
        pipeline: 'where user != "root"',
        input: [{ user: 'root' }, { user: 'ann' }, { user: null }],
        output: [{ user: 'ann' }],
      },
      {
        pipeline: 'num(code) | where code in (404, 500)',
        input: [{ code: '404' }, { code: '200' }],
        output: [{ code: 404 }],
      },
    ],
    snippet: 'where ${1:condition}',
  },
  {
    kind: 'operator',
    id: 'filter',
    names: ['filter'],
    rule: 'filter',
    phase: 'afterAggregation',
    keywords: ['in'],
    nestedPipelines: true,
    summary: 'Keeps the rows whose values come out of a pipeline over the same rows.',
    syntax: 'filter <field> [, …] in (<pipeline>)',
    documentation:
      'The pipeline after `in` runs over the rows as they are now, without a scope, and must end with the named fields. Rows whose values are among its rows stay, unchanged. ' +
      'Typical: keep all slices of the five busiest senders. The inner pipeline may hold neither `compare` nor another `filter`.',
    nulls: 'Null is a value like any other: it stays when the inner pipeline gives a null.',
    limits: 'At most 100,000 values.',
    examples: [
      {
        pipeline: 'filter sender in (sum(_count) by sender | top 1 sender by _sum)',
        input: [
          { _timeslice: 0, sender: 'ann', _count: 1 },
          { _timeslice: 0, sender: 'bob', _count: 5 },
          { _timeslice: 60000, sender: 'bob', _count: 1 },
        ],
        output: [
          { _timeslice: 0, sender: 'bob', _count: 5 },
          { _timeslice: 60000, sender: 'bob', _count: 1 },
        ],
      },
      {
        pipeline: 'filter sender, type in (where _count > 4)',
        input: [
          { sender: 'ann', type: 'Bounce', _count: 1 },
          { sender: 'ann', type: 'Delivery', _count: 9 },
          { sender: 'bob', type: 'Bounce', _count: 7 },
        ],
        output: [
          { sender: 'ann', type: 'Delivery', _count: 9 },
          { sender: 'bob', type: 'Bounce', _count: 7 },
        ],
      },
    ],
    snippet: 'filter ${1:field} in (sum(_count) by $1 | top ${2:5} $1 by _sum)',
  },
  {
    kind: 'operator',
    id: 'dedup',
    names: ['dedup'],
    rule: 'dedup',
    phase: 'any',
    keywords: ['consecutive', 'by'],
    summary: 'Drops repeated rows and keeps the first of each kind.',
    syntax: 'dedup [consecutive] [<n>] [by <field> [, …]]',
    documentation:
      'Rows are the same when the fields after `by` are, or the whole message when there is no `by`. A number keeps that many of each kind; one is usual. ' +
      '`consecutive` only drops a row that repeats the one right before it. The present order decides which rows come first: newest first unless the query has sorted.',
    nulls: 'Nulls are equal to each other here and make a kind of their own.',
    limits: 'At most 100,000 messages; aggregate rows are not limited.',
    examples: [
      { pipeline: 'dedup by country', input: visits, output: [{ id: 1 }, { id: 3 }] },
      { pipeline: 'dedup 2 by country', input: visits, output: [{ id: 1 }, { id: 2 }, { id: 3 }] },
      { pipeline: 'dedup consecutive by country', input: visits, output: [{ id: 1 }, { id: 3 }, { id: 4 }] },
      {
        pipeline: 'dedup by user',
        input: [
          { n: 1, user: null },
          { n: 2, user: 'ann' },
          { n: 3, user: null },
        ],
        output: [{ n: 1 }, { n: 2 }],
      },
    ],
    snippet: 'dedup ${1:1} by ${2:field}',
  },
];
