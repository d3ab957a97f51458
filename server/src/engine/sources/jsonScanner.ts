import { BYTE, isBlank, isDigit } from './bytes.ts';
import { NameTable } from './nameTable.ts';
import { quickScan } from './quickScan.ts';

/** Values nested deeper than this are refused: nothing in a log needs it and later stages recurse. */
export const DEPTH_LIMIT = 500;

export type ScanStatus = 'more' | 'done' | 'error';

/** Where and why a text is not JSON; `offset` counts bytes from the start of the value. */
export interface ScanError {
  readonly offset: number;
  /** What would have been right there, in plain words. */
  readonly expected: string;
}

type Expect = 'value' | 'firstValue' | 'firstKey' | 'key' | 'colon' | 'objectNext' | 'arrayNext';

const EXPECTED: Readonly<Record<Expect, string>> = {
  value: 'Expected a value',
  firstValue: 'Expected a value or "]"',
  firstKey: 'Expected a quoted field name or "}"',
  key: 'Expected a quoted field name',
  colon: 'Expected ":"',
  objectNext: 'Expected "," or "}"',
  arrayNext: 'Expected "," or "]"',
};

/** 0 for bytes that a string simply contains, 1 for those that need a look: quote, backslash, control characters. */
const STRING_STOP = new Uint8Array(256).map((_, byte) =>
  byte < 0x20 || byte === BYTE.quote || byte === BYTE.backslash ? 1 : 0,
);

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const LITERALS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
const ESCAPES: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrtu'));

const OBJECT = 1;
const ARRAY = 0;

/**
 * A strict JSON scanner over bytes that can stop when the data runs out and go on when more has come.
 * It builds nothing: it says where one value ends or where it goes wrong, and notes where the members of the outermost
 * object lie. All offsets count from the first byte of the value, so the caller may move the bytes between calls.
 */
export class JsonScanner {
  /** Offset of the next byte to look at; the end of the value when `done`. */
  offset = 0;
  error: ScanError | undefined;
  /** Quadruples for the members of the outermost object: key start and end (without quotes), value start and end. */
  readonly members: number[] = [];
  /** The second of two equal field names in one object, without quotes; the first such pair of the value. */
  repeated: { readonly start: number; readonly end: number } | undefined;
  /** There are blanks outside of strings in what was scanned. */
  hasBlanks = false;
  #expect: Expect = 'value';
  #depth = 0;
  #inString = false;
  #stringIsKey = false;
  #tokenStart = 0;
  #memberStart = 0;
  #status: ScanStatus = 'more';
  readonly #stack = new Uint8Array(DEPTH_LIMIT + 1);
  readonly #names = new NameTable();

  /** Makes the scanner ready for a new value or, with `depth`, for the rest of so many objects inside each other, the innermost behind a member. */
  reset(depth = 0): void {
    this.offset = 0;
    this.error = undefined;
    this.repeated = undefined;
    this.hasBlanks = false;
    this.members.length = 0;
    this.#inString = false;
    this.#status = 'more';
    this.#depth = depth;
    this.#stack.fill(OBJECT, 0, depth + 1);
    for (let level = 1; level <= depth; level++) this.#names.open(level);
    this.#expect = depth === 0 ? 'value' : 'objectNext';
  }

