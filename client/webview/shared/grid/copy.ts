import type { ColumnType, ResultValue } from '../../../../server/src/protocol/engine.ts';

/**
 * Cells as text for the clipboard: one cell as it is, several as tab-separated lines where a cell with a tab, a line
 * break or a leading quote is quoted. Numbers are written plainly, without thousands separators; null is empty.
 */
export function copyText(
  rows: readonly (readonly ResultValue[])[],
  types: readonly ColumnType[],
  formatTime: (epoch: number) => string,
): string {
  const plain = (value: ResultValue | undefined, type: ColumnType | undefined): string => {
    if (value === null || value === undefined) return '';
    return type === 'time' && typeof value === 'number' ? formatTime(value) : String(value);
  };
  const [first] = rows;
  if (rows.length === 1 && first?.length === 1) return plain(first[0], types[0]);
  return rows.map((row) => row.map((value, index) => quoted(plain(value, types[index]))).join('\t')).join('\n');
}

function quoted(text: string): string {
  return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
