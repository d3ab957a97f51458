/**
 * A half-open stretch of the query text, `start` inclusive and `end` exclusive,
 * in UTF-16 code units from the start of the text (what LSP and JavaScript strings count).
 */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The smallest range that covers both. */
export function coveringRange(first: TextRange, last: TextRange): TextRange {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
