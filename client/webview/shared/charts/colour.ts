/** Colours as numbers: reading what CSS says, mixing, and a space in which equal steps look equal. Pure. */

/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

/** OKLab: lightness 0 to 1, and two axes of colour. */
export interface Lab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

/** Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()` and `rgba()`; undefined for everything else. */
export function parseColour(text: string): Rgb | undefined {
  const value = text.trim();
  const hex = /^#([0-9a-f]{3,8})$/i.exec(value)?.[1];
  if (hex !== undefined && [3, 4, 6, 8].includes(hex.length)) {
    const full = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const part = (start: number): number => Number.parseInt(full.slice(start, start + 2), 16);
    return { r: part(0), g: part(2), b: part(4), a: full.length === 8 ? part(6) / 255 : 1 };
  }
  const parts = /^rgba?\(([^)]+)\)$/i
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .filter((part) => part !== '');
  if (parts === undefined || parts.length < 3) return undefined;
  const [r, g, b, a = 1] = parts.map((part) => (part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : Number(part)));
  if (r === undefined || g === undefined || b === undefined || [r, g, b, a].some(Number.isNaN)) return undefined;
  return { r, g, b, a };
}

/** As CSS and canvas take it. */
export function cssColour({ r, g, b, a }: Rgb): string {
  const byte = (value: number): string =>
    Math.round(Math.min(255, Math.max(0, value)))
      .toString(16)
      .padStart(2, '0');
  return `#${byte(r)}${byte(g)}${byte(b)}${a < 1 ? byte(a * 255) : ''}`;
}

/** A colour with this much of another; both taken as opaque. */
export function mix(colour: Rgb, other: Rgb, share: number): Rgb {
  const part = (from: number, to: number): number => from + (to - from) * share;
  return { r: part(colour.r, other.r), g: part(colour.g, other.g), b: part(colour.b, other.b), a: 1 };
}

/** The colour as it is seen on a ground. */
export function over(colour: Rgb, ground: Rgb): Rgb {
  return mix(ground, colour, colour.a);
}

const linear = (value: number): number => {
  const part = value / 255;
  return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const gamma = (value: number): number =>
  255 * (value <= 0.003_130_8 ? value * 12.92 : 1.055 * Math.max(value, 0) ** (1 / 2.4) - 0.055);

/** From red, green and blue; alpha is left out. */
export function toLab(colour: Rgb): Lab {
  const [r, g, b] = [linear(colour.r), linear(colour.g), linear(colour.b)];
  const l = Math.cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
  const m = Math.cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
  const s = Math.cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
  return {
    l: 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
    a: 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
    b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
  };
}

/** To red, green and blue, opaque; the numbers may lie beyond what a screen can show. */
export function fromLab(colour: Lab): Rgb {
  const l = (colour.l + 0.396_337_777_4 * colour.a + 0.215_803_757_3 * colour.b) ** 3;
  const m = (colour.l - 0.105_561_345_8 * colour.a - 0.063_854_172_8 * colour.b) ** 3;
  const s = (colour.l - 0.089_484_177_5 * colour.a - 1.291_485_548 * colour.b) ** 3;
  return {
    r: gamma(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
    g: gamma(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
    b: gamma(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s),
    a: 1,
  };
}

/** The colour with another lightness, 0 to 1. */
export function withLightness(colour: Rgb, l: number): Rgb {
  return fromLab({ ...toLab(colour), l });
}

/** The colour with this share of its colourfulness. */
export function calmer(colour: Rgb, share: number): Rgb {
  const lab = toLab(colour);
  return fromLab({ l: lab.l, a: lab.a * share, b: lab.b * share });
}

/** How far two colours look apart: 0.02 is hardly seen, 0.1 is plain. */
export function distance(one: Rgb, other: Rgb): number {
  const [p, q] = [toLab(one), toLab(other)];
  return Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b);
}

/** Contrast of two opaque colours as accessibility rules count it, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const light = ({ r, g, b }: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
