import { isAscii } from 'node:buffer';

import { BYTE } from './bytes.ts';

/** One-based line and column; columns count UTF-16 units of the decoded text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Follows a byte stream and knows line and column of the point reached. Lines end at a newline. */
export class PositionTracker {
  /** Stream offset of the point reached. */
  offset: number;
  /** Stream offset of the first byte of the current line. */
  lineStart: number;
  #line: number;
  #column = 1;

  /** Starts at `offset`, which is column 1 of `line` (behind a byte order mark when there is one). */
  constructor(offset: number, line = 1) {
    this.#line = line;
    this.offset = offset;
    this.lineStart = offset;
  }

  /** The point reached. */
  get position(): Position {
    return { line: this.#line, column: this.#column };
  }

  /** Moves on to stream offset `to`; `bytes[index]` is the byte at the point reached. */
  advance(bytes: Buffer, index: number, to: number): void {
    // Only the span itself is searched: a line can be far longer than the span.
    const span = bytes.subarray(index, index + (to - this.offset));
    let from = 0;
    for (let newline = span.indexOf(BYTE.newline); newline >= 0; newline = span.indexOf(BYTE.newline, from)) {
      from = newline + 1;
      this.#line++;
      this.#column = 1;
      this.lineStart = this.offset + from;
    }
    this.#column += utf16Length(from === 0 ? span : span.subarray(from));
    this.offset = to;
  }

  /** Line and column of stream offset `to` at or after the point reached, which stays where it is. */
  peek(bytes: Buffer, index: number, to: number): Position {
    const copy = new PositionTracker(this.offset);
    copy.#line = this.#line;
    copy.#column = this.#column;
    copy.advance(bytes, index, to);
    return copy.position;
  }
}

/** UTF-16 units that the bytes decode to. */
function utf16Length(bytes: Buffer): number {
  return isAscii(bytes) ? bytes.byteLength : bytes.toString('utf8').length;
}
