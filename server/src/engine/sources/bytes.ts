/** The bytes that framing and scanning look for, by name. */
export const BYTE = {
  tab: 0x09,
  newline: 0x0a,
  return: 0x0d,
  space: 0x20,
  quote: 0x22,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  upperE: 0x45,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  lowerE: 0x65,
  lowerU: 0x75,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** Blank in the sense of JSON: space, tab, newline, carriage return. */
export function isBlank(byte: number): boolean {
  return byte === BYTE.space || byte === BYTE.newline || byte === BYTE.return || byte === BYTE.tab;
}

/** An ASCII digit. */
export function isDigit(byte: number): boolean {
  return byte >= BYTE.zero && byte <= BYTE.nine;
}

/** The part of `bytes` between `start` and `end` without the blanks around it, as offsets; start = end when all is blank. */
export function trimRange(
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  let from = start;
  let to = end;
  while (from < to && isBlank(bytes[from] as number)) from++;
  while (to > from && isBlank(bytes[to - 1] as number)) to--;
  return { start: from, end: to };
}
