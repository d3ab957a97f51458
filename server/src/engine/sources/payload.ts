import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';

/** All the payloads of one value of a file may inflate to this many bytes together. */
export const INFLATE_LIMIT = 64 * 1024 * 1024;

/** How many bytes the payloads of a value may still inflate to. */
export interface InflateBudget {
  left: number;
}

/** A payload decoded, or a note that says why it was left as it is. */
export type Payload =
  { readonly kind: 'decoded'; readonly bytes: Buffer } | { readonly kind: 'kept'; readonly note: string };

const BASE64 = /^[A-Za-z0-9+/\s]+=?=?\s*$/;

/**
 * The text that a Base64 string stands for, inflated when it is gzip (any number of members). Takes what was inflated off
 * the budget. Anything but text is kept as it is.
 */
export function decodePayload(data: string, budget: InflateBudget): Payload {
  if (!BASE64.test(data)) return { kind: 'kept', note: 'A payload is not Base64: it was left as it is.' };
  const decoded = Buffer.from(data, 'base64');
  const inflated = decoded[0] === 0x1f && decoded[1] === 0x8b ? inflateWithin(decoded, budget) : decoded;
  if (!Buffer.isBuffer(inflated)) return { kind: 'kept', note: inflated.note };
  if (inflated.includes(0) || !isUtf8(inflated))
    return { kind: 'kept', note: 'A Base64 payload is binary, not text: it was left as it is.' };
  return { kind: 'decoded', bytes: inflated };
}

function inflateWithin(data: Buffer, budget: InflateBudget): Buffer | { readonly note: string } {
  const tooLarge = `Compressed payloads are larger than ${String(INFLATE_LIMIT / 1024 / 1024)} MB when unpacked: they were left as they are.`;
  if (budget.left < 1) return { note: tooLarge };
  try {
    const inflated = gunzipSync(data, { maxOutputLength: budget.left });
    budget.left -= inflated.byteLength;
    return inflated;
  } catch (error) {
    const large = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    // What was inflated in vain counts too, or many such payloads would take any amount of time.
    if (large) budget.left = 0;
    return { note: large ? tooLarge : 'A compressed payload is damaged: it was left as it is.' };
  }
}
