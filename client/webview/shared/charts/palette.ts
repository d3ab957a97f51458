import type { Tone } from '../../../../server/src/protocol/dashboard.ts';
import { calmer, cssColour, mix, over, parseColour, toLab, withLightness } from './colour.ts';
import type { Rgb } from './colour.ts';

/** Colours and fonts of the charts on one page. */
export interface ChartTheme {
  readonly isDark: boolean;
  readonly isHighContrast: boolean;
  readonly reducedMotion: boolean;
  readonly foreground: string;
  readonly quiet: string;
  readonly background: string;
  /** Lines of axes and of the grid behind the values. */
  readonly axisLine: string;
  readonly gridLine: string;
  readonly focus: string;
  readonly land: string;
  readonly border: string;
  /** Colours of categories in their order. */
  readonly categories: readonly string[];
  readonly tones: Readonly<Record<Tone, string>>;
  readonly fontFamily: string;
}

/** Reads a `--vscode-` variable by its name without that prefix; empty when the theme has none. */
export type ReadVariable = (name: string) => string;

/** Hues in an order in which neighbours differ for every kind of colour vision, each with its own lightness. */
const hues: readonly {
  readonly from: string;
  readonly to?: string;
  readonly share?: number;
  readonly dark: number;
  readonly light: number;
}[] = [
  { from: 'blue', dark: 0.66, light: 0.56 },
  { from: 'orange', dark: 0.77, light: 0.72 },
  { from: 'purple', dark: 0.58, light: 0.44 },
  { from: 'green', to: 'blue', share: 0.35, dark: 0.83, light: 0.66 },
  { from: 'red', to: 'purple', share: 0.55, dark: 0.68, light: 0.58 },
  { from: 'yellow', dark: 0.88, light: 0.8 },
  { from: 'blue', to: 'foreground', share: 0.45, dark: 0.8, light: 0.38 },
  { from: 'orange', to: 'background', share: 0.4, dark: 0.55, light: 0.5 },
  { from: 'purple', to: 'foreground', share: 0.5, dark: 0.78, light: 0.66 },
  { from: 'green', to: 'background', share: 0.35, dark: 0.52, light: 0.42 },
];

/** How many full colours there are. */
export const paletteSize = hues.length;

/** Colours of VS Code's own themes, for themes that leave them out. */
const fallbacks: Readonly<Record<'dark' | 'light', Readonly<Record<string, string>>>> = {
  dark: { blue: '#3794ff', red: '#f14c4c', yellow: '#cca700', orange: '#d18616', green: '#89d185', purple: '#b180d7' },
  light: { blue: '#1a85ff', red: '#e51400', yellow: '#bf8803', orange: '#d18616', green: '#388a34', purple: '#652d90' },
};

/** Areas of full colour are louder than the texts and icons that the colours of a theme are made for. */
const calm = 0.82;

const black: Rgb = { r: 0, g: 0, b: 0, a: 1 };
const white: Rgb = { r: 255, g: 255, b: 255, a: 1 };

/** Derives everything a chart is coloured with from the variables of the theme. */
export function chartTheme(
  read: ReadVariable,
  page: { readonly bodyClasses: readonly string[]; readonly reducedMotion: boolean },
): ChartTheme {
  const isHighContrast = page.bodyClasses.some((name) => name.startsWith('vscode-high-contrast'));
  const saysLight = page.bodyClasses.some((name) => name === 'vscode-light' || name === 'vscode-high-contrast-light');
  const background = parseColour(read('editor-background')) ?? (saysLight ? white : black);
  const isDark = toLab(background).l < 0.5;
  const foreground = over(parseColour(read('foreground')) ?? (isDark ? white : black), background);
  const known = fallbacks[isDark ? 'dark' : 'light'];
  const base = (name: string): Rgb => {
    if (name === 'foreground') return foreground;
    if (name === 'background') return background;
    const said = parseColour(read(`charts-${name}`)) ?? parseColour(known[name] ?? '') ?? foreground;
    // Some are made to lie over text. Only the hue is taken from them; on the background it would be washed out.
    return { ...said, a: 1 };
  };
  const categories = hues.map(({ from, to, share = 0, dark, light }) => {
    const mixed = to === undefined ? base(from) : mix(base(from), base(to), share);
    return cssColour(calmer(withLightness(mixed, isDark ? dark : light), calm));
  });
  const on = (share: number): string => cssColour(mix(background, foreground, share));
  const tone = (name: string): string => cssColour(base(name));
  return {
    isDark,
    isHighContrast,
    reducedMotion: page.reducedMotion,
    foreground: cssColour(foreground),
    quiet: cssColour(over(parseColour(read('descriptionForeground')) ?? mix(background, foreground, 0.7), background)),
    background: cssColour(background),
    axisLine: on(isHighContrast ? 0.7 : 0.25),
    gridLine: on(isHighContrast ? 0.35 : 0.1),
    focus: read('focusBorder') || tone('blue'),
    land: on(isDark ? 0.13 : 0.1),
    border: cssColour(mix(background, foreground, isHighContrast ? 0.8 : 0.28)),
    categories,
    tones: {
      success: cssColour(calmer(withLightness(base('green'), isDark ? 0.74 : 0.6), calm)),
      failure: cssColour(calmer(withLightness(base('red'), isDark ? 0.64 : 0.56), calm)),
      warning: cssColour(withLightness(base('yellow'), isDark ? 0.8 : 0.72)),
      information: tone('blue'),
      neutral: on(0.45),
    },
    fontFamily: read('font-family') || 'sans-serif',
  };
}

/** The colour of a slot of the scale: the palette, then the palette again, nearer to the background. */
export function slotColour({ categories, background }: ChartTheme, slot: number): string {
  const colour = categories[slot % categories.length] ?? '#888888';
  const round = Math.floor(slot / categories.length) % 3;
  if (round === 0) return colour;
  return cssColour(mix(parseColour(colour) ?? black, parseColour(background) ?? black, round * 0.3));
}
