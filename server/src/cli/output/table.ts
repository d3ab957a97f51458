import type { ResultColumn, ResultValue } from '../../protocol/engine.ts';
import { formatTime } from './time.ts';
import { painter } from './colour.ts';
import type { Alignment } from './grid.ts';
import { layOut } from './grid.ts';
import type { RowWriter, WriterOptions } from './rowWriter.ts';
import { visible } from './visible.ts';

/**
 * A table for people: numbers to the right, times as ISO 8601 in the zone, control characters made visible.
 * Rows are laid out a page at a time, and columns never get narrower from page to page. No rows give no text.
 */
export function tableWriter({ zone, colours }: WriterOptions): RowWriter {
  const paint = painter(colours);
  let columns: readonly ResultColumn[] = [];
  let alignments: readonly Alignment[] = [];
  /** The longest text of each column so far, laid out with every page and left out again. */
  let ruler: readonly string[] = [];
  let isFirstPage = true;
  return {
    begin: (names) => {
      columns = names;
      ruler = names.map(({ name }) => visible(name));
      alignments = names.map(({ type }) => (type === 'long' || type === 'double' ? 'right' : 'left'));
      return '';
    },
    rows: (rows) => {
      if (rows.length === 0) return '';
      const cells = rows.map((row) => columns.map((column, i) => cellText(row[i] ?? null, column, zone)));
      const text = layOut([ruler, ...cells], alignments);
      const firstEnd = text.indexOf('\n');
      const page = text.slice(firstEnd);
      ruler = ruler.map((longest, i) => cells.reduce((best, row) => longer(best, row[i] ?? ''), longest));
      if (!isFirstPage) return page.slice(1);
      isFirstPage = false;
      return paint('bold', text.slice(0, firstEnd)) + page;
    },
    end: () => '',
  };
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a;
}

function cellText(value: ResultValue, column: ResultColumn, zone: string): string {
  if (value === null) return 'null';
  if (column.type === 'time' && typeof value === 'number') return formatTime(value, zone);
  return typeof value === 'string' ? visible(value) : String(value);
}
