import type { ShapeCounts } from './format.ts';
import type { Frame } from './frame.ts';

/** What is known of a text that is nothing but lines, each of them read without a look at its neighbours. */
export interface LinesRead {
  /** Offset after the last piece. */
  readonly end: number;
  /** Number of the line that the last piece is on. */
  readonly line: number;
  readonly shapes: ShapeCounts;
  /** False when there is no last piece, or when it may be read otherwise with what follows in later lines. */
  readonly isSettled: boolean;
}

/** Watches the pieces of a text for anything that is not a line of its own. */
export class LineWatch {
  #isLines = true;
  #end = 0;
  #line = 0;
  #isSettled = false;
  /** The piece before might have been a record if more of it had come. */
  #wasOpen = false;

  /** Takes every piece, in the order of the text. */
  see(frame: Frame): void {
    this.#isLines &&= frame.container === 'none' && frame.oneLine && !this.#wasOpen;
    this.#end = frame.byteEnd;
    this.#line = frame.start.line;
    this.#wasOpen = frame.isOpen;
    this.#isSettled = !frame.isOpen && isSettled(frame);
  }

  /** Undefined when the text is something else. */
  result(shapes: ShapeCounts): LinesRead | undefined {
    if (!this.#isLines) return undefined;
    return { end: this.#end, line: this.#line, shapes, isSettled: this.#isSettled };
  }
}

/** A bracket that is left open may be closed in a later line. */
function isSettled({ kind, bytes, start, problem }: Frame): boolean {
  if (kind === 'value') return true;
  if (kind === 'text') return bytes[0] !== 0x5b;
  return problem?.line === start.line;
}
