import { isUtf8 } from 'node:buffer';

import type { RejectedRecord } from '../../protocol/engine.ts';
import type { RecordKind } from './classify.ts';
import { formatOf, noShapes, shapeOf } from './format.ts';
import { Framer } from './frame.ts';
import type { Frame } from './frame.ts';
import { openFile } from './open.ts';
import { messageTime } from './messageTime.ts';
import { repairSurrogates } from './surrogates.ts';
import { unwrap } from './unwrap.ts';

/** One message of a log file. `raw` is valid UTF-8 and only valid while the message is being handed over. */
export interface LogMessage {
  readonly kind: RecordKind;
  readonly isJson: boolean;
  readonly raw: Uint8Array;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly line: number;
  readonly column: number;
  /** Offsets into the decompressed file, in UTF-8, of the value that the message comes from. */
  readonly byteStart: number;
  readonly byteEnd: number;
}

/** What there is to say about a file after it was read. */
export interface LogSummary {
  readonly format: string;
  /** False when the file could not be read or is no text. */
  readonly readable: boolean;
  readonly records: number;
  readonly kinds: Readonly<Partial<Record<RecordKind, number>>>;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** All rejected records; `rejected` lists the first `REJECTED_LISTED` of them. */
  readonly rejectedCount: number;
  readonly rejected: readonly RejectedRecord[];
  readonly notes: readonly string[];
}

export interface ReadHooks {
  onMessage(message: LogMessage): void;
  /** Bytes read from disk, as they are read. */
  onBytes(count: number): void;
}

/** So many rejected records of a file are listed with their places; the rest is only counted. */
export const REJECTED_LISTED = 1000;

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
  const reader = new LogReader(modified, hooks.onMessage.bind(hooks));
  const note = (text: string): void => {
    reader.note(text);
  };
  try {
    const file = await openFile(path, signal, { onBytes: hooks.onBytes.bind(hooks), onNote: note });
    if (file.kind === 'binary') return reader.unread(`The file is ${file.what}. It was not read.`);
    const framer = new Framer(reader, file.bom);
    for await (const chunk of file.chunks) {
      signal.throwIfAborted();
      framer.push(chunk);
    }
    framer.end();
    return reader.summary(file.gzip);
  } catch (error) {
    signal.throwIfAborted();
    if (!isSystemError(error)) throw error;
    return reader.records === 0 ? reader.unread(systemMessage(error)) : reader.summary(false, systemMessage(error));
  }
}

/** Turns frames into messages and keeps the counts. */
class LogReader {
  records = 0;
  readonly #modified: number;
  readonly #onMessage: (message: LogMessage) => void;
  readonly #shapes = noShapes();
  readonly #kinds: Partial<Record<RecordKind, number>> = {};
  readonly #rejected: RejectedRecord[] = [];
  readonly #notes = new Set<string>();
  #rejectedCount = 0;
  #undated = 0;
  #badUtf8: number | undefined;
  #halfCharacters: number | undefined;
  #from = Infinity;
  #to = -Infinity;

  constructor(modified: number, onMessage: (message: LogMessage) => void) {
    this.#modified = Math.floor(modified);
    this.#onMessage = onMessage;
  }

  note(text: string): void {
    this.#notes.add(text);
  }

  frame(frame: Frame): void {
    this.#shapes[shapeOf(frame)]++;
    if (frame.problem !== undefined) this.#reject(frame.problem);
    if (frame.kind !== 'value') {
      this.#message(frame, 'text', frame.bytes, false);
      return;
    }
    unwrap(frame.bytes, frame.members, frame.container !== 'none' || !frame.oneLine, (result) => {
      if (result.kind === 'note') this.note(result.note);
      else if (result.kind === 'rejected') this.#reject({ ...frame.start, reason: result.reason });
      else
        this.#message(
          frame,
          result.recordKind,
          result.text,
          result.recordKind !== 'text',
          result.object?.value('eventTime'),
          result.time,
        );
    });
  }

  #reject(problem: RejectedRecord): void {
    this.#rejectedCount++;
    if (this.#rejected.length < REJECTED_LISTED)
      this.#rejected.push({ line: problem.line, column: problem.column, reason: problem.reason });
  }

  /** `fallback` is the time of a message that says none. */
  #message(
    frame: Frame,
    kind: RecordKind,
    text: Uint8Array,
    isJson: boolean,
    eventTime?: Uint8Array,
    fallback?: number,
  ): void {
    let raw = text;
    if (!isUtf8(text)) {
      this.#badUtf8 ??= frame.byteStart;
      raw = Buffer.from(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8'));
    }
    if (isJson) {
      const repaired = repairSurrogates(raw);
      if (repaired !== raw) this.#halfCharacters ??= frame.byteStart;
      raw = repaired;
    }
    const found = messageTime(kind, text, eventTime) ?? fallback;
    if (found === undefined) this.#undated++;
    const time = found ?? this.#modified;
    this.records++;
    this.#kinds[kind] = (this.#kinds[kind] ?? 0) + 1;
    if (time < this.#from) this.#from = time;
    if (time > this.#to) this.#to = time;
    this.#onMessage({
      kind,
      isJson,
      raw,
      time,
      line: frame.start.line,
      column: frame.start.column,
      byteStart: frame.byteStart,
      byteEnd: frame.byteEnd,
    });
  }

  /** The summary of a file that was not read at all. */
  unread(reason: string): LogSummary {
    return {
      format: 'empty',
      readable: false,
      records: 0,
      kinds: {},
      from: undefined,
      to: undefined,
      rejectedCount: 0,
      rejected: [],
      notes: [reason],
    };
  }

  /** The summary of what was read. `failure` is why reading stopped before the end, when it did. */
  summary(gzip: boolean, failure?: string): LogSummary {
    if (failure !== undefined) this.note(failure);
    if (this.records === 0 && this.#notes.size === 0) this.note('The file holds no records.');
    if (this.#badUtf8 !== undefined)
      this.note(`Bytes that are not UTF-8 were replaced, first in the record at byte ${String(this.#badUtf8)}.`);
    if (this.#halfCharacters !== undefined)
      this.note(
        `Escapes of half a character were replaced, first in the record at byte ${String(this.#halfCharacters)}.`,
      );
    if (this.#undated > 0)
      this.note(
        `${count(this.#undated, 'message has', 'messages have')} no timestamp and took the time the file was last changed.`,
      );
    if (this.#rejectedCount > REJECTED_LISTED)
      this.note(
        `Only the first ${String(REJECTED_LISTED)} of ${String(this.#rejectedCount)} rejected records are listed.`,
      );
    return {
      format: formatOf(this.#shapes, this.#kinds, gzip),
      readable: failure === undefined,
      records: this.records,
      kinds: { ...this.#kinds },
      from: this.records === 0 ? undefined : this.#from,
      to: this.records === 0 ? undefined : this.#to,
      rejectedCount: this.#rejectedCount,
      rejected: this.#rejected,
      notes: [...this.#notes],
    };
  }
}

function count(n: number, one: string, many: string): string {
  return `${String(n)} ${n === 1 ? one : many}`;
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
