import assert from 'node:assert/strict';
import { evaluate, messages, plan, run } from '../support.ts';

/** 2018-07-09T00:05:06.007Z, a Monday: still Sunday in New York. */
const summer = Date.UTC(2018, 6, 9, 0, 5, 6, 7);
const winter = Date.UTC(2018, 0, 9);

describe('formatDate', () => {
  const patterns: readonly (readonly [pattern: string, zone: string, text: string])[] = [
    ['yyyy-MM-dd HH:mm:ss.SSS', 'UTC', '2018-07-09 00:05:06.007'],
    ['yyyyy yyy yy y', 'UTC', '02018 2018 18 2018'],
    ['M MM MMM MMMM L', 'UTC', '7 07 Jul July 7'],
    ['d dd ddd D DDD', 'UTC', '9 09 009 190 190'],
    ['E EEEE u uu', 'UTC', 'Mon Monday 1 01'],
    ['H HH k kk K KK h hh a', 'UTC', '0 00 24 24 0 00 12 12 AM'],
    ['m mm s ss S SS SSSS', 'UTC', '5 05 6 06 7 07 0007'],
    ['w W F YYYY G', 'UTC', '28 2 2 2018 AD'],
    ['z zzzz Z ZZZZ X XXX', 'UTC', 'UTC Coordinated Universal Time +0000 +0000 Z Z'],
    ['EEE HH:mm z Z', 'America/New_York', 'Sun 20:05 EDT -0400'],
    ['zzzz X XX XXX', 'America/New_York', 'Eastern Daylight Time -04 -0400 -04:00'],
    ['z Z XXX', 'Asia/Kolkata', 'IST +0530 +05:30'],
    ['z zzzz', 'Europe/Berlin', 'CEST Central European Summer Time'],
    ['HH:mm z', 'GMT+5', '05:05 GMT+05:00'],
    ["yyyy-MM-dd'T'HH:mm''X", 'UTC', "2018-07-09T00:05'Z"],
    ["'100% of' yyyy", 'UTC', '100% of 2018'],
  ];
  for (const [pattern, zone, text] of patterns)
    it(`writes ${pattern} in ${zone} as ${text}`, async () => {
      assert.equal(await evaluate(`formatDate(${String(summer)}, "${pattern}", "${zone}")`), text);
    });

  it('knows winter time', async () => {
    assert.equal(await evaluate(`formatDate(${String(winter)}, "HH z", "America/New_York")`), '19 EST');
  });

  it('counts the last days of December to week 1 of the next year', async () => {
    assert.equal(await evaluate(`formatDate(${String(Date.UTC(2018, 11, 31))}, "YYYY w yyyy", "UTC")`), '2019 1 2018');
  });

  it('writes the American date in the zone of the query without further arguments', async () => {
    const query = `* | formatDate(${String(summer)}) as d | formatDate(${String(summer)}, "HH z") as e | fields d, e`;
    const { rows, columns } = await run(messages('x'), query, { timezone: 'America/New_York' });
    assert.deepEqual([rows[0]?.[columns.indexOf('d')], rows[0]?.[columns.indexOf('e')]], ['07/08/2018', '20 EDT']);
  });

  it('takes text of digits and decimal numbers', async () => {
    assert.equal(await evaluate('formatDate(t, "yyyy")', { t: '1531094400000' }), '2018');
    assert.equal(await evaluate(`formatDate(${String(summer)}.9, "SSS")`), '007');
  });

  it('is null for null and for text that is no number', async () => {
    assert.equal(await evaluate('formatDate(t, "yyyy z")', { t: null }), null);
    assert.equal(await evaluate('formatDate(t, "yyyy z")', { t: 'today' }), null);
  });

  it('takes pattern and zone from fields', async () => {
    const time = `formatDate(${String(summer)}, p, z)`;
    assert.equal(await evaluate(time, { p: 'HH z', z: 'Asia/Tokyo' }), '09 JST');
    assert.equal(await evaluate(time, { p: 'HH z', z: 'Nowhere' }), null);
    assert.equal(await evaluate(time, { p: 'b', z: 'UTC' }), null);
  });

  it('reports unknown letters, open quotes and unknown zones', () => {
    const codes = ['"yyyy b"', '"yyyy \'b"', '"XXXX"', '"yyyy", "Mars/One"'].map((args) => {
      const result = plan(`* | formatDate(0, ${args}) as x`);
      return result.kind === 'invalid' ? result.diagnostics[0]?.code : result.kind;
    });
    assert.deepEqual(codes, ['date.pattern', 'date.pattern', 'date.pattern', 'time.unknown-zone']);
  });
});

