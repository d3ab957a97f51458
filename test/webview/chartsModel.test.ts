import assert from 'node:assert/strict';
import { buildChartModel } from '../../client/webview/shared/charts/chartModel.ts';
import type { ChartData, ChartModel } from '../../client/webview/shared/charts/model.ts';
import { fittingKinds, suggestVisualization } from '../../client/webview/shared/charts/suggest.ts';
import type { Visualization } from '../../server/src/protocol/dashboard.ts';
import type { ColumnType, ResultValue } from '../../server/src/protocol/engine.ts';

const hour = 3_600_000;

/** Columns as `name:type`. */
function data(columns: string, ...rows: readonly (readonly ResultValue[])[]): ChartData {
  return {
    columns: columns.split(' ').map((column) => {
      const [name = '', type = 'long'] = column.split(':');
      return { name, type: type as ColumnType };
    }),
    rows,
  };
}

function model(of: ChartData, visualization: Visualization): ChartModel {
  return buildChartModel(of, visualization, { timezone: 'UTC' });
}

/** The places and the series of an axis chart, as short as they can be said. */
function axis(of: ChartData, visualization: Visualization): unknown {
  const made = model(of, visualization);
  assert.equal(made.kind, 'axis');
  if (made.kind !== 'axis') return undefined;
  return {
    places: made.axis.kind === 'time' ? made.axis.times : made.axis.labels,
    series: made.series.map(({ name, mark, isStacked, values }) => [
      name,
      mark + (isStacked ? ' stacked' : ''),
      ...values,
    ]),
    ...(made.notes.length > 0 ? { notes: made.notes } : {}),
  };
}

