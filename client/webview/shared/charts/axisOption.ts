import { categoryColours, fontSize, seriesColours } from './drawContext.ts';
import type { DrawContext } from './drawContext.ts';
import type { EChartsCoreOption } from './echarts.ts';
import { mark } from './marks.ts';
import type { ChartAxis, ChartModel, ChartSeries } from './model.ts';
import { formatQuantity } from './quantity.ts';
import { axisSpan, placeAxis, scale } from './scales.ts';

/** Columns of fewer pixels have no room for a line around them. */
const thinBelow = 5;

/** Most pixels from one bar to the next: a few bars stand at the top, as the rows of a table do. */
const barPitch = 30;

type AxisModel = Extract<ChartModel, { readonly kind: 'axis' }>;

/** Lines, columns and areas over places, or bars beside them. */
export function axisOption(model: AxisModel, context: DrawContext): EChartsCoreOption {
  const { axis, isHorizontal } = model;
  const { theme, visualization, hidden, width, height } = context;
  const colours = seriesColours(model, context);
  const single = categoryColours(model, context);
  const values = model.series.flatMap((series) => (hidden.has(series.name) ? [] : [series]));
  const hasColumns = model.series.some(({ mark }) => mark === 'column');
  const second = secondScale(values);
  const places = placeAxis(axis, context, hasColumns, isHorizontal);
  const unit = visualization.unit;
  const isWhole = values.every((series) => series.values.every((value) => value === null || Number.isInteger(value)));
  const valueAxis = {
    ...scale(theme, unit, Math.max(2, Math.floor(isHorizontal ? width / 90 : height / 56))),
    ...(isWhole ? { minInterval: 1 } : {}),
  };
  const count = axis.kind === 'time' ? axis.times.length : axis.labels.length;
  const isThin =
    axis.kind === 'time' ? sliceWidth(axis, width) < thinBelow : width / Math.max(1, count) < 2 * thinBelow;
  const showValues = isHorizontal && model.series.length === 1 && count <= height / 14;
  if (isHorizontal && showValues) Object.assign(valueAxis, { show: false });
  const series = model.series.map((each, index) => ({
    ...mark(each, index, axis, colours[index] ?? theme.foreground, theme, model.series.length, isThin),
    ...(second?.has(each) === true ? { yAxisIndex: 1 } : {}),
    ...(hidden.has(each.name) ? { data: [] } : {}),
    ...(each.mark === 'column'
      ? {
          ...(axis.kind === 'time' ? { barMaxWidth: sliceWidth(axis, width) } : {}),
          ...(single === undefined
            ? {}
            : {
                data: each.values.map((value, place) => ({
                  value: value || null,
                  itemStyle: { color: single[place] },
                })),
              }),
          ...(showValues
            ? {
                // A value that is written beside its bar is read there, be it nothing.
                data: each.values.map((value, place) => ({
                  value,
                  itemStyle: { color: single?.[place] ?? colours[index] },
                })),
                barMinHeight: 0,
                label: {
                  show: true,
                  position: 'right',
                  color: theme.foreground,
                  fontSize,
                  formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
                    const value = each.values[dataIndex] ?? null;
                    return value === null ? '' : formatQuantity(value, unit);
                  },
                },
              }
            : {}),
        }
      : {}),
  }));
  const valueRoom = showValues ? Math.min(90, 14 + 7 * longestText(model.series[0]?.values ?? [], unit)) : 12;
  // Below the bars there may be their scale.
  const needed = count * barPitch + (showValues ? 12 : 32);
  const valueAxes = second === undefined ? valueAxis : [valueAxis, { ...valueAxis, splitLine: { show: false } }];
  return {
    grid: {
      left: 4,
      right: isHorizontal ? valueRoom : second === undefined ? 10 : 4,
      top: 10,
      bottom: isHorizontal ? Math.max(2, height - needed) : 2,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: isHorizontal ? valueAxis : places,
    yAxis: isHorizontal ? { ...places, inverse: true } : valueAxes,
    series,
  };
}

/** How many letters the longest value has when it is written out. */
function longestText(values: readonly (number | null)[], unit: string | undefined): number {
  return Math.max(1, ...values.map((value) => (value === null ? 0 : formatQuantity(value, unit).length)));
}

/** Widest column of a slice: a lone one is as wide as it would be among others. */
function sliceWidth(axis: Extract<ChartAxis, { readonly kind: 'time' }>, width: number): number {
  const { first, last, step } = axisSpan(axis);
  return Math.min(32, Math.max(3, ((width - 40) * step * 0.76) / (last - first + step)));
}

/** The lines that have a scale of their own at the right, because their values are far from those of the columns. */
export function secondScale(series: readonly ChartSeries[]): ReadonlySet<ChartSeries> | undefined {
  const lines = series.filter(({ mark }) => mark === 'line');
  const columns = series.filter(({ mark }) => mark === 'column');
  if (lines.length === 0 || columns.length === 0) return undefined;
  const largest = (of: readonly ChartSeries[]): number =>
    of.reduce(
      (most, { values }) => values.reduce<number>((best, value) => Math.max(best, Math.abs(value ?? 0)), most),
      0,
    );
  const ratio = largest(lines) / (largest(columns) || 1);
  return ratio > 4 || ratio < 0.25 ? new Set(lines) : undefined;
}
