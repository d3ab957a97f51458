/** From our visualizations to the visual settings of the hosted product's panels. */
import type { Threshold, Visualization, VisualizationKind } from '../../../protocol/dashboard.ts';
import type { JsonObject } from './values.ts';
import { colourOfTone, hasStage, typeOfKind } from './visualNames.ts';

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
