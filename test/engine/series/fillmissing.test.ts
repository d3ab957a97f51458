import assert from 'node:assert/strict';
import { run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const minute = 60_000;
const start = Date.UTC(2024, 0, 1, 10);

function at(offset: number, value: object = {}): TestMessage {
  return { raw: JSON.stringify(value), time: start + offset * minute };
}

describe('fillmissing takeLast', () => {
  it('repeats the slice before, through several gaps', async () => {
    const result = await run(
      [at(4, { n: 7 }), at(1, { n: 5 })],
      '* | json "n" | timeslice 1m | sum(n) as n by _timeslice | fillmissing timeslice takeLast | sort by _timeslice asc',
    );
    assert.deepEqual(result.rows, [
      [start + minute, 5],
      [start + 2 * minute, 5],
      [start + 3 * minute, 5],
      [start + 4 * minute, 7],
    ]);
  });

  it('keeps series apart and the default where nothing is before', async () => {
    const result = await run(
      [at(2, { k: 'a' }), at(1, { k: 'b' }), at(1, { k: 'b' }), at(0, { k: 'a' })],
      '* | json "k" | timeslice 1m | count by _timeslice, k | fillmissing timeslice, values all in k takeLast | sort by k asc, _timeslice asc',
    );
    assert.deepEqual(result.rows, [
      [start, 'a', 1],
      [start + minute, 'a', 1],
      [start + 2 * minute, 'a', 1],
      [start, 'b', 0],
      [start + minute, 'b', 2],
      [start + 2 * minute, 'b', 2],
    ]);
  });

  it('leaves a value that was asked for', async () => {
    const result = await run(
      [at(2), at(0)],
      '* | timeslice 1m | count by _timeslice | fillmissing timeslice with -1 for _count takeLast | sort by _timeslice asc',
    );
    assert.deepEqual(
      result.rows.map(([, count]) => count),
      [1, -1, 1],
    );
  });
});

describe('fillmissing', () => {
  it('fills a slice of another name', async () => {
    const result = await run(
      [at(2), at(0)],
      '* | timeslice 1m as slot | count by slot | fillmissing timeslice in slot | sort by slot asc',
    );
    assert.deepEqual(
      result.rows.map(([, count]) => count),
      [1, 0, 1],
    );
  });

  it('makes no more than 10,000 combinations and says so', async () => {
    const result = await run(
      [at(200), at(0)],
      '* | timeslice 1s | count by _timeslice | fillmissing timeslice | count',
    );
    assert.deepEqual([result.rows, result.notices], [[[10_001]], ['fillmissing.too-many']]);
  });
});

describe('timeslice', () => {
  it('takes the offset of the zone once for the whole range', async () => {
    // Clocks in Berlin went forward on 31 March 2024; the range begins before that.
    const day = 86_400_000;
    const first = Date.UTC(2024, 2, 29, 23);
    const result = await run(
      [
        { raw: '{}', time: first + 2 * day + day / 2 },
        { raw: '{}', time: first },
      ],
      '* | timeslice 1d | count by _timeslice | sort by _timeslice asc',
      { timezone: 'Europe/Berlin' },
    );
    assert.deepEqual(result.rows, [
      [first, 1],
      [first + 2 * day, 1],
    ]);
  });

  it('knows the end of a slice that is the whole range', async () => {
    const result = await run([at(2), at(0)], '* | timeslice | count by _timeslice, __timeslice_end');
    assert.deepEqual(result.rows, [[start, start + 2 * minute + 1, 2]]);
  });
});

describe('transpose', () => {
  it('names columns by value and field when several fields are left', async () => {
    const result = await run(
      [at(0, { k: 'a', n: 3 }), at(0, { k: 'b', n: 4 })],
      '* | json "k", "n" | timeslice 1m | count, sum(n) as s by _timeslice, k | transpose row _timeslice column k',
    );
    assert.deepEqual(
      [result.columns, result.rows],
      [['_timeslice', 'a__count', 'a_s', 'b__count', 'b_s'], [[start, 1, 3, 1, 4]]],
    );
  });

  it('makes at most 300 columns and says so', async () => {
    const many = Array.from({ length: 301 }, (_, index) => at(0, { k: `k${String(index).padStart(3, '0')}` }));
    const result = await run(
      many,
      '* | json "k" | timeslice 1m | count by _timeslice, k | transpose row _timeslice column k',
    );
    assert.deepEqual(
      [result.columns.length, result.columns.at(-1), result.notices],
      [301, 'k299', ['transpose.too-many-columns']],
    );
  });
});
