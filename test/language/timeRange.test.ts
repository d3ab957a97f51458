import assert from 'node:assert/strict';
import { readTimeRange, timeRangeProblem, writeTimeRange } from '../../server/src/language/document/timeRange.ts';

describe('time ranges as people write them', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['all', {}],
    ['all data', {}],
    ['last 24h', { from: '-24h' }],
    ['last 1d 12h', { from: '-1d12h' }],
    ['-15m', { from: '-15m' }],
    ['2018-01-01T00:00:00Z to now', { from: '2018-01-01T00:00:00Z', to: 'now' }],
    ['-2d to -1d', { from: '-2d', to: '-1d' }],
    ['2018-04-12', { from: '2018-04-12' }],
    ['04/12/2018 10:00 to 04/13/2018', { from: '04/12/2018 10:00', to: '04/13/2018' }],
  ];
  for (const [text, range] of cases) {
    it(`are read: ${text}`, () => {
      assert.equal(timeRangeProblem(text), undefined);
      assert.deepEqual(readTimeRange(text), range);
      const written = writeTimeRange(readTimeRange(text));
      assert.deepEqual(typeof written === 'string' ? readTimeRange(written) : written, range);
    });
  }

  it('have a problem when they are none', () => {
    for (const text of ['', 'yesterday', 'last day', 'last', '1h to 2h to 3h', '-5q', 'now to'])
      assert.ok(timeRangeProblem(text) !== undefined, text);
  });
});
