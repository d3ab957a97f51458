import { seriesColours } from './drawContext.ts';
import type { DrawContext } from './drawContext.ts';
import type { EChartsCoreOption } from './echarts.ts';
import { mark } from './marks.ts';
import type { Point } from './marks.ts';
import type { ChartModel } from './model.ts';
import { placeAxis, scale } from './scales.ts';

type OutlierModel = Extract<ChartModel, { readonly kind: 'outlier' }>;

/** A line, the band in which it is expected, and a triangle at every value outside of it. */
export function outlierOption(model: OutlierModel, context: DrawContext): EChartsCoreOption {
  const { axis } = model;
  const { theme, visualization, hidden, height } = context;
  const colours = seriesColours(model, context);
  const series = model.series.flatMap((each, index) => {
    if (hidden.has(each.name)) return [];
    const colour = colours[index] ?? theme.foreground;
    const edge = {
      type: 'line',
      stack: `band ${index}`,
      stackStrategy: 'all',
      symbol: 'none',
      lineStyle: { opacity: 0 },
      silent: true,
      emphasis: { disabled: true },
    };
    const width = each.upper.map((upper, place) => {
      const lower = each.lower[place] ?? null;
      return upper === null || lower === null ? null : upper - lower;
    });
    const pairs = (values: readonly (number | null)[]): readonly Point[] =>
      axis.times.map((time, place) => [time, values[place] ?? null]);
    return [
      { ...edge, data: pairs(each.lower) },
      { ...edge, data: pairs(width), areaStyle: { color: colour, opacity: theme.isHighContrast ? 0.35 : 0.16 } },
      mark(each, index, axis, colour, theme, model.series.length),
      {
        type: 'scatter',
        z: 5,
        data: axis.times.flatMap((time, place) =>
          each.violations[place] === true ? [[time, each.values[place] ?? null]] : [],
        ),
        symbol: 'triangle',
        symbolSize: 11,
        itemStyle: { color: theme.tones.failure, borderColor: theme.background, borderWidth: 1 },
        emphasis: { disabled: true },
      },
    ];
  });
  // A band around small values reaches below zero where no value can be.
  const isPositive = model.series.every(({ values }) => values.every((value) => value === null || value >= 0));
  return {
    grid: { left: 4, right: 10, top: 10, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: placeAxis(axis, context, false, false),
    yAxis: {
      ...scale(theme, visualization.unit, Math.max(2, Math.floor(height / 56))),
      ...(isPositive ? { min: 0 } : {}),
    },
    series,
  };
}
