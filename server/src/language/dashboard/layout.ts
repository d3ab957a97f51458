import type { PanelLayout } from '../../protocol/dashboard.ts';
import { gridColumns } from './kinds.ts';

/** Cells of a panel that names no place: two in a row. */
export const defaultSize = { width: 6, height: 4 } as const;

/** Whether two places share a cell. */
export function overlaps(a: PanelLayout, b: PanelLayout): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The lowest row that a panel may begin at, and the most rows that it may have. */
export const lowestRow = 10_000;
export const mostRows = 100;

/** Moves and cuts a place until it is inside the grid, in whole cells. */
export function insideGrid({ x, y, width, height }: PanelLayout): PanelLayout {
  const columns = between(width, 1, gridColumns);
  return {
    x: between(x, 0, gridColumns - columns),
    y: between(y, 0, lowestRow),
    width: columns,
    height: between(height, 1, mostRows),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}

/** The topmost, then leftmost place of that size which none of the others covers. */
export function freePlace(
  taken: readonly PanelLayout[],
  size: { readonly width: number; readonly height: number } = defaultSize,
): PanelLayout {
  // A free place begins at the top or right below one of the others.
  const rows = [...new Set([0, ...taken.map(({ y, height }) => y + height)])].sort((a, b) => a - b);
  for (const y of rows) {
    const columns = [...new Set([0, ...taken.map(({ x, width }) => x + width)])].sort((a, b) => a - b);
    for (const x of columns) {
      const place = { x, y, width: size.width, height: size.height };
      if (x + size.width <= gridColumns && !taken.some((other) => overlaps(place, other))) return place;
    }
  }
  return { x: 0, y: rows.at(-1) ?? 0, width: size.width, height: size.height };
}

/** Gives a place to those without one, in order, around those that have one. */
export function placeAll(layouts: readonly (PanelLayout | undefined)[]): readonly PanelLayout[] {
  const taken = layouts.filter((layout) => layout !== undefined).map(insideGrid);
  return layouts.map((layout) => {
    if (layout !== undefined) return insideGrid(layout);
    const place = freePlace(taken);
    taken.push(place);
    return place;
  });
}
