import type { Tone } from '../../../../server/src/protocol/dashboard.ts';
import { paletteSize, slotColour } from './palette.ts';
import type { ChartTheme } from './palette.ts';
import { noneLabel } from './values.ts';

/** Names that mean the same everywhere have a tone, as in the dashboards that come along, or keep one place in the palette. */
const knownTones: Readonly<Record<string, Tone>> = {
  success: 'success',
  succeeded: 'success',
  failure: 'failure',
  failed: 'failure',
  error: 'failure',
  errors: 'failure',
  delivery: 'success',
  bounce: 'warning',
  complaint: 'failure',
  permanent: 'failure',
  transient: 'warning',
  undetermined: 'neutral',
};
/** Away from the green, yellow and red of the tones that stand beside them. */
const knownSlots: Readonly<Record<string, number>> = {
  send: 0,
  open: 2,
  click: 3,
  deliverydelay: 6,
  reject: 4,
  subscription: 8,
};

/** How a name is coloured: by what it means, or by its place in the palette. */
export type Shade = { readonly tone: Tone } | { readonly slot: number };

const plain = (name: string): string => name.trim().toLowerCase();

/** True for names of events and outcomes, which have one colour wherever they appear. */
export function isKnownName(name: string, tones: Readonly<Record<string, Tone>> = {}): boolean {
  return Object.hasOwn(tones, name) || Object.hasOwn(knownTones, plain(name)) || Object.hasOwn(knownSlots, plain(name));
}

/** The shade of names that have a meaning of their own; undefined for all others. */
function meaningOf(name: string, tones: Readonly<Record<string, Tone>>): Shade | undefined {
  const key = plain(name);
  const tone = Object.hasOwn(tones, name) ? tones[name] : Object.hasOwn(knownTones, key) ? knownTones[key] : undefined;
  if (tone !== undefined) return { tone };
  if (name === noneLabel || /^Other \([\d,]+\)$/.test(name)) return { tone: 'neutral' };
  const slot = Object.hasOwn(knownSlots, key) ? knownSlots[key] : undefined;
  return slot === undefined ? undefined : { slot };
}

/**
 * Gives names their colours, the same name the same colour in every chart that shares the scale. Names of one chart
 * differ from each other as long as there are colours left.
 */
export class ColourScale {
  readonly #slots = new Map<string, number>();

  /** One shade for each name, in their order; equal names are given equal shades. */
  assign(names: readonly string[], tones: Readonly<Record<string, Tone>> = {}): readonly Shade[] {
    const given = new Map<string, Shade>();
    for (const name of names) {
      const shade = meaningOf(name, tones);
      if (shade !== undefined) given.set(plain(name), shade);
    }
    const used = new Set([...given.values()].flatMap((shade) => ('slot' in shade ? [shade.slot] : [])));
    const give = (name: string, slot: number): void => {
      used.add(slot);
      given.set(plain(name), { slot });
    };
    for (const name of names) {
      const known = this.#slots.get(plain(name));
      if (known !== undefined && !given.has(plain(name)) && !used.has(known)) give(name, known);
    }
    for (const name of names) {
      if (given.has(plain(name))) continue;
      const slot = this.#freeSlot(used);
      give(name, slot);
      // A name whose own colour is taken in this chart has another one here, and keeps its own elsewhere.
      if (!this.#slots.has(plain(name))) this.#slots.set(plain(name), slot);
    }
    return names.map((name) => given.get(plain(name)) ?? { tone: 'neutral' });
  }

  /**
   * Of the full colours that this chart does not use, the one that the fewest other names have; the paler rounds of the
   * palette are for charts with more names than colours.
   */
  #freeSlot(used: ReadonlySet<number>): number {
    const owners = new Map<number, number>();
    for (const slot of this.#slots.values()) owners.set(slot, (owners.get(slot) ?? 0) + 1);
    let best: number | undefined;
    for (let slot = 0; slot < paletteSize; slot += 1) {
      if (used.has(slot)) continue;
      if (best === undefined || (owners.get(slot) ?? 0) < (owners.get(best) ?? 0)) best = slot;
    }
    let slot = best ?? paletteSize;
    while (used.has(slot)) slot += 1;
    return slot;
  }
}

/** The scale of the page: every chart on it shares it. */
export const pageColours = new ColourScale();

/** A shade as a colour of the theme. */
export function shadeColour(shade: Shade, theme: ChartTheme): string {
  return 'tone' in shade ? theme.tones[shade.tone] : slotColour(theme, shade.slot);
}
