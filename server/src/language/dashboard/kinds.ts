import type { Tone, VisualizationKind } from '../../protocol/dashboard.ts';

const kinds: Readonly<Record<VisualizationKind, string>> = {
  table: 'Rows and columns.',
  bar: 'Horizontal bars, one for each category.',
  column: 'Vertical columns, one for each category or time slice.',
  stackedColumn: 'Columns with the series on top of each other.',
  line: 'One line for each series.',
  lineColumn: 'Columns, with the series named in `lines` as lines over them.',
  area: 'Lines with the area below filled.',
  pie: 'Parts of a whole.',
  singleValue: 'The first number of the first row.',
  map: 'Points on a world map, from the columns `latitude`, `longitude` and `_count`.',
  outlier: 'A line, the band of what is usual and the points outside of it.',
};

const tones: Readonly<Record<Tone, string>> = {
  success: 'Something that went well.',
  failure: 'Something that failed.',
  warning: 'Something to look at.',
  information: 'Something to know.',
  neutral: 'Nothing in particular.',
};

/** The kinds of panels with what they draw. */
export const visualizationKinds = kinds;
/** What colours stand for. */
export const toneMeanings = tones;

/** Columns of the grid that panels are placed on. */
export const gridColumns = 12;
