import type { IToken } from 'chevrotain';
import type { Cell } from '../document/document.ts';
import { pairBrackets } from '../parser/brackets.ts';
import { endOf, isLineComment, isPipe, lineBreaks, looksLikeSeparator } from './tokenKinds.ts';

/** A scope or a stage with the comments around it. */
export interface Segment {
  /** Undefined for the scope. */
  readonly pipe: IToken | undefined;
  /** Comments on lines of their own before the stage. */
  readonly before: readonly IToken[];
  /** Tokens and the comments among them, in order. */
  readonly items: readonly IToken[];
  /** Comments at the end of the last line of the stage. */
  readonly after: readonly IToken[];
  /** Indexes of its tokens in the cell, the pipe among them; `end` is exclusive. */
  readonly tokens: { readonly start: number; readonly end: number };
}

/** A cell cut at the pipes that end its stages. */
export interface SegmentedCell {
  /** Comments before the query: separator, directives, remarks. */
  readonly head: readonly IToken[];
  readonly segments: readonly Segment[];
  /** Comments on lines of their own after the query. */
  readonly tail: readonly IToken[];
  /** How many lines end between an item and the one before it. */
  readonly breaksBefore: ReadonlyMap<IToken, number>;
}

interface Draft {
  readonly pipe: IToken | undefined;
  readonly before: IToken[];
  readonly items: IToken[];
  readonly after: IToken[];
  readonly start: number;
  end: number;
}

/** Cuts a cell; the first segment is the scope, and empty when the query begins with a pipe. */
export function segmentsOf(text: string, cell: Cell): SegmentedCell {
  const all = merged(cell.tokens, cell.comments);
  const breaksBefore = new Map<IToken, number>();
  all.forEach((item, index) => {
    const previous = all[index - 1];
    const from = previous === undefined ? cell.range.start : endOf(previous);
    breaksBefore.set(item, lineBreaks(text.slice(from, item.startOffset)));
  });
  const lines = (item: IToken): number => breaksBefore.get(item) ?? 0;

  const { depths } = pairBrackets(cell.tokens);
  const drafts: Draft[] = [{ pipe: undefined, before: [], items: [], after: [], start: 0, end: 0 }];
  const head: IToken[] = [];
  let loose: IToken[] = [];
  let seen = 0;
  for (const item of all) {
    const draft = drafts.at(-1) as Draft;
    if (cell.tokens[seen] !== item) {
      if (seen === 0) head.push(item);
      else loose.push(item);
      continue;
    }
    if (depths[seen] === 0 && isPipe(item)) {
      const [after, before] = splitAtLine(loose, lines);
      draft.after.push(...after);
      drafts.push({ pipe: item, before, items: [], after: [], start: seen, end: seen });
    } else if (draft.items.length === 0 && draft.pipe !== undefined) {
      draft.items.push(...hoisted(loose, drafts, lines), item);
    } else draft.items.push(...loose, item);
    loose = [];
    seen += 1;
    (drafts.at(-1) as Draft).end = seen;
  }
  const [after, tail] = splitAtLine(loose, lines);
  (drafts.at(-1) as Draft).after.push(...after);
  return {
    head,
    tail,
    breaksBefore,
    segments: drafts.map(({ start, end, ...draft }) => ({ ...draft, tokens: { start, end } })),
  };
}

/** Comments that go on with the line of the code before them, and the rest. */
function splitAtLine(
  comments: readonly IToken[],
  lines: (item: IToken) => number,
): readonly [after: IToken[], rest: IToken[]] {
  const at = comments.findIndex((comment) => lines(comment) > 0);
  return at < 0 ? [[...comments], []] : [comments.slice(0, at), comments.slice(at)];
}

/**
 * Line comments between a pipe and its stage move before the pipe: to the end of the line before when the pipe ends
 * that line, else to a line of their own. Gives the comments that stay.
 */
function hoisted(
  comments: readonly IToken[],
  drafts: readonly Draft[],
  lines: (item: IToken) => number,
): readonly IToken[] {
  const draft = drafts.at(-1) as Draft;
  const earlier = drafts.at(-2);
  // A comment that comes before the first token of all might turn into a directive.
  if (draft.start === 0) return comments;
  const pipeEndsLine = draft.pipe !== undefined && lines(draft.pipe) === 0 && draft.before.length === 0;
  for (const [index, comment] of comments.entries()) {
    const atLineEnd = lines(comment) === 0;
    if (!isLineComment(comment) || (atLineEnd && !pipeEndsLine && looksLikeSeparator(comment)))
      return comments.slice(index);
    if (atLineEnd && pipeEndsLine) earlier?.after.push(comment);
    else draft.before.push(comment);
  }
  return [];
}

function merged(tokens: readonly IToken[], comments: readonly IToken[]): readonly IToken[] {
  const all: IToken[] = [];
  let next = 0;
  for (const token of tokens) {
    for (let comment = comments[next]; comment !== undefined && comment.startOffset < token.startOffset;) {
      all.push(comment);
      next += 1;
      comment = comments[next];
    }
    all.push(token);
  }
  return [...all, ...comments.slice(next)];
}
