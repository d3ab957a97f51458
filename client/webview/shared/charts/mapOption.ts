import { cssColour, mix, parseColour } from './colour.ts';
import type { EChartsCoreOption } from './echarts.ts';
import type { ChartModel } from './model.ts';
import type { DrawContext } from './drawContext.ts';
import { naturalEarth, worldMapName } from './worldMap.ts';

type MapModel = Extract<ChartModel, { readonly kind: 'map' }>;

/** Land in a quiet tone, countries shaded by their sums, places as circles whose area is their value. */
export function mapOption({ countries, points }: MapModel, { theme, height }: DrawContext): EChartsCoreOption {
  const land = parseColour(theme.land) ?? { r: 128, g: 128, b: 128, a: 1 };
  const strong = parseColour(theme.categories[0] ?? '') ?? land;
  const largestCountry = countries[0]?.value ?? 0;
  const largestPoint = points[0]?.value ?? 0;
  // Counts spread over orders of magnitude: in equal steps all but the first country would look empty.
  const share = (value: number): number => (largestCountry <= 0 ? 0 : Math.sqrt(Math.max(0, value) / largestCountry));
  const largestSize = Math.min(26, Math.max(12, height / 14));
  return {
    geo: {
      map: worldMapName,
      projection: naturalEarth,
      roam: 'move',
      scaleLimit: { min: 1, max: 40 },
      left: 2,
      right: 2,
      top: 4,
      bottom: 4,
      preserveAspect: true,
      preserveAspectAlign: 'center',
      preserveAspectVerticalAlign: 'middle',
      itemStyle: { areaColor: theme.land, borderColor: theme.border, borderWidth: 0.5 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: theme.border } },
      select: { disabled: true },
      selectedMode: false,
      regions: countries.map(({ id, value }) => ({
        name: id,
        itemStyle: { areaColor: cssColour(mix(land, strong, 0.18 + 0.62 * share(value))) },
        emphasis: { itemStyle: { areaColor: cssColour(mix(land, strong, 0.9)) } },
      })),
    },
    series: [
      {
        type: 'scatter',
        coordinateSystem: 'geo',
        geoIndex: 0,
        data: points.map(({ longitude, latitude, value }) => [longitude, latitude, value]),
        symbolSize: (value: readonly number[]) =>
          largestPoint <= 0 ? 6 : 4 + (largestSize - 4) * Math.sqrt(Math.max(0, value[2] ?? 0) / largestPoint),
        itemStyle: { color: theme.categories[1], opacity: 0.78, borderColor: theme.background, borderWidth: 0.75 },
        emphasis: { itemStyle: { opacity: 1 } },
      },
    ],
  };
}
