/** Which rows a scroll position shows. Pure. */

/** Height of a row in pixels. */
export const rowHeight = 22;

/** Browsers cut elements off near 2^25 pixels; beyond this height scrolling is scaled instead. */
const tallest = 15_000_000;

const overscan = 8;

/** Where the rows in the document begin and how far down they are drawn. */
export interface RowWindow {
  readonly first: number;
  /** One past the last row. */
  readonly end: number;
  /** Pixels from the top of the scrolled content to the first row. */
  readonly top: number;
}

/** Height of the scrolled content for this many rows, in pixels. */
export function contentHeight(total: number): number {
  return Math.min(total * rowHeight, tallest);
}

/** How many rows fit entirely into a viewport; at least one. */
export function rowsPerPage(viewportHeight: number): number {
  return Math.max(1, Math.floor(viewportHeight / rowHeight));
}

/** The rows to draw at a scroll position, with a few beyond either edge. Heights and positions in pixels. */
export function rowWindow(scrollTop: number, viewportHeight: number, total: number): RowWindow {
  const exactFirst = rowAt(scrollTop, viewportHeight, total);
  const first = Math.max(0, Math.floor(exactFirst) - overscan);
  const end = Math.min(total, Math.ceil(exactFirst + viewportHeight / rowHeight) + overscan);
  return { first, end, top: scrollTop - (exactFirst - first) * rowHeight };
}

/** The scroll position that brings a row into view, moving as little as possible. */
export function scrollToRow(row: number, scrollTop: number, viewportHeight: number, total: number): number {
  const first = rowAt(scrollTop, viewportHeight, total);
  const fitting = viewportHeight / rowHeight;
  if (row < first) return positionOf(row, viewportHeight, total);
  if (row + 1 > first + fitting) return positionOf(row + 1 - fitting, viewportHeight, total);
  return scrollTop;
}

function range(viewportHeight: number, total: number): { readonly pixels: number; readonly rows: number } {
  return {
    pixels: Math.max(0, contentHeight(total) - viewportHeight),
    rows: Math.max(0, total - viewportHeight / rowHeight),
  };
}

/** The row at the top edge, with the part of it that is scrolled away as a fraction. */
function rowAt(scrollTop: number, viewportHeight: number, total: number): number {
  const { pixels, rows } = range(viewportHeight, total);
  return pixels === 0 ? 0 : (Math.min(Math.max(scrollTop, 0), pixels) / pixels) * rows;
}

function positionOf(row: number, viewportHeight: number, total: number): number {
  const { pixels, rows } = range(viewportHeight, total);
  return rows === 0 ? 0 : (Math.min(Math.max(row, 0), rows) / rows) * pixels;
}
