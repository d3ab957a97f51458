import type { DuckDBConnection } from '@duckdb/node-api';

/** An interrupt is lost when it comes between two steps of a statement, so it is repeated until the statement ends. */
const interval = 50;

/**
 * Does work whose statements on the connection are interrupted when the signal is aborted. Rejects with the signal's reason
 * then, and with what the work rejects with otherwise.
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const stop = interruptOnAbort(connection, signal);
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    stop();
  }
}

/** Gives a function that ends the watch. */
function interruptOnAbort(connection: DuckDBConnection, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    connection.interrupt();
    timer = setInterval(() => {
      connection.interrupt();
    }, interval);
  };
  signal.addEventListener('abort', start, { once: true });
  return () => {
    signal.removeEventListener('abort', start);
    clearInterval(timer);
  };
}
