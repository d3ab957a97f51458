import type { LogSource, ReadRequest } from '../sources/readInBatches.ts';
import { inThisThread } from '../sources/readInBatches.ts';
import { ReaderPool, suitableThreads } from '../sources/threads/readerPool.ts';
import type { FilePart } from '../sources/readLog.ts';
import { textEstimate } from './batches.ts';
import type { ChangedFile } from './changes.ts';

/** Less text than this is read sooner than threads are started. */
const WORTH_THREADS = 32 * 1024 * 1024;

/** How a file, or a part of it, is read. */
export function requestOf(
  { file, source }: Pick<ChangedFile, 'file' | 'source'>,
  part: FilePart | undefined,
): ReadRequest {
  return { path: file.path, modified: file.modified, part, reading: source.reading };
}

/** The file as it was when it was found: what was written since is for the next time. */
export function wholeOf({ file: { bytes } }: Pick<ChangedFile, 'file'>): FilePart | undefined {
  return bytes === 0 ? undefined : { start: 0, end: bytes - 1, line: 1 };
}

/** Less than this behind what is known of a file is read sooner than a thread is started. */
const SMALL_TAIL = 1024 * 1024;

function isSmallTail({ part }: ReadRequest): boolean {
  return part !== undefined && part.start > 0 && part.end - part.start < SMALL_TAIL;
}

/**
 * Runs work that reads these files, in this order; batches of several are read ahead. Threads that were started for it have
 * ended when it returns or throws.
 */
export async function withReader<T>(
  batches: readonly (readonly ChangedFile[])[],
  work: (reader: LogSource) => Promise<T>,
): Promise<T> {
  const text = batches.flat().reduce((sum, { file }) => sum + textEstimate(file), 0);
  if (text < WORTH_THREADS) return work(inThisThread);
  const pool = new ReaderPool(suitableThreads());
  const reader: LogSource = {
    read: (request, signal, hooks) => (isSmallTail(request) ? inThisThread : pool).read(request, signal, hooks),
  };
  try {
    const together = batches.filter(({ length }) => length > 1).flat();
    pool.expect(together.map((each) => requestOf(each, wholeOf(each))));
    return await work(reader);
  } finally {
    await pool.close();
  }
}
