/** The second, tolerant look at an object that is not JSON. */
import { BYTE, isBlank } from './bytes.ts';
import { ByteWriter } from './byteWriter.ts';
import { DEPTH_LIMIT } from './jsonScanner.ts';
import { isWordByte, readWord, scalarOf } from './repairScalars.ts';
import { readString } from './repairStrings.ts';
import type { RepairInput, RepairKind, RepairResult, RepairState, Salvage, TokenEnd } from './repairTypes.ts';

type Expect = 'firstKey' | 'key' | 'colon' | 'value' | 'firstElement' | 'element' | 'objectNext' | 'arrayNext';

const OBJECT = 1;
const ARRAY = 0;
const STAR = 0x2a;
const SLASH = 0x2f;
const HASH = 0x23;
const APOSTROPHE = 0x27;

/**
 * Reads an object as a lenient reader would and writes it as JSON: see `REPAIRS` for what is put right. Brackets must
 * still pair and strings must still end, so that a record that was cut off or garbled stays what it is. Never throws;
 * takes time in proportion to the bytes looked at.
 */
export function repairObject(input: RepairInput): RepairResult {
  return new Repairer(input).read();
}

/**
 * What can be read of an object before the first mistake that `repairObject` cannot put right, written as JSON: all members
 * and elements up to there that are complete. `indent` as for a repair. Undefined when there is none.
 */
export function salvageObject(bytes: Buffer, indent: number): Salvage | undefined {
  return new Repairer({ bytes, start: 0, end: bytes.length, final: true, indent }).salvage();
}

class Repairer implements RepairState {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly final: boolean;
  readonly indent: number;
  readonly out: ByteWriter;
  readonly #repairs = new Map<RepairKind, number>();
  readonly #stack = new Uint8Array(DEPTH_LIMIT + 1);
  #depth = 0;
  #at: number;
  #expect: Expect = 'value';
  /** A comma was read and is written when something follows it. */
  #comma = false;
  /** The blanks before the token at hand hold the start of its line. */
  #lineStart = -1;
  #blankBefore = false;
  #members = 0;
  /** What was written, and how deep it was, when the last value was complete. */
  #sound = { length: 0, depth: 0 };

