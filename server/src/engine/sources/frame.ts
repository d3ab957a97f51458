import { BYTE, isBlank, trimRange } from './bytes.ts';
import { longListIn, openingOf, PREFIX_ROOM } from './containers.ts';
import type { Opening } from './containers.ts';
import { FrameContainer } from './frameContainer.ts';
import { FrameCursor } from './frameCursor.ts';
import { FrameMaker } from './frameMaker.ts';
import type { Problem } from './frameMaker.ts';
import type { FrameSink } from './frameTypes.ts';
import { JsonScanner } from './jsonScanner.ts';
import { RepairAttempts } from './repairAttempts.ts';
import { findRecordEnd } from './resynchronise.ts';

export type { Frame, FrameSink } from './frameTypes.ts';

/** A value longer than this is not waited for: it is given up as malformed. */
export const VALUE_LIMIT = 64 * 1024 * 1024;

const UPPER_R = 0x52;
const HASH = 0x23;
const SLASH = 0x2f;

type Step = 'go on' | 'need data';
type State = 'between' | 'value' | 'repair' | 'malformed' | 'tail';

function outOfPlace(at: number): Problem {
  return { at, expected: 'Expected the end of the line after the record' };
}

/**
 * Splits a byte stream into JSON values and lines of text. Feed it with `push`, then call `end` once.
 * It holds no more than the value or line at hand; elements of a top-level array or of `Records` come one by one, and those
 * of other lists when the list is longer than a value may be. An object that is not JSON is tried again leniently.
 */
