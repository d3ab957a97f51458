import { BYTE } from './bytes.ts';

/** An object or array that is open at the place at hand. */
interface Open {
  /** Undefined for an array. */
  readonly names: Map<string, number> | undefined;
  /** Where each member begins, in their order. */
  readonly starts: number[];
}

/**
 * The text of a well-formed JSON value in which each object holds every name once: of members with the same name the last
 * stays, as in JavaScript. Gives `bytes` itself when nothing has to go. Takes time in proportion to the length.
 */
export function keepLastOfRepeated(bytes: Buffer): Buffer {
  const cuts = repeatedMembers(bytes);
  if (cuts.length === 0) return bytes;
  const pieces: Buffer[] = [];
  let at = 0;
  for (const [start, end] of cuts.toSorted(([a], [b]) => a - b)) {
    if (start > at) pieces.push(bytes.subarray(at, start));
    at = Math.max(at, end);
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}

/** Whether an object in a well-formed JSON value really holds a name twice: the scanner's table of names may be mistaken. */
export function hasRepeatedNames(bytes: Buffer): boolean {
  return repeatedMembers(bytes).length > 0;
}

/** From the start of each member that comes again to that of the member behind it. */
function repeatedMembers(bytes: Buffer): readonly (readonly [start: number, end: number])[] {
  const cuts: (readonly [number, number])[] = [];
  const stack: Open[] = [];
  let mayBeName = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === BYTE.quote) {
      const end = stringEnd(bytes, at);
      const open = stack.at(-1);
      if (mayBeName && open?.names !== undefined) {
        const name = nameOf(bytes.subarray(at, end));
        const before = open.names.get(name);
        open.names.set(name, open.starts.push(at) - 1);
        if (before !== undefined) cuts.push([open.starts[before] as number, open.starts[before + 1] as number]);
      }
      mayBeName = false;
      at = end - 1;
    } else if (byte === BYTE.openBrace || byte === BYTE.openBracket) {
      mayBeName = byte === BYTE.openBrace;
      stack.push({ names: mayBeName ? new Map() : undefined, starts: [] });
    } else if (byte === BYTE.closeBrace || byte === BYTE.closeBracket) {
      stack.pop();
      mayBeName = false;
    } else if (byte === BYTE.comma) mayBeName = true;
  }
  return cuts;
}

/** The index after the closing quote of the string that starts at `start`. */
function stringEnd(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== BYTE.quote) at += bytes[at] === BYTE.backslash ? 2 : 1;
  return at + 1;
}

function nameOf(written: Buffer): string {
  const text = written.toString('utf8');
  return written.includes(BYTE.backslash) ? String(JSON.parse(text)) : text.slice(1, -1);
}
