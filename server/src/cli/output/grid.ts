import Table from 'cli-table3';

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Which side of its column a cell keeps to. */
export type Alignment = 'left' | 'right';

/** Lays cells out in columns: two spaces between them, no lines around them, no blanks at the ends of lines. */
export function layOut(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string {
  if (rows.length === 0) return '';
  const table = new Table({
    chars: noBorders,
    colAligns: [...alignments],
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
