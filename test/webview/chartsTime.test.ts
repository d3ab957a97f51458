import assert from 'node:assert/strict';
import { cutAtAntimeridian } from '../../client/webview/shared/charts/antimeridian.ts';
import { countryOf } from '../../client/webview/shared/charts/countries.ts';
import { axisSpan } from '../../client/webview/shared/charts/scales.ts';
import { formatQuantity, formatTick } from '../../client/webview/shared/charts/quantity.ts';
import { evenStep, timeTicks, zoneOffset } from '../../client/webview/shared/charts/timeTicks.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Ticks as instants with their texts. */
function ticks(from: string, to: string, most: number, timezone = 'UTC'): readonly string[] {
  const { epochs, label } = timeTicks(Date.parse(from), Date.parse(to), most, timezone);
  return epochs.map((epoch) => `${new Date(epoch).toISOString().slice(0, 16)} ${label(epoch).replace('\n', '/')}`);
}

describe('ticks of a time axis', () => {
  it('are at round hours, with the date at the first and where it changes', () => {
    assert.deepEqual(ticks('2024-03-11T17:20:00Z', '2024-03-12T08:00:00Z', 5), [
      '2024-03-11T18:00 18:00/Mar 11',
      '2024-03-11T21:00 21:00',
      '2024-03-12T00:00 00:00/Mar 12',
      '2024-03-12T03:00 03:00',
      '2024-03-12T06:00 06:00',
    ]);
  });

  it('are round in the zone of the view, not in UTC', () => {
    assert.deepEqual(ticks('2024-03-11T00:00:00Z', '2024-03-11T12:00:00Z', 2, 'Asia/Kolkata'), [
      '2024-03-11T00:30 06:00/Mar 11',
      '2024-03-11T06:30 12:00',
    ]);
  });

  it('stay at midnight over a change of the clocks', () => {
    assert.deepEqual(ticks('2024-03-29T23:00:00Z', '2024-04-01T22:00:00Z', 4, 'Europe/Berlin'), [
      '2024-03-29T23:00 Mar 30/2024',
      '2024-03-30T23:00 Mar 31',
      '2024-03-31T22:00 Apr 1',
      '2024-04-01T22:00 Apr 2',
    ]);
  });

  it('leave the hour out that the clocks skip, and give the one that they repeat once', () => {
    const spring = ticks('2024-03-31T00:00:00Z', '2024-03-31T03:00:00Z', 4, 'Europe/Berlin');
    assert.deepEqual(
      spring.map((tick) => tick.slice(17)),
      ['01:00/Mar 31', '03:00', '04:00', '05:00'],
    );
    const autumn = timeTicks(
      Date.parse('2024-10-26T23:00:00Z'),
      Date.parse('2024-10-27T03:00:00Z'),
      6,
      'Europe/Berlin',
    );
    assert.deepEqual(
      autumn.epochs,
      [...autumn.epochs].sort((a, b) => a - b),
    );
    assert.equal(new Set(autumn.epochs).size, autumn.epochs.length);
  });

  it('are seconds, months or years where the range is that long', () => {
    assert.deepEqual(ticks('2024-03-11T10:00:00Z', '2024-03-11T10:00:20Z', 2), [
      '2024-03-11T10:00 10:00:00/Mar 11',
      '2024-03-11T10:00 10:00:10',
      '2024-03-11T10:00 10:00:20',
    ]);
    assert.deepEqual(ticks('2023-11-15T00:00:00Z', '2024-02-15T00:00:00Z', 4), [
      '2023-12-01T00:00 Dec 1/2023',
      '2024-01-01T00:00 Jan 1/2024',
      '2024-02-01T00:00 Feb 1',
    ]);
  });

  it('never are endless, whatever the range', () => {
    assert.ok(timeTicks(0, 0, 1, 'UTC').epochs.length <= 1);
    assert.ok(timeTicks(0, 200 * 365 * day, 3, 'No/Such_Zone').epochs.length <= 4);
  });

  it('an offset of a zone counts for its instant', () => {
    assert.equal(zoneOffset(Date.UTC(2024, 0, 1), 'Europe/Berlin'), hour);
    assert.equal(zoneOffset(Date.UTC(2024, 6, 1), 'Europe/Berlin'), 2 * hour);
    assert.equal(zoneOffset(Date.UTC(2024, 6, 1, 0, 0, 0, 250), 'America/St_Johns'), -2.5 * hour);
  });
});

