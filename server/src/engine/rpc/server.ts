/** Answers the requests of the protocol with an engine. */
import { ResponseError } from 'vscode-jsonrpc/node';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import type { EngineNotifications, EngineProgress, EngineRequests, EngineSettings } from '../../protocol/engine.ts';
import { Engine } from '../engine.ts';
import type { OperationContext } from '../engine.ts';
import { describeFailure, isAbort } from '../results/failure.ts';
import { throttleProgress } from './throttle.ts';

/** Codes of the protocol beneath: a cancelled request, and one that failed for a stated reason. */
const requestCancelled = -32800;
const requestFailed = -32803;

type Method = keyof EngineRequests;
type Handler<M extends Method> = (params: EngineRequests[M]['params'], context: OperationContext) => Promise<EngineRequests[M]['result']>;
type Handlers = { readonly [M in Method]: Handler<M> };

/** The engine of one client; it is opened by `engine/configure` and replaced when its settings need that. */
class EngineHost {
  #engine: Promise<Engine> | undefined;

  async configure(settings: EngineSettings): Promise<null> {
    const previous = await this.#engine?.catch(() => undefined);
    if (previous?.configure(settings) === true) return null;
    previous?.close();
    this.#engine = Engine.open(settings);
    await this.#engine;
    return null;
  }

  get engine(): Promise<Engine> {
    return this.#engine ?? Promise.reject(new ResponseError(requestFailed, 'The engine has no settings yet. Send engine/configure first.'));
  }
}

function makeHandlers(host: EngineHost): Handlers {
  return {
    'engine/configure': (settings) => host.configure(settings),
    'sources/list': async ({ operation }, context) => {
      const result = await (await host.engine).sources({ ...context, operation });
      if (result.kind === 'invalid') throw new ResponseError(requestFailed, result.message);
      return result.report;
    },
    'query/run': async (params, context) => (await host.engine).run(params, context),
    'results/page': async (params) => {
      try {
        return await (await host.engine).page(params);
      } catch (error) {
        throw new ResponseError(requestFailed, error instanceof Error ? error.message : 'The page cannot be read.');
      }
    },
    'results/release': async ({ resultId }) => {
      (await host.engine).release(resultId);
      return null;
    },
  };
}

/** Registers a handler for every request on a connection that is not listening yet. */
export function serveEngine(connection: MessageConnection): void {
  const handlers = makeHandlers(new EngineHost());
  const notify = (progress: EngineProgress): void => {
    const method: keyof EngineNotifications = 'engine/progress';
    void connection.sendNotification(method, progress);
  };
  for (const method of Object.keys(handlers) as Method[]) {
    const handle = handlers[method] as Handler<Method>;
    connection.onRequest(method, async (params: EngineRequests[Method]['params'], token: CancellationToken) => {
      const abort = new AbortController();
      const subscription = token.onCancellationRequested(() => {
        abort.abort();
      });
      try {
        return await handle(params, { signal: abort.signal, onProgress: throttleProgress(notify, () => performance.now()) });
      } catch (error) {
        throw toResponseError(error);
      } finally {
        subscription.dispose();
      }
    });
  }
}

function toResponseError(error: unknown): ResponseError<void> {
  if (error instanceof ResponseError) return error as ResponseError<void>;
  if (isAbort(error)) return new ResponseError(requestCancelled, 'The request was cancelled.');
  return new ResponseError(requestFailed, describeFailure(error));
}
