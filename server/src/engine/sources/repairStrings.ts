/** Strings as lenient writers write them. */
import { BYTE, isBlank } from './bytes.ts';
import type { RepairState, TokenEnd } from './repairTypes.ts';

const APOSTROPHE = 0x27;
const LOWER_X = 0x78;
const KNOWN = new Set(Buffer.from('"\\/bfnrt'));
const CONTROL: ReadonlyMap<number, string> = new Map([
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
]);

/** Writes the string that starts with the quote at `start` as JSON; gives the index after its closing quote. */
export function readString(state: RepairState, start: number): TokenEnd {
  const { bytes, end, out } = state;
  const quote = bytes[start] as number;
  if (quote === APOSTROPHE) state.repaired('single quotes', start);
  out.byte(BYTE.quote);
  let from = start + 1;
  let at = from;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte !== quote && byte !== BYTE.backslash && byte !== BYTE.quote && byte >= BYTE.space) {
      at++;
      continue;
    }
    out.slice(bytes, from, at);
    if (byte === quote) {
      out.byte(BYTE.quote);
      return at + 1;
    }
    const next = byte === BYTE.backslash ? escape(state, at, quote) : plain(state, at, byte);
    if (typeof next !== 'number') return next;
    at = next;
    from = at;
  }
  return 'more';
}

/** A character that JSON wants escaped. */
function plain(state: RepairState, at: number, byte: number): TokenEnd {
  if (byte === BYTE.quote) {
    state.out.ascii('\\"');
    return at + 1;
  }
  if (byte === BYTE.newline) {
    const opens = opensRecord(state, at + 1);
    if (opens !== 'no') return opens === 'yes' ? 'bad' : 'more';
  }
  const isBreak = byte === BYTE.newline || byte === BYTE.return;
  state.repaired(isBreak ? 'raw line breaks in strings' : 'raw control characters in strings', at);
  state.out.ascii(CONTROL.get(byte) ?? `\\u${byte.toString(16).padStart(4, '0')}`);
  return at + 1;
}

function escape(state: RepairState, at: number, quote: number): TokenEnd {
  const { bytes, end, out } = state;
  if (at + 1 >= end) return 'more';
  const letter = bytes[at + 1] as number;
  if (KNOWN.has(letter)) {
    out.slice(bytes, at, at + 2);
    return at + 2;
  }
  if (letter === BYTE.lowerU || letter === LOWER_X) {
    const length = letter === LOWER_X ? 2 : 4;
    if (at + 2 + length > end && !state.final) return 'more';
    const digits = Buffer.from(bytes.subarray(at + 2, Math.min(at + 2 + length, end))).toString('latin1');
    if (digits.length === length && /^[0-9a-fA-F]+$/.test(digits)) {
      if (letter === LOWER_X) state.repaired('escapes that JSON does not know', at);
      out.ascii(`\\u${digits.padStart(4, '0')}`);
      return at + 2 + length;
    }
  }
  if (letter !== APOSTROPHE || quote !== APOSTROPHE) state.repaired('escapes that JSON does not know', at);
  if (letter === APOSTROPHE) {
    out.byte(APOSTROPHE);
    return at + 2;
  }
  // The backslash was meant as one; what follows it is read as if it stood alone.
  out.ascii('\\\\');
  return at + 1;
}

/** The line that starts at `start` begins like a record: the string before it was never closed. */
function opensRecord({ bytes, end, final, indent }: RepairState, start: number): 'yes' | 'no' | 'more' {
  let at = start;
  while (at < end && (bytes[at] === BYTE.space || bytes[at] === BYTE.tab)) at++;
  if (at < end && (at - start > indent || (bytes[at] !== BYTE.openBrace && bytes[at] !== BYTE.openBracket)))
    return 'no';
  if (at + 1 >= end) return final ? 'no' : 'more';
  const next = bytes[at + 1] as number;
  const opens = next === BYTE.quote || next === APOSTROPHE || next === BYTE.openBrace || isBlank(next);
  return opens ? 'yes' : 'no';
}
