import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';

import type { MessageBatch } from '../sources/messageBatch.ts';
import { MessageChunk } from './messageChunk.ts';

/** The tables to append to, in turn, and what is done with their rows whenever there are many. */
export interface Target {
  readonly tables: readonly string[];
  /** Takes the rows away and leaves empty tables; undefined when they stay. */
  readonly move: (() => Promise<void>) | undefined;
}

/**
 * Rows are moved on in whole row groups of the database, which are packed at once: others would be written twice. One for
 * each table, unless the texts are long.
 */
const GROUP_ROWS = 122_880;
const LONG_GROUP = 96 * 1024 * 1024;
/** More is not kept in memory, however many rows it is. */
const MOVE_BYTES = 256 * 1024 * 1024;

/** The database's appender would keep ten times as many rows, in memory that no limit counts. */
const FLUSH_ROWS = 20_480;

/** Appends messages in whole vectors; the caller has a transaction open on the connection. */
export class MessageWriter {
  readonly #connection: DuckDBConnection;
  readonly #target: Target;
  #fileId = 0;
  #firstId = 0;
  #nextId = 0;
  #appender: DuckDBAppender | undefined;
  readonly #chunk = new MessageChunk();
  #rows = 0;
  #bytes = 0;

  constructor(connection: DuckDBConnection, target: Target) {
    this.#connection = connection;
    this.#target = target;
  }

  /** The next messages are of this file, and numbered from `nextId`, which is below 2^32. */
  begin(fileId: number, nextId: number): void {
    this.#fileId = fileId;
    this.#firstId = nextId;
    this.#nextId = nextId;
  }

  /** Takes the next messages of the file; nothing of the batch is kept. */
  async add(batch: MessageBatch): Promise<void> {
    let row = 0;
    while (row < batch.rows) {
      this.#appender ??= await this.#connection.createAppender(this.#table());
      const count = this.#chunk.take(batch, row, this.#fileId, this.#nextId);
      this.#nextId += count;
      row += count;
      this.#rows += count;
      if (this.#chunk.isFull) this.#chunk.appendTo(this.#appender);
      if (this.#rows % FLUSH_ROWS === 0) this.#appender.flushSync();
      if (this.#isEnough()) await this.#move();
      else if (this.#rows % GROUP_ROWS === 0) this.close();
    }
    this.#bytes += batch.raws.byteLength;
  }

  /** The table that the next row goes to. */
  #table(): string {
    const { tables } = this.#target;
    return tables[Math.floor(this.#rows / GROUP_ROWS) % tables.length] as string;
  }

  #isEnough(): boolean {
    if (this.#bytes >= MOVE_BYTES) return true;
    const groups = this.#rows / GROUP_ROWS;
    return groups === this.#target.tables.length || (groups === 1 && this.#bytes >= LONG_GROUP);
  }

  /** Forgets what was taken since the file began. */
  async discard(): Promise<void> {
    await this.#move();
    await this.#connection.run('DELETE FROM messages WHERE file_id = $1 AND message_id >= $2', [
      this.#fileId,
      BigInt(this.#firstId),
    ]);
  }

  /** Writes what is left; the transaction stays open. */
  async finish(): Promise<void> {
    await this.#move();
  }

  /** Ends the appending, whatever is left. */
  close(): void {
    this.#appender?.closeSync();
    this.#appender = undefined;
  }

  async #move(): Promise<void> {
    if (this.#appender !== undefined && !this.#chunk.isEmpty) this.#chunk.appendTo(this.#appender);
    this.close();
    const isEmpty = this.#rows === 0;
    this.#rows = 0;
    this.#bytes = 0;
    if (!isEmpty) await this.#target.move?.();
  }
}
