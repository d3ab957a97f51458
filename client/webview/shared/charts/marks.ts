import type { EChartsCoreOption } from './echarts.ts';
import type { ChartAxis, ChartSeries } from './model.ts';
import type { ChartTheme } from './palette.ts';
import { evenStep } from './timeTicks.ts';

/** Beyond this many points along a line its peaks and valleys are kept and the rest is left out. */
const sampledFrom = 2000;

/**
 * One series of the library. Over time a point is a pair, and a missing slice interrupts the line. Parts of columns that are
 * `isThin` have no line between them: there would be nothing left of them.
 */
export function mark(
  series: ChartSeries,
  index: number,
  axis: ChartAxis,
  colour: string,
  theme: ChartTheme,
  count: number,
  isThin = false,
): EChartsCoreOption {
  const { name, isStacked } = series;
  const stack = isStacked ? { stack: 'all' } : {};
  if (series.mark === 'column') {
    return {
      name,
      type: 'bar',
      ...stack,
      // The smallest value is a line of its own, and nothing is none.
      data:
        axis.kind === 'time'
          ? axis.times.map((time, place) => [time, series.values[place] || null])
          : series.values.map((value) => value || null),
      barMaxWidth: 32,
      barMinHeight: 1,
      barCategoryGap: '24%',
      barGap: '8%',
      itemStyle: {
        color: colour,
        ...(isStacked && !isThin ? { borderColor: theme.background, borderWidth: 0.5 } : {}),
      },
      emphasis: { disabled: true },
    };
  }
  const isArea = series.mark === 'area';
  // Above a gap a stacked area would fall onto the one below; where others have values it has none to add.
  const values = isArea && isStacked ? series.values.map((value) => value ?? 0) : series.values;
  return {
    name,
    type: 'line',
    ...stack,
    data: axis.kind === 'time' ? linePoints(axis.times, values) : alone(values.map((value) => [value])),
    symbol: 'circle',
    symbolSize: 5,
    showSymbol: true,
    showAllSymbol: true,
    ...(values.length > sampledFrom ? { sampling: 'lttb', showSymbol: false } : {}),
    lineStyle: { color: colour, width: count > 12 ? 1 : 1.75, type: theme.isHighContrast ? dash(index) : 'solid' },
    itemStyle: { color: colour },
    ...(isArea ? { areaStyle: { color: colour, opacity: isStacked ? 0.55 : 0.25 } } : {}),
    emphasis: { disabled: true },
  };
}

/** Where colour must not be all there is, lines differ by their dashes. */
const dash = (index: number): string => ['solid', 'dashed', 'dotted'][index % 3] ?? 'solid';

/** A value, or a place and a value; null interrupts the line. */
export type Point = (number | null)[];

/** Points of a line over time with a break wherever an even step is missing. */
function linePoints(times: readonly number[], values: readonly (number | null)[]): readonly unknown[] {
  const step = evenStep(times);
  const points: Point[] = [];
  times.forEach((time, place) => {
    const before = times[place - 1];
    if (step !== undefined && before !== undefined && time - before > step * 1.5) points.push([before + step, null]);
    points.push([time, values[place] ?? null]);
  });
  return alone(points);
}

/** A point without neighbours is no line: it alone is marked. */
function alone(points: readonly Point[]): readonly unknown[] {
  const has = (point: Point | undefined): boolean =>
    point !== undefined && point.at(-1) !== null && point.at(-1) !== undefined;
  return points.map((point, index) => {
    const isAlone = has(point) && !has(points[index - 1]) && !has(points[index + 1]);
    const value = point.length === 1 ? point[0] : point;
    return isAlone || points.length > sampledFrom ? value : { value, symbol: 'none' };
  });
}
