import type { Diagnostic, TextEdit } from '../diagnostics/diagnostic.ts';
import { parseDocument, type Cell, type SesqDocument } from '../document/document.ts';
import type { TextRange } from '../syntax/range.ts';
import { formatCell } from './formatCell.ts';
import { gapEdits } from './gapEdits.ts';
import type { FormatOptions } from './options.ts';
import { lastNotAbove } from './search.ts';
import type { SegmentedCell } from './segments.ts';
import { endOf } from './tokenKinds.ts';

/**
 * Lays out a text: one stage a line, long stages wrapped, blanks in order. Only blanks and line breaks change, and
 * where line comments stand; tokens never do. Stages with syntax errors keep their text.
 * @returns edits in order of position that do not overlap; none when nothing changes
 */
export function formatDocument(document: SesqDocument, options: FormatOptions): readonly TextEdit[] {
  const errors = errorsByCell(document);
  const eol = lineEndOf(document.text);
  return document.cells.flatMap((cell) => {
    const formatted = formatCell(document.text, eol, cell, errors.get(cell) ?? [], options);
    return formatted === undefined ? [] : gapEdits(document, cell, formatted).map(({ edit }) => edit);
  });
}

/** The edits of `formatDocument` that belong to the scopes and stages a range touches. */
export function formatRange(document: SesqDocument, range: TextRange, options: FormatOptions): readonly TextEdit[] {
  const errors = errorsByCell(document);
  const eol = lineEndOf(document.text);
  return document.cells.flatMap((cell) => {
    if (range.start > cell.range.end || range.end < cell.range.start) return [];
    const formatted = formatCell(document.text, eol, cell, errors.get(cell) ?? [], options);
    if (formatted === undefined) return [];
    const chosen = touchedGaps(cell, formatted.cut, range);
    return gapEdits(document, cell, formatted).flatMap(({ gap, edit }) =>
      chosen.some(({ start, end }) => start <= gap && gap < end) ? [edit] : [],
    );
  });
}

/** The text in its new layout; the same text when nothing changes. */
export function formatText(text: string, options: FormatOptions): string {
  const parts: string[] = [];
  let done = 0;
  for (const { range, newText } of formatDocument(parseDocument(text), options)) {
    parts.push(text.slice(done, range.start), newText);
    done = range.end;
  }
  return parts.join('') + text.slice(done);
}

/** What ends the lines of a text; where ends are mixed, one that is still found after the others have been changed. */
function lineEndOf(text: string): string {
  return ['\r\n', '\n', '\r'].find((end) => text.includes(end)) ?? '\n';
}

/** The syntax errors of each cell that has any. */
function errorsByCell({ cells, diagnostics }: SesqDocument): ReadonlyMap<Cell, readonly Diagnostic[]> {
  const starts = cells.map(({ range }) => range.start);
  const grouped = new Map<Cell, Diagnostic[]>();
  for (const found of diagnostics) {
    const cell = cells[lastNotAbove(starts, found.range.start)];
    if (cell === undefined || found.severity !== 'error') continue;
    const known = grouped.get(cell);
    if (known === undefined) grouped.set(cell, [found]);
    else known.push(found);
  }
  return grouped;
}

/** Gaps from before the pipe of the first touched stage to the last token of the last one, as one stretch. */
function touchedGaps(cell: Cell, { segments }: SegmentedCell, range: TextRange): readonly TextRange[] {
  const touched = segments.filter(({ tokens }) => {
    const first = cell.tokens[tokens.start];
    const last = cell.tokens[tokens.end - 1];
    return first !== undefined && last !== undefined && first.startOffset <= range.end && range.start <= endOf(last);
  });
  const last = touched.at(-1)?.tokens.end ?? 0;
  const lastToken = cell.tokens[last - 1];
  const reachesEnd = last === cell.tokens.length && lastToken !== undefined && range.end > endOf(lastToken);
  const [first] = touched;
  return first === undefined ? [] : [{ start: first.tokens.start, end: reachesEnd ? last + 1 : last }];
}