describe('model of a chart with an axis', () => {
  it('takes the slices of time as its axis, in ascending order, and every number as a series', () => {
    const rows = data('n _timeslice:time m:double', [2, 2 * hour, 0.5], [1, hour, null], [3, 3 * hour, -1]);
    assert.deepEqual(axis(rows, { kind: 'line' }), {
      places: [hour, 2 * hour, 3 * hour],
      series: [
        ['n', 'line', 1, 2, 3],
        ['m', 'line', null, 0.5, -1],
      ],
    });
  });

  it('knows a slice of time by its name when its type is a number', () => {
    const rows = data('_timeslice:long n', [hour, 1]);
    assert.deepEqual(axis(rows, { kind: 'column' }), { places: [hour], series: [['n', 'column', 1]] });
  });

  it('leaves rows without a time out and says so', () => {
    const rows = data('_timeslice:time n', [hour, 1], [null, 5]);
    assert.deepEqual(axis(rows, { kind: 'line' }), {
      places: [hour],
      series: [['n', 'line', 1]],
      notes: ['1 row without a time left out.'],
    });
  });

  it('turns two keys and a value into one series for each value of the second key', () => {
    const rows = data(
      '_timeslice:time type:text _count',
      [hour, 'Bounce', 3],
      [hour, 'Delivery', 9],
      [2 * hour, 'Delivery', 8],
      [2 * hour, null, 1],
    );
    assert.deepEqual(axis(rows, { kind: 'stackedColumn' }), {
      places: [hour, 2 * hour],
      series: [
        ['Bounce', 'column stacked', 3, null],
        ['Delivery', 'column stacked', 9, 8],
        ['(none)', 'column stacked', null, 1],
      ],
    });
  });

  it('turns two texts into series when the first repeats, and keeps them as rows when it does not', () => {
    const repeated = data('domain:text type:text n', ['a', 'x', 1], ['a', 'y', 2], ['b', 'x', 3]);
    assert.deepEqual(axis(repeated, { kind: 'bar' }), {
      places: ['a', 'b'],
      series: [
        ['x', 'column stacked', 1, 3],
        ['y', 'column stacked', 2, null],
      ],
    });
    const unique = data('domain:text type:text n', ['a', 'x', 1], ['b', 'y', 2]);
    assert.deepEqual(axis(unique, { kind: 'bar' }), { places: ['a', 'b'], series: [['n', 'column', 1, 2]] });
  });

  it('reads numbers written as text where there are no others', () => {
    const rows = data('k:text v:text', ['a', '1.5'], ['b', null], ['c', '-2e3']);
    assert.deepEqual(axis(rows, { kind: 'column' }), {
      places: ['a', 'b', 'c'],
      series: [['v', 'column', 1.5, null, -2000]],
    });
  });

  it('takes accounts for names although they are written in digits, because there is a count', () => {
    const rows = data('account:text _count', ['123456789012', 4], ['210987654321', 2]);
    assert.deepEqual(axis(rows, { kind: 'bar' }), {
      places: ['123456789012', '210987654321'],
      series: [['_count', 'column', 4, 2]],
    });
  });

  it('reads longs beyond 2^53, which come as text', () => {
    assert.deepEqual(axis(data('k:text n', ['a', '9007199254740993']), { kind: 'bar' }), {
      places: ['a'],
      series: [['n', 'column', 9_007_199_254_740_992]],
    });
  });

  it('tells null, empty text and booleans apart as categories', () => {
    const rows = data('k:text n', [null, 1], ['', 2], ['null', 3]);
    assert.deepEqual(axis(rows, { kind: 'bar' }), {
      places: ['(none)', '(empty)', 'null'],
      series: [['n', 'column', 1, 2, 3]],
    });
    const flags = data('ok:boolean n', [true, 1], [false, 2]);
    assert.deepEqual(axis(flags, { kind: 'bar' }), { places: ['true', 'false'], series: [['n', 'column', 1, 2]] });
  });

  it('compares the columns of a single row of numbers', () => {
    assert.deepEqual(axis(data('sent bounced', [10, 3]), { kind: 'bar' }), {
      places: ['sent', 'bounced'],
      series: [['value', 'column', 10, 3]],
    });
  });

  it('takes the first of several numbers for the key when nothing else is one', () => {
    assert.deepEqual(axis(data('status _count', [200, 5], [500, 1]), { kind: 'column' }), {
      places: ['200', '500'],
      series: [['_count', 'column', 5, 1]],
    });
  });

  it('does what the visualization says: axis, series, lines and labels', () => {
    const rows = data('a:text b:text n m', ['p', 'q', 1, 2]);
    assert.deepEqual(
      axis(rows, { kind: 'lineColumn', x: 'B', series: ['m', 'n', 'gone'], lines: ['n'], labels: { m: 'Mails' } }),
      {
        places: ['q'],
        series: [
          ['Mails', 'column', 2],
          ['n', 'line', 1],
        ],
      },
    );
  });

  it('draws the last series of line + column as a line when none is named', () => {
    assert.deepEqual(axis(data('_timeslice:time n avg', [hour, 1, 2]), { kind: 'lineColumn' }), {
      places: [hour],
      series: [
        ['n', 'column', 1],
        ['avg', 'line', 2],
      ],
    });
  });

  it('adds what is beyond the most categories up under one name', () => {
    const rows = data('k:text n', ['a', 1], ['b', 9], ['c', 2], ['d', 8], ['e', null]);
    assert.deepEqual(axis(rows, { kind: 'bar', maxCategories: 2 }), {
      places: ['b', 'd', 'Other (3)'],
      series: [['n', 'column', 9, 8, 3]],
    });
  });

  it('draws the largest hundred of 500 series and says so', () => {
    const columns = Array.from({ length: 500 }, (_, index) => `s${index}`);
    const rows = data(`_timeslice:time ${columns.join(' ')}`, [hour, ...columns.map((_, index) => index)]);
    const made = model(rows, { kind: 'line' });
    assert.ok(made.kind === 'axis');
    assert.equal(made.series.length, 100);
    assert.deepEqual([made.series[0]?.name, made.series.at(-1)?.name], ['s400', 's499']);
    assert.deepEqual(made.notes, ['The 100 largest of 500 series are drawn.']);
  });

  it('draws the first thousand of more categories and says so', () => {
    const rows = data('k:text n', ...Array.from({ length: 1200 }, (_, index) => [`k${index}`, index]));
    const made = model(rows, { kind: 'bar' });
    assert.ok(made.kind === 'axis' && made.axis.kind === 'category');
    assert.equal(made.axis.labels.length, 1000);
    assert.deepEqual(made.notes, ['The first 1,000 of 1,200 categories are drawn.']);
  });

  it('takes a million points in less than three seconds', function () {
    this.timeout(20_000);
    const rows: ChartData = {
      ...data('_timeslice:time n'),
      rows: Array.from({ length: 1_000_000 }, (_, index) => [index * 1000, index % 7]),
    };
    const before = performance.now();
    const made = model(rows, { kind: 'line' });
    assert.ok(performance.now() - before < 3000);
    assert.ok(made.kind === 'axis' && made.axis.kind === 'time');
    assert.equal(made.axis.times.length, 1_000_000);
  });

  it('remembers the row and the value behind each place', () => {
    const made = model(data('n k:text', [1, 'a'], [2, null]), { kind: 'bar' });
    assert.ok(made.kind === 'axis' && made.axis.kind === 'category');
    assert.deepEqual(made.axis.picks, [
      { column: 'k', value: 'a' },
      { column: 'k', value: null },
    ]);
    assert.deepEqual(made.series[0]?.rows, [0, 1]);
  });
});

