/** Says that a record ends too early. `expected` is a sentence without its full stop. */
export function cutShortReason(expected: string): string {
  return `The record is cut short: ${expected.charAt(0).toLowerCase()}${expected.slice(1)}.`;
}

/** Says what stands where something else was expected; `found` holds the bytes of at least one character. */
export function foundReason(expected: string, found: Buffer): string {
  const [character] = Array.from(found.toString('utf8'));
  return `${expected}, found ${quoted(character ?? '')}.`;
}

function quoted(character: string): string {
  if (character === '\n') return 'the end of the line';
  if (character < ' ') return `the control character ${String(character.charCodeAt(0))}`;
  return character === '"' ? 'a quotation mark' : `"${character}"`;
}
