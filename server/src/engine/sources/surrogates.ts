/** Escapes of JSON strings that stand for half a character, as left behind when a text was cut between two halves. */

/** Every escape, so that the second backslash of `\\` begins none. */
const escapes = /\\(?:u([0-9a-fA-F]{4})|[^])/g;
const replacement = '\\ufffd';

/**
 * The JSON text with every half of a surrogate pair that stands alone replaced by U+FFFD, which strict readers accept.
 * Gives `bytes` itself when there is none. The length stays the same.
 */
export function repairSurrogates(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes('\\ud') && !buffer.includes('\\uD')) return bytes;
  const text = buffer.toString('latin1');
  const found = [...text.matchAll(escapes)].map((match) => ({ at: match.index, unit: parseInt(match[1] ?? '', 16) }));
  const alone = found.filter(({ at, unit }, index) => {
    if (isLow(unit)) return !isPair(found[index - 1], { at, unit });
    return isHigh(unit) && !isPair({ at, unit }, found[index + 1]);
  });
  if (alone.length === 0) return bytes;
  const repaired = Buffer.from(buffer);
  for (const { at } of alone) repaired.write(replacement, at, 'latin1');
  return repaired;
}

interface Escape {
  readonly at: number;
  readonly unit: number;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** True for a first and a second half with nothing between them. */
function isPair(first: Escape | undefined, second: Escape | undefined): boolean {
  if (first === undefined || second === undefined) return false;
  return isHigh(first.unit) && isLow(second.unit) && second.at === first.at + replacement.length;
}