describe('what cannot be drawn', () => {
  const noNumbers = 'There is no column of numbers to draw. Count something, or turn text into numbers with num().';
  const cases: readonly (readonly [string, ChartData, Visualization, string])[] = [
    ['no rows', data('k:text n'), { kind: 'bar' }, 'There are no rows to draw.'],
    ['no columns', { columns: [], rows: [[]] }, { kind: 'line' }, noNumbers],
    ['only text', data('a:text b:text', ['x', 'y']), { kind: 'column' }, noNumbers],
    ['only text in a pie', data('a:text b:text', ['x', 'y']), { kind: 'pie' }, noNumbers],
    [
      'a pie of zeros',
      data('a:text n', ['x', 0]),
      { kind: 'pie' },
      'All values are zero, so there is nothing to divide.',
    ],
    ['no time at all', data('_timeslice:time n', [null, 1]), { kind: 'line' }, 'No row has a time in _timeslice.'],
    [
      'a map without places',
      data('city:text _count', ['x', 1]),
      { kind: 'map' },
      'A map needs the columns latitude and longitude, or country_code or country_name.',
    ],
    [
      'a map of private addresses',
      data('latitude:double longitude:double _count', [null, null, 7]),
      { kind: 'map' },
      'No row has a place: the addresses are private or unknown to the location data.',
    ],
    [
      'an outlier without its columns',
      data('_timeslice:time n', [hour, 1]),
      { kind: 'outlier' },
      'An outlier chart needs the columns that the outlier stage adds, such as _count_lower, and a _timeslice.',
    ],
  ];
  for (const [name, rows, visualization, reason] of cases) {
    it(`${name} is said`, () => assert.deepEqual(model(rows, visualization), { kind: 'none', reason }));
  }
});

describe('model of a pie', () => {
  it('has a slice for each row, none for zero, and a total', () => {
    const made = model(data('n type:text', [3, 'Bounce'], [1, null], [0, 'Send']), { kind: 'pie' });
    assert.ok(made.kind === 'pie');
    assert.deepEqual(made.slices, [
      { name: 'Bounce', value: 3, row: 0, pick: { column: 'type', value: 'Bounce' } },
      { name: '(none)', value: 1, row: 1, pick: { column: 'type', value: null } },
    ]);
    assert.deepEqual([made.total, made.valueName, made.notes], [4, 'n', []]);
  });

  it('has a slice for each column of a single row', () => {
    const made = model(data('sent bounced', [10, 3]), { kind: 'pie', labels: { sent: 'Sent' } });
    assert.ok(made.kind === 'pie');
    assert.deepEqual(
      made.slices.map(({ name, value }) => [name, value]),
      [
        ['Sent', 10],
        ['bounced', 3],
      ],
    );
  });

  it('leaves negative values out with a note, and puts small slices together', () => {
    const rows = data('k:text n', ['a', 5], ['b', -1], ['c', 1], ['d', 2], ['e', 4]);
    const made = model(rows, { kind: 'pie', maxCategories: 2 });
    assert.ok(made.kind === 'pie');
    assert.deepEqual(
      made.slices.map(({ name, value }) => [name, value]),
      [
        ['a', 5],
        ['e', 4],
        ['Other (2)', 3],
      ],
    );
    assert.deepEqual(made.notes, ['1 negative value left out: a pie has no place for less than nothing.']);
  });
});

describe('model of a single value', () => {
  const single = (rows: ChartData, visualization: Partial<Visualization> = {}): unknown => {
    const made = model(rows, { kind: 'singleValue', ...visualization });
    return made.kind === 'single' ? [made.name, made.value, made.tone] : made;
  };

  it('is the first number of the first row', () => {
    assert.deepEqual(single(data('k:text n m', ['x', 4, 5], ['y', 6, 7])), ['n', 4, undefined]);
    assert.deepEqual(single(data('v:text', ['12'])), ['v', 12, undefined]);
    assert.deepEqual(single(data('ok:boolean', [false])), ['ok', false, undefined]);
    assert.deepEqual(single(data('n', [null])), ['n', null, undefined]);
  });

  it('has the tone of the highest threshold that it reaches', () => {
    const thresholds = [
      { from: 5, tone: 'failure' },
      { from: 0, tone: 'success' },
    ] as const;
    assert.deepEqual(single(data('n', [5]), { thresholds }), ['n', 5, 'failure']);
    assert.deepEqual(single(data('n', [4.9]), { thresholds }), ['n', 4.9, 'success']);
    assert.deepEqual(single(data('n', [-1]), { thresholds }), ['n', -1, undefined]);
  });

  it('is the chosen column', () => {
    assert.deepEqual(single(data('n m', [1, 2]), { series: ['m'], labels: { m: 'Mails' } }), ['Mails', 2, undefined]);
  });
});