export class Framer {
  readonly #cursor: FrameCursor;
  readonly #scanner = new JsonScanner();
  readonly #container = new FrameContainer();
  readonly #repairs = new RepairAttempts();
  readonly #maker: FrameMaker;
  readonly #limit: number;
  #state: State = 'between';
  /** A value ended on this line, so text after it is out of place. */
  #isAfterValue = false;
  /** Where the search for the next record goes on. */
  #resumeAt = 0;
  readonly #steps: Readonly<Record<State, () => Step>> = {
    between: () => this.#between(),
    value: () => this.#value(),
    repair: () => this.#repair(),
    malformed: () => this.#malformed(),
    tail: () => this.#tail(),
  };

  /**
   * `offset` is the stream offset of the first byte that will be pushed (3 when a byte order mark was skipped), `line` the
   * number of its line.
   */
  constructor(sink: FrameSink, offset = 0, limit = VALUE_LIMIT, line = 1) {
    this.#limit = limit;
    this.#cursor = new FrameCursor(offset, line);
    this.#maker = new FrameMaker(sink, this.#cursor, this.#scanner, this.#container);
  }

  /** Takes the next bytes; frames that they complete are handed over before it returns. */
  push(chunk: Uint8Array): void {
    this.#cursor.add(chunk);
    this.#run();
  }

  /** There are no more bytes. */
  end(): void {
    this.#cursor.isFinal = true;
    this.#run();
    if (!this.#container.isOpen) return;
    this.#maker.note(
      `The ${this.#container.name} that starts in line ${String(this.#container.start.line)} is not closed: the file may be cut short.`,
    );
  }

  #run(): void {
    while (this.#steps[this.#state]() === 'go on');
    const { isOpen, elements, at } = this.#container;
    // Until its first element has come, an opening bracket may still turn out to be a line of text.
    this.#cursor.release(isOpen && elements === 0 ? at : this.#cursor.at);
  }

  /** Skips blanks and separators, then decides what begins. */
  #between(): Step {
    const cursor = this.#cursor;
    let { at } = cursor;
    while (at < cursor.end) {
      const byte = cursor.byte(at);
      if (byte === BYTE.newline) {
        cursor.isLineBlank = true;
        this.#isAfterValue = false;
      } else if (byte === BYTE.comma && this.#takesComma()) {
        cursor.isLineBlank = false;
        this.#container.isCommaSeen = true;
      } else if (!isBlank(byte)) {
        const mark = cursor.markAt(at);
        if (mark === 'need data' || mark === 0) break;
        at += mark - 1;
      }
      at++;
    }
    cursor.moveTo(at);
    if (at === cursor.end || cursor.markAt(at) === 'need data') return 'need data';
    cursor.beginPiece();
    return this.#container.isOpen ? this.#beginElement() : this.#beginTop();
  }

  #takesComma(): boolean {
    if (this.#container.isOpen) return true;
    if (this.#isAfterValue) this.#maker.note('Commas between the records were skipped.');
    return this.#isAfterValue;
  }

  #beginTop(): Step {
    const cursor = this.#cursor;
    const { at, end } = cursor;
    const byte = cursor.byte(at);
    if (byte !== BYTE.openBrace && byte !== BYTE.openBracket) return this.#textLine();
    // Most values are records that say at their second byte that they are no container.
    if (end - at > 2 && cursor.byte(at + 1) === BYTE.quote && cursor.byte(at + 2) !== UPPER_R)
      return this.#beginValue();
    const opening = openingOf(cursor.slice(at, Math.min(at + PREFIX_ROOM, end)).toString('latin1'));
    if (opening === 'more') return cursor.isFinal ? this.#beginValue() : 'need data';
    return opening === undefined ? this.#beginValue() : this.#enter(opening);
  }

  #enter(opening: Opening): Step {
    const { at, position } = this.#cursor;
    this.#container.enter(opening, at, position);
    this.#cursor.moveTo(at + opening.length);
    return 'go on';
  }

  #beginElement(): Step {
    const { at } = this.#cursor;
    const { name, depth, elements, isCommaSeen } = this.#container;
    if (this.#cursor.byte(at) !== BYTE.closeBracket) {
      if (!isCommaSeen) this.#maker.note('Commas are missing between elements of an array.');
      return this.#beginValue();
    }
    this.#cursor.moveTo(at + 1);
    if (elements === 0) this.#maker.note(`An empty ${name} holds no records.`);
    if (depth === 0) return this.#leave();
    this.#scanner.reset(depth);
    return this.#goTo('tail');
  }

  /** The rest of the object that held the list. */
  #tail(): Step {
    const cursor = this.#cursor;
    const { at } = cursor;
    const status = this.#scan();
    if (status === 'more') return 'need data';
    if (status === 'error') {
      this.#maker.note(`The object around the ${this.#container.name} does not end as it should.`);
      if (cursor.isFinal) cursor.moveTo(at + (this.#scanner.error?.offset ?? 0));
    } else {
      const end = at + this.#scanner.offset;
      const rest = trimRange(cursor.bytes, cursor.index(at), cursor.index(end));
      if (cursor.bytes[rest.start] !== BYTE.closeBrace)
        this.#maker.note(`What stands beside the ${this.#container.name} was left out.`);
      cursor.moveTo(end);
    }
    return this.#leave();
  }

  #leave(): Step {
    this.#container.leave();
    this.#isAfterValue = true;
    return this.#goTo('between');
  }

  #goTo(state: State): 'go on' {
    this.#state = state;
    return 'go on';
  }

  #scan(): 'more' | 'done' | 'error' {
    const { bytes, at, endIndex, isFinal } = this.#cursor;
    return this.#scanner.scan(bytes, this.#cursor.index(at), endIndex, isFinal);
  }

  #beginValue(): Step {
    this.#scanner.reset();
    return this.#goTo('value');
  }

  #value(): Step {
    const cursor = this.#cursor;
    const { at } = cursor;
    const status = this.#scan();
    if (status === 'more') return cursor.end - at < this.#limit ? 'need data' : this.#tooLong();
    if (status === 'error') {
      this.#repairs.begin();
      return cursor.byte(at) === BYTE.openBrace ? this.#goTo('repair') : this.#giveUp();
    }
    const end = at + this.#scanner.offset;
    if (!this.#container.isOpen) {
      const junk = cursor.junkAfter(end);
      if (junk === 'need data') return junk;
      // A line that is one value and something else is one message: it stays whole.
      if (junk !== undefined && cursor.isWholeLineUpTo(end)) return this.#valueAndMore(end, junk);
    }
    this.#maker.emit({ kind: 'value', start: at, end, oneLine: !cursor.slice(at, end).includes(BYTE.newline) });
    this.#container.count(false);
    return this.#continueAt(end, true);
  }

  /** A line with a value at its start and something else behind it, from `junk` on. */
  #valueAndMore(valueEnd: number, junk: number): Step {
    const cursor = this.#cursor;
    const start = cursor.at;
    const end = cursor.lineEnd(this.#limit);
    if (end === 'need data') return end;
    const line = { start, end, oneLine: true };
    const isObject = cursor.byte(start) === BYTE.openBrace;
    if (isObject && this.#isComment(junk, end)) {
      const repairs = [{ kind: 'comments', at: cursor.index(junk) }] as const;
      this.#maker.emit({ ...line, kind: 'value', repaired: { text: cursor.slice(start, valueEnd), repairs } });
    } else if (isObject) this.#emitMalformed(line, outOfPlace(junk));
    // A number or a word in brackets is how many logs begin their lines.
    else this.#maker.emit({ ...line, kind: 'text' });
    return this.#continueAt(end, false);
  }

  #isComment(at: number, end: number): boolean {
    const byte = this.#cursor.byte(at);
    return byte === HASH || (byte === SLASH && at + 1 < end && this.#cursor.byte(at + 1) === SLASH);
  }

  /** The value at hand is longer than values may be: a list that is known gives its elements one by one. */
  #tooLong(): Step {
    const { at, end } = this.#cursor;
    const mayOpen = !this.#container.isOpen && this.#cursor.byte(at) === BYTE.openBrace;
    const opening = mayOpen ? longListIn(this.#cursor.slice(at, end)) : undefined;
    if (opening === undefined) return this.#giveUp();
    this.#state = 'between';
    return this.#enter(opening);
  }

  #giveUp(): Step {
    this.#resumeAt = this.#cursor.at;
    return this.#goTo('malformed');
  }

  /** The object at hand is not JSON: tries to read it leniently. */
  #repair(): Step {
    const { at, bytes, endIndex: end, isFinal: final, indent } = this.#cursor;
    const start = this.#cursor.index(at);
    const result = this.#repairs.attempt({ bytes, start, end, final, indent }, at);
    if (result?.kind === 'more') return 'need data';
    if (result === undefined) {
      this.#maker.note('Too much of the file is malformed: no more records were repaired.');
      return this.#giveUp();
    }
    const fits = result.kind === 'repaired' && this.#fitsBehind(this.#cursor.offset(result.end));
    if (fits === 'need data') return fits;
    if (result.kind !== 'repaired' || !fits) {
      this.#repairs.gaveUp(result, (result.kind === 'repaired' ? result.end : result.at) - start);
      return this.#giveUp();
    }
    const last = this.#cursor.offset(result.end);
    const oneLine = !this.#cursor.slice(at, last).includes(BYTE.newline);
    this.#maker.emit({ kind: 'value', start: at, end: last, oneLine, repaired: result });
    this.#container.count(false);
    return this.#continueAt(last, true);
  }

  /** What follows a repaired object must make sense too, or it was not understood. */
  #fitsBehind(end: number): boolean | 'need data' {
    const junk = this.#container.isOpen ? this.#cursor.junkAfterElement(end) : this.#cursor.junkAfter(end);
    return junk === 'need data' ? junk : junk === undefined;
  }

  #textLine(): Step {
    const cursor = this.#cursor;
    const start = cursor.at;
    const end = cursor.lineEnd(this.#limit);
    if (end === 'need data') return end;
    const line = { start, end, oneLine: true };
    if (this.#isAfterValue) {
      this.#emitMalformed(line, outOfPlace(start));
      return this.#continueAt(end, false);
    }
    const text = trimRange(cursor.bytes, cursor.index(start), cursor.index(end));
    if (cursor.bytes.toString('latin1', text.start, text.end) === 'null')
      this.#maker.note('A bare null holds no record.');
    else this.#maker.emit({ ...line, kind: 'text' });
    return this.#continueAt(end, false);
  }

  /** The value at hand is not JSON: gives up to the next place that looks like the start of a record. */
  #malformed(): Step {
    const cursor = this.#cursor;
    const container = this.#container;
    const error = this.#scanner.error ?? {
      offset: cursor.end - cursor.at,
      expected: `Expected the end of the record within ${String(this.#limit)} bytes`,
    };
    const problem = { at: cursor.at + error.offset, expected: error.expected };
    const found = findRecordEnd({
      bytes: cursor.bytes,
      start: cursor.index(cursor.at),
      from: cursor.index(this.#resumeAt),
      end: cursor.endIndex,
      problem: cursor.index(problem.at),
      indent: cursor.indent,
      inContainer: container.isOpen,
    });
    if (found.kind === 'unknown' && !cursor.isFinal && cursor.end - cursor.at < this.#limit) {
      this.#resumeAt = cursor.offset(found.resume);
      return 'need data';
    }
    const end = found.kind === 'unknown' ? cursor.end : cursor.offset(found.end);
    const last = this.#lastOf(end);
    const oneLine = !cursor.slice(cursor.at, last).includes(BYTE.newline);
    const isAbandoned =
      oneLine && container.isOpen && container.elements === 0 && cursor.position.line === container.start.line;
    // The bracket only looked like the start of an array: its line is one message and the next ones stand for themselves.
    if (isAbandoned) container.leave();
    const piece = { start: isAbandoned ? container.at : cursor.at, end: last, oneLine };
    const isPlain = !container.isOpen && oneLine && cursor.byte(piece.start) === BYTE.openBracket;
    if (isPlain) this.#maker.emit({ ...piece, kind: 'text' });
    else this.#emitMalformed(piece, problem);
    container.count(true);
    return this.#continueAt(end, false);
  }

  #emitMalformed(
    piece: { readonly start: number; readonly end: number; readonly oneLine: boolean },
    problem: Problem,
  ): void {
    this.#maker.emit({ ...piece, kind: 'malformed', problem, isOpen: this.#repairs.isOpen });
  }

  /** Where a malformed piece that reaches to `end` ends without the blanks, and the comma between elements, behind it. */
  #lastOf(end: number): number {
    const cursor = this.#cursor;
    const start = cursor.index(cursor.at);
    const { end: last } = trimRange(cursor.bytes, start, cursor.index(end));
    const isComma = this.#container.isOpen && last - 1 > start && cursor.bytes[last - 1] === BYTE.comma;
    return cursor.offset(isComma ? last - 1 : last);
  }

  #continueAt(end: number, isAfterValue: boolean): Step {
    this.#cursor.passTo(end);
    this.#isAfterValue = isAfterValue;
    return this.#goTo('between');
  }
}
