import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';

/** The two kinds of logs that dashboards are made for. */
export type LogKind = 'cloudTrail' | 'sesNotifications';

/** Bytes that are looked at. */
const headBytes = 65_536;

/** What the beginning of a log file holds, plain or gzip; undefined for folders and whatever else cannot be told. */
export async function kindOfFile(path: string): Promise<LogKind | undefined> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return kindOfText(plain(buffer.subarray(0, bytesRead)).toString('utf8'));
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

/** The kind of records in a text by the fields that only they have, escaped or not. */
export function kindOfText(text: string): LogKind | undefined {
  if (/"eventSource\\*"\s*:/.test(text)) return 'cloudTrail';
  return /"(notificationType|eventType)\\*"\s*:/.test(text) ? 'sesNotifications' : undefined;
}

function plain(head: Buffer): Buffer {
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  // The end of the data is missing on purpose.
  return isGzip ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * headBytes }) : head;
}
