import { BarChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GeoComponent, GridComponent, LegendPlainComponent, TitleComponent } from 'echarts/components';
import { init, registerMap, use } from 'echarts/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GeoComponent,
  GridComponent,
  LegendPlainComponent,
  LineChart,
  PieChart,
  ScatterChart,
  TitleComponent,
]);

export { init, registerMap };
export type { EChartsCoreOption, EChartsType };
