import { BYTE, isBlank } from './bytes.ts';

/**
 * The text of a JSON value without the blanks outside strings and nothing else changed: digits, escapes and the order of
 * fields stay as written. Gives `bytes` itself when there is nothing to remove. The value must be well-formed.
 */
export function compact(bytes: Uint8Array): Uint8Array {
  let at = 0;
  let inString = false;
  while (at < bytes.length && (inString || !isBlank(bytes[at] as number))) {
    const byte = bytes[at] as number;
    if (byte === BYTE.quote) inString = !inString;
    at += inString && byte === BYTE.backslash ? 2 : 1;
  }
  if (at >= bytes.length) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  out.set(bytes.subarray(0, at));
  let length = at;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (!inString && isBlank(byte)) continue;
    out[length++] = byte;
    if (byte === BYTE.quote) inString = !inString;
    else if (inString && byte === BYTE.backslash) out[length++] = bytes[++at] as number;
  }
  return out.subarray(0, length);
}