describe('distance of slices', () => {
  it('is the smallest when all are multiples of it, a day of 23 hours included', () => {
    assert.equal(evenStep([0, hour, 2 * hour, 5 * hour]), hour);
    assert.equal(evenStep([0, day, 2 * day - hour, 3 * day - hour]), day - hour);
  });

  it('is unknown for two points and for uneven ones', () => {
    assert.equal(evenStep([0, hour]), undefined);
    assert.equal(evenStep([0, hour, 2.5 * hour]), undefined);
    assert.equal(evenStep([5, 5, 5]), undefined);
  });
});

describe('span of a time axis', () => {
  const hour = 3_600_000;
  const day = { from: 0, to: 24 * hour };
  const spanOf = (times: readonly number[], range?: { readonly from: number; readonly to: number }) =>
    axisSpan({ kind: 'time', column: '_timeslice', times, ...(range === undefined ? {} : { range }) });

  it('is that of the values when nothing else is known', () => {
    assert.deepEqual(spanOf([2 * hour, 3 * hour, 5 * hour]), { first: 2 * hour, last: 5 * hour, step: hour });
  });

  it('reaches from the first to the last slice of the range', () => {
    assert.deepEqual(spanOf([2 * hour, 3 * hour, 5 * hour], day), { first: 0, last: 23 * hour, step: hour });
  });

  it('keeps values before the range, as the first slice of one that begins within it', () => {
    const { first } = spanOf([0, hour, 2 * hour], { from: hour / 2, to: 4 * hour });
    assert.equal(first, 0);
  });

  it('gives a lone value a slice that fits the range', () => {
    const { first, last, step } = spanOf([6 * hour], day);
    assert.deepEqual([first, last, step], [0, 23.75 * hour, hour / 4]);
  });

  it('leaves a range aside that is thousands of slices long', () => {
    const { first, last } = spanOf([0, 1000, 2000], { from: 0, to: 1000 * hour });
    assert.deepEqual([first, last], [0, 2000]);
  });
});

describe('quantities', () => {
  it('have separators, units and durations', () => {
    assert.deepEqual(
      [1_234_567, 0.123456, 12.3456, -5].map((value) => formatQuantity(value)),
      ['1,234,567', '0.1235', '12.35', '-5'],
    );
    assert.deepEqual(
      [412, 1234, 125_000, -1500].map((value) => formatQuantity(value, 'ms')),
      ['412 ms', '1.2 s', '2 min 5 s', '-1.5 s'],
    );
    assert.equal(formatQuantity(90, 's'), '1 min 30 s');
    assert.equal(formatQuantity(658_000_000, 'bytes'), '658 MB');
    assert.equal(formatQuantity(12.5, '%'), '12.5 %');
  });

  it('are short beside an axis', () => {
    assert.deepEqual(
      [0, 2500, 150_000, 1_500_000].map((value) => formatTick(value)),
      ['0', '2,500', '150 k', '1.5 M'],
    );
    assert.deepEqual(
      [500, 90_000, 600_000].map((value) => formatTick(value, 'ms')),
      ['500 ms', '90 s', '10 min'],
    );
  });
});

describe('countries', () => {
  it('are found by codes of two and three letters and by names, whatever their case and accents', () => {
    assert.deepEqual(
      ['us', 'USA', 'United States', "Cote d'Ivoire", 'türkiye', 'Viet Nam'].map((text) => countryOf(text)?.id),
      ['840', '840', '840', '384', '792', '704'],
    );
    assert.equal(countryOf(''), undefined);
    assert.equal(countryOf('Atlantis'), undefined);
  });
});

describe('shapes across the 180th meridian', () => {
  it('are cut in two parts that stay on their sides', () => {
    const parts = cutAtAntimeridian([
      [
        [170, 0],
        [-170, 0],
        [-170, 10],
        [170, 10],
        [170, 0],
      ],
    ]);
    assert.equal(parts.length, 2);
    const spans = parts.map(([ring = []]) => [
      Math.min(...ring.map(([x = 0]) => x)),
      Math.max(...ring.map(([x = 0]) => x)),
    ]);
    assert.deepEqual(spans, [
      [-180, -170],
      [170, 180],
    ]);
  });

  it('are left alone when they do not reach it', () => {
    const square = [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 0],
      ],
    ];
    assert.deepEqual(cutAtAntimeridian(square), [square]);
  });
});
