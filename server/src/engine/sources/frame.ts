import { BYTE, isBlank, trimRange } from './bytes.ts';
import { ByteWindow } from './byteWindow.ts';
import { JsonScanner } from './jsonScanner.ts';
import { PositionTracker } from './position.ts';
import type { Position } from './position.ts';
import { cutShortReason, foundReason } from './reason.ts';
import { findRecordEnd } from './resynchronise.ts';

/** What the values were found in: the file itself, a top-level array, or the array of a `{"Records": […]}` object. */
export type Container = 'none' | 'array' | 'records';

/** One piece of a file. `bytes` and `members` are valid only while the frame is being handed over. */
export interface Frame {
  /** `value` is well-formed JSON, `malformed` should have been, `text` never looked like JSON. */
  readonly kind: 'value' | 'malformed' | 'text';
  readonly bytes: Buffer;
  /** Offsets into the decompressed stream. */
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly start: Position;
  readonly container: Container;
  /** The piece begins and ends on one line. */
  readonly oneLine: boolean;
  /** The piece is all there is on its line. */
  readonly ownLine: boolean;
  /** Members of a value that is an object: see `JsonScanner.members`; empty otherwise. */
  readonly members: readonly number[];
  /** Of a malformed piece: where it goes wrong and why. */
  readonly problem: (Position & { readonly reason: string }) | undefined;
}

/** Takes what the framer finds, in the order of the file. */
export interface FrameSink {
  frame(frame: Frame): void;
  /** Something about the file as a whole; may repeat. */
  note(text: string): void;
}

