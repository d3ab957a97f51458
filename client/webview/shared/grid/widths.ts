import type { ColumnType, ResultColumn, ResultValue } from '../../../../server/src/protocol/engine.ts';
import { formatValue } from '../format.ts';

/** Narrowest and widest a column can be, and the widest it becomes by itself, in pixels. */
const limits = { narrowest: 48, widestByItself: 420, widest: 4_000 };

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
 * The `grid-template-columns` for these widths. The space that is left goes to the last column when it holds text;
 * numbers and times stay beside their neighbours.
 */
export function columnTemplate(widths: readonly number[], lastType: ColumnType | undefined): string {
  const tracks = widths.map((width) => `${width}px`);
  const last = widths.at(-1);
  if (lastType !== 'text' || last === undefined) return [...tracks, '1fr'].join(' ');
  return [...tracks.slice(0, -1), `minmax(${last}px, 1fr)`].join(' ');
}
