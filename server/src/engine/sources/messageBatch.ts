/** Messages in columns: the form in which they go from one thread to another and into the database. */
import { RECORD_KINDS } from './classify.ts';
import type { LogMessage } from './logSummary.ts';

/** A batch has so many messages at most and is handed over when its texts have so many bytes. */
const ROWS = 2048;
const BYTES = 1024 * 1024;
/** A text that begins before the last byte usually ends before this. */
const ROOM = BYTES + 64 * 1024;

/** Some messages of one file, in its order. Integers of 64 bits are two halves each, the lower one first. */
export interface MessageBatch {
  readonly rows: number;
  /** Places in `RECORD_KINDS`. */
  readonly kinds: Uint8Array;
  /** 1 for JSON. */
  readonly json: Uint8Array;
  readonly times: Int32Array;
  readonly lines: Int32Array;
  readonly columns: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The texts one after another, and where each of them ends. */
  readonly raws: Uint8Array;
  readonly rawEnds: Uint32Array;
  /** What wrappers say, by row; rows without a wrapper are left out. */
  readonly envelopes: readonly (readonly [row: number, envelope: string])[];
  /** Where the last of the messages ends in the decompressed file. */
  readonly textEnd: number;
}

/** The parts of a batch that go to another thread without being copied. */
export function buffersOf(batch: MessageBatch): ArrayBuffer[] {
  const { kinds, json, times, lines, columns, starts, ends, raws, rawEnds } = batch;
  return [kinds, json, times, lines, columns, starts, ends, raws, rawEnds].map(({ buffer }) => buffer as ArrayBuffer);
}

/** Collects messages of one file. */
export class BatchBuilder {
  readonly #onBatch: (batch: MessageBatch) => void;
  #kinds: number[] = [];
  #json: number[] = [];
  #times: number[] = [];
  #lines: number[] = [];
  #columns: number[] = [];
  #starts: number[] = [];
  #ends: number[] = [];
  #rawEnds: number[] = [];
  #raws: Buffer = Buffer.alloc(0);
  #length = 0;
  #envelopes: [number, string][] = [];
  #textEnd = 0;

  readonly #makeRoom: () => Buffer;

  /** `onBatch` is given each batch as soon as it is full; `makeRoom` gives the room for the texts of the next. */
  constructor(onBatch: (batch: MessageBatch) => void, makeRoom = newRoom) {
    this.#onBatch = onBatch;
    this.#makeRoom = makeRoom;
  }

  /** Takes one message; nothing of it is kept. */
  add(message: LogMessage): void {
    const { raw } = message;
    if (this.#raws.length - this.#length < raw.length) this.#grow(raw.length);
    this.#raws.set(raw, this.#length);
    this.#length += raw.length;
    this.#rawEnds.push(this.#length);
    this.#kinds.push(KIND_PLACES.get(message.kind) ?? 0);
    this.#json.push(message.isJson ? 1 : 0);
    this.#times.push(message.time);
    this.#lines.push(message.line);
    this.#columns.push(message.column);
    this.#starts.push(message.byteStart);
    this.#ends.push(message.byteEnd);
    if (message.envelope !== undefined) this.#envelopes.push([this.#kinds.length - 1, message.envelope]);
    this.#textEnd = Math.max(this.#textEnd, message.byteEnd);
    if (this.#kinds.length === ROWS || this.#length >= BYTES) this.#hand();
  }

  /** Hands over what is left. */
  end(): void {
    if (this.#kinds.length > 0) this.#hand();
  }

  #grow(count: number): void {
    if (this.#raws.length === 0) this.#raws = this.#makeRoom();
    if (this.#raws.length >= count && this.#length === 0) return;
    const larger = Buffer.allocUnsafeSlow((this.#length + count) * 2);
    this.#raws.copy(larger, 0, 0, this.#length);
    this.#raws = larger;
  }

  #hand(): void {
    const batch: MessageBatch = {
      rows: this.#kinds.length,
      kinds: Uint8Array.from(this.#kinds),
      json: Uint8Array.from(this.#json),
      times: halvesOf(this.#times),
      lines: halvesOf(this.#lines),
      columns: Int32Array.from(this.#columns),
      starts: halvesOf(this.#starts),
      ends: halvesOf(this.#ends),
      raws: new Uint8Array(this.#raws.buffer, 0, this.#length),
      rawEnds: Uint32Array.from(this.#rawEnds),
      envelopes: this.#envelopes,
      textEnd: this.#textEnd,
    };
    // The room of the texts goes away with the batch.
    this.#raws = Buffer.alloc(0);
    this.#length = 0;
    for (const list of [
      this.#kinds,
      this.#json,
      this.#times,
      this.#lines,
      this.#columns,
      this.#starts,
      this.#ends,
      this.#rawEnds,
    ])
      list.length = 0;
    this.#envelopes = [];
    this.#onBatch(batch);
  }
}

/** Room for the texts of one batch. */
export function newRoom(): Buffer {
  return Buffer.allocUnsafeSlow(ROOM);
}

const KIND_PLACES = new Map(RECORD_KINDS.map((kind, place) => [kind, place]));

/** Integers as the database keeps them: a BigInt for each would cost more than the rest of the row. */
function halvesOf(values: readonly number[]): Int32Array {
  const halves = new Int32Array(values.length * 2);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const low = value >>> 0;
    halves[index * 2] = low;
    halves[index * 2 + 1] = (value - low) / 0x1_0000_0000;
  }
  return halves;
}
