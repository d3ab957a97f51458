import { BIGINT, BOOLEAN, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { DuckDBAppender } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

import { RECORD_KINDS } from '../sources/classify.ts';
import type { MessageBatch } from '../sources/messageBatch.ts';

/** Rows of a vector. */
const ROWS = 2048;
const TYPES = [BIGINT, INTEGER, BIGINT, VARCHAR, BOOLEAN, VARCHAR, BIGINT, INTEGER, BIGINT, BIGINT, VARCHAR];
const KIND_COLUMN = 3;
const RAW_COLUMN = 5;
const ENVELOPE_COLUMN = 10;
/** Places of the columns that are numbers, in the order in which the chunk has them. */
const FIXED_COLUMNS = TYPES.flatMap((type, index) => (type === VARCHAR ? [] : [index]));
const KIND_TEXTS = RECORD_KINDS.map((kind) => Buffer.from(kind));

/**
 * Rows on the way into a table of messages. One for all of them: what it takes is not known to the collector of garbage,
 * which would let many wait.
 */
export class MessageChunk {
  #rows = 0;
  readonly #chunk = DuckDBDataChunk.create(TYPES, ROWS);
  readonly #kinds = duckdb.data_chunk_get_vector(this.#chunk.chunk, KIND_COLUMN);
  readonly #raws = duckdb.data_chunk_get_vector(this.#chunk.chunk, RAW_COLUMN);
  readonly #envelopes = duckdb.data_chunk_get_vector(this.#chunk.chunk, ENVELOPE_COLUMN);
  readonly #ids = new Int32Array(ROWS * 2);
  readonly #files = new Int32Array(ROWS);
  readonly #times = new Int32Array(ROWS * 2);
  readonly #json = new Uint8Array(ROWS);
  readonly #lines = new Int32Array(ROWS * 2);
  readonly #columns = new Int32Array(ROWS);
  readonly #starts = new Int32Array(ROWS * 2);
  readonly #ends = new Int32Array(ROWS * 2);
  /** A bit for each row that has an envelope. */
  readonly #wrapped = new Uint8Array(ROWS / 8);

  get isEmpty(): boolean {
    return this.#rows === 0;
  }

  get isFull(): boolean {
    return this.#rows === ROWS;
  }

  /** Takes messages of a file from row `from` of the batch on, numbered from `firstId`, while there is room; says how many. */
  take(batch: MessageBatch, from: number, fileId: number, firstId: number): number {
    const at = this.#rows;
    const count = Math.min(batch.rows - from, ROWS - at);
    const to = from + count;
    this.#times.set(batch.times.subarray(2 * from, 2 * to), 2 * at);
    this.#json.set(batch.json.subarray(from, to), at);
    this.#lines.set(batch.lines.subarray(2 * from, 2 * to), 2 * at);
    this.#columns.set(batch.columns.subarray(from, to), at);
    this.#starts.set(batch.starts.subarray(2 * from, 2 * to), 2 * at);
    this.#ends.set(batch.ends.subarray(2 * from, 2 * to), 2 * at);
    this.#files.fill(fileId, at, at + count);
    let start = from === 0 ? 0 : (batch.rawEnds[from - 1] as number);
    for (let row = from; row < to; row++) {
      const end = batch.rawEnds[row] as number;
      const place = at + row - from;
      this.#ids[2 * place] = firstId + row - from;
      // Raw texts go to the engine as bytes, without becoming JavaScript strings.
      duckdb.vector_assign_string_element_len(this.#raws, place, batch.raws.subarray(start, end));
      duckdb.vector_assign_string_element_len(this.#kinds, place, KIND_TEXTS[batch.kinds[row] as number] as Buffer);
      start = end;
    }
    for (const [row, envelope] of batch.envelopes) {
      if (row < from || row >= to) continue;
      const place = at + row - from;
      duckdb.vector_assign_string_element(this.#envelopes, place, envelope);
      this.#wrapped[place >> 3] = (this.#wrapped[place >> 3] as number) | (1 << (place & 7));
    }
    this.#rows += count;
    return count;
  }

  /** Appends the rows and is empty again. */
  appendTo(appender: DuckDBAppender): void {
    const fixed = [
      this.#ids,
      this.#files,
      this.#times,
      this.#json,
      this.#lines,
      this.#columns,
      this.#starts,
      this.#ends,
    ];
    for (const [index, values] of fixed.entries()) {
      const vector = duckdb.data_chunk_get_vector(this.#chunk.chunk, FIXED_COLUMNS[index] as number);
      duckdb.copy_data_to_vector(vector, 0, values.buffer, values.byteOffset, (values.byteLength / ROWS) * this.#rows);
    }
    const { buffer, byteOffset, byteLength } = this.#wrapped;
    duckdb.vector_ensure_validity_writable(this.#envelopes);
    duckdb.copy_data_to_vector_validity(this.#envelopes, 0, buffer, byteOffset, byteLength);
    this.#chunk.rowCount = this.#rows;
    appender.appendDataChunk(this.#chunk);
    this.clear();
  }

  /** Forgets the rows. */
  clear(): void {
    this.#chunk.reset();
    this.#wrapped.fill(0);
    this.#rows = 0;
  }
}
