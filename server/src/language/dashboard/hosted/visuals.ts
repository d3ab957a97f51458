/** Visual settings of the hosted product's panels, which are JSON in a text, and our visualizations. */
import type { Threshold, Tone, Visualization, VisualizationKind } from '../../../protocol/dashboard.ts';
import { listOf, numberOf, objectOf, textOf, type JsonObject, type Notes } from './values.ts';

/** The hosted product's chart types, in both of its formats. */
const kindOfType: Readonly<Record<string, VisualizationKind>> = {
  table: 'table',
  bar: 'bar',
  column: 'column',
  line: 'line',
  area: 'area',
  pie: 'pie',
  svp: 'singleValue',
  svv: 'singleValue',
  map: 'map',
  heatmap: 'map',
};

/** Colours written for our tones; on the way back, also those that the hosted product gives for the same. */
const colourOfTone: Readonly<Record<Tone, string>> = {
  success: '#16943E',
  warning: '#DFBE2E',
  failure: '#BF2121',
  information: '#4EA0BC',
  neutral: '#8A94A6',
};
const toneOfColour: ReadonlyMap<string, Tone> = new Map<string, Tone>([
  ...Object.entries(colourOfTone).map(([tone, colour]): [string, Tone] => [colour.toLowerCase(), tone as Tone]),
  ['#24b596', 'success'],
  ['#f0731f', 'warning'],
  ['#df3d3d', 'failure'],
]);

const hasStage = (query: string, operator: string): boolean => new RegExp(`\\|\\s*${operator}\\b`, 'i').test(query);

/** Reads the visual settings of a panel; what has no counterpart is said in the notes. */
export function fromVisualSettings(settings: JsonObject, query: string, title: string, notes: Notes): Visualization {
  const general = objectOf(settings['general']);
  const overrides = listOf(settings['overrides']).map(objectOf);
  const { kind, lines } = kindOf(textOf(general['type']), general, overrides, query, title, notes);
  const xy = objectOf(settings['xy']);
  const slices = numberOf(general['maxNumOfSlices']);
  const unit = textOf(objectOf(objectOf(objectOf(settings['axes'])['axisY'])['unit'])['value']);
  const thresholds = kind === 'singleValue' ? fromThresholds(listOf(objectOf(settings['svp'])['thresholds'])) : [];
  const tones = fromOverrides(overrides, 'color', (colour) => toneOfColour.get(colour.toLowerCase()));
  const labels = fromOverrides(overrides, 'name', (name) => name);
  const legend = legendOf(objectOf(settings['legend']));
  tellLosses(settings, overrides, title, notes);
  const [x, series] = [listOf(xy['xDimension']).map(textOf), listOf(xy['yDimension']).map(textOf)];
  return {
    kind,
    ...(x[0] === undefined ? {} : { x: x[0] }),
    ...(series.length === 0 ? {} : { series }),
    ...(lines === undefined ? {} : { lines }),
    ...(unit === '' ? {} : { unit }),
    ...(legend === undefined ? {} : { legend }),
    ...(Object.keys(tones).length === 0 ? {} : { tones }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(thresholds.length === 0 ? {} : { thresholds }),
    ...(slices === undefined || slices < 1 ? {} : { maxCategories: Math.round(slices) }),
  };
}

/** The kind for the `viewerType` of the older format. */
export function kindOfViewer(type: string, query: string, title: string, notes: Notes): VisualizationKind {
  return kindOf(type, {}, [], query, title, notes).kind;
}

function kindOf(
  type: string,
  general: JsonObject,
  overrides: readonly JsonObject[],
  query: string,
  title: string,
  notes: Notes,
): { readonly kind: VisualizationKind; readonly lines?: readonly string[] } {
  const kind = kindOfType[type.toLowerCase()];
  if (kind === undefined) {
    notes.add(`The panel "${title}" was drawn as "${type}", which is not known here: it became a table.`);
    return { kind: 'table' };
  }
  const ofType = (wanted: string): readonly JsonObject[] =>
    overrides.filter(({ properties }) => objectOf(properties)['type'] === wanted);
  if (kind === 'column' && ofType('line').length > 0) return lineColumn(ofType('line'));
  if (kind === 'line' && ofType('column').length > 0)
    return lineColumn(overrides.filter((override) => !ofType('column').includes(override)));
  if (kind === 'line' && hasStage(query, 'outlier')) return { kind: 'outlier' };
  return { kind: kind === 'column' && general['displayType'] === 'stacked' ? 'stackedColumn' : kind };
}

function lineColumn(overrides: readonly JsonObject[]): {
  readonly kind: VisualizationKind;
  readonly lines?: readonly string[];
} {
  const lines = overrides.flatMap(({ series }) => listOf(series).map(textOf));
  return lines.length === 0 ? { kind: 'lineColumn' } : { kind: 'lineColumn', lines };
}

function legendOf(legend: JsonObject): Visualization['legend'] {
  if (legend['enabled'] === false) return 'none';
  const place = legend['verticalAlign'];
  return place === 'bottom' || place === 'right' ? place : undefined;
}

function fromOverrides<T extends string>(
  overrides: readonly JsonObject[],
  property: string,
  read: (value: string) => T | undefined,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    overrides.flatMap(({ series, properties }) => {
      const value = read(textOf(objectOf(properties)[property]));
      return value === undefined || value === ''
        ? []
        : listOf(series).map((name): [string, T] => [textOf(name), value]);
    }),
  );
}

