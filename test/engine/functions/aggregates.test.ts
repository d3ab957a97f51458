import assert from 'node:assert/strict';
import { messages, noon, plan, run, values } from '../support.ts';

function numbers(...list: readonly (number | string)[]): ReturnType<typeof messages> {
  return messages(...list.map((n) => ({ n })));
}

describe('percentiles', () => {
  it('name a column for each percentile after the field as it was first written', async () => {
    const { columns, rows } = await run(numbers(10, 20, 30, 40, 50), '* | json "n" as Ms | pct(ms, 50, 75, 99.5)');
    assert.deepEqual([...columns], ['_Ms_pct_50', '_Ms_pct_75', '_Ms_pct_99.5']);
    assert.deepEqual(rows, [[30, 40, 49.8]]);
  });

  it('are the median without a number', async () => {
    assert.deepEqual(await values(numbers(1, 2, 9), '* | json "n" | pct(n)', '_n_pct_50'), [[2]]);
  });

  it('lie in proportion between two values', async () => {
    assert.deepEqual(await values(numbers(10, 20), '* | json "n" | pct(n, 25) as q', 'q'), [[12.5]]);
  });

  it('are the same of samples', async () => {
    const query = '* | json "n" | pct_sampling(n, 25), pct_sampling(n, 50, 75)';
    const { columns, rows } = await run(numbers(10, 20, 30, 40, 50), query);
    assert.deepEqual([...columns], ['_n_pct_25', '_n_pct_50', '_n_pct_75']);
    assert.deepEqual(rows, [[20, 30, 40]]);
  });

  it('pass over text that is no number', async () => {
    assert.deepEqual(await values(numbers('x', '4', '8'), '* | json "n" | median(n)', '_median'), [[6]]);
    assert.deepEqual(await values(numbers('x'), '* | json "n" | median(n)', '_median'), [[null]]);
  });

  it('outside 0 to 100 are refused', () => {
    const result = plan('* | json "n" | pct(n, 101)');
    assert.deepEqual(result.kind === 'invalid' && result.diagnostics.map(({ code }) => code), ['aggregate.percentile']);
  });
});

describe('most_recent and least_recent', () => {
  const statuses = [
    { raw: { user: 'a', status: 'middle' }, time: noon - 1000 },
    { raw: { user: 'a', status: 'old' }, time: noon - 5000 },
    { raw: { user: 'b', status: 'only' }, time: noon - 9000 },
    { raw: { user: 'a', status: 'new' }, time: noon },
  ];

  it('go by the time of messages, whatever their order', async () => {
    const query =
      '* | json "user", "status" | sort by status asc | withtime status | most_recent(status_withtime), least_recent(status_withtime) by user | sort by user asc';
    assert.deepEqual(await values(statuses, query, 'user', '_mostrecent', '_leastrecent'), [
      ['a', 'new', 'old'],
      ['b', 'only', 'only'],
    ]);
  });

  it('take the first row of several at one time', async () => {
    const query = '* | json "status" | sort by status desc | withtime status | most_recent(status_withtime) as s';
    const same = [
      { raw: { status: 'x' }, time: noon },
      { raw: { status: 'z' }, time: noon },
    ];
    assert.deepEqual(await values(same, query, 's'), [['z']]);
  });

  it('are null for a field that withtime did not make', async () => {
    assert.deepEqual(await values(statuses, '* | json "status" | most_recent(status) as s', 's'), [[null]]);
  });

  it('keep quotes, brackets and line feeds of values', async () => {
    const query = '* | json "s" | withtime s | most_recent(s_withtime) as s';
    assert.deepEqual(await values(messages({ s: 'a"b\n{}' }), query, 's'), [['a"b\n{}']]);
  });
});

describe('stddev', () => {
  it('divides by the number of values', async () => {
    assert.deepEqual(await values(numbers(2, 4, 4, 4, 5, 5, 7, 9), '* | json "n" | stddev(n)', '_stddev'), [[2]]);
  });

  it('leaves out values without end', async () => {
    const query = '* | json "n" | 1 / n as q | stddev(q) as d, count(q) as c';
    assert.deepEqual(await values(numbers(0, 1, 1), query, 'd', 'c'), [[0, 3]]);
  });
});

describe('types of aggregates', () => {
  it('are doubles for sums and extremes, and those of the field for first and last', async () => {
    const query =
      '* | toLong(5) as n | sum(n), min(n), max(n), first(n), last(n), count_distinct(n), values(n) | fields _sum, _min, _max, _first, _last, _count_distinct, _values';
    const { types } = await run(messages('x'), query);
    assert.deepEqual([...types], ['double', 'double', 'double', 'long', 'long', 'long', 'text']);
  });
});
