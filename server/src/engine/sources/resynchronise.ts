import { BYTE, isBlank } from './bytes.ts';

/** A value that went wrong; all numbers are indexes into `bytes`. */
export interface BrokenValue {
  readonly bytes: Buffer;
  /** First byte of the value. */
  readonly start: number;
  /** Where to go on looking for line ends; `start` at first, then the `resume` of the last answer. */
  readonly from: number;
  /** After the last byte that has arrived. */
  readonly end: number;
  /** The byte that is out of place. */
  readonly problem: number;
  /** Blanks before the value on its line. */
  readonly indent: number;
  /** The value is an element of an array. */
  readonly inContainer: boolean;
}

export type RecordEnd =
  { readonly kind: 'found'; readonly end: number } | { readonly kind: 'unknown'; readonly resume: number };

/**
 * Where a malformed record ends: at the end of its line when that is where it went wrong, so that a bad line costs that line;
 * otherwise before the next line that starts like a record with the same indentation or less, or behind a line that closes it.
 */
export function findRecordEnd(value: BrokenValue): RecordEnd {
  const { bytes, end, problem, inContainer } = value;
  let from = value.from;
  for (;;) {
    const newline = bytes.subarray(0, end).indexOf(BYTE.newline, from);
    if (newline < 0) return { kind: 'unknown', resume: from };
    if (!inContainer && problem <= newline && from === value.start) return { kind: 'found', end: newline };
    const lineStart = newline + 1;
    let first = lineStart;
    while (first < end && isBlank(bytes[first] as number) && bytes[first] !== BYTE.newline) first++;
    if (first === end) return { kind: 'unknown', resume: from };
    if (first - lineStart <= value.indent) {
      const found = endAtLine(lineStart, first, value);
      if (found !== undefined) return { kind: 'found', end: found };
    }
    from = lineStart;
  }
}

/** The end of the record when the line whose first byte is at `first` says so. */
function endAtLine(lineStart: number, first: number, value: BrokenValue): number | undefined {
  const byte = value.bytes[first];
  if (byte === BYTE.openBrace || byte === BYTE.openBracket) return lineStart;
  if (first < value.problem) return undefined;
  if (byte === BYTE.closeBrace) return first + 1;
  return byte === BYTE.closeBracket && value.inContainer ? lineStart : undefined;
}
