import assert from 'node:assert/strict';
import { messages, run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const orders = messages({ k: 'b', n: 1 }, { k: 'a', n: 5 }, { k: 'b', n: 'x' }, { n: 2 });
const read = '* | json "k", "n" nodrop';

async function rows(input: readonly TestMessage[], query: string): Promise<readonly unknown[]> {
  return (await run(input, query)).rows;
}

describe('aggregation', () => {
  it('counts by a field in order of first appearance, null as a group of its own', async () => {
    assert.deepEqual(await rows(orders, `${read} | count by k`), [
      ['b', 2],
      ['a', 1],
      [null, 1],
    ]);
  });

  it('count by two fields keeps both columns', async () => {
    const result = await run(orders, `${read} | count by k, n | limit 1`);
    assert.deepEqual([result.columns, result.rows], [['k', 'n', '_count'], [['b', '1', 1]]]);
  });

  it('counts nothing as zero and sums nothing as null', async () => {
    assert.deepEqual(await rows(orders, `absent ${read.slice(1)} | count, sum(n)`), [[0, null]]);
    assert.deepEqual(await rows(orders, `absent ${read.slice(1)} | count by k`), []);
  });

  it('passes over text that is no number', async () => {
    assert.deepEqual(await rows(orders, `${read} | sum(n), avg(n), min(n), max(n)`), [[8, 8 / 3, 1, 5]]);
  });

  it('counts only rows where the field is there', async () => {
    assert.deepEqual(await rows(orders, `${read} | count(k) as c`), [[3]]);
  });

  it('counts distinct values and distinct tuples', async () => {
    assert.deepEqual(await rows(orders, `${read} | count_distinct(k) as one`), [[2]]);
    assert.deepEqual(await rows(orders, `${read} | count_distinct(k, n) as two`), [[3]]);
  });

  it('takes first and last in the order of the rows', async () => {
    assert.deepEqual(await rows(orders, `${read} | first(n), last(n) by k`), [
      ['b', '1', 'x'],
      ['a', '5', '5'],
      [null, '2', '2'],
    ]);
  });

  it('aggregates aggregates', async () => {
    assert.deepEqual(await rows(orders, `${read} | count by k, n | count as n by k | max(n) as m`), [[2]]);
  });

  it('groups by a constant', async () => {
    assert.deepEqual(await rows(orders, '* | "all" as g | count by g'), [['all', 4]]);
  });
});

describe('sort', () => {
  const input = messages({ k: 'b', n: 2 }, { k: 'a', n: 10 }, {}, { k: 'c', n: 2 });
  const start = '* | json "k", "n" nodrop | count by k, n';

  it('is descending unless said otherwise, nulls last', async () => {
    assert.deepEqual(await rows(input, `${start} | num(n) | sort by n | fields k`), [['a'], ['b'], ['c'], [null]]);
  });

  it('has nulls last in ascending order too', async () => {
    assert.deepEqual(await rows(input, `${start} | num(n) | sort by n asc | fields k`), [['b'], ['c'], ['a'], [null]]);
  });

  it('gives each key its own direction', async () => {
    assert.deepEqual(await rows(input, `${start} | num(n) | sort by +n, k | fields k`), [['c'], ['b'], ['a'], [null]]);
  });

  it('orders text as text', async () => {
    assert.deepEqual(await rows(input, `${start} | where !isNull(n) | sort by n asc | fields n`), [
      ['10'],
      ['2'],
      ['2'],
    ]);
  });

  it('limits after the order', async () => {
    assert.deepEqual(await rows(input, `${start} | sort by k | limit 2 | fields k`), [['c'], ['b']]);
  });

  it('keeps the order of the sort below a where', async () => {
    assert.deepEqual(await rows(input, `${start} | sort by k asc | where k != "b" | fields k`), [['a'], ['c']]);
  });
});

describe('top', () => {
  const input = messages({ k: 'b' }, { k: 'a' }, { k: 'a' }, { k: 'c' }, { k: 'c' }, { k: 'c' });

  it('counts values of messages', async () => {
    const result = await run(input, '* | json "k" | top 2 k');
    assert.deepEqual(
      [result.columns, result.rows],
      [
        ['k', '_count'],
        [
          ['c', 3],
          ['a', 2],
        ],
      ],
    );
  });

  it('ranks aggregate rows by a field and keeps all columns', async () => {
    assert.deepEqual(await rows(input, '* | json "k" | count as n by k | top 1 k by n asc'), [['b', 1]]);
  });
});
