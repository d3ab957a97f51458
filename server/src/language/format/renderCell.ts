import type { IToken } from 'chevrotain';
import type { Cell } from '../document/document.ts';
import { breaksOf } from './breaks.ts';
import { collectHints, type Hints } from './hints.ts';
import { layOut } from './layout.ts';
import { keepLines } from './lines.ts';
import { modesOf, type Mode } from './modes.ts';
import type { FormatOptions } from './options.ts';
import type { Segment, SegmentedCell } from './segments.ts';
import { gapsOf } from './spacing.ts';
import { endOf, isComment, isLineComment, lineBreaks, looksLikeSeparator } from './tokenKinds.ts';

/** Everything that is the same however often a cell is written. */
export interface CellSource {
  readonly text: string;
  readonly cell: Cell;
  readonly cut: SegmentedCell;
  readonly hints: Hints;
  readonly modes: ReadonlyMap<IToken, Mode>;
  readonly eol: string;
}

/** Prepares a cell for writing. */
export function cellSource(text: string, eol: string, cell: Cell, cut: SegmentedCell): CellSource {
  const hints = collectHints(cell.query);
  return { text, cell, cut, hints, modes: modesOf(cell.tokens, hints), eol };
}

/**
 * The text of a cell in its new layout.
 * @param asWritten indexes of segments whose own text stays as it is
 */
export function renderCell(source: CellSource, asWritten: ReadonlySet<number>, options: FormatOptions): string {
  const { text, cell, cut } = source;
  const parts: string[] = [headText(source)];
  cut.segments.forEach((segment, index) => {
    if (segment.pipe === undefined && segment.items.length === 0) return;
    parts.push(startOf(source, segment, index));
    const column = columnAfter(parts);
    if (segment.items.length > 0)
      parts.push(asWritten.has(index) ? writtenText(text, segment) : stageText(source, segment, column, options));
    for (const comment of segment.after) parts.push(' ', comment.image);
  });
  for (const comment of cut.tail) parts.push(preservedBreak(source, comment), comment.image);
  return parts.join('') + endText(source, cell);
}

/** Separator, directives and remarks before the query. */
function headText(source: CellSource): string {
  const { text, cell, cut } = source;
  return cut.head
    .map((comment, index) => {
      if (index > 0) return preservedBreak(source, comment) + comment.image;
      return (looksLikeSeparator(comment) ? text.slice(cell.range.start, comment.startOffset) : '') + comment.image;
    })
    .join('');
}

/** What leads to the first item of a segment: line break, comments and pipe. */
function startOf(source: CellSource, { pipe, before, items }: Segment, index: number): string {
  const { cut, eol } = source;
  const isFirst = index === 0 || (index === 1 && cut.segments[0]?.items.length === 0);
  const first = pipe ?? (items[0] as IToken);
  const ahead = !isFirst ? eol : cut.head.length === 0 ? '' : preservedBreak(source, first, pipe === undefined ? 0 : 1);
  const comments = before.map((comment, at) => {
    const previous = before[at - 1];
    if (previous === undefined) return comment.image;
    const together = cut.breaksBefore.get(comment) === 0 && !isLineComment(previous) && !isLineComment(comment);
    return (together ? ' ' : eol) + comment.image;
  });
  const lead = comments.length === 0 ? '' : `${comments.join('')}${eol}`;
  return ahead + lead + (pipe === undefined ? '' : items.length === 0 ? '|' : '| ');
}

function stageText(source: CellSource, { items }: Segment, column: number, options: FormatOptions): string {
  const { hints, cut, eol } = source;
  const modes = items.map((item) => source.modes.get(item) ?? 'stage');
  const gaps = gapsOf(items, modes, hints);
  if (items.some(isComment)) return keepLines(items, gaps, cut.breaksBefore, eol, options.indent);
  return layOut({ items, gaps, breaks: breaksOf(items, gaps, modes, hints) }, column, eol, options);
}

function writtenText(text: string, { items }: Segment): string {
  return text.slice(items[0]?.startOffset, endOf(items.at(-1) as IToken));
}

/** Line breaks as they were, at most one blank line. */
function preservedBreak({ cut, eol }: CellSource, item: IToken, least = 0): string {
  const breaks = Math.min(2, Math.max(least, cut.breaksBefore.get(item) ?? 0));
  return breaks === 0 ? ' ' : eol.repeat(breaks);
}

/** One blank line at most before the next cell; at the end of the text a final line break if there was one. */
function endText({ text, eol }: CellSource, { range, tokens, comments }: Cell): string {
  const last = Math.max(...[tokens.at(-1), comments.at(-1)].map((item) => (item === undefined ? 0 : endOf(item))));
  const breaks = lineBreaks(text.slice(last, range.end));
  return eol.repeat(Math.min(breaks, range.end === text.length ? 1 : 2));
}

/** How far the last line of the text so far reaches. */
function columnAfter(parts: readonly string[]): number {
  let column = 0;
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index] ?? '';
    const lineStart = Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r')) + 1;
    column += part.length - lineStart;
    if (lineStart > 0) break;
  }
  return column;
}
