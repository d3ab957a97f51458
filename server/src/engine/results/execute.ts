/** Runs statements on a connection: one after the other, each can be interrupted. */
import { BIGINT, BOOLEAN, DOUBLE, VARCHAR } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBConnection, DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { SqlParameter } from '../sql/parameters.ts';
import type { ValueType } from '../plan/scalar.ts';
import { interruptible } from '../sql/duckdb/interruptible.ts';
import type { SqlStatement } from '../sql/writer.ts';

const parameterTypes: Readonly<Record<ValueType, DuckDBType>> = {
  text: VARCHAR,
  long: BIGINT,
  double: DOUBLE,
  boolean: BOOLEAN,
  time: BIGINT,
};

/** Runs one statement at a time. */
export class Executor {
  readonly #connection: DuckDBConnection;
  readonly #onFailure: (error: unknown) => void;
  #last: Promise<unknown> = Promise.resolve();

  /** `onFailure` hears of every statement that fails, before whoever asked for it does. */
  constructor(connection: DuckDBConnection, onFailure: (error: unknown) => void = () => undefined) {
    this.#connection = connection;
    this.#onFailure = onFailure;
  }

  /** Gives all chunks of the answer; rejects with the signal's reason when it is aborted. */
  run(statement: SqlStatement, signal: AbortSignal): Promise<readonly DuckDBDataChunk[]> {
    return abortable(
      this.#queue(() => this.#run(statement, signal)),
      signal,
    );
  }

  /** Runs a statement of our own that gives no rows, such as the making of a step's table. */
  define(sql: string): Promise<void> {
    return this.#queue(async () => {
      await this.#connection.run(sql);
    });
  }

  /** Fills a table. */
  append(table: string, fill: (appender: DuckDBAppender) => void): Promise<void> {
    return this.#queue(async () => {
      const appender = await this.#connection.createAppender(table);
      try {
        fill(appender);
      } finally {
        appender.closeSync();
      }
    });
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #run({ sql, parameters }: SqlStatement, signal: AbortSignal): Promise<readonly DuckDBDataChunk[]> {
    try {
      return await interruptible(this.#connection, signal, () => this.#fetch(sql, parameters, signal));
    } catch (error) {
      signal.throwIfAborted();
      this.#onFailure(error);
      throw error;
    }
  }

  async #fetch(
    sql: string,
    parameters: readonly SqlParameter[],
    signal: AbortSignal,
  ): Promise<readonly DuckDBDataChunk[]> {
    const prepared = await this.#connection.prepare(sql);
    prepared.bind(
      parameters.map(parameterValue),
      parameters.map(({ type }) => parameterTypes[type]),
    );
    const result = await prepared.stream();
    const chunks: DuckDBDataChunk[] = [];
    for (;;) {
      signal.throwIfAborted();
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return chunks;
      chunks.push(chunk);
    }
  }
}

function parameterValue({ value, type }: SqlParameter): DuckDBValue {
  return (type === 'long' || type === 'time') && typeof value === 'number' ? BigInt(Math.trunc(value)) : value;
}

/** Rejects at once on abort; what runs behind it ends on its own. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
