import { BYTE } from './bytes.ts';
import { JsonScanner } from './jsonScanner.ts';
import { hasRepeatedNames } from './repeatedNames.ts';

/**
 * A JSON object as bytes with its members located: reads single members without building anything for the rest.
 * When a name occurs twice the last one counts, as in JavaScript.
 */
export class JsonObject {
  readonly bytes: Buffer;
  readonly members: readonly number[];
  /** A field name that one of the objects in it holds twice, as written. */
  readonly repeated: string | undefined;

  /** `members` as `JsonScanner` gives them, relative to the first byte of `bytes`. */
  constructor(bytes: Buffer, members: readonly number[], repeated?: string) {
    this.bytes = bytes;
    this.repeated = repeated;
    this.members = members;
  }

  /** The object has a member of this name (which must be ASCII without escapes). */
  has(name: string): boolean {
    return this.#find(name) >= 0;
  }

  /** The text of a member's value, undefined when there is no such member. */
  value(name: string): Buffer | undefined {
    const at = this.#find(name);
    return at < 0 ? undefined : this.bytes.subarray(this.members[at + 2], this.members[at + 3]);
  }

  /** A member that is a string, decoded; undefined for anything else. */
  string(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || value[0] !== BYTE.quote) return undefined;
    const parsed: unknown = JSON.parse(value.toString('utf8'));
    return typeof parsed === 'string' ? parsed : undefined;
  }

  /** A member that is an object; undefined for anything else. */
  object(name: string): JsonObject | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : parseObject(value);
  }

  /** The elements of a member that is an array, as texts; undefined for anything else. */
  elements(name: string): readonly Buffer[] | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : arrayElements(value);
  }

  /** The names of the members as written, escapes included; a repeated name comes as often. */
  names(): readonly string[] {
    const names: string[] = [];
    for (let at = 0; at < this.members.length; at += 4)
      names.push(this.bytes.toString('utf8', this.members[at], this.members[at + 1]));
    return names;
  }

  #find(name: string): number {
    for (let at = this.members.length - 4; at >= 0; at -= 4) {
      const start = this.members[at] as number;
      if ((this.members[at + 1] as number) - start !== name.length) continue;
      // Byte by byte: making a text of each name costs more than all comparisons.
      let index = 0;
      while (index < name.length && this.bytes[start + index] === name.charCodeAt(index)) index++;
      if (index === name.length) return at;
    }
    return -1;
  }
}

// One for all: a scan ends before anything else is done.
const scanner = new JsonScanner();

/** The object that the text is, blanks around it aside; undefined when it is not exactly one JSON object. */
export function parseObject(text: Buffer): JsonObject | undefined {
  const object = leadingObject(text);
  return object === undefined || text.toString('latin1', object.bytes.length).trim() !== '' ? undefined : object;
}

/** The JSON object that the text begins with, whatever comes after it; undefined when there is none. */
export function leadingObject(text: Buffer): JsonObject | undefined {
  if (text[0] !== BYTE.openBrace) return undefined;
  scanner.reset();
  if (scanner.scan(text, 0, text.length, true) !== 'done') return undefined;
  const { offset, members, repeated } = scanner;
  const bytes = text.subarray(0, offset);
  const isRepeated = repeated !== undefined && hasRepeatedNames(bytes);
  return new JsonObject(
    bytes,
    [...members],
    isRepeated ? text.toString('utf8', repeated.start, repeated.end) : undefined,
  );
}

/** The elements of a well-formed JSON array, as texts; undefined when the text does not start with `[`. */
export function arrayElements(text: Buffer): readonly Buffer[] | undefined {
  if (text[0] !== BYTE.openBracket) return undefined;
  const elements: Buffer[] = [];
  for (let at = skipSeparators(text, 1); at < text.length; at = skipSeparators(text, at)) {
    scanner.reset();
    if (scanner.scan(text, at, text.length, true) !== 'done') break;
    elements.push(text.subarray(at, at + scanner.offset));
    at += scanner.offset;
  }
  return elements;
}

function skipSeparators(text: Buffer, from: number): number {
  let at = from;
  while (at < text.length && (text[at] === BYTE.comma || (text[at] as number) <= BYTE.space)) at++;
  return at;
}
