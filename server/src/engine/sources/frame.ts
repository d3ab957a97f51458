import { BYTE, isBlank, trimRange } from './bytes.ts';
import { ByteWindow } from './byteWindow.ts';
import { containerName, longListIn, openingOf, PREFIX_ROOM } from './containers.ts';
import type { Container, Opening } from './containers.ts';
import type { Frame, FrameSink } from './frameTypes.ts';
import { JsonScanner } from './jsonScanner.ts';
import { PositionTracker } from './position.ts';
import type { Position } from './position.ts';
import { cutShortReason, foundReason } from './reason.ts';
import { RepairAttempts } from './repairAttempts.ts';
import type { Repair } from './repairTypes.ts';
import { findRecordEnd } from './resynchronise.ts';

export type { Frame, FrameSink } from './frameTypes.ts';

/** A value longer than this is not waited for: it is given up as malformed. */
export const VALUE_LIMIT = 64 * 1024 * 1024;

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const UPPER_R = 0x52;
const HASH = 0x23;
const SLASH = 0x2f;

/** The stream offset of the byte that is out of place, and what should have been there. */
interface Problem {
  readonly at: number;
  readonly expected: string;
}

type Step = 'go on' | 'need data';

/** A value in JSON of our own writing; `at` of a repair is an index into the window. */
interface Repaired {
  readonly text: Buffer;
  readonly repairs: readonly Repair[];
}

function outOfPlace(at: number): Problem {
  return { at, expected: 'Expected the end of the line after the record' };
}

/**
 * Splits a byte stream into JSON values and lines of text. Feed it with `push`, then call `end` once.
 * It holds no more than the value or line at hand; elements of a top-level array or of `Records` come one by one, and those
 * of other lists when the list is longer than a value may be. An object that is not JSON is tried again leniently.
 */
export class Framer {
  readonly #window: ByteWindow;
  readonly #scanner = new JsonScanner();
  readonly #position: PositionTracker;
  readonly #sink: FrameSink;
  readonly #limit: number;
  #state: 'between' | 'value' | 'repair' | 'malformed' | 'tail' = 'between';
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
  /** Objects that are open around the elements of the container. */
  #containerDepth = 0;
  readonly #repairs = new RepairAttempts();

