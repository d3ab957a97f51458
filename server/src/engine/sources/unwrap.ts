import { BYTE } from './bytes.ts';
import { classify, isDigest } from './classify.ts';
import type { RecordKind } from './classify.ts';
import { compact } from './compact.ts';
import { Framer } from './frame.ts';
import { arrayElements, JsonObject, parseObject } from './jsonObject.ts';
import { decodePayload, INFLATE_LIMIT } from './payload.ts';
import type { InflateBudget } from './payload.ts';
import { openWrapper } from './wrappers.ts';
import type { Content, Opener } from './wrappers.ts';

/** Wrappers are opened this many times, one inside the other, then what is left counts as the record. */
export const UNWRAP_LIMIT = 5;

/** What comes out of a JSON value, in its order. */
export type Unwrapped =
  | {
      readonly kind: 'record';
      readonly recordKind: RecordKind;
      readonly text: Uint8Array;
      readonly object: JsonObject | undefined;
      /** The time that the wrapper gives, epoch milliseconds, for a record that says none. */
      readonly time: number | undefined;
    }
  /** The record that comes next is not as it should be. */
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'note'; readonly note: string };

/**
 * Takes the containers and wrappers off a well-formed JSON value and calls `sink` for each record in it. `members` are those
 * of an object as `JsonScanner` gives them; `tidy` asks for a text without insignificant blanks. Wrappers that are not known,
 * nested too deeply or hold nothing readable are records themselves.
 */
export function unwrap(
  value: Buffer,
  members: readonly number[],
  tidy: boolean,
  sink: (result: Unwrapped) => void,
): void {
  new Unwrapper(sink).value(value, members, { tidy, depth: 0, time: undefined });
}

/** What is known about a value from the wrappers around it. */
interface Surroundings {
  readonly tidy: boolean;
  readonly depth: number;
  readonly time: number | undefined;
  /** Opens this value, an element of a list, before the general wrappers are tried. */
  readonly open?: Opener | undefined;
}

class Unwrapper {
  readonly #sink: (result: Unwrapped) => void;
  readonly #budget: InflateBudget = { left: INFLATE_LIMIT };

  constructor(sink: (result: Unwrapped) => void) {
    this.#sink = sink;
  }

  value(value: Buffer, members: readonly number[], around: Surroundings): void {
    if (value[0] === BYTE.openBracket) {
      if (around.depth < UNWRAP_LIMIT) this.#elements(arrayElements(value) ?? [], undefined, around);
      else this.#record('other', compact(value), undefined, around);
      return;
    }
    if (value[0] !== BYTE.openBrace) {
      this.#record('other', value, undefined, around);
      return;
    }
    if (members.length === 0) {
      this.#note('An empty object holds no record.');
      return;
    }
    const object = new JsonObject(value, members);
    if (isDigest(object)) {
      this.#note('A CloudTrail digest was skipped: it lists log files and holds no events.');
      return;
    }
    if (around.depth < UNWRAP_LIMIT) {
      const content = around.open?.(object) ?? openWrapper(object);
      if (content !== undefined && this.#content(content, around)) return;
    }
    this.#record(classify(object), around.tidy ? compact(value) : value, object, around);
  }

  /** Hands over what a wrapper holds; false when it cannot be read after all. */
  #content(content: Content, around: Surroundings): boolean {
    if (content.kind === 'elements') {
      this.#elements(content.elements, content.open, around);
      return true;
    }
    const inner = { tidy: true, depth: around.depth + 1, time: content.time ?? around.time };
    if (content.kind === 'encoded') return this.#payload(content.data, inner);
    if (content.kind === 'json')
      this.value(content.object.bytes, content.object.members, { ...inner, tidy: content.tidy });
    else if (content.text.length > 0) this.#record('text', content.text, undefined, inner);
    else this.#note('Empty log events were skipped.');
    return true;
  }

  #elements(elements: readonly Buffer[], open: Opener | undefined, around: Surroundings): void {
    if (elements.length === 0) this.#note('An empty array holds no records.');
    const inner = { tidy: true, depth: around.depth + 1, time: around.time, open };
    for (const element of elements) this.value(element, parseObject(element)?.members ?? [], inner);
  }

  /** A payload holds what a file may hold: values with or without line ends between them, lines of text. */
  #payload(data: string, around: Surroundings): boolean {
    const payload = decodePayload(data, this.#budget);
    if (payload.kind === 'kept') {
      this.#note(payload.note);
      return false;
    }
    let found = false;
    const framer = new Framer({
      frame: (frame) => {
        found = true;
        if (frame.problem !== undefined)
          this.#sink({ kind: 'rejected', reason: `Inside an encoded payload: ${frame.problem.reason}` });
        if (frame.kind !== 'value') this.#record('text', frame.bytes, undefined, around);
        else
          this.value(frame.bytes, frame.members, {
            ...around,
            tidy: frame.container !== 'none' || !frame.oneLine,
          });
      },
      note: (text) => {
        this.#note(text);
      },
    });
    framer.push(payload.bytes);
    framer.end();
    return found;
  }

  #record(kind: RecordKind, text: Uint8Array, object: JsonObject | undefined, { time }: Surroundings): void {
    this.#sink({ kind: 'record', recordKind: kind, text, object, time });
  }

  #note(note: string): void {
    this.#sink({ kind: 'note', note });
  }
}
