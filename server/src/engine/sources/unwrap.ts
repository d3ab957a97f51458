import { brokenObjectReason } from './brokenObject.ts';
import { BYTE } from './bytes.ts';
import { classify, isDigest, isQuerySignature } from './classify.ts';
import type { RecordKind } from './classify.ts';
import { compact } from './compact.ts';
import { EnvelopePart, envelopeText } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { Framer } from './frame.ts';
import { arrayElements, JsonObject, parseObject } from './jsonObject.ts';
import { decodePayload, INFLATE_LIMIT } from './payload.ts';
import type { InflateBudget } from './payload.ts';
import { openWrapper, UNWRAP_LIMIT } from './wrappers.ts';
import type { Content, Opener } from './wrappers.ts';
import { recordInLine } from './recordInLine.ts';
import type { RepairKind } from './repairTypes.ts';
import { leftmostTimestamp } from './timestamp.ts';

/** What comes out of a JSON value, in its order. */
export type Unwrapped =
  | {
      readonly kind: 'record';
      readonly recordKind: RecordKind;
      /** False for a line of text, one with a record in it included. */
      readonly isJson: boolean;
      readonly text: Uint8Array;
      readonly object: JsonObject | undefined;
      /** The time that the wrapper gives, epoch milliseconds, for a record that says none. */
      readonly time: number | undefined;
      /** What the wrappers say, see `envelopeText`. */
      readonly envelope: string | undefined;
    }
  /** The record that comes next is not as it should be. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** What had to be put right in the string that the record which comes next was spelled in. */
  | { readonly kind: 'repaired'; readonly repairs: readonly RepairKind[] }
  /** One of the objects of the record which comes next holds this field twice. */
  | { readonly kind: 'repeated'; readonly name: string }
  | { readonly kind: 'note'; readonly note: string };

/**
 * Takes the containers and wrappers off a well-formed JSON value and calls `sink` for each record in it. `members` are those
 * of an object as `JsonScanner` gives them; `tidy` asks for a text without insignificant blanks; `open` is tried before the
 * general wrappers. Wrappers that are not known,
 * nested too deeply or hold nothing readable are records themselves.
 */
export function unwrap(
  value: Buffer,
  members: readonly number[],
  tidy: boolean,
  sink: (result: Unwrapped) => void,
  open?: Opener,
): void {
  new Unwrapper(sink).value(value, members, { tidy, depth: 0, time: undefined, envelope: [], open });
}

/** As `unwrap` for a line that is no JSON value: a record in it decides what the line is. */
export function unwrapLine(line: Buffer, sink: (result: Unwrapped) => void): void {
  new Unwrapper(sink).text(line, { tidy: false, depth: 0, time: undefined, envelope: [] });
}

/** What is known about a value from the wrappers around it. */
interface Surroundings {
  readonly tidy: boolean;
  readonly depth: number;
  readonly time: number | undefined;
  readonly envelope: Envelope;
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
    if (isQuerySignature(object)) {
      this.#note('The signature of saved query results was skipped: it holds no events.');
      return;
    }
    if (around.depth < UNWRAP_LIMIT) {
      const content = around.open?.(object) ?? openWrapper(object);
      if (content !== undefined && this.#content(content, around)) return;
    }
    const kind = classify(object);
    // A message of SNS about the topic itself is its own envelope.
    const own =
      kind === 'sns.control' ? { ...around, envelope: [...around.envelope, new EnvelopePart('sns', object)] } : around;
    this.#record(kind, around.tidy ? compact(value) : value, object, own);
  }

  /** Hands over what a wrapper holds; false when it cannot be read after all. */
  #content(content: Content, around: Surroundings): boolean {
    const envelope = content.envelope === undefined ? around.envelope : [...around.envelope, ...content.envelope];
    if (content.kind === 'elements') {
      this.#elements(content.elements, content.open, { ...around, envelope });
      return true;
    }
    const inner = { tidy: true, depth: around.depth + 1, time: content.time ?? around.time, envelope };
    if (content.kind === 'encoded') return this.#payload(content.data, inner);
    if (content.kind === 'broken') {
      this.#sink({ kind: 'rejected', reason: content.reason });
      return false;
    }
    if (content.kind === 'json') {
      if (content.repairs !== undefined) this.#sink({ kind: 'repaired', repairs: content.repairs });
      if (content.object.repeated !== undefined) this.#sink({ kind: 'repeated', name: content.object.repeated });
      this.value(content.object.bytes, content.object.members, { ...inner, tidy: content.tidy });
    } else if (content.text.length > 0) this.#text(content.text, inner);
    else this.#note('Empty log events were skipped.');
    return true;
  }

  #elements(elements: readonly Buffer[], open: Opener | undefined, around: Surroundings): void {
    if (elements.length === 0) this.#note('An empty array holds no records.');
    const inner = { ...around, tidy: true, depth: around.depth + 1, open };
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
        if (frame.kind === 'malformed') this.#record('text', frame.bytes, undefined, around);
        else if (frame.kind === 'text') this.#text(frame.bytes, around);
        else {
          if (frame.repeated !== undefined) this.#sink({ kind: 'repeated', name: frame.repeated.name });
          if (frame.repairs.length > 0)
            this.#sink({ kind: 'repaired', repairs: frame.repairs.map(({ kind }) => kind) });
          this.value(frame.bytes, frame.members, {
            ...around,
            tidy: frame.container !== 'none' || !frame.oneLine,
          });
        }
      },
      note: (text) => {
        this.#note(text);
      },
    });
    framer.push(payload.bytes);
    framer.end();
    return found;
  }

  /** A line of text may have a record in it. */
  text(line: Buffer, around: Surroundings): void {
    this.#text(line, around);
  }

  #text(line: Buffer, around: Surroundings): void {
    const found = recordInLine(line);
    if (found === undefined) {
      // Of a line of its own the framer has said it.
      const reason = around.depth === 0 ? undefined : brokenObjectReason(line);
      if (reason !== undefined) this.#sink({ kind: 'rejected', reason });
      this.#record('text', line, undefined, around);
      return;
    }
    if (found.isCsv) this.#sink({ kind: 'repaired', repairs: ['quotes doubled as in CSV'] });
    const time = around.time ?? leftmostTimestamp(found.before);
    const kind = classify(found.object);
    if (!found.isAll && !found.isWrapper) {
      this.#record(kind, found.text, found.object, { ...around, time }, false);
      return;
    }
    if (!found.isAll) this.#note('Text beside wrapped records was left out.');
    this.value(found.object.bytes, found.object.members, { ...around, tidy: true, time });
  }

  #record(
    kind: RecordKind,
    text: Uint8Array,
    object: JsonObject | undefined,
    { time, envelope }: Surroundings,
    isJson = kind !== 'text',
  ): void {
    this.#sink({ kind: 'record', recordKind: kind, isJson, text, object, time, envelope: envelopeText(envelope) });
  }

  #note(note: string): void {
    this.#sink({ kind: 'note', note });
  }
}
