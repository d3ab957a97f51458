import assert from 'node:assert/strict';
import { axisOption } from '../../client/webview/shared/charts/axisOption.ts';
import { buildChartModel } from '../../client/webview/shared/charts/chartModel.ts';
import { ColourScale } from '../../client/webview/shared/charts/colourScale.ts';
import { share } from '../../client/webview/shared/charts/describe.ts';
import type { ReadingLine } from '../../client/webview/shared/charts/describe.ts';
import type { DrawContext } from '../../client/webview/shared/charts/drawContext.ts';
import { legendEntries, legendPlace } from '../../client/webview/shared/charts/legend.ts';
import type { ChartData, ChartModel } from '../../client/webview/shared/charts/model.ts';
import { chartOption } from '../../client/webview/shared/charts/options.ts';
import { chartTheme } from '../../client/webview/shared/charts/palette.ts';
import { formatTick } from '../../client/webview/shared/charts/quantity.ts';
import { largest } from '../../client/webview/shared/charts/tip.ts';
import type { Visualization } from '../../server/src/protocol/dashboard.ts';
import { themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

const day = 86_400_000;

function contextOf(visualization: Visualization, name: ThemeName = 'dark', width = 600): DrawContext {
  const variables: Readonly<Record<string, string>> = themes[name];
  const theme = chartTheme((variable) => variables[variable] ?? '', {
    bodyClasses: [`vscode-${name}`],
    reducedMotion: true,
  });
  const colours = new ColourScale();
  return { theme, colours, visualization, timezone: 'UTC', width, height: 240, hidden: new Set() };
}

const modelOf = (data: ChartData, visualization: Visualization): ChartModel =>
  buildChartModel(data, visualization, { timezone: 'UTC' });

const status: ChartData = {
  columns: [
    { name: '_timeslice', type: 'time' },
    { name: 'Success', type: 'long' },
    { name: 'Failure', type: 'long' },
  ],
  rows: [
    [0, 0, 0],
    [day, 220, 21],
    [2 * day, 240, 55],
  ],
};
const counts: ChartData = {
  columns: [
    { name: 'email', type: 'text' },
    { name: 'n', type: 'long' },
  ],
  rows: [
    ['a@example.com', 12_345],
    ['b@example.com', 0],
  ],
};

interface DrawnSeries {
  readonly data: readonly unknown[];
  readonly barMinHeight: number;
  readonly itemStyle: { readonly borderWidth?: number };
}

function drawnSeries(data: ChartData, visualization: Visualization, width?: number): readonly DrawnSeries[] {
  const model = modelOf(data, visualization);
  assert.equal(model.kind, 'axis');
  const { series } = axisOption(
    model as Extract<ChartModel, { readonly kind: 'axis' }>,
    contextOf(visualization, 'dark', width),
  );
  return series as readonly DrawnSeries[];
}

describe('columns', () => {
  it('of nothing are not drawn, and the smallest are', () => {
    const [columns] = drawnSeries(status, { kind: 'lineColumn', lines: ['Failure'] });
    assert.deepEqual(columns?.data, [
      [0, null],
      [day, 220],
      [2 * day, 240],
    ]);
    assert.equal(columns?.barMinHeight, 1);
  });

  it('have lines between their parts only where there is room for them', () => {
    const border = (width: number): number | undefined =>
      drawnSeries(status, { kind: 'stackedColumn' }, width)[0]?.itemStyle.borderWidth;
    assert.deepEqual([border(600), border(44)], [0.5, undefined]);
  });

  it('beside a value that is written out may be nothing', () => {
    const [bars] = drawnSeries(counts, { kind: 'bar' });
    assert.deepEqual(
      bars?.data.map((each) => (each as { readonly value: unknown }).value),
      [12_345, 0],
    );
    assert.equal(bars?.barMinHeight, 0);
  });
});

describe('patterns for high contrast', () => {
  const showsPatterns = (data: ChartData, visualization: Visualization, theme: ThemeName): unknown => {
    const option = chartOption(modelOf(data, visualization), contextOf(visualization, theme));
    return (option as { readonly aria: { readonly decal: { readonly show: unknown } } }).aria.decal.show;
  };

  it('tell several series apart, and leave a lone one plain', () => {
    assert.equal(showsPatterns(status, { kind: 'stackedColumn' }, 'high-contrast'), true);
    assert.equal(showsPatterns(counts, { kind: 'pie' }, 'high-contrast'), false, 'one slice is not nothing');
    assert.equal(showsPatterns(counts, { kind: 'bar' }, 'high-contrast'), false);
    assert.equal(showsPatterns(status, { kind: 'stackedColumn' }, 'dark'), false);
  });
});

describe('legend', () => {
  const pie = modelOf(counts, { kind: 'pie' });
  const map = modelOf(
    {
      columns: [
        { name: 'country_code', type: 'text' },
        { name: '_count', type: 'long' },
      ],
      rows: [['US', 3]],
    },
    { kind: 'map' },
  );

  it('of a pie is beside it, and below where its names would be cut', () => {
    assert.equal(legendPlace(pie, undefined, 400, 300), 'right');
    assert.equal(legendPlace(pie, undefined, 300, 300), 'bottom');
    assert.equal(legendPlace(pie, 'right', 300, 300), 'bottom');
    assert.equal(legendPlace(pie, 'none', 300, 300), 'none');
  });

  it('of a map is the list of its countries, wherever there is room', () => {
    assert.equal(legendPlace(map, undefined, 600, 240), 'right');
    assert.equal(legendPlace(map, undefined, 300, 300), 'bottom');
    assert.equal(legendPlace(map, undefined, 420, 240), 'none');
  });

  it('says which line is read at the second scale', () => {
    const visualization: Visualization = { kind: 'lineColumn', lines: ['Failure'] };
    const details = (data: ChartData): readonly string[] =>
      legendEntries(modelOf(data, visualization), contextOf(visualization)).map(({ detail }) => detail);
    assert.deepEqual(details(status), ['', 'right scale']);
    assert.deepEqual(details({ ...status, rows: [[0, 20, 10]] }), ['', '']);
  });
});

describe('names of events', () => {
  it('have the tones that the dashboards that come along give them', () => {
    const names = ['Delivery', 'Bounce', 'Complaint', 'Transient', 'Permanent', 'Undetermined'];
    const tones = ['success', 'warning', 'failure', 'warning', 'failure', 'neutral'];
    assert.deepEqual(
      new ColourScale().assign(names),
      tones.map((tone) => ({ tone })),
    );
  });

  it('and engagement differ from each other', () => {
    const names = ['Delivery', 'Bounce', 'Complaint', 'Send', 'Open', 'Click', 'DeliveryDelay', 'Reject'];
    const shades = new ColourScale().assign(names).map((shade) => JSON.stringify(shade));
    assert.equal(new Set(shades).size, names.length);
  });
});

describe('theme colours that let text through', () => {
  it('give their full hue', () => {
    const colourOf = (orange: string): string | undefined =>
      chartTheme((name) => (name === 'charts-orange' ? orange : ''), { bodyClasses: [], reducedMotion: true })
        .categories[1];
    assert.equal(colourOf('rgba(234, 92, 0, 0.33)'), colourOf('#ea5c00'));
  });
});

describe('numbers in charts', () => {
  it('shares below each other have one digit each', () => {
    assert.deepEqual(
      [share(37, 100), share(1, 3), share(1, 10_000), share(5, 5), share(0, 5)],
      ['37.0 %', '33.3 %', '<0.1 %', '100 %', '0 %'],
    );
  });

  it('nothing has no unit of its own size on an axis', () => {
    assert.deepEqual([formatTick(0, 'ms'), formatTick(0, 'bytes'), formatTick(0, '%')], ['0', '0', '0 %']);
  });
});

describe('long tooltips', () => {
  const lines = Array.from({ length: 30 }, (_, series): ReadingLine => ({
    name: `s${series}`,
    text: '',
    value: series === 3 ? null : series,
    colour: '',
    series,
  }));

  it('show the largest and the one that is pointed at', () => {
    const shown = largest(lines, 2).map(({ name }) => name);
    assert.deepEqual(shown, ['s29', 's28', 's27', 's26', 's25', 's24', 's23', 's22', 's21', 's20', 's19', 's2']);
  });

  it('show a pointed one without a value too', () => {
    assert.equal(largest(lines, 3).at(-1)?.name, 's3');
  });
});
