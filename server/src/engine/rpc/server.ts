/** Answers the requests of the protocol with an engine. */
import { ResponseError } from 'vscode-jsonrpc/node';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import type { PanelFinished } from '../../protocol/dashboard.ts';
import type { EngineNotifications, EngineProgress, EngineRequests, EngineSettings } from '../../protocol/engine.ts';
import { Engine } from '../engine.ts';
import type { DashboardContext } from '../dashboard/dashboards.ts';
import { describeFailure, isAbort } from '../results/failure.ts';
import { dashboardHandlers } from './dashboards.ts';
import { throttleProgress } from './throttle.ts';

/** Codes of the protocol beneath: a cancelled request, and one that failed for a stated reason. */
const requestCancelled = -32800;
const requestFailed = -32803;

type Method = keyof EngineRequests;
type Handler<M extends Method> = (
  params: EngineRequests[M]['params'],
  context: DashboardContext,
) => Promise<EngineRequests[M]['result']>;
type Handlers = { readonly [M in Method]: Handler<M> };

/** The engine of one client; it is opened by `engine/configure` and replaced when its settings need that. */
class EngineHost {
  #engine: Promise<Engine> | undefined;
  #settings: EngineSettings | undefined;
  #configuring: Promise<unknown> = Promise.resolve();
  readonly #running = new Set<Promise<unknown>>();

  /** Takes over settings, one request after the other. An engine that must go is closed once it is idle. */
  configure(settings: EngineSettings): Promise<null> {
    const done = this.#configuring.then(() => this.#configure(settings));
    this.#configuring = done.catch(() => undefined);
    return done;
  }

  /** Uses the engine; it stays open until the work is done. */
  async use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    await this.#configuring;
    if ((await this.#engine)?.isDamaged === true && this.#settings !== undefined) await this.configure(this.#settings);
    const engine = await this.#engine;
    if (engine === undefined) {
      throw new ResponseError(requestFailed, 'The engine has no settings yet. Send engine/configure first.');
    }
    const running = work(engine);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #configure(settings: EngineSettings): Promise<null> {
    const previous = await this.#engine?.catch(() => undefined);
    if (previous?.configure(settings) === true) return null;
    await Promise.allSettled(this.#running);
    previous?.close();
    this.#settings = settings;
    this.#engine = Engine.open(settings);
    await this.#engine;
    return null;
  }
}

function makeHandlers(host: EngineHost): Handlers {
  return {
    'engine/configure': (settings) => host.configure(settings),
    'sources/list': ({ operation }, context) =>
      host.use(async (engine) => {
        const result = await engine.sources({ ...context, operation });
        if (result.kind === 'invalid') throw new ResponseError(requestFailed, result.message);
        return result.report;
      }),
    'store/clear': () => host.use((engine) => engine.clearStore().then(() => null)),
    'query/run': (params, context) => host.use((engine) => engine.run(params, context)),
    'results/page': (params) =>
      host
        .use((engine) => engine.page(params))
        .catch((error: unknown) => {
          if (error instanceof ResponseError) throw error;
          throw new ResponseError(requestFailed, error instanceof Error ? error.message : 'The page cannot be read.');
        }),
    ...dashboardHandlers((work) => host.use(work)),
    'results/release': ({ resultId }) =>
      host.use((engine) => {
        engine.release(resultId);
        return Promise.resolve(null);
      }),
  };
}

/** Registers a handler for every request on a connection that is not listening yet. */
export function serveEngine(connection: MessageConnection): void {
  const handlers = makeHandlers(new EngineHost());
  const notify = (progress: EngineProgress): void => {
    const method: keyof EngineNotifications = 'engine/progress';
    void connection.sendNotification(method, progress);
  };
  const onPanel = (finished: PanelFinished): void => {
    const method: keyof EngineNotifications = 'dashboard/panel';
    void connection.sendNotification(method, finished);
  };
  for (const method of Object.keys(handlers) as Method[]) {
    const handle = handlers[method] as Handler<Method>;
    // A sender without a token of its own may send it as a second, empty parameter: ours is always the last.
    connection.onRequest(method, async (params: EngineRequests[Method]['params'], ...rest: unknown[]) => {
      const token = rest.at(-1) as CancellationToken;
      const abort = new AbortController();
      const subscription = token.onCancellationRequested(() => {
        abort.abort();
      });
      try {
        return await handle(params, {
          signal: abort.signal,
          onProgress: throttleProgress(notify, () => performance.now()),
          onPanel,
        });
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