  /**
   * Scans `bytes` whose index `base` is the first byte of the value, up to `end`. With `final` there is nothing after
   * `end`, so a value that is not complete is an error at `end`.
   */
  scan(bytes: Uint8Array, base: number, end: number, final: boolean): ScanStatus {
    if (this.#status !== 'more') return this.#status;
    if (this.offset === 0 && this.#depth === 0 && bytes[base] === BYTE.openBrace && this.#quickly(bytes, base, end))
      return this.#status;
    let at = base + this.offset;
    while (at < end) {
      if (this.#inString) {
        const next = this.#string(bytes, base, at, end);
        if (this.#status !== 'more') return this.#status;
        if (this.#inString) {
          at = next;
          break;
        }
        at = next;
        continue;
      }
      const byte = bytes[at] as number;
      if (isBlank(byte)) {
        this.hasBlanks = true;
        at++;
        continue;
      }
      const next = this.#token(bytes, byte, base, at, end, final);
      if (this.#status !== 'more') return this.#status;
      if (next === at) break;
      at = next;
    }
    this.offset = at - base;
    return final
      ? this.#fail(end - base, this.#inString ? 'Expected the end of the text in quotes' : EXPECTED[this.#expect])
      : 'more';
  }

  /** False when the value needs to be scanned piece by piece; nothing of this attempt is left then. */
  #quickly(bytes: Uint8Array, base: number, end: number): boolean {
    const stop = quickScan(bytes, base, end, this.#names, this);
    if (stop < 0) {
      this.members.length = 0;
      this.repeated = undefined;
      return false;
    }
    this.offset = stop - base;
    this.#status = 'done';
    return true;
  }

  /** Handles the token at `at`; gives the index after it, or `at` itself when more data is needed. */
  #token(bytes: Uint8Array, byte: number, base: number, at: number, end: number, final: boolean): number {
    switch (this.#expect) {
      case 'colon':
        if (byte !== BYTE.colon) return this.#refuse(at - base);
        this.#expect = 'value';
        return at + 1;
      case 'firstKey':
      case 'key':
        if (byte === BYTE.closeBrace && this.#expect === 'firstKey') return this.#close(base, at);
        if (byte !== BYTE.quote) return this.#refuse(at - base);
        return this.#openString(base, at, true);
      case 'objectNext':
        if (byte === BYTE.closeBrace) return this.#close(base, at);
        if (byte !== BYTE.comma) return this.#refuse(at - base);
        this.#expect = 'key';
        return at + 1;
      case 'arrayNext':
        if (byte === BYTE.closeBracket) return this.#close(base, at);
        if (byte !== BYTE.comma) return this.#refuse(at - base);
        this.#expect = 'value';
        return at + 1;
      default:
        return this.#value(bytes, byte, base, at, end, final);
    }
  }

  #value(bytes: Uint8Array, byte: number, base: number, at: number, end: number, final: boolean): number {
    if (byte === BYTE.closeBracket && this.#expect === 'firstValue') return this.#close(base, at);
    if (this.#depth === 1) this.#memberStart = at - base;
    if (byte === BYTE.quote) return this.#openString(base, at, false);
    if (byte === BYTE.openBrace || byte === BYTE.openBracket) {
      if (this.#depth === DEPTH_LIMIT) {
        this.#fail(at - base, `Nested deeper than ${String(DEPTH_LIMIT)} levels`);
        return at;
      }
      this.#depth++;
      this.#stack[this.#depth] = byte === BYTE.openBrace ? OBJECT : ARRAY;
      if (byte === BYTE.openBrace) this.#names.open(this.#depth);
      this.#expect = byte === BYTE.openBrace ? 'firstKey' : 'firstValue';
      return at + 1;
    }
    return this.#scalar(bytes, base, at, end, final);
  }

  /** A number or one of true, false, null: a run of letters, digits and signs, judged as a whole. */
  #scalar(bytes: Uint8Array, base: number, at: number, end: number, final: boolean): number {
    let stop = at;
    while (stop < end && isScalarByte(bytes[stop] as number)) stop++;
    if (stop === end && !final) return at;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, stop - at).toString('latin1');
    if (!NUMBER.test(text) && !LITERALS.has(text)) return this.#refuse(at - base);
    this.offset = stop - base;
    this.#ended(this.offset);
    return stop;
  }

  #openString(base: number, at: number, isKey: boolean): number {
    this.#inString = true;
    this.#stringIsKey = isKey;
    this.#tokenStart = at - base;
    return at + 1;
  }

  /** Goes on in a string; gives the index after its closing quote, or where to go on when more data is needed. */
  #string(bytes: Uint8Array, base: number, from: number, end: number): number {
    let at = from;
    while (at < end) {
      const byte = bytes[at] as number;
      if (STRING_STOP[byte] === 0) {
        at++;
      } else if (byte === BYTE.quote) {
        this.#closeString(bytes, base, at - base);
        return at + 1;
      } else if (byte === BYTE.backslash) {
        const length = escapeLength(bytes, at, end);
        if (length === 'more') return at;
        if (length === 'bad') {
          this.#fail(at - base, 'Expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000 after a backslash');
          return at;
        }
        at += length;
      } else {
        const what =
          byte === BYTE.newline
            ? 'Expected the end of the text in quotes'
            : 'Expected no control character in a text in quotes';
        this.#fail(at - base, what);
        return at;
      }
    }
    return at;
  }

  #closeString(bytes: Uint8Array, base: number, offset: number): void {
    this.#inString = false;
    this.offset = offset + 1;
    if (!this.#stringIsKey) {
      this.#ended(this.offset);
      return;
    }
    const start = this.#tokenStart + 1;
    if (this.#depth === 1) this.members.push(start, offset);
    if (this.repeated === undefined && this.#names.add(this.#depth, bytes, base + start, base + offset))
      this.repeated = { start, end: offset };
    this.#expect = 'colon';
  }

  #close(base: number, at: number): number {
    this.#depth--;
    this.offset = at - base + 1;
    this.#ended(this.offset);
    return at + 1;
  }

  /** A value ended at `offset`: what may follow depends on what it is in. */
  #ended(offset: number): void {
    if (this.#depth === 0) {
      this.#status = 'done';
      return;
    }
    const inObject = this.#stack[this.#depth] === OBJECT;
    if (this.#depth === 1 && inObject) this.members.push(this.#memberStart, offset);
    this.#expect = inObject ? 'objectNext' : 'arrayNext';
  }

  #refuse(offset: number): number {
    this.#fail(offset, EXPECTED[this.#expect]);
    return offset;
  }

  #fail(offset: number, expected: string): ScanStatus {
    this.error = { offset, expected };
    this.#status = 'error';
    return 'error';
  }
}

function isScalarByte(byte: number): boolean {
  return (
    isDigit(byte) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === BYTE.minus ||
    byte === BYTE.plus ||
    byte === BYTE.dot
  );
}

function escapeLength(bytes: Uint8Array, at: number, end: number): number | 'more' | 'bad' {
  if (at + 1 >= end) return 'more';
  const letter = bytes[at + 1] as number;
  if (!ESCAPES.has(letter)) return 'bad';
  if (letter !== BYTE.lowerU) return 2;
  for (let digit = at + 2; digit < at + 6; digit++) {
    if (digit >= end) return 'more';
    if (!isHexDigit(bytes[digit] as number)) return 'bad';
  }
  return 6;
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}
