/** Unpacks a compressed file only to see that there is nothing to say about it. */
import { openFile } from '../sources/open.ts';

/**
 * The number of bytes that a compressed file of text unpacks to. Rejects when it is damaged, larger than `limit` or has anything
 * else behind it, when it cannot be read, and with the signal's reason when it is aborted.
 */
export async function unpackedBytes(path: string, limit: number, signal: AbortSignal): Promise<number> {
  let note: string | undefined;
  const opened = await openFile(path, signal, {
    inflateLimit: limit,
    onBytes: () => undefined,
    onNote: (text) => (note ??= text),
  });
  if (opened.kind !== 'text') throw new Error('The file is no text.');
  let bytes = opened.bom;
  for await (const chunk of opened.chunks) bytes += chunk.length;
  if (note !== undefined) throw new Error(note);
  return bytes;
}
