import { isPaddedText } from './zeroPadding.ts';

/** How a text is written in bytes. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How the bytes of a file begin says what they are; names do not. */
export type Signature =
  | { readonly kind: 'gzip' }
  /** `bom` is the length of the byte order mark. */
  | { readonly kind: 'text'; readonly encoding: TextEncodingName; readonly bom: number }
  /** Nothing that can be read as text; `what` completes "The file is …". */
  | { readonly kind: 'binary'; readonly what: string };

const GZIP = Buffer.from([0x1f, 0x8b]);

const MARKS: readonly { readonly mark: Buffer; readonly encoding: TextEncodingName }[] = [
  { mark: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'utf-8' },
  { mark: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { mark: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
];

/** Bytes that are looked at to tell encodings without a mark from each other. */
const SAMPLE = 8192;

const BINARY: readonly { readonly magic: Buffer; readonly what: string }[] = [
  { magic: Buffer.from('PK\x03\x04', 'latin1'), what: 'a zip archive: unpack it and choose the files in it' },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), what: 'compressed with zstd: unpack it first' },
  { magic: Buffer.from('PK\x05\x06', 'latin1'), what: 'an empty zip archive' },
  {
    magic: Buffer.from([0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50]),
    what: 'compressed with snappy: unpack it first',
  },
  { magic: Buffer.from([0x04, 0x22, 0x4d, 0x18]), what: 'compressed with LZ4: unpack it first' },
  {
    magic: Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    what: 'a 7z archive: unpack it and choose the files in it',
  },
  { magic: Buffer.from('BZh'), what: 'compressed with bzip2: unpack it first' },
  { magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), what: 'compressed with xz: unpack it first' },
  { magic: Buffer.from('PAR1'), what: 'a Parquet file, not a log' },
  // Begins like UTF-16, which must not see it.
  { magic: Buffer.from([0xff, 0xfe, 0x00, 0x00]), what: 'text in UTF-32: save it as UTF-8' },
  { magic: Buffer.from([0x00, 0x00, 0xfe, 0xff]), what: 'text in UTF-32: save it as UTF-8' },
];

/** Judges the first bytes of a file or of what was inflated from it; a few kilobytes are enough. */
export function signatureOf(head: Buffer): Signature {
  if (startsWith(head, GZIP)) return { kind: 'gzip' };
  const known = BINARY.find(({ magic }) => startsWith(head, magic));
  if (known !== undefined) return { kind: 'binary', what: known.what };
  if (head.subarray(257, 262).equals(Buffer.from('ustar')))
    return { kind: 'binary', what: 'a tar archive: unpack it first' };
  const marked = MARKS.find(({ mark }) => startsWith(head, mark));
  if (marked === undefined) {
    const guessed = guessedEncoding(head.subarray(0, SAMPLE));
    return guessed === undefined
      ? { kind: 'binary', what: 'binary, not text' }
      : { kind: 'text', encoding: guessed, bom: 0 };
  }
  const { encoding, mark } = marked;
  const sample = head.subarray(mark.length, SAMPLE);
  if (encoding === 'utf-8' && sample.includes(0) && !isPaddedText(sample))
    return { kind: 'binary', what: 'binary, not text' };
  return { kind: 'text', encoding, bom: mark.length };
}

/** The encoding of a text without a mark: zeros are every other byte of plain characters in UTF-16. Undefined for what is no text. */
function guessedEncoding(sample: Buffer): TextEncodingName | undefined {
  if (!sample.includes(0)) return 'utf-8';
  const zeros: [even: number, odd: number] = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at % 2 === 0 ? 0 : 1]++;
  const [even, odd] = zeros;
  // A log holds at least its punctuation and names in plain characters.
  const enough = sample.length / 8;
  if (even === 0 && odd >= enough && isPlain(sample[0])) return 'utf-16le';
  if (odd === 0 && even >= enough && isPlain(sample[1])) return 'utf-16be';
  return isPaddedText(sample) && isPlain(sample.find((byte) => byte !== 0)) ? 'utf-8' : undefined;
}

/** A character that a log may begin with. */
function isPlain(byte: number | undefined): boolean {
  return byte !== undefined && byte < 0x7f && (byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
}
