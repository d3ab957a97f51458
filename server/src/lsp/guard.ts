import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { CancellationToken } from 'vscode-languageserver/node';

/** Where failures are written; a connection's console will do. */
export interface FailureLog {
  error(message: string): void;
}

/**
 * Wraps the handler of a request so that a throw becomes a logged error answer instead of a dead server,
 * and a request the client no longer wants is answered as cancelled.
 */
export function guarded<P, R>(
  log: FailureLog,
  name: string,
  handler: (params: P) => R,
): (params: P, token: CancellationToken) => R | ResponseError<never> {
  return (params, token) => {
    if (token.isCancellationRequested) return cancelled(name);
    try {
      const result = handler(params);
      return token.isCancellationRequested ? cancelled(name) : result;
    } catch (error) {
      log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return new ResponseError<never>(
        ErrorCodes.InternalError,
        `The language server could not answer ${name}. The details are in its log.`,
      );
    }
  };
}

function cancelled(name: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, `${name} was cancelled.`);
}
