import assert from 'node:assert/strict';
import { queryOf, stageOf, withoutRanges } from './support.ts';

const field = (name: string) => ({ kind: 'field', name });
const text = (value: string) => ({ kind: 'string', value, written: value });
const number = (value: number, written = String(value)) => ({ kind: 'number', value, written });
const count = { kind: 'aggregate', name: 'count', args: [] };

const cases: readonly (readonly [text: string, stage: unknown])[] = [
  [
    'json field=mail "a", "b" as x, y nodrop',
    {
      kind: 'json',
      source: field('mail'),
      paths: [text('a'), text('b')],
      aliases: [field('x'), field('y')],
      nodrop: true,
    },
  ],
  ['JSON "a"', { kind: 'json', paths: [text('a')], aliases: [], nodrop: false }],
  [
    'parse field = x "*@*" as (a, b), "c*" as d nodrop',
    {
      kind: 'parse',
      source: field('x'),
      patterns: [
        { pattern: text('*@*'), fields: [field('a'), field('b')] },
        { pattern: text('c*'), fields: [field('d')] },
      ],
      nodrop: true,
    },
  ],
  [
    'parse regex "(?<a>.)" multi nodrop',
    { kind: 'parseRegex', patterns: [text('(?<a>.)')], multi: true, nodrop: true },
  ],
  [
    'extract "(?<a>.)", regex "(?<b>.)"',
    { kind: 'parseRegex', patterns: [text('(?<a>.)'), text('(?<b>.)')], multi: false, nodrop: false },
  ],
  ['count', { kind: 'aggregateStage', aggregates: [count], groupBy: [] }],
  [
    'count as count by as',
    { kind: 'aggregateStage', aggregates: [{ ...count, alias: field('count') }], groupBy: [field('as')] },
  ],
  [
    'count as n a, b',
    { kind: 'aggregateStage', aggregates: [{ ...count, alias: field('n') }], groupBy: [field('a'), field('b')] },
  ],
  ['count(*) group by a', { kind: 'aggregateStage', aggregates: [count], groupBy: [field('a')] }],
  [
    'count, avg (x) as y group %"h i"',
    {
      kind: 'aggregateStage',
      aggregates: [count, { kind: 'aggregate', name: 'avg', args: [field('x')], alias: field('y') }],
      groupBy: [field('h i')],
    },
  ],
  [
    'max(x) by g as top',
    {
      kind: 'aggregateStage',
      aggregates: [{ kind: 'aggregate', name: 'max', args: [field('x')], alias: field('top') }],
      groupBy: [field('g')],
    },
  ],
  [
    'max(1, 2) as v',
    { kind: 'expression', expression: { kind: 'call', name: 'max', args: [number(1), number(2)] }, alias: field('v') },
  ],
  [
    'count / 2 as half',
    {
      kind: 'expression',
      expression: { kind: 'binary', operator: '/', left: field('count'), right: number(2) },
      alias: field('half'),
    },
  ],
  ['first as copy', { kind: 'expression', expression: field('first'), alias: field('copy') }],
  ['toLowerCase(x)', { kind: 'expression', expression: { kind: 'call', name: 'toLowerCase', args: [field('x')] } }],
  [
    'sort by a, +b, c asc, - d',
    {
      kind: 'sort',
      keys: [
        { field: field('a'), ascending: false },
        { field: field('b'), ascending: true },
        { field: field('c'), ascending: true },
        { field: field('d'), ascending: false },
      ],
    },
  ],
  ['order x', { kind: 'sort', keys: [{ field: field('x'), ascending: false }] }],
  ['sort', { kind: 'sort', keys: [] }],
  [
    'top 10 a by n, a asc',
    {
      kind: 'top',
      count: number(10),
      fields: [field('a')],
      keys: [
        { field: field('n'), ascending: false },
        { field: field('a'), ascending: true },
      ],
    },
  ],
  ['limit 5', { kind: 'limit', count: number(5) }],
  ['fields -a, b', { kind: 'fields', mode: 'drop', fields: [field('a'), field('b')] }],
  ['fields(a, b)', { kind: 'fields', mode: 'keep', fields: [field('a'), field('b')] }],
  [
    'timeslice 15m',
    {
      kind: 'timeslice',
      width: { kind: 'period', period: { kind: 'duration', amount: 15, unit: 'm', milliseconds: 900_000 } },
    },
  ],
  [
    'timeslice by 1 h as t',
    {
      kind: 'timeslice',
      width: { kind: 'period', period: { kind: 'duration', amount: 1, unit: 'h', milliseconds: 3_600_000 } },
      alias: field('t'),
    },
  ],
  ['timeslice 100 buckets', { kind: 'timeslice', width: { kind: 'buckets', buckets: number(100) } }],
  ['timeslice', { kind: 'timeslice', width: { kind: 'whole' } }],
  [
    'transpose row a, b column c as %"x y", *',
    {
      kind: 'transpose',
      rows: [field('a'), field('b')],
      columns: [field('c')],
      named: [field('x y')],
      openEnded: true,
    },
  ],
  [
    'transpose row a column b as x',
    { kind: 'transpose', rows: [field('a')], columns: [field('b')], named: [field('x')], openEnded: false },
  ],
  [
    'fillmissing timeslice(1d), values ("S", "F") in status, values all in g with -1 for _count takeLast',
    {
      kind: 'fillmissing',
      generators: [
        { kind: 'timeslice', period: { kind: 'duration', amount: 1, unit: 'd', milliseconds: 86_400_000 } },
        { kind: 'values', values: [text('S'), text('F')], field: field('status') },
        { kind: 'allValues', field: field('g') },
      ],
      defaults: [{ value: number(-1), field: field('_count') }],
      takeLast: true,
    },
  ],
  [
    'outlier x by y, window = 5 direction=+-, threshold=2.5',
    {
      kind: 'outlier',
      field: field('x'),
      groupBy: [field('y')],
      options: [
        { name: 'window', value: number(5), strict: false },
        { name: 'direction', value: { kind: 'direction', value: '+-' }, strict: false },
        { name: 'threshold', value: number(2.5), strict: false },
      ],
    },
  ],
  [
    'lookup latitude, city as c from geo://location on ip=client_ip',
    {
      kind: 'lookup',
      outputs: [{ column: field('latitude') }, { column: field('city'), alias: field('c') }],
      table: { uri: 'geo://location' },
      on: [{ left: field('ip'), right: field('client_ip') }],
    },
  ],
  [
    'lookup * from /shared/my-table on name',
    { kind: 'lookup', outputs: [], table: { uri: '/shared/my-table' }, on: [{ left: field('name') }] },
  ],
];

describe('stages', () => {
  for (const [source, expected] of cases) {
    it(`reads ${source}`, () => {
      assert.deepEqual(withoutRanges(stageOf(source)), expected);
    });
  }

  it('gives every stage the range of its text and of its operator', () => {
    const source = '* | parse  regex "(?<a>.)" | limit 5';
    const ranges = queryOf(source).stages.map((stage) => [
      source.slice(stage.range.start, stage.range.end),
      source.slice(stage.keywordRange.start, stage.keywordRange.end),
    ]);
    assert.deepEqual(ranges, [
      ['parse  regex "(?<a>.)"', 'parse  regex'],
      ['limit 5', 'limit'],
    ]);
  });

  it('does not split at pipes in strings, regular expressions, comments or brackets', () => {
    const kinds = queryOf(
      '* | where a matches /x|y/ // | z\n | parse "a|*" as b /* | c */ | if(a || b, 1, 2) as d',
    ).stages.map((stage) => stage.kind);
    assert.deepEqual(kinds, ['where', 'parse', 'expression']);
  });
});
