import assert from 'node:assert/strict';
import { expectedAt, fitAutoregression } from '../../../server/src/engine/series/autoregression.ts';
import { fitLine, lineAt } from '../../../server/src/engine/series/linear.ts';
import { run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const minute = 60_000;
const start = Date.UTC(2024, 0, 1, 10);

function perMinute(...values: readonly number[]): readonly TestMessage[] {
  return values.map((n, index) => ({ raw: JSON.stringify({ n }), time: start + index * minute })).reverse();
}

const series = '* | json "n" | timeslice 1m | sum(n) as n by _timeslice | sort by _timeslice asc';

function near(actual: unknown, expected: number, within = 1e-9): void {
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) <= within,
    `${String(actual)} ~ ${String(expected)}`,
  );
}

describe('fitLine', () => {
  it('finds the line of exact values', () => {
    const line = fitLine(new Map([10, 20, 30, 40].map((value, index) => [index, value])), 4);
    assert.deepEqual([line.start, line.slope, lineAt(line, 4)], [10, 10, 50]);
  });

  it('counts what is missing as 0', () => {
    const line = fitLine(new Map([[1, 6]]), 3);
    assert.deepEqual(line, { start: 2, slope: 0 });
  });

  it('is level for a single value', () => {
    assert.deepEqual(fitLine(new Map([[0, 7]]), 1), { start: 7, slope: 0 });
  });
});

describe('fitAutoregression', () => {
  it('learns a turn of signs', async () => {
    const values = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1 : -1));
    const weights = await fitAutoregression(values, 1, () => Promise.resolve());
    near(weights[0], -1);
    near(expectedAt(weights, values, 40), 1);
  });

  it('learns a wave from two values', async () => {
    const values = Array.from({ length: 400 }, (_, index) => Math.sin(index / 5));
    const weights = await fitAutoregression(values, 2, () => Promise.resolve());
    near(expectedAt(weights, values, 400), Math.sin(80), 0.01);
  });

  it('has no weights for a constant nothing', async () => {
    assert.deepEqual(await fitAutoregression([0, 0, 0], 2, () => Promise.resolve()), []);
  });

  it('stops when told to', async () => {
    await assert.rejects(
      fitAutoregression([1, 2, 3, 4], 3, () => Promise.reject(new Error('stop'))),
      /stop/,
    );
  });
});

describe('predict', () => {
  it('goes on along a straight line, three slices unless told otherwise', async () => {
    const result = await run(perMinute(10, 20, 30), `${series} | predict n by 1m`);
    assert.deepEqual(result.columns, ['_timeslice', 'n', 'n_predicted', 'n_error']);
    assert.deepEqual(result.types, ['time', 'double', 'double', 'double']);
    assert.deepEqual(result.rows, [
      [start, 10, 10, 0],
      [start + minute, 20, 20, 0],
      [start + 2 * minute, 30, 30, 0],
      [start + 3 * minute, null, 40, null],
      [start + 4 * minute, null, 50, null],
      [start + 5 * minute, null, 60, null],
    ]);
  });

  it('takes the forecast as a period', async () => {
    const result = await run(perMinute(1, 2), `${series} | predict n by 1m forecast=5m | count`);
    assert.deepEqual(result.rows, [[7]]);
  });

  it('keeps descending rows and puts the future behind them', async () => {
    const result = await run(perMinute(1, 2), `${series} | sort by _timeslice | predict n by 1m forecast=1`);
    assert.deepEqual(
      result.rows.map(([time, n]) => [(Number(time) - start) / minute, n]),
      [
        [1, 2],
        [0, 1],
        [2, null],
      ],
    );
  });

  it('counts missing slices as 0 and says so', async () => {
    const result = await run(
      [
        { raw: '{"n":6}', time: start + 2 * minute },
        { raw: '{"n":6}', time: start },
      ],
      `${series} | predict n by 1m forecast=1 | fields n_predicted`,
    );
    assert.deepEqual([result.rows, result.notices], [[[4], [4], [4]], ['predict.missing-slices']]);
  });

  it('ends the forecast after 100 slices and says so', async () => {
    const result = await run(perMinute(1, 2), `${series} | predict n by 1m forecast=500 | count`);
    assert.deepEqual([result.rows, result.notices], [[[102]], ['predict.too-far']]);
  });

  it('learns a rhythm with model=ar and gives the line too', async () => {
    const rhythm = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? 9 : 0));
    const result = await run(
      perMinute(...rhythm),
      `${series} | predict n by 1m model=ar, ar.window=6, forecast=3 | where isNull(n)`,
    );
    assert.deepEqual(result.columns, ['_timeslice', 'n', 'n_predicted', 'n_error', 'n_linear']);
    const predicted = result.rows.map((row) => Math.abs(Math.round(Number(row[2]))));
    assert.deepEqual(predicted, [9, 0, 0]);
    near(result.rows[0]?.[4], 3, 1);
  });

  it('needs slices', async () => {
    await assert.rejects(run(perMinute(1), '* | count | predict _count by 1m'), /timeslice/);
  });
});
