import type { OperatorRecord } from '../records.ts';

const afterAggregation = { dashboard: 'afterAggregation' } as const;

/** Operators that order rows and cut them off (language.md 3.2, 3.4). */
export const ordering: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'sort',
    names: ['sort', 'order'],
    rule: 'sort',
    phase: 'any',
    keywords: ['by', 'asc', 'desc'],
    summary: 'Orders the rows, largest first unless a key says `asc` or begins with `+`.',
    syntax: 'sort [by] [+|-]<field> [asc|desc] [, …]',
    documentation:
      'The usual direction is descending. `asc` or a `+` in front turns one key around, `desc` or `-` says what is usual; each key has its own direction, so `sort by n, name asc` puts large numbers first and names in order among equals. The word `by` may be left out. ' +
      'Text is ordered as text even when it looks like a number: `"9"` comes before `"10"`; use `num(field)` first. Equal rows keep their order. `sort` without a key orders by the first column.',
    nulls: 'Nulls come last in both directions.',
    restrictions: afterAggregation,
    examples: [
      { pipeline: 'sort by n', input: [{ n: 1 }, { n: 3 }, { n: 2 }], output: [{ n: 3 }, { n: 2 }, { n: 1 }] },
      {
        pipeline: 'sort by bounces, domain asc',
        input: [
          { bounces: 1, domain: 'b.com' },
          { bounces: 2, domain: 'z.com' },
          { bounces: 1, domain: 'a.com' },
        ],
        output: [
          { bounces: 2, domain: 'z.com' },
          { bounces: 1, domain: 'a.com' },
          { bounces: 1, domain: 'b.com' },
        ],
      },
      { pipeline: 'order by d', input: [{ d: '10' }, { d: '9' }], output: [{ d: '9' }, { d: '10' }] },
      { pipeline: 'sort +n', input: [{ n: null }, { n: 3 }, { n: 2 }], output: [{ n: 2 }, { n: 3 }, { n: null }] },
    ],
    snippet: 'sort by ${1:field}',
  },
  {
    kind: 'operator',
    id: 'top',
    names: ['top'],
    rule: 'top',
    phase: 'aggregates',
    keywords: ['by', 'asc', 'desc'],
    summary: 'Keeps the first rows by one or more fields, largest first.',
    syntax: 'top <n> <field> [, …] [by <field> [asc|desc] [, …]]',
    documentation:
      'After an aggregation it orders by the fields after `by`, each descending unless it says `asc` (`desc` says what is usual), and keeps the first rows with all their columns. ' +
      'Directly on messages it first counts: `top 5 sender` is `count by sender` followed by the five largest.',
    nulls: 'Nulls come last when rows are ordered; on messages a null value is counted as a group of its own.',
    restrictions: afterAggregation,
    examples: [
      {
        pipeline: 'top 2 domain by bounces, domain asc',
        input: [
          { domain: 'c.com', bounces: 4 },
          { domain: 'a.com', bounces: 4 },
          { domain: 'b.com', bounces: 9 },
        ],
        output: [
          { domain: 'b.com', bounces: 9 },
          { domain: 'a.com', bounces: 4 },
        ],
      },
      {
        pipeline: 'top 1 sender',
        input: [{ sender: 'ann' }, { sender: 'bob' }, { sender: 'bob' }],
        output: [{ sender: 'bob', _count: 2 }],
      },
    ],
    snippet: 'top ${1:10} ${2:field} by ${3:_count}',
  },
  {
    kind: 'operator',
    id: 'topk',
    names: ['topk'],
    rule: 'topk',
    phase: 'any',
    keywords: ['by', 'group'],
    outputs: ['_rank'],
    summary: 'Keeps the rows with the largest values, of all rows or of each group.',
    syntax: 'topk(<n>, <field> [, …]) [[group] by <field> [, …]]',
    documentation:
      'Keeps whole rows with all their columns and adds `_rank`, counted from 1. With `by` (or `group by`) every group keeps its own first rows: `topk(1, updated) by id` leaves the newest row of each id. Text is compared as text. Among equal rows the earlier one comes first.',
    nulls: 'Rows without a value rank last.',
    examples: [
      {
        pipeline: 'topk(1, size) by sender',
        input: [
          { sender: 'ann', size: 1 },
          { sender: 'ann', size: 5 },
          { sender: 'bob', size: 2 },
        ],
        output: [
          { sender: 'ann', size: 5, _rank: 1 },
          { sender: 'bob', size: 2, _rank: 1 },
        ],
      },
      {
        pipeline: 'topk(2, size)',
        input: [{ size: 9 }, { size: 7 }, { size: 3 }],
        output: [
          { size: 9, _rank: 1 },
          { size: 7, _rank: 2 },
        ],
      },
    ],
    snippet: 'topk(${1:1}, ${2:field}) by ${3:group}',
  },
  {
    kind: 'operator',
    id: 'limit',
    names: ['limit'],
    rule: 'limit',
    phase: 'any',
    keywords: [],
    summary: 'Keeps the first rows in their present order.',
    syntax: 'limit <n>',
    documentation:
      'Messages come newest first, so `limit` right after the search keeps the newest ones. After an aggregation the order is only certain once the rows are sorted.',
    nulls: 'Values are not looked at.',
    limits: 'At most 10,000 rows.',
    restrictions: afterAggregation,
    examples: [
      { pipeline: 'limit 2', input: [{ n: 1 }, { n: 3 }, { n: 2 }], output: [{ n: 1 }, { n: 3 }] },
      { pipeline: 'sort by n | limit 1', input: [{ n: 1 }, { n: 3 }, { n: 2 }], output: [{ n: 3 }] },
    ],
    snippet: 'limit ${1:10}',
  },
];
