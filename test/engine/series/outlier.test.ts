import assert from 'node:assert/strict';
import { run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const minute = 60_000;
const start = Date.UTC(2024, 0, 1, 10);

/** So many messages in each minute. */
function perMinute(...counts: readonly number[]): readonly TestMessage[] {
  return counts
    .flatMap((count, index) => Array.from({ length: count }, () => ({ raw: '{}', time: start + index * minute })))
    .reverse();
}

const query = '* | timeslice 1m | count by _timeslice | sort by _timeslice asc | outlier _count window=3, threshold=2';

describe('outlier', () => {
  it('gives the mean and the deviation to those who ask', async () => {
    const result = await run(perMinute(1, 2, 3, 9, 1), `${query} | fields _count_mean, _count_std, _count_error`);
    assert.deepEqual(result.rows[3], [2, Math.sqrt(2 / 3), 7]);
  });

  it('passes over the last slice when the range cuts it off', async () => {
    const result = await run(perMinute(2, 2, 2, 9), `${query} | fields _count_upper, _count_violation`);
    assert.deepEqual(result.rows[3], [null, 0]);
  });

  it('looks at a last slice that is complete', async () => {
    const range = { from: start, to: start + 4 * minute };
    const result = await run(perMinute(2, 2, 2, 9), `${query} | fields _count_upper, _count_violation`, { range });
    assert.deepEqual(result.rows[3], [2, 1]);
  });

  it('has nothing to say about a field that does not exist', async () => {
    const result = await run(
      perMinute(1, 1),
      '* | timeslice 1m | count by _timeslice | outlier x | fields x_violation',
    );
    assert.deepEqual([result.rows, result.notices], [[[0], [0]], ['field.unknown']]);
  });
});
