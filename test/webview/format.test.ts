import assert from 'node:assert/strict';
import {
  formatDuration,
  formatNumber,
  formatValue,
  groupDigits,
  timeFormatter,
} from '../../client/webview/shared/format.ts';
import { lineAt, placeOf } from '../../client/webview/results/place.ts';

describe('formatting for reading', () => {
  it('groups digits and leaves anything else alone', () => {
    assert.deepEqual(['7', '1234', '-1234567.12345', '12345678901234567890', 'n/a', '1e+21'].map(groupDigits), [
      '7',
      '1,234',
      '-1,234,567.12345',
      '12,345,678,901,234,567,890',
      'n/a',
      '1e+21',
    ]);
  });

  it('shows at most six decimals and keeps very small numbers', () => {
    assert.deepEqual([100 / 3, 0.1 + 0.2, 1e-7, -0.5, 1e21].map(formatNumber), [
      '33.333333',
      '0.3',
      '1e-7',
      '-0.5',
      '1e+21',
    ]);
  });

  it('writes durations as people say them', () => {
    assert.deepEqual([0, 240, 1249, 59_940, 125_000].map(formatDuration), [
      '0.00 s',
      '0.24 s',
      '1.2 s',
      '59.9 s',
      '2 min 5 s',
    ]);
  });

  it('writes times in the zone, across summer time, before 1970 and out of range', () => {
    const berlin = timeFormatter('Europe/Berlin');
    assert.equal(berlin(Date.UTC(2018, 2, 25, 0, 59, 59)), '2018-03-25 01:59:59');
    assert.equal(berlin(Date.UTC(2018, 2, 25, 1, 0, 0)), '2018-03-25 03:00:00');
    assert.equal(timeFormatter('UTC')(-1), '1969-12-31 23:59:59.999');
    assert.equal(timeFormatter('UTC')(9e15), '9000000000000000');
    assert.equal(timeFormatter('Mars/Base')(0), '1970-01-01 00:00:00');
  });

  it('shows longs that came as text with every digit, and cuts endless text', () => {
    const time = timeFormatter('UTC');
    assert.equal(formatValue('9007199254740993', 'long', time), '9,007,199,254,740,993');
    assert.equal(formatValue('x'.repeat(5000), 'text', time).length, 2001);
    assert.equal(formatValue(false, 'boolean', time), 'false');
  });

  it('finds places in a text', () => {
    assert.deepEqual(placeOf('ab\r\ncd', 5), { line: 2, column: 2 });
    assert.equal(lineAt('ab\r\ncd\r\nef', 5), 'cd');
    assert.deepEqual(placeOf('ab', 99), { line: 1, column: 3 });
    assert.equal(lineAt('ab', 99), 'ab');
  });
});
