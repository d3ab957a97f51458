import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

import { notRegular } from './fileType.ts';
import { inflate } from './inflate.ts';
import { signatureOf } from './signature.ts';
import type { TextEncodingName } from './signature.ts';
import { withoutPadding } from './zeroPadding.ts';

/** The decompressed text of a file in UTF-8, without the byte order mark at the start, whose length in UTF-8 is `bom`. */
export type OpenedFile =
  | { readonly kind: 'text'; readonly gzip: boolean; readonly bom: number; readonly chunks: AsyncIterable<Buffer> }
  | { readonly kind: 'binary'; readonly gzip: boolean; readonly what: string };

export interface OpenHooks {
  /** The bytes to read, the first and the last one; all when left out. */
  readonly range?: { readonly start: number; readonly end: number } | undefined;
  /** Most bytes that a compressed file may unpack to; a default when left out. */
  readonly inflateLimit?: number | undefined;
  /** Bytes read from disk, as they are read. */
  onBytes(count: number): void;
  /** Something about the file that the user should know. */
  onNote(text: string): void;
}

const READ_SIZE = 1024 * 1024;

/**
 * Opens a file by what its bytes say, not its name: gzip (any number of members) is inflated, text is given as it is, anything
 * else is refused. Throws the system's error when the file cannot be read and the signal's reason when it is aborted.
 */
export async function openFile(path: string, signal: AbortSignal, hooks: OpenHooks): Promise<OpenedFile> {
  const raw = await peek(counted(bytesOf(path, signal, hooks.range), hooks.onBytes));
  const outer = signatureOf(raw.head);
  if (outer.kind !== 'gzip') return opened(raw, false, hooks.onNote.bind(hooks));
  const inner = await peek(inflate(raw.chunks, hooks.onNote, hooks.inflateLimit));
  return opened(inner, true, hooks.onNote.bind(hooks));
}

/** What a path leads to is no file; `what` completes "It is …". */
export class NotAFileError extends Error {
  readonly what: string;

  constructor(what: string) {
    super(`It is ${what}, not a file.`);
    this.what = what;
  }
}

/** The file's bytes. A pipe would wait for a writer for ever, so nothing but regular files is read. */
async function* bytesOf(path: string, signal: AbortSignal, range: OpenHooks['range']): AsyncGenerator<Buffer> {
  // Not every system has the flag.
  const handle = await open(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
  try {
    const what = notRegular(await handle.stat());
    if (what !== undefined) throw new NotAFileError(what);
    yield* chunksOf(handle, signal, range);
  } finally {
    await handle.close();
  }
}

/** Reads one chunk ahead. A stream of the handle would go on for a moment after nobody wants it any more. */
async function* chunksOf(handle: FileHandle, signal: AbortSignal, range: OpenHooks['range']): AsyncGenerator<Buffer> {
  let position = range?.start ?? 0;
  const end = range === undefined ? Infinity : range.end + 1;
  const readNext = async (): Promise<Buffer> => {
    // A buffer larger than the file would be made for each of thousands of files.
    const length = Math.min(READ_SIZE, end - position);
    if (length <= 0) return Buffer.alloc(0);
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  const read = (): Promise<Buffer> => {
    const chunk = readNext();
    // It may fail before anybody waits for it.
    chunk.catch(() => undefined);
    return chunk;
  };
  let next = read();
  try {
    for (;;) {
      signal.throwIfAborted();
      const chunk = await next;
      if (chunk.length === 0) return;
      next = read();
      yield chunk;
    }
  } finally {
    await next.catch(() => undefined);
  }
}

async function opened(stream: Peeked, gzip: boolean, onNote: (text: string) => void): Promise<OpenedFile> {
  const signature = signatureOf(stream.head);
  if (signature.kind === 'text') {
    const chunks = skip(stream.chunks, signature.bom);
    return signature.encoding === 'utf-8'
      ? { kind: 'text', gzip, bom: signature.bom, chunks: withoutPadding(chunks, onNote) }
      : { kind: 'text', gzip, bom: 0, chunks: toUtf8(chunks, signature.encoding) };
  }
  await stream.close();
  return {
    kind: 'binary',
    gzip,
    what: signature.kind === 'gzip' ? 'compressed twice: unpack it first' : signature.what,
  };
}

interface Peeked {
  readonly head: Buffer;
  readonly chunks: AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** Reads the first chunk to look at it and gives it out again with the rest. */
async function peek(source: AsyncGenerator<Buffer>): Promise<Peeked> {
  const first = await source.next();
  const head = first.done === true ? Buffer.alloc(0) : first.value;
  return { head, chunks: withHead(head, source), close: async () => void (await source.return(undefined)) };
}

async function* withHead(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield head;
    yield* rest;
  } finally {
    // Whoever wants no more than the first chunk has not come to the rest, which would stay open.
    await rest.return(undefined);
  }
}

async function* skip(chunks: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of chunks) {
    yield chunk.subarray(left);
    left = 0;
  }
}

/** Half a character, at the end of the text or inside it, becomes U+FFFD. */
async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: TextEncodingName): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest);
}

async function* counted(source: AsyncIterable<Buffer>, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    onBytes(chunk.byteLength);
    yield chunk;
  }
}
