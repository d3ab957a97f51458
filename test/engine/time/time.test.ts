import assert from 'node:assert/strict';
import { parseDuration, parseInstant } from '../../../server/src/engine/time/instant.ts';
import { resolveRange } from '../../../server/src/engine/time/range.ts';
import type { RangeRequest } from '../../../server/src/engine/time/range.ts';
import { bucketWidth } from '../../../server/src/engine/time/slices.ts';
import { canonicalZone, instantOfLocal, zoneOffset } from '../../../server/src/engine/time/zone.ts';

const hour = 3_600_000;
const now = Date.UTC(2018, 3, 12, 12);

describe('instants', () => {
  const cases: readonly (readonly [text: string, expected: number | undefined, zone?: string])[] = [
    ['now', now],
    ['-24h', now - 24 * hour],
    ['now-15m', now - hour / 4],
    ['+1d', now + 24 * hour],
    ['-1d12h', now - 36 * hour],
    ['2018-04-12', Date.UTC(2018, 3, 12)],
    ['2018-04-12', Date.UTC(2018, 3, 12, 4), 'America/New_York'],
    ['2018-04-12T11:46:41.807Z', Date.UTC(2018, 3, 12, 11, 46, 41, 807), 'America/New_York'],
    ['2018-04-12 11:46', Date.UTC(2018, 3, 12, 11, 46)],
    ['2018-04-12T11:46:41+02:00', Date.UTC(2018, 3, 12, 9, 46, 41)],
    ['04/12/2018 11:46:41', Date.UTC(2018, 3, 12, 11, 46, 41)],
    ['1523535907641', 1_523_535_907_641],
    ['2018-02-30', undefined],
    ['yesterday', undefined],
    ['-5x', undefined],
  ];
  for (const [text, expected, zone = 'UTC'] of cases) {
    it(`reads ${text} in ${zone}`, () => {
      const result = parseInstant(text, now, zone);
      assert.equal(result.kind === 'instant' ? result.value : undefined, expected);
    });
  }

  it('reads durations of several units only', () => {
    assert.equal(parseDuration('1d12h'), 36 * hour);
    assert.equal(parseDuration('24'), undefined);
  });
});

describe('time ranges', () => {
  const request: RangeRequest = {
    choice: {},
    now: 'data',
    timezone: 'UTC',
    data: { oldest: 1000, newest: now },
    clock: now + 10 * hour,
  };

  function range(changes: Partial<RangeRequest>): unknown {
    const result = resolveRange({ ...request, ...changes });
    return result.kind === 'range' ? result.range : result.kind;
  }

  it('are all of the data by default, the newest message included', () => {
    assert.deepEqual(range({}), { from: 1000, to: now + 1 });
  });

  it('end with the newest message when now is that of the data', () => {
    assert.deepEqual(range({ choice: { from: 'last 24h' } }), { from: now - 24 * hour, to: now + 1 });
    assert.deepEqual(range({ choice: { from: '-24h', to: 'now' } }), { from: now - 24 * hour, to: now + 1 });
    assert.deepEqual(range({ choice: { from: '-24h', to: '-1h' } }), { from: now - 24 * hour, to: now - hour });
  });

  it('end at the clock when now is that of the clock', () => {
    assert.deepEqual(range({ choice: { from: '-1h' }, now: 'clock' }), { from: now + 9 * hour, to: now + 10 * hour });
  });

  it('take a given instant for now', () => {
    assert.deepEqual(range({ choice: { from: '-1h' }, now: 5 * hour }), { from: 4 * hour, to: 5 * hour });
  });

  it('run from the oldest message to a given end', () => {
    assert.deepEqual(range({ choice: { to: '2018-01-01' } }), { from: 1000, to: Date.UTC(2018, 0, 1) });
  });

  it('must not end before they begin', () => {
    assert.equal(range({ choice: { from: '2018-01-02', to: '2018-01-01' } }), 'invalid');
  });

  it('need a zone that exists', () => {
    assert.equal(range({ timezone: 'Mars/Base' }), 'invalid');
  });

  it('are unknown without data', () => {
    assert.equal(range({ data: { oldest: undefined, newest: undefined } }), undefined);
  });
});

describe('time zones', () => {
  it('have an offset that changes with the season', () => {
    assert.equal(zoneOffset('America/New_York', Date.UTC(2024, 0, 1)), -5 * hour);
    assert.equal(zoneOffset('America/New_York', Date.UTC(2024, 6, 1)), -4 * hour);
    assert.equal(zoneOffset('Asia/Kolkata', 0), 5.5 * hour);
  });

  it('move a skipped local time forward and take the first of a repeated one', () => {
    assert.equal(instantOfLocal('America/New_York', Date.UTC(2024, 2, 10, 2, 30)), Date.UTC(2024, 2, 10, 7, 30));
    assert.equal(instantOfLocal('America/New_York', Date.UTC(2024, 10, 3, 1, 30)), Date.UTC(2024, 10, 3, 5, 30));
  });

  it('have one name for UTC', () => {
    assert.equal(canonicalZone('etc/utc'), 'UTC');
    assert.equal(canonicalZone('nowhere'), undefined);
  });
});

describe('bucket widths', () => {
  it('are the first of the ladder that give no more buckets than wanted', () => {
    assert.equal(bucketWidth({ from: 0, to: 24 * hour }, 100), 15 * 60_000);
    assert.equal(bucketWidth({ from: 0, to: 24 * hour }, 24), hour);
  });

  it('go on beyond a week in whole weeks', () => {
    assert.equal(bucketWidth({ from: 0, to: 52 * 7 * 24 * hour }, 10), 6 * 7 * 24 * hour);
  });
});
