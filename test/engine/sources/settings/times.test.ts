import assert from 'node:assert/strict';
import { epochTime } from '../../../../server/src/engine/sources/epoch.ts';
import { modified, timeOf } from './clock.ts';

describe('the time of a line', () => {
  for (const [text, expected] of [
    ['127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /2001-01-01T00:00:00Z"', '2000-10-10T20:55:36.000Z'],
    ['Feb 29 08:12:04 host sshd[1]: ok', '2024-02-29T08:12:04.000Z'],
    ['<13>Mar  1 12:30:00 host app: soon', '2024-03-01T12:30:00.000Z'],
    ['Dec 31 23:59:59 host app: last year', '2023-12-31T23:59:59.000Z'],
    ['Date: Wed, 27 Jan 2016 14:05:45 +0100', '2016-01-27T13:05:45.000Z'],
    ['2023/04/12 19:37:50.123456 [warn]', '2023-04-12T19:37:50.123Z'],
    ['Oct 8, 2024 4:15:32 PM done', '2024-10-08T16:15:32.000Z'],
    ['11/23/2023 05:13:11 started', '2023-11-23T05:13:11.000Z'],
    ['[1644272345] up', '2022-02-07T22:19:05.000Z'],
    ['1644272345000 up', '2022-02-07T22:19:05.000Z'],
    ['type=PATH msg=audit(1439992022.365:83): item=0', '2015-08-19T13:47:02.365Z'],
    ['call 1644272345 back', undefined],
    ['13/13/2023 05:13:11 is no date', undefined],
    ['at 11:42:35', undefined],
  ] as const)
    it(`${JSON.stringify(text)} is ${expected ?? 'none'}`, () => {
      assert.equal(timeOf(text), expected);
    });
});

describe('the time of a record', () => {
  for (const [what, text, expected] of [
    ['ISO wherever it stands', '{"timestamp":1644272345000,"at":"2018-01-02T19:45:18Z"}', '2018-01-02T19:45:18.000Z'],
    ['milliseconds', '{"timestamp":"1644272345123"}', '2022-02-07T22:19:05.123Z'],
    ['seconds with an exponent', '{"ts":1.644272345E9}', '2022-02-07T22:19:05.000Z'],
    ['seconds with a fraction', '{"@timestamp":1644272345.123}', '2022-02-07T22:19:05.123Z'],
    ['a number of another name', '{"id":1644272345123}', undefined],
    ['a number of no such size', '{"timestamp":12}', undefined],
    ['blanks after colons', '{"t":"2021-02-21T23: 46: 28Z"}', '2021-02-21T23:46:28.000Z'],
    ['American text', '{"expiration":"Oct 8, 2024, 4:15:32 PM"}', undefined],
    ['mail text', '{"date":"Wed, 27 Jan 2016 14:05:45 +0000"}', undefined],
    ['no time', '{"t":"redacted"}', undefined],
    ['the beginning of the epoch', '{"t":"1970-01-01T00:00:00.000Z"}', '1970-01-01T00:00:00.000Z'],
    ['the far future', '{"t":"2099-01-01T00:00:00Z"}', '2099-01-01T00:00:00.000Z'],
  ] as const)
    it(`with ${what} is ${expected ?? 'none'}`, () => {
      assert.equal(timeOf(text, {}, 'other'), expected);
    });

  it('of CloudTrail is its eventTime, a number too', () => {
    const text = '{"creationDate":"2020-01-01T00:00:00Z","eventTime":1644272345}';
    assert.equal(timeOf(text, {}, 'cloudtrail'), '2022-02-07T22:19:05.000Z');
    assert.equal(timeOf(text, {}, 'other'), '2020-01-01T00:00:00.000Z');
  });
});