/** A value longer than this is not waited for: it is given up as malformed. */
export const VALUE_LIMIT = 64 * 1024 * 1024;

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const RECORDS_PREFIX = /^\{[ \t\r\n]*"Records"[ \t\r\n]*:[ \t\r\n]*\[/;
const UPPER_R = 0x52;
const PREFIX_ROOM = 256;
const RECORDS_OPENING = '{"Records":[';
const ARRAY_PREFIX = /^\[[ \t\r\n]*[{\]]/;

/** The stream offset of the byte that is out of place, and what should have been there. */
interface Problem {
  readonly at: number;
  readonly expected: string;
}

type Step = 'go on' | 'need data';

/**
 * Splits a byte stream into JSON values and lines of text. Feed it with `push`, then call `end` once.
 * It holds no more than the value or line at hand; elements of a top-level array or of `Records` come one by one.
 */
export class Framer {
  readonly #window: ByteWindow;
  readonly #scanner = new JsonScanner();
  readonly #position: PositionTracker;
  readonly #sink: FrameSink;
  readonly #limit: number;
  #state: 'between' | 'value' | 'malformed' | 'tail' = 'between';
  #container: Container = 'none';
  #final = false;
  /** Stream offset of the next byte that is not framed yet. */
  #at: number;
  /** Only blanks so far on the current line. */
  #lineBlank = true;
  /** Blanks that the current line begins with. */
  #indent = 0;
  /** A value ended on this line, so text after it is out of place. */
  #afterValue = false;
  #containerAt = 0;
  #containerStart: Position = { line: 0, column: 0 };
  #elements = 0;
  #commaSeen = true;
  #resumeAt = 0;

  /** `offset` is the stream offset of the first byte that will be pushed (3 when a byte order mark was skipped). */
  constructor(sink: FrameSink, offset = 0, limit = VALUE_LIMIT) {
    this.#sink = sink;
    this.#limit = limit;
    this.#at = offset;
    this.#window = new ByteWindow(offset);
    this.#position = new PositionTracker(offset);
  }

  /** Takes the next bytes; frames that they complete are handed over before it returns. */
  push(chunk: Uint8Array): void {
    this.#window.add(chunk);
    this.#run();
  }

  /** There are no more bytes. */
  end(): void {
    this.#final = true;
    this.#run();
    if (this.#container === 'none') return;
    const what = this.#container === 'array' ? 'array' : '"Records" array';
    this.#sink.note(
      `The ${what} that starts in line ${String(this.#containerStart.line)} is not closed: the file may be cut short.`,
    );
  }

  #run(): void {
    for (;;) {
      const step =
        this.#state === 'between'
          ? this.#between()
          : this.#state === 'value'
            ? this.#value()
            : this.#state === 'malformed'
              ? this.#malformed()
              : this.#tail();
      if (step === 'need data') break;
    }
    // Until its first element has come, an opening bracket may still turn out to be a line of text.
    this.#window.release(this.#container !== 'none' && this.#elements === 0 ? this.#containerAt : this.#at);
  }

  get #end(): number {
    return this.#window.end;
  }

  #index(offset: number): number {
    return this.#window.index(offset);
  }

  #byte(offset: number): number {
    return this.#window.bytes[this.#index(offset)] as number;
  }

  #moveTo(offset: number): void {
    this.#position.advance(this.#window.bytes, this.#index(this.#position.offset), offset);
    this.#at = offset;
  }

  /** Skips blanks and separators, then decides what begins. */
  #between(): Step {
    let at = this.#at;
    const end = this.#end;
    while (at < end) {
      const byte = this.#byte(at);
      if (byte === BYTE.newline) {
        this.#lineBlank = true;
        this.#afterValue = false;
        at++;
      } else if (isBlank(byte)) {
        at++;
      } else if (byte === BYTE.comma && this.#takesComma()) {
        this.#lineBlank = false;
        this.#commaSeen = true;
        at++;
      } else if (byte === BOM[0]) {
        if (end - at < BOM.length && !this.#final) break;
        if (!this.#startsWith(at, BOM)) break;
        at += BOM.length;
      } else {
        break;
      }
    }
    this.#moveTo(at);
    if (at === end || (this.#byte(at) === BOM[0] && end - at < BOM.length && !this.#final)) return 'need data';
    if (this.#lineBlank) this.#indent = at - this.#position.lineStart;
    this.#lineBlank = false;
    return this.#container === 'none' ? this.#beginTop() : this.#beginElement();
  }

  #takesComma(): boolean {
    if (this.#container !== 'none') return true;
    if (this.#afterValue) this.#sink.note('Commas between the records were skipped.');
    return this.#afterValue;
  }

  #startsWith(offset: number, expected: Buffer): boolean {
    const index = this.#index(offset);
    return this.#window.bytes
      .subarray(index, Math.min(index + expected.length, this.#window.endIndex))
      .equals(expected);
  }

  #beginTop(): Step {
    const byte = this.#byte(this.#at);
    if (byte !== BYTE.openBrace && byte !== BYTE.openBracket) return this.#textLine();
    // Most values are records that say at their second byte that they are no container.
    if (this.#end - this.#at > 2 && this.#byte(this.#at + 1) === BYTE.quote && this.#byte(this.#at + 2) !== UPPER_R)
      return this.#beginValue();
    const prefix = this.#prefix();
    const opens = byte === BYTE.openBrace ? RECORDS_PREFIX.exec(prefix) : ARRAY_PREFIX.exec(prefix);
    if (opens !== null)
      return this.#enter(byte === BYTE.openBrace ? 'records' : 'array', byte === BYTE.openBrace ? opens[0].length : 1);
    const couldOpen = RECORDS_OPENING.startsWith(prefix.replace(/[ \t\r\n]+/g, '')) || /^\[[ \t\r\n]*$/.test(prefix);
    if (couldOpen && !this.#final && prefix.length < PREFIX_ROOM) return 'need data';
    return this.#beginValue();
  }

  #prefix(): string {
    const index = this.#index(this.#at);
    return this.#window.bytes.toString('latin1', index, Math.min(index + PREFIX_ROOM, this.#window.endIndex));
  }

  #enter(container: Container, length: number): Step {
    this.#container = container;
    this.#containerAt = this.#at;
    this.#containerStart = this.#position.position;
    this.#elements = 0;
    this.#commaSeen = true;
    this.#moveTo(this.#at + length);
    return 'go on';
  }

  #beginElement(): Step {
    if (this.#byte(this.#at) === BYTE.closeBracket) {
      this.#moveTo(this.#at + 1);
      if (this.#elements === 0)
        this.#sink.note(
          this.#container === 'array'
            ? 'An empty array holds no records.'
            : 'An empty "Records" array holds no records.',
        );
      if (this.#container === 'array') return this.#leave();
      this.#scanner.reset('restOfObject');
      this.#state = 'tail';
      return 'go on';
    }
    if (!this.#commaSeen) this.#sink.note('Commas are missing between elements of an array.');
    return this.#beginValue();
  }

  /** The rest of the object that held `Records`. */
  #tail(): Step {
    const status = this.#scanner.scan(this.#window.bytes, this.#index(this.#at), this.#window.endIndex, this.#final);
    if (status === 'more') return 'need data';
    if (status === 'error') {
      this.#sink.note('The object around "Records" does not end as it should.');
      if (this.#final) this.#moveTo(this.#at + (this.#scanner.error?.offset ?? 0));
    } else {
      this.#moveTo(this.#at + this.#scanner.offset);
    }
    return this.#leave();
  }

  #leave(): Step {
    this.#container = 'none';
    this.#state = 'between';
    this.#afterValue = true;
    return 'go on';
  }

  #beginValue(): Step {
    this.#scanner.reset();
    this.#state = 'value';
    return 'go on';
  }

  #value(): Step {
    const status = this.#scanner.scan(this.#window.bytes, this.#index(this.#at), this.#window.endIndex, this.#final);
    if (status === 'more' && this.#end - this.#at < this.#limit) return 'need data';
    if (status !== 'done') {
      this.#resumeAt = this.#at;
      this.#state = 'malformed';
      return 'go on';
    }
    const end = this.#at + this.#scanner.offset;
    if (this.#container !== 'none') return this.#emitValue(end);
    const junk = this.#junkAfter(end);
    if (junk === 'need data') return junk;
    // A line that is one value and something else is one message: it stays whole.
    if (junk !== undefined && this.#wholeLineUpTo(end)) return this.#emitLine(junk);
    return this.#emitValue(end);
  }

  /** Offset of what follows a value on its line and is neither a value nor a comma; undefined when there is no such thing. */
  #junkAfter(end: number): number | undefined | 'need data' {
    let at = end;
    while (at < this.#end && isBlank(this.#byte(at)) && this.#byte(at) !== BYTE.newline) at++;
    if (at === this.#end) return this.#final ? undefined : 'need data';
    const byte = this.#byte(at);
    const fine =
      byte === BYTE.newline ||
      byte === BYTE.openBrace ||
      byte === BYTE.openBracket ||
      byte === BYTE.comma ||
      byte === BOM[0];
    return fine ? undefined : at;
  }

  /** The value at hand is the first thing on its line and ends on it. */
  #wholeLineUpTo(end: number): boolean {
    if (this.#at - this.#position.lineStart !== this.#indent) return false;
    return !this.#window.bytes.subarray(this.#index(this.#at), this.#index(end)).includes(BYTE.newline);
  }

  #emitValue(end: number): Step {
    const bytes = this.#slice(this.#at, end);
    this.#emit('value', this.#at, end, !bytes.includes(BYTE.newline), undefined);
    this.#elements++;
    this.#commaSeen = false;
    return this.#continueAt(end, true);
  }

  /** The line at hand as one malformed message; `problem` is the offset of the first byte that is out of place. */
  #emitLine(problem: number): Step {
    const end = this.#lineEnd();
    if (end === 'need data') return end;
    this.#emit('malformed', this.#at, end, true, {
      at: problem,
      expected: 'Expected the end of the line after the record',
    });
    return this.#continueAt(end, false);
  }

  #textLine(): Step {
    const end = this.#lineEnd();
    if (end === 'need data') return end;
    if (this.#afterValue) return this.#emitLine(this.#at);
    const { start, end: last } = trimRange(this.#window.bytes, this.#index(this.#at), this.#index(end));
    if (this.#window.bytes.toString('latin1', start, last) === 'null') this.#sink.note('A bare null holds no record.');
    else this.#emit('text', this.#at, end, true, undefined);
    return this.#continueAt(end, false);
  }

  #lineEnd(): number | 'need data' {
    const index = this.#window.bytes.subarray(0, this.#window.endIndex).indexOf(BYTE.newline, this.#index(this.#at));
    if (index >= 0) return this.#window.offset(index);
    return this.#final || this.#end - this.#at >= this.#limit ? this.#end : 'need data';
  }

  /** The value at hand is not JSON: gives up to the next place that looks like the start of a record. */
  #malformed(): Step {
    const error = this.#scanner.error ?? {
      offset: this.#end - this.#at,
      expected: `Expected the end of the record within ${String(this.#limit)} bytes`,
    };
    const problem = this.#at + error.offset;
    const found = findRecordEnd({
      bytes: this.#window.bytes,
      start: this.#index(this.#at),
      from: this.#index(this.#resumeAt),
      end: this.#window.endIndex,
      problem: this.#index(problem),
      indent: this.#indent,
      inContainer: this.#container !== 'none',
    });
    if (found.kind === 'unknown' && !this.#final && this.#end - this.#at < this.#limit) {
      this.#resumeAt = this.#window.offset(found.resume);
      return 'need data';
    }
    const end = found.kind === 'unknown' ? this.#end : this.#window.offset(found.end);
    const last = this.#lastOf(end);
    const oneLine = !this.#slice(this.#at, last).includes(BYTE.newline);
    const abandoned =
      oneLine &&
      this.#container !== 'none' &&
      this.#elements === 0 &&
      this.#position.position.line === this.#containerStart.line;
    // The bracket only looked like the start of an array: its line is one message and the next ones stand for themselves.
    if (abandoned) this.#container = 'none';
    const start = abandoned ? this.#containerAt : this.#at;
    const plain = this.#container === 'none' && oneLine && this.#byte(start) === BYTE.openBracket;
    this.#emit(
      plain ? 'text' : 'malformed',
      start,
      last,
      oneLine,
      plain ? undefined : { at: problem, expected: error.expected },
    );
    this.#elements++;
    this.#commaSeen = true;
    return this.#continueAt(end, false);
  }

  /** Where a malformed piece that reaches to `end` ends without the blanks, and the comma between elements, behind it. */
  #lastOf(end: number): number {
    const { end: last } = trimRange(this.#window.bytes, this.#index(this.#at), this.#index(end));
    const comma =
      this.#container !== 'none' && last - 1 > this.#index(this.#at) && this.#window.bytes[last - 1] === BYTE.comma;
    return this.#window.offset(comma ? last - 1 : last);
  }

  #continueAt(end: number, afterValue: boolean): Step {
    const start = this.#at;
    this.#moveTo(end);
    this.#afterValue = afterValue;
    const { lineStart } = this.#position;
    this.#lineBlank = lineStart === end;
    if (lineStart > start)
      this.#indent =
        trimRange(this.#window.bytes, this.#index(lineStart), this.#index(end)).start - this.#index(lineStart);
    this.#state = 'between';
    return 'go on';
  }

  #slice(start: number, end: number): Buffer {
    return this.#window.bytes.subarray(this.#index(start), this.#index(end));
  }

  #emit(kind: Frame['kind'], start: number, end: number, oneLine: boolean, problem: Problem | undefined): void {
    const trimmed = trimRange(this.#window.bytes, this.#index(start), this.#index(end));
    const bytes = this.#window.bytes.subarray(trimmed.start, trimmed.end);
    const byteEnd = start + (trimmed.end - this.#index(start));
    this.#sink.frame({
      kind,
      bytes,
      byteStart: start,
      byteEnd,
      start: start === this.#at ? this.#position.position : this.#containerStart,
      container: this.#container,
      oneLine,
      ownLine: oneLine && this.#isAloneOnLine(start, end),
      members: kind === 'value' && this.#byte(start) === BYTE.openBrace ? this.#scanner.members : [],
      problem: problem === undefined ? undefined : this.#explain(problem, byteEnd),
    });
  }

  #explain(problem: Problem, byteEnd: number): Position & { reason: string } {
    const at = Math.min(problem.at, byteEnd);
    const place = this.#position.peek(this.#window.bytes, this.#index(this.#position.offset), at);
    if (at === byteEnd) return { ...place, reason: cutShortReason(problem.expected) };
    const index = this.#index(at);
    const found = this.#window.bytes.subarray(index, Math.min(index + 4, this.#window.endIndex));
    return { ...place, reason: foundReason(problem.expected, found) };
  }

  /** Nothing but blanks stands before and after the piece on its line, as far as the bytes have come. */
  #isAloneOnLine(start: number, end: number): boolean {
    if (start - this.#position.lineStart !== this.#indent) return false;
    let at = end;
    while (at < this.#end && isBlank(this.#byte(at)) && this.#byte(at) !== BYTE.newline) at++;
    return at === this.#end || this.#byte(at) === BYTE.newline;
  }
}
