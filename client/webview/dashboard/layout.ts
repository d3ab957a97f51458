/** Where panels lie on a grid of twelve columns, and how the others make room when one is moved. Pure. */
import type { PanelLayout } from '../../../server/src/protocol/dashboard.ts';

/** Columns of the grid. */
export const gridColumns = 12;
const smallest = { width: 2, height: 2 };
const tallest = 40;

/** Where a panel lies. */
export interface PlacedPanel {
  readonly id: string;
  readonly layout: PanelLayout;
}

/** The layout inside the grid, with whole cells. */
function fitted({ x, y, width, height }: PanelLayout): PanelLayout {
  const columns = clamp(width, smallest.width, gridColumns);
  return {
    x: clamp(x, 0, gridColumns - columns),
    y: Math.max(0, Math.round(y)),
    width: columns,
    height: clamp(height, smallest.height, tallest),
  };
}

/**
 * Gives one panel a new place or size. Panels in its way move down as far as they must; then all move up as far as they
 * can, so that no row stays empty. The order of the list is kept.
 */
export function placed(panels: readonly PlacedPanel[], id: string, layout: PanelLayout): readonly PlacedPanel[] {
  const laid: PlacedPanel[] = [{ id, layout: fitted(layout) }];
  for (const panel of inReadingOrder(panels)) if (panel.id !== id) laid.push(pushedDown(panel, laid));
  const byId = new Map(movedUp(laid).map((panel) => [panel.id, panel.layout]));
  return panels.map((panel) => ({ id: panel.id, layout: byId.get(panel.id) ?? panel.layout }));
}

/** The panels whose layout differs between two lists; those that only one of them has are left out. */
export function changedPanels(before: readonly PlacedPanel[], after: readonly PlacedPanel[]): readonly PlacedPanel[] {
  const old = new Map(before.map(({ id, layout }) => [id, layout]));
  return after.filter(({ id, layout }) => old.has(id) && JSON.stringify(old.get(id)) !== JSON.stringify(layout));
}

/** Reading order: by row, then by column. */
export function inReadingOrder<Panel extends { readonly layout: PanelLayout }>(
  panels: readonly Panel[],
): readonly Panel[] {
  return panels.toSorted((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
}

function pushedDown({ id, layout }: PlacedPanel, laid: readonly PlacedPanel[]): PlacedPanel {
  let place = layout;
  for (let hit = firstHit(place, laid); hit !== undefined; hit = firstHit(place, laid))
    place = { ...place, y: hit.y + hit.height };
  return { id, layout: place };
}

function firstHit(place: PanelLayout, laid: readonly PlacedPanel[]): PanelLayout | undefined {
  return laid.find(({ layout }) => collides(place, layout))?.layout;
}

function movedUp(panels: readonly PlacedPanel[]): readonly PlacedPanel[] {
  const laid: PlacedPanel[] = [];
  for (const { id, layout } of inReadingOrder(panels)) {
    const above = laid.filter(({ layout: other }) => overlap(layout.x, layout.width, other.x, other.width));
    const y = above.reduce((lowest, { layout: other }) => Math.max(lowest, other.y + other.height), 0);
    laid.push({ id, layout: { ...layout, y } });
  }
  return laid;
}

function collides(a: PanelLayout, b: PanelLayout): boolean {
  return overlap(a.x, a.width, b.x, b.width) && overlap(a.y, a.height, b.y, b.height);
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): boolean {
  return start < otherStart + otherLength && otherStart < start + length;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
