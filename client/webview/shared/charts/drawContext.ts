import type { Visualization } from '../../../../server/src/protocol/dashboard.ts';
import { isKnownName, shadeColour } from './colourScale.ts';
import type { ColourScale } from './colourScale.ts';
import type { ChartModel } from './model.ts';
import type { ChartTheme } from './palette.ts';

/** What a picture depends on besides the model. */
export interface DrawContext {
  readonly theme: ChartTheme;
  readonly colours: ColourScale;
  readonly visualization: Visualization;
  readonly timezone: string;
  readonly width: number;
  readonly height: number;
  /** Names of series or slices that are switched off. */
  readonly hidden: ReadonlySet<string>;
}

type AxisModel = Extract<ChartModel, { readonly kind: 'axis' }>;

/** Size of texts in a picture, in pixels. */
export const fontSize = 12;

/** One colour for each series, or for each slice of a pie; in their order. */
export function seriesColours(model: ChartModel, { theme, colours, visualization }: DrawContext): readonly string[] {
  const tones = visualization.tones ?? {};
  if (model.kind === 'pie') {
    return colours
      .assign(
        model.slices.map(({ name }) => name),
        tones,
      )
      .map((shade) => shadeColour(shade, theme));
  }
  if (model.kind !== 'axis' && model.kind !== 'outlier') return [];
  const names = model.series.map(({ name }) => name);
  const [only] = names;
  // A lone series needs no colour of its own, unless its name means something.
  if (names.length === 1 && only !== undefined && !isKnownName(only, tones))
    return [theme.categories[0] ?? theme.foreground];
  return colours.assign(names, tones).map((shade) => shadeColour(shade, theme));
}

/** Colours of single bars when every category is a name with a meaning, such as types of events; else undefined. */
export function categoryColours(
  { axis, series }: AxisModel,
  { theme, colours, visualization }: DrawContext,
): readonly string[] | undefined {
  const tones = visualization.tones ?? {};
  if (axis.kind !== 'category' || series.length !== 1 || axis.labels.length === 0) return undefined;
  if (!axis.labels.every((label) => isKnownName(label, tones))) return undefined;
  return colours.assign(axis.labels, tones).map((shade) => shadeColour(shade, theme));
}
