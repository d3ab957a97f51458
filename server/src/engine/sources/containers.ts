/** Objects and arrays around lists of records, and how their elements are reached without holding the whole. */
import { BYTE } from './bytes.ts';
import { JsonScanner } from './jsonScanner.ts';

/**
 * What a value was found in: the file itself, a top-level array, the array of a `{"Records": […]}` object, or another list of
 * that name that is too long to be held.
 */
export type Container = 'none' | 'array' | 'records' | LongList;

/** Lists that are usually whole values and become containers when they are too long for that. */
export type LongList = 'Events' | 'events' | 'logEvents' | 'Messages' | 'Records' | 'hits';

/** How a container begins. */
export interface Opening {
  readonly container: Container;
  /** Bytes from the opening bracket of the outermost value to behind the bracket of the list. */
  readonly length: number;
  /** Objects that are still open behind the list. */
  readonly depth: number;
}

const RECORDS_PREFIX = /^\{[ \t\r\n]*"Records"[ \t\r\n]*:[ \t\r\n]*\[/;
const RECORDS_OPENING = '{"Records":[';
const ARRAY_PREFIX = /^\[[ \t\r\n]*[{\]]/;
const ARRAY_START = /^\[[ \t\r\n]*$/;

/** Bytes that are enough to recognise an opening, unless somebody indents by the screen. */
export const PREFIX_ROOM = 256;

/** The container that a text begins with, `more` when it may still become one, undefined when it is none. */
export function openingOf(prefix: string): Opening | 'more' | undefined {
  const records = RECORDS_PREFIX.exec(prefix);
  if (records !== null) return { container: 'records', length: records[0].length, depth: 1 };
  if (ARRAY_PREFIX.test(prefix)) return { container: 'array', length: 1, depth: 0 };
  const couldOpen = RECORDS_OPENING.startsWith(prefix.replace(/[ \t\r\n]+/g, '')) || ARRAY_START.test(prefix);
  return couldOpen && prefix.length < PREFIX_ROOM ? 'more' : undefined;
}

const LONG_LISTS: ReadonlySet<string> = new Set<LongList>(['Events', 'events', 'logEvents', 'Messages', 'Records']);

/** The list that the bytes of an object that does not end are in the middle of; undefined when it is none that is known. */
export function longListIn(bytes: Buffer): Opening | undefined {
  const open = openMember(bytes);
  if (open === undefined) return undefined;
  const { name, start } = open;
  if (LONG_LISTS.has(name) && bytes[start] === BYTE.openBracket)
    return { container: name as LongList, length: start + 1, depth: 1 };
  if (name !== 'hits' || bytes[start] !== BYTE.openBrace) return undefined;
  const inner = openMember(bytes.subarray(start));
  return inner?.name === 'hits' && bytes[start + inner.start] === BYTE.openBracket
    ? { container: 'hits', length: start + inner.start + 1, depth: 2 }
    : undefined;
}

/** The member that an object which does not end is in the middle of, and where its value starts. */
function openMember(bytes: Buffer): { readonly name: string; readonly start: number } | undefined {
  const scanner = new JsonScanner();
  if (scanner.scan(bytes, 0, bytes.length, false) !== 'more' || scanner.members.length % 4 !== 2) return undefined;
  const [keyStart = 0, keyEnd = 0] = scanner.members.slice(-2);
  let start = keyEnd + 1;
  while (start < bytes.length && (bytes[start] === BYTE.colon || (bytes[start] as number) <= BYTE.space)) start++;
  return { name: bytes.toString('latin1', keyStart, keyEnd), start };
}

/** How the container is called in notes. */
export function containerName(container: Container): string {
  return container === 'array' ? 'array' : `"${container === 'records' ? 'Records' : container}" array`;
}
