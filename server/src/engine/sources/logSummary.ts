/** What comes out of reading a log file. */
import type { RejectedRecord } from '../../protocol/engine.ts';
import type { RecordKind } from './classify.ts';
import type { LinesRead } from './lineWatch.ts';

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
  /** What the wrappers around it say, see `envelope.ts`; undefined when there is nothing. */
  readonly envelope?: string | undefined;
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
  /** When the text is nothing but lines, so that what is appended to it can be read on its own. */
  readonly lines?: LinesRead | undefined;
}

/** So many rejected records of a file are listed with their places; the rest is only counted. */
export const REJECTED_LISTED = 1000;

/** The summary of a file that was not read at all. */
export function unreadSummary(reason: string): LogSummary {
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