describe('model of a map', () => {
  it('adds places and countries up and counts what has no place', () => {
    const rows = data(
      'latitude:double longitude:double country_code:text country_name:text city:text _count',
      [47.6, -122.3, 'US', 'United States', 'Seattle', 5],
      [47.6, -122.3, 'US', 'United States', 'Seattle', 2],
      [40.7, -74, 'US', 'United States', null, 1],
      [50.1, 8.7, null, 'Germany', 'Frankfurt', 3],
      [null, null, null, null, null, 4],
      [95, 0, null, null, null, 6],
    );
    const made = model(rows, { kind: 'map' });
    assert.ok(made.kind === 'map');
    assert.deepEqual(
      made.points.map(({ label, value, row }) => [label, value, row]),
      [
        ['Seattle, United States of America', 7, 0],
        ['Frankfurt, Germany', 3, 3],
        ['United States of America', 1, 2],
      ],
    );
    assert.deepEqual(
      made.countries.map(({ id, name, value, pick }) => [id, name, value, pick]),
      [
        ['840', 'United States of America', 8, { column: 'country_code', value: 'US' }],
        ['276', 'Germany', 3, { column: 'country_name', value: 'Germany' }],
      ],
    );
    assert.equal(made.unplaced, 10);
  });

  it('shades countries by names and codes without any coordinates', () => {
    const made = model(data('country_name:text n', ['South Korea', 2], ['Nowhere', 1]), { kind: 'map' });
    assert.ok(made.kind === 'map');
    assert.deepEqual(
      made.countries.map(({ id, value }) => [id, value]),
      [['410', 2]],
    );
    assert.deepEqual([made.points.length, made.unplaced, made.valueName], [0, 1, 'n']);
  });
});

describe('model of outliers', () => {
  it('has value, band and violations; the first points have no band', () => {
    const rows = data(
      '_timeslice:time n n_error:double n_lower:double n_upper:double n_indicator n_violation',
      [2 * hour, 9, 5, 1, 7, 1, 1],
      [hour, 4, null, null, null, 0, 0],
    );
    const made = model(rows, { kind: 'outlier' });
    assert.ok(made.kind === 'outlier');
    assert.deepEqual(made.axis.times, [hour, 2 * hour]);
    const [series] = made.series;
    assert.deepEqual(
      [series?.name, series?.values, series?.lower, series?.upper, series?.violations, series?.rows],
      ['n', [4, 9], [null, 1], [null, 7], [false, true], [1, 0]],
    );
  });

  it('has one series for each group', () => {
    const columns = '_timeslice:time type:text n n_lower:double n_upper:double n_indicator';
    const made = model(data(columns, [hour, 'a', 1, 0, 2, 0], [hour, 'b', 9, 0, 2, 1]), { kind: 'outlier' });
    assert.ok(made.kind === 'outlier');
    assert.deepEqual(
      made.series.map(({ name, violations }) => [name, violations]),
      [
        ['a', [false]],
        ['b', [true]],
      ],
    );
  });
});

describe('kinds that fit', () => {
  const best = (rows: ChartData): string => suggestVisualization(rows).kind;

  it('the first is the one that reads best', () => {
    assert.equal(best(data('_timeslice:time n', [hour, 1])), 'line');
    assert.equal(best(data('type:text n', ['a', 1], ['b', 2])), 'pie');
    assert.equal(best(data('email:text n', ...Array.from({ length: 9 }, (_, index) => [`e${index}`, index]))), 'bar');
    assert.equal(best(data('n', [1])), 'singleValue');
    assert.equal(best(data('latitude:double longitude:double _count', [1, 2, 3])), 'map');
    assert.equal(best(data('_timeslice:time n n_lower:double n_upper:double', [hour, 1, 0, 2])), 'outlier');
    assert.equal(best(data('a:text b:text', ['x', 'y'])), 'table');
  });

  it('line + column needs two columns of numbers', () => {
    assert.deepEqual(fittingKinds(data('_timeslice:time n', [hour, 1])), [
      'line',
      'column',
      'stackedColumn',
      'area',
      'singleValue',
    ]);
    assert.equal(fittingKinds(data('_timeslice:time n m', [hour, 1, 2])).includes('lineColumn'), true);
  });
});
