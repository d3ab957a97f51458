import assert from 'node:assert/strict';
import { run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const minute = 60_000;
const start = Date.UTC(2024, 0, 1, 10);

function at(offset: number, value: object = {}): TestMessage {
  return { raw: JSON.stringify(value), time: start + offset };
}

describe('timeslice', () => {
  it('groups messages by slices of the clock', async () => {
    const result = await run(
      [at(12 * minute), at(4 * minute), at(0)],
      '* | timeslice 5m | count by _timeslice | sort by _timeslice asc',
    );
    assert.deepEqual(result.types, ['time', 'long']);
    assert.deepEqual(result.rows, [
      [start, 2],
      [start + 10 * minute, 1],
    ]);
  });

  it('aligns days to midnight of the zone', async () => {
    const result = await run([at(0)], '* | timeslice 1d | count by _timeslice', { timezone: 'America/New_York' });
    assert.deepEqual(result.rows, [[Date.UTC(2024, 0, 1, 5), 1]]);
  });

  it('begins weeks on Monday', async () => {
    const result = await run([at(3 * 86_400_000)], '* | timeslice 1w | count by _timeslice');
    assert.deepEqual(result.rows, [[Date.UTC(2024, 0, 1), 1]]);
  });

  it('slices times before 1970', async () => {
    const result = await run([{ raw: '{}', time: -1 }], '* | timeslice 1h | count by _timeslice');
    assert.deepEqual(result.rows, [[-3_600_000, 1]]);
  });

  it('knows the end of a slice', async () => {
    const result = await run([at(minute)], '* | timeslice 5m | __timeslice_end - _timeslice as width | count by width');
    assert.deepEqual(result.rows, [[5 * minute, 1]]);
  });

  it('takes the whole range without a width', async () => {
    const result = await run([at(minute), at(0)], '* | timeslice | count by _timeslice');
    assert.deepEqual(result.rows, [[start, 2]]);
  });

  it('chooses a width for a number of buckets', async () => {
    const result = await run(
      [at(59 * minute), at(0)],
      '* | timeslice 6 buckets | count by _timeslice | sort by _timeslice asc',
    );
    assert.deepEqual(result.rows, [
      [start, 1],
      [start + 50 * minute, 1],
    ]);
  });

  it('is gone under another name', async () => {
    const result = await run([at(0)], '* | timeslice 1m as slot | count by slot');
    assert.deepEqual(result.rows, [[start, 1]]);
  });
});

describe('transpose', () => {
  const input = [at(minute, { k: 'b', j: 1 }), at(0, { k: 'a', j: 2 }), at(0, { k: 'b', j: 1 })];
  const count = '* | json "k", "j" | timeslice 1m | count by _timeslice, k | sort by _timeslice asc';

  it('makes a column of each value in alphabetical order, with holes', async () => {
    const result = await run(input, `${count} | transpose row _timeslice column k`);
    assert.deepEqual(result.columns, ['_timeslice', 'a', 'b']);
    assert.deepEqual(result.rows, [
      [start, 1, 1],
      [start + minute, null, 1],
    ]);
  });

  it('makes the columns listed, whether or not the data has them', async () => {
    const result = await run(input, `${count} | transpose row _timeslice column k as b, z`);
    assert.deepEqual(result.columns, ['_timeslice', 'b', 'z']);
    assert.deepEqual(result.rows, [
      [start, 1, null],
      [start + minute, 1, null],
    ]);
  });

  it('puts listed columns before the others', async () => {
    const result = await run(input, `${count} | transpose row _timeslice column k as b, *`);
    assert.deepEqual(result.columns, ['_timeslice', 'b', 'a']);
  });

  it('joins the names of several fields', async () => {
    const result = await run(
      input,
      '* | json "k", "j" | count by _sourceHost, k, j | transpose row _sourceHost column k, j',
    );
    assert.deepEqual([result.columns, result.rows], [['_sourceHost', 'a|2', 'b|1'], [['host-1', 1, 2]]]);
  });

  it('makes columns that later stages can name', async () => {
    const result = await run(input, `${count} | transpose row _timeslice column k | a + b as total | fields total`);
    assert.deepEqual(result.rows, [[2], [null]]);
  });

  it('keeps values apart that differ in case only', async () => {
    const mixed = [at(0, { k: 'GET', j: 1 }), at(0, { k: 'get', j: 1 })];
    const result = await run(mixed, '* | json "k", "j" | count by j, k | transpose row j column k');
    assert.deepEqual([result.columns, result.rows], [['j', 'GET', 'get'], [['1', 1, 1]]]);
  });
});

describe('fillmissing', () => {
  const input = [at(4 * minute, { k: 'a' }), at(0, { k: 'b' })];
  const count = '* | json "k" | timeslice 2m | count by _timeslice, k';

  it('adds the missing slices at the end', async () => {
    const result = await run(input, `${count} | fillmissing timeslice`);
    assert.deepEqual(result.rows, [
      [start + 4 * minute, 'a', 1],
      [start, 'b', 1],
      [start + 2 * minute, null, 0],
    ]);
  });

  it('completes the product of slices and values', async () => {
    const result = await run(
      input,
      `${count} | fillmissing timeslice(2m), values("a") in k | sort by k asc, _timeslice asc`,
    );
    assert.deepEqual(result.rows, [
      [start, 'a', 0],
      [start + 2 * minute, 'a', 0],
      [start + 4 * minute, 'a', 1],
      [start, 'b', 1],
    ]);
  });

  it('takes the values that are there, and other defaults', async () => {
    const result = await run(
      input,
      `${count} | fillmissing timeslice, values all in k with -1 for _count | where _count < 0 | count`,
    );
    assert.deepEqual(result.rows, [[4]]);
  });

  it('fills with nothing after a transpose', async () => {
    const result = await run(
      input,
      `${count} | transpose row _timeslice column k | fillmissing timeslice(2m) | sort by _timeslice asc`,
    );
    assert.deepEqual(result.rows, [
      [start, null, 1],
      [start + 2 * minute, null, null],
      [start + 4 * minute, 1, null],
    ]);
  });
});

describe('outlier', () => {
  const counts = [2, 2, 2, 8, 2];
  const input = counts.flatMap((count, index) => Array.from({ length: count }, () => at(index * minute)));
  const query =
    '* | timeslice 1m | count by _timeslice | sort by _timeslice asc | outlier _count window=3, threshold=2';

  it('marks a value beyond the bounds of the rows before it', async () => {
    const result = await run(
      input,
      `${query} | fields _count, _count_lower, _count_upper, _count_indicator, _count_violation`,
    );
    assert.deepEqual(result.rows.slice(0, 4), [
      [2, null, null, 0, 0],
      [2, null, null, 0, 0],
      [2, null, null, 0, 0],
      [8, 2, 2, 1, 1],
    ]);
  });

  it('looks in one direction when told so', async () => {
    const result = await run(input, `${query}, direction=- | sum(_count_violation) as n`);
    assert.deepEqual(result.rows, [[0]]);
  });
});
