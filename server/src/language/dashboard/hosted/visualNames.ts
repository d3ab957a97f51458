/** What kinds of charts and colours are called here and in the hosted product. */
import type { Tone, VisualizationKind } from '../../../protocol/dashboard.ts';

/** The hosted product's chart types, in both of its formats. */
export const kindOfType: ReadonlyMap<string, VisualizationKind> = new Map<string, VisualizationKind>(
  Object.entries({
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
  }),
);

/** Colours written for our tones; on the way back, also those that the hosted product gives for the same. */
export const colourOfTone: Readonly<Record<Tone, string>> = {
  success: '#16943E',
  warning: '#DFBE2E',
  failure: '#BF2121',
  information: '#4EA0BC',
  neutral: '#8A94A6',
};
/** Our tones by colour in small letters. */
export const toneOfColour: ReadonlyMap<string, Tone> = new Map<string, Tone>([
  ...Object.entries(colourOfTone).map(([tone, colour]): [string, Tone] => [colour.toLowerCase(), tone as Tone]),
  ['#24b596', 'success'],
  ['#f0731f', 'warning'],
  ['#df3d3d', 'failure'],
]);

/** Whether a query has a stage of that operator. */
export const hasStage = (query: string, operator: string): boolean =>
  new RegExp(`\\|\\s*${operator}\\b`, 'i').test(query);

/** What our kinds are in the hosted product. */
export const typeOfKind: Readonly<Record<VisualizationKind, string>> = {
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
