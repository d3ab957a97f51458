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

const BINARY: readonly { readonly magic: Buffer; readonly what: string }[] = [
  { magic: Buffer.from('PK\x03\x04', 'latin1'), what: 'a zip archive: unpack it and choose the files in it' },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), what: 'compressed with zstd: unpack it first' },
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
  const encoding = marked?.encoding ?? 'utf-8';
  if (encoding === 'utf-8' && head.subarray(0, 8192).includes(0)) return { kind: 'binary', what: 'binary, not text' };
  return { kind: 'text', encoding, bom: marked?.mark.length ?? 0 };
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
}
