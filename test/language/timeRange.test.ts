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
    ['last -24h', { from: '-24h' }],
    ['now - 1h to now', { from: 'now - 1h', to: 'now' }],
    ['2018-4-1 to 2018-04-12T10:00:00,5+02:00', { from: '2018-4-1', to: '2018-04-12T10:00:00,5+02:00' }],
    ['2020-02-29', { from: '2020-02-29' }],
    ['1523540801000', { from: '1523540801000' }],
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
    const none = ['', 'yesterday', 'last day', 'last', '-1h to -2h to -3h', '-5q', 'now to', '24h', 'now24h', 'last +24h', 'last now-24h']; // prettier-ignore
    const noDays = ['2018-13-45', '2018-02-30', '2019-02-29', '02/30/2018', '2018-04-12T25:00', '2018-04-12 10:60'];
    for (const text of none) assert.match(timeRangeProblem(text) ?? '', /^(?:Give|After)/, text);
    for (const text of noDays)
      assert.equal(timeRangeProblem(text), `There is no such day or time of day: \`${text}\`.`);
  });
});
