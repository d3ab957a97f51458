import { BIGINT, BOOLEAN, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

import { RECORD_KINDS } from '../sources/classify.ts';
import type { LogMessage } from '../sources/logSummary.ts';

const ROWS = 2048;
const TYPES = [BIGINT, INTEGER, BIGINT, VARCHAR, BOOLEAN, VARCHAR, BIGINT, INTEGER, BIGINT, BIGINT];
const KIND_TEXT = new Map(RECORD_KINDS.map((kind) => [kind, Buffer.from(kind)]));

/** A column of 64-bit integers written as two halves: a BigInt per value would cost more than the rest of the row. */
class LongColumn {
  readonly halves = new Int32Array(ROWS * 2);

  set(row: number, value: number): void {
    const low = value >>> 0;
    this.halves[row * 2] = low;
    this.halves[row * 2 + 1] = (value - low) / 0x1_0000_0000;
  }
}

/**
 * Appends messages to the messages table in whole vectors. Raw texts go to the engine as bytes, without becoming
 * JavaScript strings: 470 MB/s against 330 MB/s with column values and 370 MB/s value by value.
 */
export class MessageWriter {
  #fileId = 0;
  #nextId = 0;
  readonly #appender: DuckDBAppender;
  readonly #ids = new LongColumn();
  readonly #times = new LongColumn();
  readonly #lines = new LongColumn();
  readonly #starts = new LongColumn();
  readonly #ends = new LongColumn();
  readonly #columns = new Int32Array(ROWS);
  readonly #files = new Int32Array(ROWS);
  readonly #json = new Uint8Array(ROWS);
  #chunk = DuckDBDataChunk.create(TYPES, ROWS);
  #kinds = duckdb.data_chunk_get_vector(this.#chunk.chunk, 3);
  #raws = duckdb.data_chunk_get_vector(this.#chunk.chunk, 5);
  #rows = 0;

  private constructor(appender: DuckDBAppender) {
    this.#appender = appender;
  }

  /** Starts writing into a table of messages; the caller has a transaction open on the connection. */
  static async create(connection: DuckDBConnection, table: string): Promise<MessageWriter> {
    return new MessageWriter(await connection.createAppender(table));
  }

  /** The next messages are of this file, and numbered from `nextId`. */
  begin(fileId: number, nextId: number): void {
    this.#fileId = fileId;
    this.#nextId = nextId;
  }

  /** Takes one message; nothing of it is kept. */
  add(message: LogMessage): void {
    const row = this.#rows++;
    this.#ids.set(row, this.#nextId++);
    this.#files[row] = this.#fileId;
    this.#times.set(row, message.time);
    this.#lines.set(row, message.line);
    this.#starts.set(row, message.byteStart);
    this.#ends.set(row, message.byteEnd);
    this.#columns[row] = message.column;
    this.#json[row] = message.isJson ? 1 : 0;
    duckdb.vector_assign_string_element_len(this.#kinds, row, KIND_TEXT.get(message.kind) as Buffer);
    duckdb.vector_assign_string_element_len(this.#raws, row, message.raw);
    if (this.#rows === ROWS) this.#flush();
  }

  /** Writes what is left and ends the appending; the transaction stays open. */
  close(): void {
    if (this.#rows > 0) this.#flush();
    this.#appender.closeSync();
  }

  #flush(): void {
    const columns = [
      this.#ids.halves,
      this.#files,
      this.#times.halves,
      undefined,
      this.#json,
      undefined,
      this.#lines.halves,
      this.#columns,
      this.#starts.halves,
      this.#ends.halves,
    ];
    for (const [index, values] of columns.entries()) {
      if (values === undefined) continue;
      const bytes = (values.byteLength / ROWS) * this.#rows;
      duckdb.copy_data_to_vector(
        duckdb.data_chunk_get_vector(this.#chunk.chunk, index),
        0,
        values.buffer,
        values.byteOffset,
        bytes,
      );
    }
    this.#chunk.rowCount = this.#rows;
    this.#appender.appendDataChunk(this.#chunk);
    this.#chunk = DuckDBDataChunk.create(TYPES, ROWS);
    this.#kinds = duckdb.data_chunk_get_vector(this.#chunk.chunk, 3);
    this.#raws = duckdb.data_chunk_get_vector(this.#chunk.chunk, 5);
    this.#rows = 0;
  }
}
