import { BYTE, trimRange } from './bytes.ts';
import type { FrameContainer } from './frameContainer.ts';
import type { FrameCursor } from './frameCursor.ts';
import type { Frame, FrameSink } from './frameTypes.ts';
import type { JsonScanner } from './jsonScanner.ts';
import type { Position } from './position.ts';
import { cutShortReason, foundReason } from './reason.ts';
import type { Repair } from './repairTypes.ts';
import { hasRepeatedNames } from './repeatedNames.ts';

/** The stream offset of the byte that is out of place, and what should have been there. */
export interface Problem {
  readonly at: number;
  readonly expected: string;
}

/** A value in JSON of our own writing; `at` of a repair is an index into the bytes at hand. */
export interface Repaired {
  readonly text: Buffer;
  readonly repairs: readonly Repair[];
}

/** What is known of a piece; offsets are those of the stream. */
export interface Piece {
  readonly kind: Frame['kind'];
  readonly start: number;
  readonly end: number;
  readonly oneLine: boolean;
  readonly problem?: Problem | undefined;
  readonly repaired?: Repaired;
  /** See `Frame`. */
  readonly isOpen?: boolean;
}

/** Makes frames of pieces and hands them over. */
export class FrameMaker {
  readonly #sink: FrameSink;
  readonly #cursor: FrameCursor;
  readonly #scanner: JsonScanner;
  readonly #container: FrameContainer;

  /** `scanner` is the one that has found the end of the values. */
  constructor(sink: FrameSink, cursor: FrameCursor, scanner: JsonScanner, container: FrameContainer) {
    this.#sink = sink;
    this.#cursor = cursor;
    this.#scanner = scanner;
    this.#container = container;
  }

  /** Something about the file as a whole. */
  note(text: string): void {
    this.#sink.note(text);
  }

  /** Hands a piece over. It starts at the place of the cursor, or where the container does. */
  emit({ kind, start, end, oneLine, problem, repaired, isOpen }: Piece): void {
    const cursor = this.#cursor;
    const index = cursor.index(start);
    const trimmed = trimRange(cursor.bytes, index, cursor.index(end));
    let bytes = cursor.bytes.subarray(trimmed.start, trimmed.end);
    if (repaired !== undefined) bytes = this.#rescanned(repaired.text);
    const isValue = kind === 'value';
    const byteEnd = start + (trimmed.end - index);
    this.#sink.frame({
      kind,
      bytes,
      byteStart: start,
      byteEnd,
      start: start === cursor.at ? cursor.position : this.#container.start,
      container: this.#container.kind,
      oneLine,
      ownLine: oneLine && cursor.isAloneOnLine(start, end),
      members: isValue && cursor.byte(start) === BYTE.openBrace ? this.#scanner.members : [],
      isCompact: isValue && !this.#scanner.hasBlanks,
      problem: problem === undefined ? undefined : this.#explain(problem, byteEnd),
      isOpen: isOpen ?? false,
      repairs: (repaired?.repairs ?? []).map(({ kind: what, at }) => ({ kind: what, ...cursor.placeOf(at) })),
      repeated: isValue ? this.#repeatedName(bytes, repaired === undefined ? start : undefined) : undefined,
    });
  }

  /** Gives the text of a value back, with its members known to the scanner. */
  #rescanned(text: Buffer): Buffer {
    this.#scanner.reset();
    this.#scanner.scan(text, 0, text.length, true);
    return text;
  }

  /** `start` is where the value was found; a repaired one is only known to be in the piece at hand. */
  #repeatedName(value: Buffer, start: number | undefined): Frame['repeated'] {
    const { repeated } = this.#scanner;
    if (repeated === undefined || !hasRepeatedNames(value)) return undefined;
    const name = value.toString('utf8', repeated.start, repeated.end);
    const at = start === undefined ? this.#cursor.at : start + repeated.start;
    return { name, ...this.#cursor.placeOf(this.#cursor.index(at)) };
  }

  #explain(problem: Problem, byteEnd: number): Position & { readonly reason: string } {
    const at = Math.min(problem.at, byteEnd);
    const index = this.#cursor.index(at);
    const place = this.#cursor.placeOf(index);
    if (at === byteEnd) return { ...place, reason: cutShortReason(problem.expected) };
    const found = this.#cursor.bytes.subarray(index, Math.min(index + 4, this.#cursor.endIndex));
    return { ...place, reason: foundReason(problem.expected, found) };
  }
}
