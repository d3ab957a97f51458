/** From the visual settings of the hosted product's panels, which are JSON in a text, to our visualizations. */
import type { Threshold, Visualization, VisualizationKind } from '../../../protocol/dashboard.ts';
import { listOf, numberOf, objectOf, textOf, textsOf, type JsonObject, type Notes } from './values.ts';
import { hasStage, kindOfType, toneOfColour } from './visualNames.ts';

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
  const [x, series] = [textsOf(xy['xDimension']), textsOf(xy['yDimension'])];
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
  const kind = kindOfType.get(type.toLowerCase());
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
  const lines = overrides.flatMap(({ series }) => textsOf(series));
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
      return value === undefined || value === '' ? [] : textsOf(series).map((name): [string, T] => [name, value]);
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
