import type { RecordKind } from '../classify.ts';

/** A message before lines are joined, its time is found and rules are applied. Its bytes are its own. */
export interface Draft {
  readonly kind: RecordKind;
  readonly isJson: boolean;
  /** Valid UTF-8. */
  readonly raw: Buffer;
  /** A line of plain text, which may be a part of a message. */
  readonly isLine: boolean;
  /** Blanks before a line. */
  readonly indent: string;
  /** JSON text of that member. */
  readonly eventTime: Buffer | undefined;
  /** The time of a message that says none, epoch milliseconds. */
  readonly fallback: number | undefined;
  /** See `LogMessage`. */
  readonly envelope: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly byteStart: number;
  readonly byteEnd: number;
}