function fromThresholds(thresholds: readonly unknown[]): readonly Threshold[] {
  return thresholds.map(objectOf).flatMap((threshold) => {
    const from = numberOf(threshold['from']);
    const tone = toneOfColour.get(textOf(threshold['color']).toLowerCase());
    return from === undefined || tone === undefined ? [] : [{ from, tone }];
  });
}

/** Settings that are left out, each with what is said about it. */
function tellLosses(settings: JsonObject, overrides: readonly JsonObject[], title: string, notes: Notes): void {
  const axes = Object.values(objectOf(settings['axes'])).map(objectOf);
  if (axes.some((axis) => textOf(axis['title']) !== ''))
    notes.add(`Titles of axes of the panel "${title}" were left out.`);
  if (axes.some((axis) => axis['logarithmic'] === true))
    notes.add(`The panel "${title}" had a logarithmic axis; here axes are linear.`);
  const colours = overrides
    .map(({ properties }) => textOf(objectOf(properties)['color']))
    .filter((colour) => colour !== '');
  if (colours.some((colour) => !toneOfColour.has(colour.toLowerCase())))
    notes.add(`Colours of the panel "${title}" were left out: they come from the theme.`);
  if (objectOf(settings['thresholdsSettings'])['showThresholds'] === true)
    notes.add(`Threshold lines of the panel "${title}" were left out.`);
  if (listOf(objectOf(objectOf(settings['map'])['mainMetric'])['colorThresholds']).length > 0)
    notes.add(`Colour ranges of the map "${title}" were left out.`);
  if (Object.values(objectOf(settings['series'])).some((series) => objectOf(series)['visible'] === false))
    notes.add(`Series that were hidden in the panel "${title}" are shown.`);
}

const typeOfKind: Readonly<Record<VisualizationKind, string>> = {
  table: 'table',
  bar: 'bar',
  column: 'column',
  stackedColumn: 'column',
  line: 'line',
  lineColumn: 'column',
  area: 'area',
  pie: 'pie',
  singleValue: 'svp',
  map: 'map',
  outlier: 'line',
};

/** Visual settings as the text the hosted product keeps them in. */
export function toVisualSettings(visualization: Visualization, query: string, emptyText: string | undefined): string {
  const { kind, x, series, lines, unit, legend, tones, labels, thresholds, maxCategories } = visualization;
  const names = new Set([...Object.keys(tones ?? {}), ...Object.keys(labels ?? {})]);
  const overrides = [
    ...(kind === 'lineColumn' ? [{ series: lines ?? [], queries: [], properties: { type: 'line' } }] : []),
    ...[...names].map((name) => {
      const tone = tones?.[name];
      const label = labels?.[name];
      const properties = {
        ...(tone === undefined ? {} : { color: colourOfTone[tone] }),
        ...(label === undefined ? {} : { name: label }),
      };
      return { series: [name], queries: [], properties };
    }),
  ];
  return JSON.stringify({
    title: { fontSize: 14 },
    general: {
      mode: modeOf(kind, query),
      type: typeOfKind[kind],
      displayType: kind === 'stackedColumn' ? 'stacked' : 'default',
      ...(maxCategories === undefined ? {} : { maxNumOfSlices: maxCategories }),
      ...(emptyText === undefined ? {} : { noDataMessage: emptyText }),
    },
    ...(unit === undefined ? {} : { axes: { axisY: { unit: { value: unit, isCustom: true } } } }),
    ...(legend === undefined ? {} : { legend: toLegend(legend) }),
    ...(kind === 'singleValue' ? { svp: toSingleValue(thresholds ?? []) } : {}),
    ...(x === undefined && series === undefined
      ? {}
      : { xy: { xDimension: x === undefined ? [] : [x], yDimension: series ?? [], zDimension: [] } }),
    series: {},
    overrides,
  });
}

/** How the hosted product reads the rows. */
function modeOf(kind: VisualizationKind, query: string): string {
  if (kind === 'map') return 'map';
  if (kind === 'singleValue') return 'singleValueMetrics';
  return hasStage(query, 'timeslice') ? 'timeSeries' : 'distribution';
}

function toLegend(legend: NonNullable<Visualization['legend']>): JsonObject {
  return legend === 'none'
    ? { enabled: false }
    : { enabled: true, verticalAlign: legend, showAsTable: false, wrap: true };
}

function toSingleValue(thresholds: readonly Threshold[]): JsonObject {
  return {
    option: 'Latest',
    thresholds: thresholds.map(({ from, tone }, index) => ({
      from,
      to: thresholds[index + 1]?.from ?? null,
      color: colourOfTone[tone],
    })),
  };
}