describe('parseDate', () => {
  const texts: readonly (readonly [args: string, iso: string | null])[] = [
    ['"2018-04-12 11:46:41", "yyyy-MM-dd HH:mm:ss"', '2018-04-12T11:46:41.000Z'],
    ['"2018-04-12 11:46:41", "yyyy-MM-dd HH:mm:ss", "America/New_York"', '2018-04-12T15:46:41.000Z'],
    ['"2018-01-12 11:46:41", "yyyy-MM-dd HH:mm:ss", "America/New_York"', '2018-01-12T16:46:41.000Z'],
    ['"20180412114641123", "yyyyMMddHHmmssSSS"', '2018-04-12T11:46:41.123Z'],
    ['"3/4/2005 other", "M/d/yyyy"', '2005-03-04T00:00:00.000Z'],
    ['"04/12/18", "MM/dd/yy"', '2018-04-12T00:00:00.000Z'],
    ['"04/12/99", "MM/dd/yy"', '1999-04-12T00:00:00.000Z'],
    ['"04/12/99", "MM/dd/yyyy"', '0099-04-12T00:00:00.000Z'],
    ['"Apr 12, 2018 1:05 PM EDT", "MMM d, yyyy h:mm a z"', '2018-04-12T17:05:00.000Z'],
    ['"12/april/2018:11:46:41 +0200", "dd/MMM/yyyy:HH:mm:ss Z"', '2018-04-12T09:46:41.000Z'],
    ['"Thu, 12 Apr 2018", "EEE, d MMM yyyy"', '2018-04-12T00:00:00.000Z'],
    [`"2018-04-12T11:46:41Z", "yyyy-MM-dd'T'HH:mm:ssXXX"`, '2018-04-12T11:46:41.000Z'],
    [`"2018-04-12T11:46:41-08:00", "yyyy-MM-dd'T'HH:mm:ssXXX", "Asia/Tokyo"`, '2018-04-12T19:46:41.000Z'],
    ['"2018-04-12 11:46 GMT+2:00", "yyyy-MM-dd HH:mm z"', '2018-04-12T09:46:00.000Z'],
    ['"12:30 AM", "hh:mm a"', '1970-01-01T00:30:00.000Z'],
    ['"24:30", "kk:mm"', '1970-01-01T00:30:00.000Z'],
    ['"2018 102", "yyyy D"', '2018-04-12T00:00:00.000Z'],
    ['"2018 15 Thu", "YYYY w EEE"', '2018-04-12T00:00:00.000Z'],
    // Values beyond their range count on, and a skipped hour moves forward.
    ['"2018-13-45", "yyyy-MM-dd"', '2019-02-14T00:00:00.000Z'],
    ['"2018-03-11 02:30", "yyyy-MM-dd HH:mm", "America/New_York"', '2018-03-11T07:30:00.000Z'],
    // The digits after the point are a number of milliseconds, not a fraction.
    ['"11:46:41.5", "HH:mm:ss.SSS"', '1970-01-01T11:46:41.005Z'],
    ['"on 2018", "yyyy"', null],
    ['"2018-04", "yyyy-MM-dd"', null],
    ['"12 Foo 2018", "d MMM yyyy"', null],
    ['"2018-04-12 11:46 XYZ", "yyyy-MM-dd HH:mm z"', null],
    ['"", "yyyy"', null],
  ];
  for (const [args, iso] of texts)
    it(`parseDate(${args}) is ${String(iso)}`, async () => {
      assert.equal(await evaluate(`parseDate(${args})`), iso === null ? null : Date.parse(iso));
    });

  it('is null for null', async () => {
    assert.equal(await evaluate('parseDate(t, "yyyy")', { t: null }), null);
  });

  it('gives a time', async () => {
    const { types, columns } = await run(messages('x'), '* | parseDate("2018", "yyyy") as t');
    assert.equal(types[columns.indexOf('t')], 'time');
  });
});
