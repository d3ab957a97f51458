import assert from 'node:assert/strict';
import { run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const hour = 3_600_000;
const start = Date.UTC(2024, 0, 10);

function at(hours: number, type = 'Bounce'): TestMessage {
  return { raw: JSON.stringify({ type }), time: start + hours * hour };
}

const data = [at(1.2), at(0.5, 'Delivery'), at(0.4), at(-22.8), at(-22.9), at(-23.6, 'Complaint'), at(-47)];
const range = { from: start, to: start + 24 * hour };

describe('compare', () => {
  it('adds the values of the day before, and rows that only that day has', async () => {
    const result = await run(data, '* | json "type" | count by type | sort by type asc | compare timeshift 1d', {
      range,
    });
    assert.deepEqual(
      [result.columns, result.rows],
      [
        ['type', '_count', '_count_1d'],
        [
          ['Bounce', 2, 2],
          ['Delivery', 1, null],
          ['Complaint', null, 1],
        ],
      ],
    );
  });

  it('moves slices forward', async () => {
    const result = await run(
      data,
      '* | timeslice 1h | count by _timeslice | compare with timeshift -1d | sort by _timeslice asc',
      { range },
    );
    assert.deepEqual(result.types, ['time', 'long', 'long']);
    assert.deepEqual(result.rows, [
      [start, 2, 1],
      [start + hour, 1, 2],
    ]);
  });

  it('adds a column for each of several shifts', async () => {
    const result = await run(data, '* | count | compare timeshift 1d 2, timeshift 12h as before', { range });
    assert.deepEqual(
      [result.columns, result.rows],
      [['_count', '_count_1d', '_count_2d', '_count_before'], [[3, 3, 1, 3]]],
    );
  });

  it('puts several shifts together', async () => {
    const query = '* | count | compare timeshift 1d 2 avg, timeshift 1d 2 min, timeshift 1d 2 max as most';
    const result = await run(data, query, { range });
    assert.deepEqual(
      [result.columns, result.rows],
      [['_count', '_count_2d_avg', '_count_2d_min', '_count_most'], [[3, 2, 1, 3]]],
    );
  });

  it('numbers the columns of an alias', async () => {
    const result = await run(data, '* | count as n | compare timeshift 1d 2 as ago', { range });
    assert.deepEqual(result.columns, ['n', 'n_ago_1', 'n_ago_2']);
  });

  it('compares columns of a transpose', async () => {
    const result = await run(
      data,
      '* | json "type" | timeslice 1d | count by _timeslice, type | transpose row _timeslice column type | compare timeshift 1d',
      { range },
    );
    assert.deepEqual(
      [result.columns, result.rows],
      [['_timeslice', 'Bounce', 'Delivery', 'Bounce_1d', 'Delivery_1d', 'Complaint_1d'], [[start, 2, 1, 2, null, 1]]],
    );
  });

  it('keeps slices aligned when clocks changed in between', async () => {
    // New York: clocks went forward on 10 March 2024. Midnights are at 5:00 before and at 4:00 after.
    const midnight = Date.UTC(2024, 2, 11, 4);
    const result = await run(
      [
        { raw: 'now', time: midnight + hour },
        { raw: 'before', time: midnight - 24 * 7 * hour + hour },
      ],
      '* | timeslice 1d | count by _timeslice | compare timeshift 1w',
      { range: { from: midnight, to: midnight + 24 * hour }, timezone: 'America/New_York' },
    );
    assert.deepEqual(result.rows, [[midnight, 1, 1]]);
  });

  it('can be followed by outlier and by tests for null', async () => {
    const query =
      '* | timeslice 1h | count by _timeslice | compare timeshift 1d | where !isNull(_count_1d) | outlier _count | count';
    assert.deepEqual((await run(data, query, { range })).rows, [[2]]);
  });

  it('runs through filters and limits again', async () => {
    const query = '* | json "type" | where type = "Bounce" | count by type | limit 1 | compare timeshift 1d';
    assert.deepEqual((await run(data, query, { range })).rows, [['Bounce', 2, 2]]);
  });

  it('refuses messages, brackets and more than seven ranges', async () => {
    await assert.rejects(run(data, '* | compare timeshift 1d'));
    await assert.rejects(run(data, '* | count by _raw | filter _raw in (compare timeshift 1d)'));
    await assert.rejects(run(data, '* | count | compare timeshift 1d 8'));
  });

  it('gives no rows without data', async () => {
    assert.deepEqual((await run([], '* | count by _raw | compare timeshift 1d')).rows, []);
  });
});
