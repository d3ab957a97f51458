/** Finds out how the lines of a file are written, by its first bytes. */
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import { GZIP_MAGIC } from '../sources/gzipMember.ts';
import { openings } from './plainRecord.ts';
import type { LineForm } from './plainRecord.ts';

/** Bytes that are looked at: the first line ends within them, or it is taken to end as lines usually do. */
const headLength = 16 * 1024;

/** Compressed bytes become at most so many times as many. */
const largestRatio = 1032;

/** The most bytes that a compressed file can unpack to. */
export function largestUnpacked(bytes: number): number {
  return bytes * largestRatio;
}

/** Logs become about so many times smaller. */
const usualRatio = 8;

/** About how many bytes of text a file holds. */
export function likelyUnpacked(bytes: number, { compressed }: LineForm): number {
  return compressed ? bytes * usualRatio : bytes;
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * How the lines of a file are written that begins like one of plain records, which says nothing about the rest of it.
 * Undefined for all others, and for files that cannot be read.
 */
export async function lineFormOf(path: string): Promise<LineForm | undefined> {
  try {
    const head = await readHead(path);
    const compressed = head.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC);
    const bytes = compressed ? await unpackHead(head) : head;
    const isMarked = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    const text = bytes.toString('latin1', isMarked ? byteOrderMark.length : 0, headLength);
    if (!Object.values(openings).some((opening) => text.startsWith(opening))) return undefined;
    const end = text.indexOf('\n');
    return { compressed, newLine: end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n' };
  } catch {
    return undefined;
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What the beginning of a compressed file unpacks to, which may end anywhere. */
function unpackHead(head: Buffer): Promise<Buffer> {
  return promisify(gunzip)(head, { finishFlush: constants.Z_SYNC_FLUSH });
}
