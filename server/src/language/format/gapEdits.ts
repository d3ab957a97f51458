import type { Cell, SesqDocument } from '../document/document.ts';
import type { TextEdit } from '../diagnostics/diagnostic.ts';
import type { FormattedCell } from './formatCell.ts';
import { endOf } from './tokenKinds.ts';

/** An edit of what stands before a token of a cell; the number of tokens stands for the end of the cell. */
export interface GapEdit {
  readonly gap: number;
  readonly edit: TextEdit;
}

/** The differences of a cell, one edit for each gap between tokens that changed; tokens themselves never do. */
export function gapEdits(
  { text }: SesqDocument,
  { range, tokens }: Cell,
  formatted: FormattedCell,
): readonly GapEdit[] {
  const edits: GapEdit[] = [];
  for (let gap = 0; gap <= tokens.length; gap += 1) {
    const before = stretch(tokens, gap, range.start, range.end);
    const after = stretch(formatted.tokens, gap, 0, formatted.text.length);
    const edit = difference(text.slice(...before), formatted.text.slice(...after), before[0]);
    if (edit !== undefined) edits.push({ gap, edit });
  }
  return edits;
}

function stretch(
  tokens: Cell['tokens'],
  gap: number,
  start: number,
  end: number,
): readonly [start: number, end: number] {
  const previous = tokens[gap - 1];
  return [previous === undefined ? start : endOf(previous), tokens[gap]?.startOffset ?? end];
}

/** The smallest single edit between two texts; it never cuts a `\r\n` in two, which editors cannot express. */
function difference(before: string, after: string, offset: number): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before[prefix] === after[prefix]) prefix += 1;
  if (before[prefix - 1] === '\r') prefix -= 1;
  let suffix = 0;
  while (suffix < shorter - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  if (suffix > 0 && before.at(-suffix) === '\n') suffix -= 1;
  return {
    range: { start: offset + prefix, end: offset + before.length - suffix },
    newText: after.slice(prefix, after.length - suffix),
  };
}
