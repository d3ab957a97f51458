/** The hosted product's grid has 24 narrow columns and lower rows; three of its rows are as high as two of ours. */
import type { PanelLayout } from '../../../protocol/dashboard.ts';
import { gridColumns } from '../kinds.ts';

const hostedColumns = 24;
const columnScale = gridColumns / hostedColumns;
const rowScale = 2 / 3;

/** Edges are rounded rather than sizes, so panels that touch still do. */
export function fromHostedGrid({ x, y, width, height }: PanelLayout): PanelLayout {
  const [left, right] = edges(x, width, columnScale);
  const [top, bottom] = edges(y, height, rowScale);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The way back gives the same cells again. */
export function toHostedGrid({ x, y, width, height }: PanelLayout): PanelLayout {
  const top = Math.ceil(y / rowScale - 1e-9);
  const bottom = Math.ceil((y + height) / rowScale - 1e-9);
  return { x: x / columnScale, y: top, width: width / columnScale, height: bottom - top };
}

function edges(start: number, size: number, scale: number): readonly [number, number] {
  const from = Math.max(0, Math.round(start * scale));
  return [from, Math.max(from + 1, Math.round((start + size) * scale))];
}