describe('the zone of a source', () => {
  const vienna = { timeZone: 'Europe/Vienna' };
  it('holds for times without one', () => {
    assert.equal(timeOf('2024-07-01 12:00:00 x', vienna), '2024-07-01T10:00:00.000Z');
    assert.equal(timeOf('2024-01-01 12:00:00 x', vienna), '2024-01-01T11:00:00.000Z');
    assert.equal(timeOf('2024-01-01 12:00:00 x', { timeZone: '+05:30' }), '2024-01-01T06:30:00.000Z');
  });

  it('leaves times with one alone unless it is forced', () => {
    assert.equal(timeOf('2024-07-01T12:00:00Z', vienna), '2024-07-01T12:00:00.000Z');
    assert.equal(timeOf('2024-07-01T12:00:00Z', { ...vienna, forceTimeZone: true }), '2024-07-01T10:00:00.000Z');
  });

  it('never changes epoch time', () => {
    const forced = { ...vienna, forceTimeZone: true };
    assert.equal(timeOf('{"timestamp":1644272345000}', forced, 'other'), '2022-02-07T22:19:05.000Z');
  });

  it('takes the first of two equal times and moves a skipped one on', () => {
    assert.equal(timeOf('2024-10-27 02:30:00 x', vienna), '2024-10-27T00:30:00.000Z');
    assert.equal(timeOf('2024-03-31 02:30:00 x', vienna), '2024-03-31T01:30:00.000Z');
  });
});

describe('date formats of a source', () => {
  it('come before what would be found', () => {
    const defaultDateFormats = [{ format: 'dd.MM.yyyy HH:mm' }];
    assert.equal(
      timeOf('2001-01-01T00:00:00Z am 05.04.2023 17:30', { defaultDateFormats }),
      '2023-04-05T17:30:00.000Z',
    );
    assert.equal(timeOf('2001-01-01T00:00:00Z never', { defaultDateFormats }), '2001-01-01T00:00:00.000Z');
  });

  it('are tried in their order', () => {
    const defaultDateFormats = [{ format: 'yyyyMMddHHmmss' }, { format: 'yyyy' + '-DDD HH:mm' }];
    assert.equal(timeOf('2023-032 10:00 and 20240229123456', { defaultDateFormats }), '2024-02-29T12:34:56.000Z');
    assert.equal(timeOf('2023-032 10:00', { defaultDateFormats }), '2023-02-01T10:00:00.000Z');
  });

  it('look only where the locator points', () => {
    const defaultDateFormats = [{ format: 'yyyy-MM-dd HH:mm:ss', locator: 'time=\\[([^\\]]*)\\]' }];
    assert.equal(
      timeOf('2001-01-01 00:00:00 time=[2023-04-05 06:07:08]', { defaultDateFormats }),
      '2023-04-05T06:07:08.000Z',
    );
  });

  it('may be epoch', () => {
    assert.equal(
      timeOf('id=1644272345999 at=1644272345', {
        defaultDateFormats: [{ format: 'epoch', locator: 'at=(\\d+)' }],
      }),
      '2022-02-07T22:19:05.000Z',
    );
    assert.equal(timeOf('x 1644272345', { defaultDateFormats: [{ format: 'epoch' }] }), '2022-02-07T22:19:05.000Z');
  });

  it('read their own zone', () => {
    const defaultDateFormats = [{ format: 'dd MMM yyyy HH:mm:ss z' }];
    assert.equal(timeOf('13 Apr 2023 22:08:13 PDT', { defaultDateFormats }), '2023-04-14T05:08:13.000Z');
  });

  it('without a date take the day of the change of the file, or the one before', () => {
    const defaultDateFormats = [{ format: 'HH:mm:ss' }];
    assert.equal(timeOf('11:42:35 x', { defaultDateFormats }), '2024-03-01T11:42:35.000Z');
  });

  it('may be switched off altogether', () => {
    assert.equal(timeOf('2001-01-01T00:00:00Z', { automaticDateParsing: false }), modified);
  });
});

describe('the unit of epoch time', () => {
  for (const [text, expected] of [
    ['1644272345', 1644272345000],
    ['1644272345.678', 1644272345678],
    ['1644272345678', 1644272345678],
    ['1644272345678901', 1644272345678],
    ['1644272345678901234', 1644272345678],
    ['1.644E9', 1644000000000],
    ['12345', undefined],
    ['-1644272345', undefined],
    ['', undefined],
  ] as const)
    it(`of ${JSON.stringify(text)} follows from its size`, () => {
      assert.equal(epochTime(text), expected);
    });
});
