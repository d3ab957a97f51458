import { Framer, VALUE_LIMIT } from './frame.ts';
import { LogReader } from './logReader.ts';
import { unreadSummary } from './logSummary.ts';
import type { LogMessage, LogSummary } from './logSummary.ts';
import { NotAFileError, openFile } from './open.ts';
import { ReadingStopped } from './settings/guard.ts';
import { defaultReading } from './settings/reading.ts';
import type { ReadingOptions } from './settings/types.ts';

/** A part of an uncompressed file: offsets of its first and last byte, and the number of the line it begins with. */
export interface FilePart {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

export interface ReadHooks {
  /** What to read; the whole file when left out. A part that does not begin the file must begin a line. */
  readonly part?: FilePart | undefined;
  /** How to read it; as without settings when left out. */
  readonly reading?: ReadingOptions | undefined;
  onMessage(message: LogMessage): void;
  /** Bytes read from disk, as they are read. */
  onBytes(count: number): void;
  /** Is waited for now and then, which gives time to deal with what was read. */
  onChunk?(): Promise<void>;
}

/**
 * Reads one log file and hands over its messages in the order of the file. `modified` (epoch ms) is the time of messages
 * without one. A file that cannot be read gives a summary that says so; only an aborted signal throws, with its reason.
 */
export async function readLog(
  path: string,
  modified: number,
  signal: AbortSignal,
  hooks: ReadHooks,
): Promise<LogSummary> {
  const reader = new LogReader(modified, hooks.reading ?? defaultReading, hooks.onMessage.bind(hooks));
  const note = (text: string): void => {
    reader.note(text);
  };
  let gzip = false;
  try {
    const file = await openFile(path, signal, {
      onBytes: hooks.onBytes.bind(hooks),
      onNote: note,
      range: hooks.part,
      inflateLimit: hooks.reading?.inflateLimit,
    });
    if (file.kind === 'binary') return unreadSummary(`The file is ${file.what}. It was not read.`);
    gzip = file.gzip;
    const framer = new Framer(reader, file.bom + (hooks.part?.start ?? 0), VALUE_LIMIT, hooks.part?.line);
    for await (const chunk of file.chunks) {
      signal.throwIfAborted();
      framer.push(chunk);
      reader.flush();
      await hooks.onChunk?.();
    }
    framer.end();
    reader.end();
    return reader.summary(gzip);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NotAFileError) return unreadSummary(`This is ${error.what}, not a file. It was not read.`);
    if (error instanceof ReadingStopped) return reader.summary(gzip, undefined, error.message);
    if (!isSystemError(error)) throw error;
    return reader.records === 0 ? unreadSummary(systemMessage(error)) : reader.summary(false, systemMessage(error));
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

const SYSTEM_MESSAGES: Readonly<Record<string, string>> = {
  EACCES: 'The file cannot be read: permission denied.',
  EPERM: 'The file cannot be read: permission denied.',
  ENOENT: 'The file is gone.',
  EBUSY: 'The file cannot be read: another program has it locked.',
};

function systemMessage(error: NodeJS.ErrnoException): string {
  return SYSTEM_MESSAGES[error.code ?? ''] ?? `The file cannot be read (${error.code ?? 'unknown error'}).`;
}
