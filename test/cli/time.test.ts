import assert from 'node:assert/strict';
import { parseNow, parseTimeDirective, parseTimeRange } from '../../server/src/cli/args/timeRange.ts';
import { formatTime } from '../../server/src/cli/output/time.ts';

const utc = Date.UTC;

describe('the time range of the command line', () => {
  it('is undefined without options', () => {
    assert.deepEqual(parseTimeRange({}), { kind: 'ok', value: undefined });
  });

  it('leaves the end of --last to now', () => {
    assert.deepEqual(parseTimeRange({ last: '24h' }), { kind: 'ok', value: { from: '-24h' } });
    assert.deepEqual(parseTimeRange({ last: '1d12h' }), { kind: 'ok', value: { from: '-1d12h' } });
  });

  for (const last of ['-24h', 'week', '24', '']) {
    it(`refuses --last "${last}"`, () => assert.equal(parseTimeRange({ last }).kind, 'problem'));
  }

  it('keeps times as typed', () => {
    const flags = { from: '2018-04-12T11:46:41+02:00', to: 'now' };
    assert.deepEqual(parseTimeRange(flags), { kind: 'ok', value: flags });
  });

  it('takes one end alone', () => {
    assert.deepEqual(parseTimeRange({ to: '-1h' }), { kind: 'ok', value: { to: '-1h' } });
  });

  it('refuses --last beside --from', () => {
    assert.deepEqual(parseTimeRange({ last: '1d', from: '-2d' }), {
      kind: 'problem',
      exitCode: 2,
      message: 'Use either --last or --from and --to, not both.',
    });
  });
});

describe('a time directive', () => {
  const directives: readonly (readonly [text: string, range: object | undefined])[] = [
    ['last 24h', { from: '-24h' }],
    ['Last  7d ', { from: '-7d' }],
    ['2018-01-01T00:00:00Z to now', { from: '2018-01-01T00:00:00Z', to: 'now' }],
    ['-2d', { from: '-2d' }],
    ['last week', undefined],
    ['last 1d 12h', { from: '-1d12h' }],
    ['all', {}],
    ['a to b', undefined],
    ['-3d to -2d to -1d', undefined],
    ['', undefined],
  ];
  for (const [text, range] of directives) {
    it(`"${text}"`, () => assert.deepEqual(parseTimeDirective(text), range));
  }
});

describe('what now is', () => {
  it('is data, clock or an instant', () => {
    assert.deepEqual(parseNow('data', 'UTC'), { kind: 'ok', value: 'data' });
    assert.deepEqual(parseNow('clock', 'UTC'), { kind: 'ok', value: 'clock' });
    assert.deepEqual(parseNow('2018-04-12T00:00:00Z', 'UTC'), { kind: 'ok', value: utc(2018, 3, 12) });
    assert.deepEqual(parseNow('2018-04-12', 'Europe/Vienna'), { kind: 'ok', value: utc(2018, 3, 11, 22) });
  });

  it('is nothing relative', () => {
    assert.equal(parseNow('-1h', 'UTC').kind, 'problem');
    assert.equal(parseNow('now', 'UTC').kind, 'problem');
  });
});

describe('a time in the output', () => {
  it('is ISO 8601 on the clocks of the zone', () => {
    assert.equal(formatTime(1523533601807, 'UTC'), '2018-04-12T11:46:41.807Z');
    assert.equal(formatTime(1523533601807, 'Europe/Vienna'), '2018-04-12T13:46:41.807+02:00');
    assert.equal(formatTime(1523533601807, 'America/St_Johns'), '2018-04-12T09:16:41.807-02:30');
  });

  it('is the number when it is beyond what dates can say', () => {
    assert.equal(formatTime(9e15, 'UTC'), '9000000000000000');
  });
});
