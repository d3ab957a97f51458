/** Texts in other forms: hexadecimal, percent and Base64 encodings, checks and hashes. */
import murmurHash3 from 'murmurhash3js-revisited';

/** At most sixteen hexadecimal digits after leading zeros, as a long in two's complement; null for anything else. */
export function hexToLong(hex: string): bigint | null {
  const digits = /^0*([0-9a-f]{0,16})$/i.exec(hex.trim())?.[1];
  if (digits === undefined || hex.trim() === '') return null;
  return BigInt.asIntN(64, BigInt(`0x${digits === '' ? '0' : digits}`));
}

/** One character for each two digits; null for an odd number of digits and for other characters. */
export function hexToText(hex: string): string | null {
  return /^([0-9a-f]{2})*$/i.test(hex) ? Buffer.from(hex, 'hex').toString('latin1') : null;
}

/** Undoes the encoding of web forms. What is no escape stays as it is. */
export function urlDecode(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));
}

type Decoder = (bytes: Buffer) => string;

function decoder(label: string): Decoder {
  return (bytes) => new TextDecoder(label).decode(bytes);
}

/** The byte order mark decides; without one the first byte is the highest. */
function utf16(bytes: Buffer): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes);
}

function utf32(isLittle: boolean | undefined): Decoder {
  return (bytes) => {
    const little = isLittle ?? (bytes.length >= 4 && bytes.readUInt32LE(0) === 0xfeff);
    let text = '';
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const code = little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
      if (at > 0 || code !== 0xfeff) text += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    }
    return text;
  };
}

const decoders: Readonly<Record<string, Decoder>> = {
  'US-ASCII': (bytes) => bytes.toString('latin1').replace(/[\u0080-\u00ff]/g, '\ufffd'),
  'UTF-8': decoder('utf-8'),
  'UTF-16': utf16,
  'UTF-16LE': decoder('utf-16le'),
  'UTF-16BE': decoder('utf-16be'),
  'UTF-32': utf32(undefined),
  'UTF-32LE': utf32(true),
  'UTF-32BE': utf32(false),
};

/** The decoded text; what is no Base64, and any text under a character set that is not known, comes back unchanged. */
export function base64Decode(text: string, charset: string): string {
  const decode = decoders[charset.trim().toUpperCase()];
  const compact = text.replace(/\s/g, '');
  if (decode === undefined || !/^[\w+/-]*={0,2}$/.test(compact) || compact.replace(/=+$/, '').length % 4 === 1)
    return text;
  return decode(Buffer.from(compact, 'base64'));
}

/** The check of card numbers on the digits of a text; false without any. */
export function luhn(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return digits !== '' && sum % 10 === 0;
}

/** The hash of the text in UTF-8 with seed 0: the two halves as numbers, the highest digit first. */
export function murmur3(text: string): string {
  return murmurHash3.x64.hash128(new TextEncoder().encode(text));
}