  constructor({ bytes, start, end, final, indent }: RepairInput) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.final = final;
    this.indent = indent;
    this.#at = start;
    this.out = new ByteWriter(Math.min(end - start, 4096));
  }

  repaired(kind: RepairKind, at: number): void {
    if (!this.#repairs.has(kind)) this.#repairs.set(kind, at);
  }

  read(): RepairResult {
    for (;;) {
      const skipped = this.#skip();
      if (skipped !== 'token') return skipped === 'more' ? this.#short() : this.#failed();
      const next = this.#opensRecord() ? 'bad' : this.#token(this.bytes[this.#at] as number);
      if (next === 'more') return this.#short();
      if (next === 'bad') return this.#failed();
      this.#at = next;
      if (this.#expect === 'objectNext' || this.#expect === 'arrayNext')
        this.#sound = { length: this.out.bytes().length, depth: this.#depth };
      if (this.#depth === 0) break;
    }
    if (this.#members === 0) return this.#failed();
    const repairs = [...this.#repairs].map(([kind, at]) => ({ kind, at }));
    return { kind: 'repaired', text: this.out.bytes(), end: this.#at, repairs };
  }

  salvage(): Salvage | undefined {
    const result = this.read();
    if (this.#members === 0 || this.#sound.length === 0) return undefined;
    const { length, depth } = result.kind === 'repaired' ? { length: this.out.bytes().length, depth: 0 } : this.#sound;
    const open = [...this.#stack.subarray(1, depth + 1)].reverse();
    const closing = open.map((kind) => (kind === OBJECT ? '}' : ']')).join('');
    const repairs = [...this.#repairs.keys(), 'the rest left out after a mistake' as const];
    return { text: Buffer.concat([this.out.bytes().subarray(0, length), Buffer.from(closing)]), repairs };
  }

  #short(): RepairResult {
    return this.final ? { kind: 'failed', at: this.end, atEnd: true } : { kind: 'more' };
  }

  #failed(): RepairResult {
    return { kind: 'failed', at: this.#at, atEnd: false };
  }

  /** Skips blanks and comments. */
  #skip(): 'token' | 'more' | 'bad' {
    this.#lineStart = -1;
    this.#blankBefore = false;
    for (;;) {
      if (this.#at >= this.end) return 'more';
      const byte = this.bytes[this.#at] as number;
      if (isBlank(byte)) {
        this.#at++;
        if (byte === BYTE.newline) this.#lineStart = this.#at;
      } else if (byte === HASH || byte === SLASH) {
        const end = this.#commentEnd(byte);
        if (typeof end !== 'number') return end;
        this.repaired('comments', this.#at);
        this.#at = end;
      } else return 'token';
      this.#blankBefore = true;
    }
  }

  #commentEnd(first: number): TokenEnd {
    const text = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.end);
    const second = text[this.#at + 1];
    if (first === SLASH && second === undefined) return 'more';
    const isBlock = first === SLASH && second === STAR;
    if (!isBlock && first === SLASH && second !== SLASH) return 'bad';
    const end = isBlock ? text.indexOf('*/', this.#at + 2) : text.indexOf(BYTE.newline, this.#at);
    if (end < 0) return 'more';
    return isBlock ? end + 2 : end;
  }

  /** The token begins a line as a record does, where nothing but a comma would let it be a part of this one. */
  #opensRecord(): boolean {
    if (this.#lineStart < 0 || this.#at - this.#lineStart > this.indent) return false;
    if (this.#expect === 'firstElement' || (this.#expect === 'element' && this.#comma)) return false;
    const byte = this.bytes[this.#at];
    return byte === BYTE.openBrace || byte === BYTE.openBracket;
  }

  #token(byte: number): TokenEnd {
    switch (this.#expect) {
      case 'colon':
        if (byte !== BYTE.colon) return 'bad';
        this.out.byte(byte);
        this.#expect = 'value';
        return this.#at + 1;
      case 'firstKey':
      case 'key':
        return this.#key(byte);
      case 'firstElement':
      case 'element':
        return this.#element(byte);
      case 'objectNext':
      case 'arrayNext':
        return this.#next(byte);
      default:
        return this.#value(byte);
    }
  }

  #key(byte: number): TokenEnd {
    if (byte === BYTE.closeBrace) return this.#close();
    if (byte === BYTE.comma) return this.#extraComma();
    this.#writeComma();
    if (this.#depth === 1) this.#members++;
    this.#expect = 'colon';
    const string = this.#stringAt(byte);
    if (string !== undefined) return string;
    const end = readWord(this, this.#at);
    if (typeof end !== 'number') return end;
    this.repaired('field names without quotes', this.#at);
    this.out.byte(BYTE.quote);
    this.out.slice(this.bytes, this.#at, end);
    this.out.byte(BYTE.quote);
    return end;
  }

  #element(byte: number): TokenEnd {
    if (byte === BYTE.closeBracket) return this.#close();
    if (byte === BYTE.comma) return this.#extraComma();
    this.#writeComma();
    return this.#value(byte);
  }

  /** After a member or an element. */
  #next(byte: number): TokenEnd {
    const inObject = this.#expect === 'objectNext';
    if (byte === (inObject ? BYTE.closeBrace : BYTE.closeBracket)) return this.#close();
    if (byte === BYTE.comma) {
      this.#comma = true;
      this.#expect = inObject ? 'key' : 'element';
      return this.#at + 1;
    }
    const begins = byte === BYTE.quote || byte === APOSTROPHE || (!inObject && byte === BYTE.openBrace);
    // Without a blank between them two strings are more likely one with a quote in it.
    if (!begins || (!this.#blankBefore && byte !== BYTE.openBrace)) return 'bad';
    this.repaired('missing commas', this.#at);
    this.#comma = true;
    return inObject ? this.#key(byte) : this.#element(byte);
  }

  #value(byte: number): TokenEnd {
    this.#expect = this.#stack[this.#depth] === OBJECT ? 'objectNext' : 'arrayNext';
    if (byte === BYTE.openBrace || byte === BYTE.openBracket) {
      if (this.#depth === DEPTH_LIMIT) return 'bad';
      const isObject = byte === BYTE.openBrace;
      this.#stack[++this.#depth] = isObject ? OBJECT : ARRAY;
      this.#expect = isObject ? 'firstKey' : 'firstElement';
      this.out.byte(byte);
      return this.#at + 1;
    }
    return this.#stringAt(byte) ?? this.#scalar();
  }

  /** A string at hand; undefined when there is none. Python writes a letter before some of them. */
  #stringAt(byte: number): TokenEnd | undefined {
    if (byte === BYTE.quote || byte === APOSTROPHE) return readString(this, this.#at);
    const second = this.bytes[this.#at + 1];
    const isMarked = (byte === 0x75 || byte === 0x62) && (second === BYTE.quote || second === APOSTROPHE);
    if (!isMarked || this.#at + 1 >= this.end) return undefined;
    this.repaired('Python values', this.#at);
    return readString(this, this.#at + 1);
  }

  #scalar(): TokenEnd {
    let end = this.#at;
    while (end < this.end && isWordByte(this.bytes[end] as number)) end++;
    if (end === this.end && !this.final) return 'more';
    const scalar = scalarOf(Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.#at, end - this.#at));
    if (scalar === undefined) return 'bad';
    if (scalar.repair !== undefined) this.repaired(scalar.repair, this.#at);
    this.out.ascii(scalar.text);
    return end;
  }

  #extraComma(): TokenEnd {
    this.repaired('commas too many', this.#at);
    this.#comma ||= this.#expect === 'key' || this.#expect === 'element';
    return this.#at + 1;
  }

  #writeComma(): void {
    if (this.#comma) this.out.byte(BYTE.comma);
    this.#comma = false;
  }

  #close(): TokenEnd {
    if (this.#comma) this.repaired('commas too many', this.#at);
    this.#comma = false;
    this.out.byte(this.#stack[this.#depth] === OBJECT ? BYTE.closeBrace : BYTE.closeBracket);
    this.#depth--;
    this.#expect = this.#stack[this.#depth] === OBJECT ? 'objectNext' : 'arrayNext';
    return this.#at + 1;
  }
}
