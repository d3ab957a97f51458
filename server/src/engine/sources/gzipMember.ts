/** The frame of one gzip member (RFC 1952) around its compressed data. */

/** The first two bytes of every member. */
export const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** Bytes behind the compressed data: a checksum and the length, four bytes each. */
export const TRAILER_LENGTH = 8;

const FIXED_LENGTH = 10;
const DEFLATE = 8;
const CHECKSUM = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;

/** The length of the header that the bytes begin with; `more` when it does not end in them, `bad` when it is none. */
export function headerLength(bytes: Buffer): number | 'more' | 'bad' {
  if (bytes.length < FIXED_LENGTH) return 'more';
  if (!bytes.subarray(0, 2).equals(GZIP_MAGIC) || bytes[2] !== DEFLATE) return 'bad';
  const flags = bytes[3] as number;
  let at = FIXED_LENGTH;
  if ((flags & EXTRA) !== 0) {
    if (bytes.length < at + 2) return 'more';
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const text of [NAME, COMMENT]) {
    if ((flags & text) === 0) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return 'more';
    at = zero + 1;
  }
  if ((flags & CHECKSUM) !== 0) at += 2;
  return at <= bytes.length ? at : 'more';
}

/** The trailer says the checksum and the length (modulo 2^32) of what was unpacked. */
export function trailerFits(trailer: Buffer, checksum: number, length: number): boolean {
  return trailer.readUInt32LE(0) === checksum && trailer.readUInt32LE(4) === length % 2 ** 32;
}
