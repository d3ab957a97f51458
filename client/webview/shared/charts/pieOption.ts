import { seriesColours } from './drawContext.ts';
import type { DrawContext } from './drawContext.ts';
import type { EChartsCoreOption } from './echarts.ts';
import type { ChartModel } from './model.ts';

type PieModel = Extract<ChartModel, { readonly kind: 'pie' }>;

/** A ring; its names and shares are in the legend. */
export function pieOption(model: PieModel, context: DrawContext): EChartsCoreOption {
  const { theme, hidden, width, height } = context;
  const colours = seriesColours(model, context);
  // Beside other panels a ring that fills a large one would shout.
  const side = Math.min(width, height);
  const outer = Math.min(side * 0.41, Math.max(120, side * 0.28));
  return {
    series: [
      {
        type: 'pie',
        radius: [outer * 0.56, outer],
        center: ['50%', '50%'],
        minAngle: 2,
        data: model.slices.map(({ name, value }, index) => ({
          name,
          value: hidden.has(name) ? 0 : value,
          itemStyle: { color: colours[index], borderColor: theme.background, borderWidth: 1 },
        })),
        label: { show: false, width: Math.max(40, (width - height) / 2) },
        labelLine: { show: false },
        emphasis: { scale: true, scaleSize: 3 },
      },
    ],
  };
}
