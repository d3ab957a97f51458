import type { Visualization, VisualizationKind } from '../../../../server/src/protocol/dashboard.ts';
import { timeFormatter } from '../format.ts';
import { axisModel } from './axisModel.ts';
import { mapModel } from './mapModel.ts';
import type { ChartData, ChartModel } from './model.ts';
import { outlierModel } from './outlierModel.ts';
import { pieModel } from './pieModel.ts';
import { singleModel } from './singleModel.ts';

/** How instants are written where they are categories. */
export interface ModelOptions {
  /** IANA zone. */
  readonly timezone: string;
}

type Build = (data: ChartData, visualization: Visualization, options: ModelOptions) => ChartModel;

const builders: Readonly<Record<VisualizationKind, Build>> = {
  table: () => ({ kind: 'table', notes: [] }),
  bar: axisModel,
  column: axisModel,
  stackedColumn: axisModel,
  line: axisModel,
  lineColumn: axisModel,
  area: axisModel,
  pie: (data, visualization, { timezone }) => pieModel(data, visualization, timeFormatter(timezone)),
  singleValue: singleModel,
  map: mapModel,
  outlier: outlierModel,
};

/**
 * What a chart of these rows shows. Columns find their places by themselves (see `columnRoles`); what cannot be drawn
 * gives the reason as a sentence. Takes any rows: text where numbers are expected is left out, never taken for zero.
 */
export function buildChartModel(data: ChartData, visualization: Visualization, options: ModelOptions): ChartModel {
  if (visualization.kind === 'table') return { kind: 'table', notes: [] };
  if (data.rows.length === 0) return { kind: 'none', reason: 'There are no rows to draw.' };
  return withRange(builders[visualization.kind](data, visualization, options), data);
}

function withRange(model: ChartModel, { range }: ChartData): ChartModel {
  if (range === undefined) return model;
  if (model.kind === 'outlier') return { ...model, axis: { ...model.axis, range } };
  if (model.kind === 'axis' && model.axis.kind === 'time') return { ...model, axis: { ...model.axis, range } };
  return model;
}
