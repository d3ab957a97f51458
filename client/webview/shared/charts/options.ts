import { axisOption } from './axisOption.ts';
import { fontSize } from './drawContext.ts';
import type { DrawContext } from './drawContext.ts';
import type { EChartsCoreOption } from './echarts.ts';
import { mapOption } from './mapOption.ts';
import type { ChartModel } from './model.ts';
import { outlierOption } from './outlierOption.ts';
import { pieOption } from './pieOption.ts';

/** The picture of a model as an option of the chart library; undefined for what is not drawn by it. */
export function chartOption(model: ChartModel, context: DrawContext): EChartsCoreOption | undefined {
  switch (model.kind) {
    case 'axis':
      return { ...common(context), ...axisOption(model, context) };
    case 'outlier':
      return { ...common(context), ...outlierOption(model, context) };
    case 'pie':
      return { ...common(context), ...pieOption(model, context) };
    case 'map':
      return { ...common(context), ...mapOption(model, context) };
    default:
      return undefined;
  }
}

function common({ theme }: DrawContext): EChartsCoreOption {
  return {
    animation: !theme.reducedMotion,
    animationDuration: 150,
    animationDurationUpdate: 150,
    animationThreshold: 500,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily, fontSize, color: theme.foreground },
    // The element describes itself; the library only draws patterns where colour must not be all there is.
    aria: { enabled: theme.isHighContrast, label: { enabled: false }, decal: { show: theme.isHighContrast } },
  };
}
