import type { IToken } from 'chevrotain';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Cell } from '../document/document.ts';
import { tokenize } from '../lexer/lexer.ts';
import { pairBrackets } from '../parser/brackets.ts';
import type { FormatOptions } from './options.ts';
import { cellSource, renderCell } from './renderCell.ts';
import { segmentsOf, type SegmentedCell } from './segments.ts';
import { lastNotAbove } from './search.ts';
import { isPipe } from './tokenKinds.ts';

/** How often a cell is laid out at most; each time more of it keeps its text. */
const attempts = 4;

/** A cell before and after, token by token. */
export interface FormattedCell {
  readonly cut: SegmentedCell;
  readonly text: string;
  /** Tokens of `text`, as many as the cell has and the same ones; offsets count from the start of `text`. */
  readonly tokens: readonly IToken[];
}

/**
 * Lays out a cell. What was laid out is read again: a stage whose tokens came out different keeps its text, and when
 * that does not help, so does the cell.
 * @param eol what ends a line
 * @param errors what is wrong with the syntax of the cell
 * @returns undefined for a cell that is left alone
 */
export function formatCell(
  text: string,
  eol: string,
  cell: Cell,
  errors: readonly Diagnostic[],
  options: FormatOptions,
): FormattedCell | undefined {
  const cut = segmentsOf(text, cell);
  if (cell.tokens.length === 0 || cut.segments.length !== cell.query.stages.length + 1) return undefined;
  const source = cellSource(text, eol, cell, cut);
  const asWritten = new Set(unreadSegments(errors, cell, cut));
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const after = renderCell(source, asWritten, options);
    const { tokens, comments } = tokenize(after, 0);
    if (sameTokens(cell.tokens, tokens) && sameTokens(cell.comments, comments)) return { cut, text: after, tokens };
    for (const index of changedSegments(cell, cut, tokens)) asWritten.add(index);
  }
  return undefined;
}

/** Errors that are about no text of a scope or stage. */
const harmless: ReadonlySet<string> = new Set<DiagnosticCode>(['syntax.empty-scope', 'syntax.unclosed-comment']);

/** Segments that could not be read, or not without errors. */
function unreadSegments(errors: readonly Diagnostic[], cell: Cell, { segments }: SegmentedCell): readonly number[] {
  const starts = segments.map(({ tokens }) => cell.tokens[tokens.start]?.startOffset ?? 0);
  const faulty = errors.flatMap(({ code, range }) => {
    if (harmless.has(code)) return [];
    const first = lastNotAbove(starts, range.start);
    const last = lastNotAbove(starts, Math.max(range.start, range.end - 1));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  const unread = cell.query.stages.flatMap(({ kind }, index) =>
    kind === 'broken' || kind === 'opaque' ? [index + 1] : [],
  );
  return [...faulty, ...unread, ...(cell.query.scope === undefined ? [0] : [])];
}

/** Segments whose tokens came out different; only the first one when the pipes no longer correspond. */
function changedSegments(cell: Cell, { segments }: SegmentedCell, tokens: readonly IToken[]): readonly number[] {
  const { depths } = pairBrackets(tokens);
  const pipes = tokens.flatMap((token, index) => (depths[index] === 0 && isPipe(token) ? [index] : []));
  const starts = [0, ...pipes];
  if (starts.length !== segments.length) {
    const first = cell.tokens.findIndex((token, index) => !isSame(token, tokens[index]));
    return [segments.findIndex((segment) => first < segment.tokens.end)];
  }
  return segments.flatMap((segment, index) => {
    const before = cell.tokens.slice(segment.tokens.start, segment.tokens.end);
    return sameTokens(before, tokens.slice(starts[index], starts[index + 1] ?? tokens.length)) ? [] : [index];
  });
}

function sameTokens(before: readonly IToken[], after: readonly IToken[]): boolean {
  return before.length === after.length && before.every((token, index) => isSame(token, after[index]));
}

function isSame(before: IToken, after: IToken | undefined): boolean {
  return before.image === after?.image && before.tokenType === after.tokenType;
}
