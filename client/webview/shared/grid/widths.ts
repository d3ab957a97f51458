import type { ColumnType, ResultColumn, ResultValue } from '../../../../server/src/protocol/engine.ts';
import { formatValue } from '../format.ts';

/** Narrowest and widest a column can be, and the widest it becomes by itself, in pixels. */
const limits = { narrowest: 48, widestByItself: 420, widest: 4_000 };
/** Narrowest that a column of text becomes so that all columns are seen, in pixels. */
const leastText = 140;

const padding = 20;
const sortMark = 18;
/** Rows looked at to find widths. */
export const sampledRows = 100;
/** Enough characters to reach the widest column in any usual font. */
const measuredLength = 120;

/** Widths that fit the names and the first rows. `measure` gives the width of a text in pixels. */
export function fittingWidths(
  columns: readonly ResultColumn[],
  rows: readonly (readonly ResultValue[])[],
  formatTime: (epoch: number) => string,
  measure: (text: string) => number,
): readonly number[] {
  return columns.map(({ name, type }, column) => {
    let widest = measure(name.slice(0, measuredLength)) + sortMark;
    for (const row of rows) {
      const value = row[column] ?? null;
      const text = value === null ? 'null' : formatValue(value, type, formatTime);
      widest = Math.max(widest, measure(text.slice(0, measuredLength)));
    }
    return Math.min(clampWidth(Math.ceil(widest) + padding), limits.widestByItself);
  });
}

/** A width within what a column may have. */
export function clampWidth(width: number): number {
  return Math.min(Math.max(Math.round(width), limits.narrowest), limits.widest);
}

/**
 * The `grid-template-columns` for these widths. The space that is left goes to a text that is cut, else to the last column
 * when it holds text; numbers and times stay beside their neighbours. With `room`, the width there is in pixels, the
 * widest text gives way where that brings all columns into it.
 */
export function columnTemplate(
  widths: readonly number[],
  types: readonly (ColumnType | undefined)[],
  room?: number,
): string {
  const fitting = room === undefined ? widths : squeezed(widths, types, room);
  const isText = (index: number): boolean => types[index] === 'text';
  const cut = fitting.findIndex((width, index) => isText(index) && width === limits.widestByItself);
  const growing = cut === -1 && isText(fitting.length - 1) ? fitting.length - 1 : cut;
  const tracks = fitting.map((width, index) => (index === growing ? `minmax(${width}px, 1fr)` : `${width}px`));
  return (growing === -1 ? [...tracks, '1fr'] : tracks).join(' ');
}

function squeezed(
  widths: readonly number[],
  types: readonly (ColumnType | undefined)[],
  room: number,
): readonly number[] {
  const over = widths.reduce((sum, width) => sum + width, 0) - room;
  const widest = Math.max(...widths.filter((_, index) => types[index] === 'text'));
  if (over <= 0 || widest - over < leastText) return widths;
  const giving = widths.findIndex((width, index) => types[index] === 'text' && width === widest);
  return widths.map((width, index) => (index === giving ? width - over : width));
}
