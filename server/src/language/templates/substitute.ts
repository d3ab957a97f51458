/** Values in place of template variables, with the way back to where something stood. */
import { escapeText } from '../lexer/literals.ts';
import type { TextRange } from '../syntax/range.ts';

/** Where an offset into a text made from another one lies in that other one. */
export type OffsetMap = (offset: number) => number;

export interface SubstitutedQuery {
  readonly text: string;
  readonly originalOffset: OffsetMap;
}

/** A new text in place of a range of the old one. */
export interface Replacement {
  readonly range: TextRange;
  readonly text: string;
}

/** How a value is written at a place: as it is, or inside a string so that the string holds exactly the value. */
export function writtenValue(value: string, inString: boolean): string {
  return inString ? escapeText(value) : value;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly original: TextRange;
}

/** Puts texts in place of ranges that do not overlap and are in order. */
export function replaceRanges(text: string, replacements: readonly Replacement[]): SubstitutedQuery {
  const pieces: Piece[] = [];
  let result = '';
  let position = 0;
  for (const { range, text: replacement } of replacements) {
    result += text.slice(position, range.start);
    const start = result.length;
    result += replacement;
    pieces.push({ start, end: result.length, original: range });
    position = range.end;
  }
  return { text: result + text.slice(position), originalOffset: (offset) => originalOffset(pieces, offset) };
}

/** Offsets inside a replacement point to what was replaced: its start, or its end for the replacement's end. */
function originalOffset(pieces: readonly Piece[], offset: number): number {
  let shift = 0;
  for (const piece of pieces) {
    if (offset <= piece.start) break;
    if (offset < piece.end) return piece.original.start;
    shift = piece.original.end - piece.end;
  }
  return offset + shift;
}
