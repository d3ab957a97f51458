import { BYTE, isBlank, trimRange } from './bytes.ts';
import { ByteWindow } from './byteWindow.ts';
import { PositionTracker } from './position.ts';
import type { Position } from './position.ts';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The place in a byte stream that framing has come to, and looks at what is around it. Offsets are those of the stream;
 * where a look needs bytes that have not come yet it says so.
 */
export class FrameCursor {
  /** Stream offset of the next byte that is not framed yet. */
  at: number;
  /** No more bytes will come. */
  isFinal = false;
  /** Only blanks so far on the current line. */
  isLineBlank = true;
  /** Blanks that the current line begins with. */
  indent = 0;
  readonly #window: ByteWindow;
  readonly #position: PositionTracker;

  /** See `Framer`. */
  constructor(offset: number, line: number) {
    this.at = offset;
    this.#window = new ByteWindow(offset);
    this.#position = new PositionTracker(offset, line);
  }

  /** The bytes at hand; `index` leads into them. Both hold until more are added. */
  get bytes(): Buffer {
    return this.#window.bytes;
  }

  /** Index after the last byte at hand. */
  get endIndex(): number {
    return this.#window.endIndex;
  }

  /** Stream offset after the last byte at hand. */
  get end(): number {
    return this.#window.end;
  }

  /** Line and column of the place. */
  get position(): Position {
    return this.#position.position;
  }

  /** Index in the bytes at hand of a stream offset. */
  index(offset: number): number {
    return this.#window.index(offset);
  }

  /** Stream offset of an index in the bytes at hand. */
  offset(index: number): number {
    return this.#window.offset(index);
  }

  /** The byte at a stream offset. */
  byte(offset: number): number {
    return this.#window.bytes[this.#window.index(offset)] as number;
  }

  /** The bytes between two stream offsets. */
  slice(start: number, end: number): Buffer {
    return this.#window.bytes.subarray(this.#window.index(start), this.#window.index(end));
  }

  /** Adds bytes at the end. */
  add(chunk: Uint8Array): void {
    this.#window.add(chunk);
  }

  /** Bytes before the offset are not needed any more. */
  release(offset: number): void {
    this.#window.release(offset);
  }

  /** Goes on to a later offset on the way to the next piece. */
  moveTo(offset: number): void {
    this.#position.advance(this.#window.bytes, this.index(this.#position.offset), offset);
    this.at = offset;
  }

  /** Goes on behind a piece. */
  passTo(end: number): void {
    const start = this.at;
    this.moveTo(end);
    const { lineStart } = this.#position;
    this.isLineBlank = lineStart === end;
    if (lineStart > start)
      this.indent = trimRange(this.bytes, this.index(lineStart), this.index(end)).start - this.index(lineStart);
  }

  /** A piece begins here. */
  beginPiece(): void {
    if (this.isLineBlank) this.indent = this.at - this.#position.lineStart;
    this.isLineBlank = false;
  }

  /** Line and column of an index at or behind the place. */
  placeOf(index: number): Position {
    return this.#position.peek(this.bytes, this.index(this.#position.offset), this.offset(index));
  }

  /** Length of the byte order mark at an offset, 0 when there is none. */
  markAt(offset: number): number | 'need data' {
    if (this.byte(offset) !== BOM[0]) return 0;
    if (this.end - offset < BOM.length && !this.isFinal) return 'need data';
    const index = this.index(offset);
    return this.bytes.subarray(index, Math.min(index + BOM.length, this.endIndex)).equals(BOM) ? BOM.length : 0;
  }

  /** Offset of the end of the current line; a line longer than `limit` ends where the bytes at hand do. */
  lineEnd(limit: number): number | 'need data' {
    const index = this.bytes.subarray(0, this.endIndex).indexOf(BYTE.newline, this.index(this.at));
    if (index >= 0) return this.offset(index);
    return this.isFinal || this.end - this.at >= limit ? this.end : 'need data';
  }

  /** Offset of what follows a value on its line and is neither a value nor a comma; undefined when there is no such thing. */
  junkAfter(end: number): number | undefined | 'need data' {
    const at = this.#afterLineBlanks(end);
    if (at === this.end) return this.isFinal ? undefined : 'need data';
    const byte = this.byte(at);
    const isFine =
      byte === BYTE.newline ||
      byte === BYTE.openBrace ||
      byte === BYTE.openBracket ||
      byte === BYTE.comma ||
      byte === BOM[0];
    return isFine ? undefined : at;
  }

  /** As `junkAfter` for an element of a list. */
  junkAfterElement(end: number): number | undefined | 'need data' {
    let at = end;
    while (at < this.end && isBlank(this.byte(at))) at++;
    if (at === this.end) return this.isFinal ? undefined : 'need data';
    const byte = this.byte(at);
    return byte === BYTE.comma || byte === BYTE.closeBracket || byte === BYTE.openBrace ? undefined : at;
  }

  /** The piece from the place to `end` is the first thing on its line and ends on it. */
  isWholeLineUpTo(end: number): boolean {
    return this.#isFirstOnLine(this.at) && !this.slice(this.at, end).includes(BYTE.newline);
  }

  /** Nothing but blanks stands before and after the piece on its line, as far as the bytes have come. */
  isAloneOnLine(start: number, end: number): boolean {
    if (!this.#isFirstOnLine(start)) return false;
    const at = this.#afterLineBlanks(end);
    return at === this.end || this.byte(at) === BYTE.newline;
  }

  #isFirstOnLine(start: number): boolean {
    return start - this.#position.lineStart === this.indent;
  }

  #afterLineBlanks(from: number): number {
    let at = from;
    while (at < this.end && isBlank(this.byte(at)) && this.byte(at) !== BYTE.newline) at++;
    return at;
  }
}
