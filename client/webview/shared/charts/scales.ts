import type { DrawContext } from './drawContext.ts';
import { fontSize } from './drawContext.ts';
import type { EChartsCoreOption } from './echarts.ts';
import type { ChartAxis } from './model.ts';
import type { ChartTheme } from './palette.ts';
import { formatTick } from './quantity.ts';
import { evenStep, timeTicks } from './timeTicks.ts';

/** The axis of values, about `splitNumber` lines of it. */
export function scale(theme: ChartTheme, unit: string | undefined, splitNumber: number): EChartsCoreOption {
  return {
    type: 'value',
    splitNumber,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      color: theme.quiet,
      fontSize,
      hideOverlap: true,
      formatter: (value: number) => formatTick(value, unit),
    },
    splitLine: { lineStyle: { color: theme.gridLine, width: 1 } },
    axisPointer: { show: false },
  };
}

/** The axis of instants or categories. */
export function placeAxis(
  axis: ChartAxis,
  context: DrawContext,
  hasColumns: boolean,
  isHorizontal: boolean,
): EChartsCoreOption {
  const { theme, width, height, timezone } = context;
  const line = { lineStyle: { color: theme.axisLine } };
  // The element marks the place that is pointed at.
  const axisPointer = { show: false };
  if (axis.kind === 'category') {
    const longest = isHorizontal
      ? Math.min(320, width * 0.54)
      : Math.max(40, (width - 40) / Math.max(1, axis.labels.length) - 8);
    const bands = isHorizontal
      ? height / Math.max(1, axis.labels.length)
      : (width - 40) / Math.max(1, axis.labels.length);
    return {
      type: 'category',
      data: axis.labels,
      axisLine: isHorizontal ? { show: false } : line,
      axisTick: { show: false },
      axisLabel: {
        color: isHorizontal ? theme.foreground : theme.quiet,
        fontSize,
        width: longest,
        overflow: 'truncate',
        ellipsis: '…',
        interval: bands >= (isHorizontal ? 13 : 48) ? 0 : 'auto',
        hideOverlap: true,
        // A label is text of the result and no template.
        formatter: (label: string) => label.replace(/[\r\n]+/g, ' '),
      },
      axisPointer,
    };
  }
  const { first, last, step } = axisSpan(axis);
  const edge = hasColumns || first === last ? step / 2 : 0;
  const ticks = timeTicks(first, last, Math.max(1, Math.floor(width / 84)), timezone);
  const shown =
    ticks.epochs.length > 0
      ? ticks
      : timeTicks(first - edge, last + edge, Math.max(1, Math.floor(width / 84)), timezone);
  return {
    type: 'value',
    min: first - edge,
    max: last + edge,
    // There is room for columns already; a lone one would get half of the axis.
    containShape: false,
    axisLine: line,
    axisTick: { show: true, length: 4, customValues: shown.epochs, ...line },
    axisLabel: {
      color: theme.quiet,
      fontSize,
      lineHeight: 14,
      customValues: shown.epochs,
      hideOverlap: true,
      showMinLabel: true,
      formatter: (epoch: number) => shown.label(epoch),
    },
    splitLine: { show: false },
    axisPointer,
  };
}

/** A range that holds more slices than this says nothing about the few that have values. */
const mostSlices = 2000;

/**
 * Where the axis begins and ends, and the distance of its slices. With a range it reaches from the first to the last slice
 * that could have had a value, so that charts of one dashboard stand for the same time.
 */
export function axisSpan({ times, range }: Extract<ChartAxis, { readonly kind: 'time' }>): {
  readonly first: number;
  readonly last: number;
  readonly step: number;
} {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const even = evenStep(times);
  const span = range === undefined ? 0 : range.to - range.from;
  // Few values tell no step: then the range decides how wide a column is.
  const known = even ?? (times.length > 1 ? (last - first) / (times.length - 1) : span > 0 ? span / 96 : 60_000);
  const step = Math.max(1, known);
  if (range === undefined || span <= 0 || span / step > mostSlices) return { first, last, step };
  const before = Math.max(0, Math.floor((first - range.from) / step));
  const after = Math.max(0, Math.floor((range.to - 1 - last) / step));
  return { first: first - before * step, last: last + after * step, step };
}
