import type { IToken } from 'chevrotain';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { rangeOf } from '../lexer/literals.ts';
import { LineComment } from '../lexer/tokens.ts';
import { readQuery } from '../parser/readQuery.ts';
import type { Query } from '../syntax/nodes.ts';
import type { TextRange } from '../syntax/range.ts';

/** `// @name value` on a line of its own before the query. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly range: TextRange;
}

/** One query of a text, from its separator line to the next. */
export interface Cell {
  readonly range: TextRange;
  /** From `// @title`, or from the text after `// %%`. */
  readonly title: string | undefined;
  readonly query: Query;
  readonly directives: readonly Directive[];
  /** Tokens and comments of the cell, in order. */
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
}

/** A `.sesq` text as read. All ranges are offsets into the whole text. */
export interface SesqDocument {
  readonly text: string;
  readonly cells: readonly Cell[];
  /** What is wrong with the syntax; `checkDocument` adds what is wrong with the meaning. */
  readonly diagnostics: readonly Diagnostic[];
}

const separator = /^[ \t]*\/\/[ \t]*%%[^\r\n]*/gm;
const directive = /^\/\/\s*@(\w+)[ \t]*(.*)$/;

/**
 * Reads a text of one query or several separated by lines that start with `// %%`. Never throws.
 * A text of blanks and comments has one cell with an empty query and no diagnostics.
 */
export function parseDocument(text: string): SesqDocument {
  const cells: Cell[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const range of cellRanges(text)) {
    const read = readQuery(text, range);
    // What stands before the first separator is a cell only when it holds a query.
    if (read.tokens.length === 0 && range.start === 0 && range.end < text.length) continue;
    const directives = readDirectives(read.comments, read.query.range);
    cells.push({
      range,
      title: titleOf(text, range, directives),
      query: read.query,
      directives,
      tokens: read.tokens,
      comments: read.comments,
    });
    diagnostics.push(...read.diagnostics);
  }
  return { text, cells, diagnostics };
}

/** The cell the offset lies in; the last one for an offset past the end. */
export function cellAt(document: SesqDocument, offset: number): Cell | undefined {
  return document.cells.find((cell) => offset < cell.range.end) ?? document.cells.at(-1);
}

function cellRanges(text: string): readonly TextRange[] {
  const starts = [...text.matchAll(separator)].map((match) => match.index);
  if (starts[0] !== 0) starts.unshift(0);
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}

function readDirectives(comments: readonly IToken[], query: TextRange): readonly Directive[] {
  return comments.flatMap((comment) => {
    const match = comment.tokenType === LineComment ? directive.exec(comment.image) : null;
    if (match === null || comment.startOffset > query.start) return [];
    return [{ name: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').trim(), range: rangeOf(comment) }];
  });
}

function titleOf(text: string, range: TextRange, directives: readonly Directive[]): string | undefined {
  const named = directives.find((candidate) => candidate.name === 'title')?.value;
  if (named !== undefined && named !== '') return named;
  const line = /^[ \t]*\/\/[ \t]*%%[ \t]*(.*)/.exec(text.slice(range.start, range.end));
  const title = line?.[1]?.trim();
  return title === undefined || title === '' ? undefined : title;
}
