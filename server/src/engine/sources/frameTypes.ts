import type { Container } from './containers.ts';
import type { Position } from './position.ts';
import type { RepairKind } from './repairTypes.ts';

/** Something that was put right in a value that is not JSON as it stands. */
export interface RepairPlace extends Position {
  readonly kind: RepairKind;
}

/** One piece of a file. `bytes` and `members` are valid only while the frame is being handed over. */
export interface Frame {
  /** `value` is well-formed JSON, `malformed` should have been, `text` never looked like JSON. */
  readonly kind: 'value' | 'malformed' | 'text';
  /** The text of the piece; JSON of our own writing when the value was repaired. */
  readonly bytes: Buffer;
  /** Offsets into the decompressed stream. */
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly start: Position;
  readonly container: Container;
  /** The piece begins and ends on one line. */
  readonly oneLine: boolean;
  /** The piece is all there is on its line. */
  readonly ownLine: boolean;
  /** Members of a value that is an object: see `JsonScanner.members`; empty otherwise. */
  readonly members: readonly number[];
  /** Of a value: there is nothing in it that `compact` would remove. */
  readonly isCompact: boolean;
  /** Of a malformed piece: where it goes wrong and why. */
  readonly problem: (Position & { readonly reason: string }) | undefined;
  /** Of a malformed piece: it could be repaired if the bytes behind the end of the stream were right. */
  readonly isOpen: boolean;
  /** Of a value: what had to be put right to read it. */
  readonly repairs: readonly RepairPlace[];
  /** Of a value: a field name that one of its objects holds twice. */
  readonly repeated: (Position & { readonly name: string }) | undefined;
}

/** Takes what the framer finds, in the order of the file. */
export interface FrameSink {
  frame(frame: Frame): void;
  /** Something about the file as a whole; may repeat. */
  note(text: string): void;
}