  /**
   * `offset` is the stream offset of the first byte that will be pushed (3 when a byte order mark was skipped), `line` the
   * number of its line.
   */
  constructor(sink: FrameSink, offset = 0, limit = VALUE_LIMIT, line = 1) {
    this.#sink = sink;
    this.#limit = limit;
    this.#at = offset;
    this.#window = new ByteWindow(offset);
    this.#position = new PositionTracker(offset, line);
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
    this.#sink.note(
      `The ${containerName(this.#container)} that starts in line ${String(this.#containerStart.line)} is not closed: the file may be cut short.`,
    );
  }

  #run(): void {
    for (;;) {
      const step =
        this.#state === 'between'
          ? this.#between()
          : this.#state === 'value'
            ? this.#value()
            : this.#state === 'repair'
              ? this.#repair()
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
    const opening = openingOf(this.#prefix());
    if (opening === 'more') return this.#final ? this.#beginValue() : 'need data';
    return opening === undefined ? this.#beginValue() : this.#enter(opening);
  }

  #prefix(): string {
    const index = this.#index(this.#at);
    return this.#window.bytes.toString('latin1', index, Math.min(index + PREFIX_ROOM, this.#window.endIndex));
  }

  #enter({ container, length, depth }: Opening): Step {
    this.#container = container;
    this.#containerDepth = depth;
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
            : `An empty ${containerName(this.#container)} holds no records.`,
        );
      if (this.#containerDepth === 0) return this.#leave();
      this.#scanner.reset(this.#containerDepth);
      this.#state = 'tail';
      return 'go on';
    }
    if (!this.#commaSeen) this.#sink.note('Commas are missing between elements of an array.');
    return this.#beginValue();
  }

  /** The rest of the object that held the list. */
  #tail(): Step {
    const status = this.#scanner.scan(this.#window.bytes, this.#index(this.#at), this.#window.endIndex, this.#final);
    if (status === 'more') return 'need data';
    if (status === 'error') {
      this.#sink.note(`The object around the ${containerName(this.#container)} does not end as it should.`);
      if (this.#final) this.#moveTo(this.#at + (this.#scanner.error?.offset ?? 0));
    } else {
      const end = this.#at + this.#scanner.offset;
      const rest = trimRange(this.#window.bytes, this.#index(this.#at), this.#index(end));
      if (this.#window.bytes[rest.start] !== BYTE.closeBrace)
        this.#sink.note(`What stands beside the ${containerName(this.#container)} was left out.`);
      this.#moveTo(end);
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
    if (status === 'more') return this.#tooLong();
    if (status === 'error') {
      this.#repairs.begin();
      this.#state = this.#byte(this.#at) === BYTE.openBrace ? 'repair' : this.#giveUp();
      return 'go on';
    }
    const end = this.#at + this.#scanner.offset;
    if (this.#container !== 'none') return this.#emitValue(end);
    const junk = this.#junkAfter(end);
    if (junk === 'need data') return junk;
    // A line that is one value and something else is one message: it stays whole.
    if (junk !== undefined && this.#wholeLineUpTo(end)) return this.#valueAndMore(end, junk);
    return this.#emitValue(end);
  }

  /** A line with a value at its start and something else behind it, from `junk` on. */
  #valueAndMore(end: number, junk: number): Step {
    const lineEnd = this.#lineEnd();
    if (lineEnd === 'need data') return lineEnd;
    const isObject = this.#byte(this.#at) === BYTE.openBrace;
    if (isObject && this.#isComment(junk, lineEnd)) {
      const repairs: readonly Repair[] = [{ kind: 'comments', at: this.#index(junk) }];
      this.#emit('value', this.#at, lineEnd, true, undefined, { text: this.#slice(this.#at, end), repairs });
    } else if (isObject) this.#emit('malformed', this.#at, lineEnd, true, outOfPlace(junk));
    // A number or a word in brackets is how many logs begin their lines.
    else this.#emit('text', this.#at, lineEnd, true, undefined);
    return this.#continueAt(lineEnd, false);
  }

  #isComment(at: number, end: number): boolean {
    return this.#byte(at) === HASH || (this.#byte(at) === SLASH && at + 1 < end && this.#byte(at + 1) === SLASH);
  }

  /** The value at hand is longer than values may be: a list that is known gives its elements one by one. */
  #tooLong(): Step {
    const opening =
      this.#container === 'none' && this.#byte(this.#at) === BYTE.openBrace
        ? longListIn(this.#slice(this.#at, this.#end))
        : undefined;
    if (opening !== undefined) {
      this.#state = 'between';
      return this.#enter(opening);
    }
    this.#state = this.#giveUp();
    return 'go on';
  }

  #giveUp(): 'malformed' {
    this.#resumeAt = this.#at;
    return 'malformed';
  }

  /** The object at hand is not JSON: tries to read it leniently. */
  #repair(): Step {
    const start = this.#index(this.#at);
    const { bytes, endIndex } = this.#window;
    const input = { bytes, start, end: endIndex, final: this.#final, indent: this.#indent };
    const result = this.#repairs.attempt(input, this.#at);
    if (result?.kind === 'more') return 'need data';
    if (result === undefined) {
      this.#sink.note('Too much of the file is malformed: no more records were repaired.');
      this.#state = this.#giveUp();
      return 'go on';
    }
    const fits = result.kind === 'repaired' && this.#fitsBehind(this.#window.offset(result.end));
    if (fits === 'need data') return fits;
    if (result.kind !== 'repaired' || !fits) {
      this.#repairs.gaveUp(result, (result.kind === 'repaired' ? result.end : result.at) - start);
      this.#state = this.#giveUp();
      return 'go on';
    }
    const last = this.#window.offset(result.end);
    const oneLine = !this.#slice(this.#at, last).includes(BYTE.newline);
    this.#emit('value', this.#at, last, oneLine, undefined, result);
    this.#elements++;
    this.#commaSeen = false;
    return this.#continueAt(last, true);
  }

  /** What follows a repaired object must make sense too, or it was not understood. */
  #fitsBehind(end: number): boolean | 'need data' {
    const junk = this.#container === 'none' ? this.#junkAfter(end) : this.#junkAfterElement(end);
    return junk === 'need data' ? junk : junk === undefined;
  }

  #junkAfterElement(end: number): number | undefined | 'need data' {
    let at = end;
    while (at < this.#end && isBlank(this.#byte(at))) at++;
    if (at === this.#end) return this.#final ? undefined : 'need data';
    const byte = this.#byte(at);
    return byte === BYTE.comma || byte === BYTE.closeBracket || byte === BYTE.openBrace ? undefined : at;
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

  #textLine(): Step {
    const end = this.#lineEnd();
    if (end === 'need data') return end;
    if (this.#afterValue) {
      this.#emit('malformed', this.#at, end, true, outOfPlace(this.#at));
      return this.#continueAt(end, false);
    }
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

  #emit(
    kind: Frame['kind'],
    start: number,
    end: number,
    oneLine: boolean,
    problem: Problem | undefined,
    repaired?: Repaired,
  ): void {
    const trimmed = trimRange(this.#window.bytes, this.#index(start), this.#index(end));
    let bytes = this.#window.bytes.subarray(trimmed.start, trimmed.end);
    if (repaired !== undefined) bytes = this.#rescanned(repaired.text);
    const repeated =
      kind === 'value' ? this.#repeatedName(bytes, repaired === undefined ? start : undefined) : undefined;
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
      isOpen: kind === 'malformed' && this.#repairs.isOpen,
      repairs: (repaired?.repairs ?? []).map(({ kind: what, at }) => ({ kind: what, ...this.#place(at) })),
      repeated,
    });
  }

  /** Gives the text of a value back, with its members known to the scanner. */
  #rescanned(text: Buffer): Buffer {
    this.#scanner.reset();
    this.#scanner.scan(text, 0, text.length, true);
    return text;
  }

  /** Line and column of an index into the window. */
  #place(index: number): Position {
    return this.#position.peek(this.#window.bytes, this.#index(this.#position.offset), this.#window.offset(index));
  }

  /** `start` is where the value was found; a repaired one is only known to be in the piece at hand. */
  #repeatedName(value: Buffer, start: number | undefined): Frame['repeated'] {
    const { repeated } = this.#scanner;
    if (repeated === undefined) return undefined;
    const name = value.toString('utf8', repeated.start, repeated.end);
    return { name, ...this.#place(this.#index(start === undefined ? this.#at : start + repeated.start)) };
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
