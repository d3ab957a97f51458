/** Runs statements on a connection: one after the other, each can be interrupted. */
import { BIGINT, BOOLEAN, DOUBLE, VARCHAR } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBConnection, DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { SqlParameter } from '../sql/parameters.ts';
import type { ValueType } from '../plan/scalar.ts';
import type { SqlStatement } from '../sql/writer.ts';

const parameterTypes: Readonly<Record<ValueType, DuckDBType>> = {
  text: VARCHAR,
  long: BIGINT,
  double: DOUBLE,
  boolean: BOOLEAN,
  time: BIGINT,
};

/** An interrupt is lost when it comes between two steps of a statement, so it is repeated until the statement ends. */
const interruptInterval = 50;

/** Runs one statement at a time. */
export class Executor {
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
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
    signal.throwIfAborted();
    const stopInterrupting = interruptOnAbort(this.#connection, signal);
    try {
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
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      stopInterrupting();
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

/** Gives a function that ends the watch. */
function interruptOnAbort(connection: DuckDBConnection, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    connection.interrupt();
    timer = setInterval(() => {
      connection.interrupt();
    }, interruptInterval);
  };
  signal.addEventListener('abort', start, { once: true });
  return () => {
    signal.removeEventListener('abort', start);
    clearInterval(timer);
  };
}
