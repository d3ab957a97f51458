import type { RowWriter } from './rowWriter.ts';

/** One JSON object per row and line, keys in the order of the columns; nothing before or after them. */
export function ndjsonWriter(): RowWriter {
  let keys: readonly string[] = [];
  return {
    begin: (columns) => {
      // Text, not objects: a column may be called `__proto__` or `1`, and the order must hold.
      keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
      return '';
    },
    rows: (rows) =>
      rows.map((row) => `{${keys.map((key, i) => key + JSON.stringify(row[i] ?? null)).join(',')}}\n`).join(''),
    end: () => '',
  };
}
