import type { Draft } from './draft.ts';
import type { Multiline } from './types.ts';

/** A message of several lines is cut when it would be longer than this, in bytes. */
const MESSAGE_LIMIT = 1024 * 1024;

const NEWLINE = 0x0a;

/** Joins lines of plain text into messages, in the order of the file. */
export class LineJoiner {
  /** The line in which the first message begins that was too long. */
  cutAt: number | undefined;
  readonly #kind: Multiline['kind'];
  #open: { readonly first: Draft; readonly pieces: Buffer[]; last: Draft; bytes: number } | undefined;
  /** A line has begun a message, so those that do not continue one. */
  #started = false;

  constructor(kind: Multiline['kind']) {
    this.#kind = kind;
  }

  /** Takes the next draft; gives what is complete with it. `begins` says whether a line begins a message. */
  add(draft: Draft, begins: boolean): readonly Draft[] {
    if (!draft.isLine) return [...this.end(), draft];
    this.#started ||= begins;
    // Without any line that begins a message every line is one.
    if (this.#kind === 'off' || !this.#started) return [...this.end(), draft];
    const open = this.#open;
    if (open !== undefined && !begins) {
      const gap = Buffer.alloc(Math.min(draft.line - open.last.line, MESSAGE_LIMIT), NEWLINE);
      const bytes = open.bytes + gap.byteLength + draft.indent.length + draft.raw.byteLength;
      if (bytes <= MESSAGE_LIMIT) {
        open.pieces.push(gap, Buffer.from(draft.indent), draft.raw);
        open.last = draft;
        open.bytes = bytes;
        return [];
      }
      this.cutAt ??= open.first.line;
    }
    const complete = this.end();
    this.#open = { first: draft, pieces: [draft.raw], last: draft, bytes: draft.raw.byteLength };
    return complete;
  }

  /** Gives the message at hand; there may be more lines after it, of another message. */
  end(): readonly Draft[] {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return [];
    const raw = open.pieces.length === 1 ? open.first.raw : Buffer.concat(open.pieces);
    return [{ ...open.first, raw, byteEnd: open.last.byteEnd }];
  }
}
