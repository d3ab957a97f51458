import type { ResultColumn, ResultValue } from '../../../../server/src/protocol/engine.ts';
import { groupDigits } from '../format.ts';
import { copyText } from './copy.ts';
import type { CellRange } from './movement.ts';
import type { RowPages } from './pages.ts';

/** Most rows that are fetched for one copy. */
const mostCopied = 10_000;

/** What a copy reads from. */
export interface CopySource {
  readonly pages: RowPages;
  readonly columns: readonly ResultColumn[];
  readonly total: number;
  readonly formatTime: (epoch: number) => string;
}

/**
 * Answers a `copy` event with the cells of a range, at most 10,000 rows of it. Rows that are not here are fetched
 * first. Gives a sentence about what was done.
 */
export async function copyRange(event: ClipboardEvent, range: CellRange, source: CopySource): Promise<string> {
  event.preventDefault();
  const selected = Math.min(range.bottom + 1, source.total) - range.top;
  const copied = Math.min(selected, mostCopied);
  const end = range.top + copied;
  const ready = textOf(range, end, source);
  if (ready !== undefined) {
    // The event's own clipboard needs no permission, but is open only until the handler returns.
    event.clipboardData?.setData('text/plain', ready);
  } else {
    await source.pages.load(range.top, end);
    const text = textOf(range, end, source);
    if (text === undefined) return 'The selected rows could not be read, so nothing was copied.';
    await navigator.clipboard.writeText(text);
  }
  const count = groupDigits(String(copied));
  if (copied < selected) return `Copied the first ${count} of ${groupDigits(String(selected))} selected rows.`;
  return copied === 1 ? 'Copied 1 row.' : `Copied ${count} rows.`;
}

function textOf({ top, left, right }: CellRange, end: number, source: CopySource): string | undefined {
  const rows: (readonly ResultValue[])[] = [];
  for (let index = top; index < end; index += 1) {
    const row = source.pages.row(index);
    if (row === undefined) return undefined;
    rows.push(row.slice(left, right + 1));
  }
  const types = source.columns.slice(left, right + 1).map(({ type }) => type);
  return copyText(rows, types, source.formatTime);
}
