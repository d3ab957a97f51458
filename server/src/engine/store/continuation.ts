/** What it takes to read only what was appended to a file. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

import { BYTE, isBlank } from '../sources/bytes.ts';
import type { RecordKind } from '../sources/classify.ts';
import type { DiscoveredFile } from '../sources/discover.ts';
import type { ShapeCounts } from '../sources/format.ts';
import type { LogSummary } from '../sources/logSummary.ts';
import type { FilePart } from '../sources/readLog.ts';
import { signatureOf } from '../sources/signature.ts';

/** A place in a file of lines that reading can go on from, and the sums of what comes before it. */
export interface Continuation {
  /** Offset of the first byte of a line. */
  readonly offset: number;
  /** The number of that line. */
  readonly line: number;
  /** Tells whether the bytes before the place are still those that were read. */
  readonly fingerprint: string;
  readonly records: number;
  readonly kinds: Readonly<Partial<Record<RecordKind, number>>>;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** So many of the listed rejected records come before the place. */
  readonly rejected: number;
  readonly shapes: ShapeCounts;
}

/** A file as it is read in two steps: whole lines, and what may be the beginning of one. */
export interface Cut {
  readonly whole: FilePart | undefined;
  readonly rest: FilePart | undefined;
}

/** Smaller files are read as a whole every time. */
const SMALLEST = 16 * 1024;
/** A line that is longer than this is not looked for. */
const LONGEST_LINE = 1024 * 1024;
/** So many bytes at the start and before the place must be unchanged. */
const SAMPLE = 1024;

/**
 * Where a file that ends in the middle of a line is cut, or undefined when it is to be read in one piece: when it ends with
 * a line, is small, is no UTF-8 text, or does not look like lines that stand for themselves.
 */
export async function findCut(file: DiscoveredFile): Promise<Cut | undefined> {
  if (file.bytes < SMALLEST) return undefined;
  return withFile(file.path, async (handle) => {
    const last = await read(handle, file.bytes - 1, 1);
    if (last[0] === BYTE.newline) return undefined;
    const signature = signatureOf(await read(handle, 0, 8192));
    if (signature.kind !== 'text' || signature.encoding !== 'utf-8') return undefined;
    const start = Math.max(0, file.bytes - LONGEST_LINE);
    const tail = await read(handle, start, file.bytes - start);
    const newline = tail.lastIndexOf(BYTE.newline);
    if (newline <= 0 || !standsAlone(tail.subarray(tail.lastIndexOf(BYTE.newline, newline - 1) + 1, newline)))
      return undefined;
    const offset = start + newline + 1;
    // Blanks at the end belong to no line that anything could be said of.
    const rest = isAllBlank(tail.subarray(newline + 1)) ? undefined : { start: offset, end: file.bytes - 1, line: 1 };
    return { whole: { start: 0, end: offset - 1, line: 1 }, rest };
  });
}

/** What to read of a file that went on from a place; undefined when its beginning is not what it was. */
export async function findTail(file: DiscoveredFile, place: Continuation): Promise<Cut | undefined> {
  if (file.bytes < place.offset) return undefined;
  return withFile(file.path, async (handle) => {
    if ((await fingerprintOf(handle, place.offset)) !== place.fingerprint) return undefined;
    const lineBreak = await findLastBreak(handle, place.offset, file.bytes);
    const { offset, line } = place;
    const end = lineBreak === undefined ? offset : lineBreak + 1;
    const whole = end > offset ? { start: offset, end: end - 1, line } : undefined;
    if (end === file.bytes) return { whole, rest: undefined };
    const rest = await read(handle, end, Math.min(file.bytes - end, LONGEST_LINE));
    // The number of the line is known only when what comes before it was read.
    const isNothing = isAllBlank(rest) && rest.length === file.bytes - end;
    return { whole, rest: isNothing ? undefined : { start: end, end: file.bytes - 1, line } };
  });
}

/** The place that the next reading can go on from, after whole lines up to `end` were read; undefined when there is none. */
export async function placeAfter(
  file: DiscoveredFile,
  end: number,
  summary: LogSummary,
): Promise<Continuation | undefined> {
  const { lines, records, kinds, from, to, rejectedCount, rejected } = summary;
  if (
    lines?.isSettled !== true ||
    file.bytes < SMALLEST ||
    summary.notes.length > 0 ||
    rejectedCount !== rejected.length
  )
    return undefined;
  return withFile(file.path, async (handle) => {
    const gap = await read(handle, lines.end, end - lines.end);
    if (gap.length !== end - lines.end || !/^\r?\n$/.test(gap.toString('latin1'))) return undefined;
    const signature = signatureOf(await read(handle, 0, 8192));
    if (signature.kind !== 'text' || signature.encoding !== 'utf-8') return undefined;
    const fingerprint = await fingerprintOf(handle, end);
    const { shapes, line } = lines;
    return { offset: end, line: line + 1, fingerprint, records, kinds, from, to, rejected: rejected.length, shapes };
  });
}

/** A line that is a JSON object, or text that begins like no part of one. */
function standsAlone(line: Buffer): boolean {
  const text = line.toString('utf8').trimEnd();
  if (/^[A-Za-z0-9]/.test(text)) return true;
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isAllBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => isBlank(byte));
}

/** Offset of the last line break at or after `from`; undefined when there is none. */
async function findLastBreak(handle: FileHandle, from: number, end: number): Promise<number | undefined> {
  for (let upTo = end; upTo > from; upTo -= LONGEST_LINE) {
    const start = Math.max(from, upTo - LONGEST_LINE);
    const at = (await read(handle, start, upTo - start)).lastIndexOf(BYTE.newline);
    if (at >= 0) return start + at;
  }
  return undefined;
}

async function fingerprintOf(handle: FileHandle, offset: number): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await read(handle, 0, Math.min(SAMPLE, offset)));
  const start = Math.max(0, offset - SAMPLE);
  hash.update(await read(handle, start, offset - start));
  return hash.digest('hex').slice(0, 32);
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  if (length <= 0) return Buffer.alloc(0);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Undefined when the file cannot be read: reading it will say why. */
async function withFile<T>(path: string, work: (handle: FileHandle) => Promise<T>): Promise<T | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path);
    return await work(handle);
  } catch {
    return undefined;
  } finally {
    await handle?.close();
  }
}
