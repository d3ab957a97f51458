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
      return { ...common(context, model.series.length), ...axisOption(model, context) };
    case 'outlier':
      return { ...common(context, model.series.length), ...outlierOption(model, context) };
    case 'pie':
      return { ...common(context, model.slices.length), ...pieOption(model, context) };
    case 'map':
      return { ...common(context, 1), ...mapOption(model, context) };
    default:
      return undefined;
  }
}

/** What all pictures have; `parts` is how many colours must be told apart. */
function common({ theme }: DrawContext, parts: number): EChartsCoreOption {
  const hasPatterns = theme.isHighContrast && parts > 1;
  return {
    animation: !theme.reducedMotion,
    animationDuration: 150,
    animationDurationUpdate: 150,
    animationThreshold: 500,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily, fontSize, color: theme.foreground },
    // The element describes itself; the library only draws patterns where colour must not be all there is.
    aria: { enabled: hasPatterns, label: { enabled: false }, decal: { show: hasPatterns } },
  };
}
