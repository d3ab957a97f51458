import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import type { PanelFinished } from '../../server/src/protocol/dashboard.ts';
import type { EngineProgress, EngineRequests, EngineSettings } from '../../server/src/protocol/engine.ts';

/** What the engine process needs from its surroundings. */
export interface EngineHost {
  /** The bundle to fork. */
  readonly modulePath: string;
  /** Read before every request; the engine is told when they differ from what it was told before. */
  settings(): EngineSettings;
  /** Lines of the engine's output, without line breaks. */
  log(line: string): void;
  /** Called when the process ends without being asked to; `reason` is a sentence for the user. */
  crashed(reason: string): void;
  progressed(progress: EngineProgress): void;
  /** A panel of a dashboard is done. */
  panelFinished(panel: PanelFinished): void;
}

interface RunningEngine {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  configuredWith: string;
  configuring: Promise<unknown>;
}

/** The engine as a child process: started by the first request, and again by the first one after a crash. */
export class EngineProcess {
  readonly #host: EngineHost;
  #running: RunningEngine | undefined;

  constructor(host: EngineHost) {
    this.#host = host;
  }

  /**
   * Sends one request, after telling the engine the settings when they changed. Rejects when the request is cancelled,
   * when the engine answers with an error and when its process ends first.
   */
  async request<Method extends keyof EngineRequests>(
    method: Method,
    params: EngineRequests[Method]['params'],
    token?: CancellationToken,
  ): Promise<EngineRequests[Method]['result']> {
    const engine = (this.#running ??= this.#start());
    await this.#configure(engine);
    return token === undefined
      ? engine.connection.sendRequest<EngineRequests[Method]['result']>(method, params)
      : engine.connection.sendRequest<EngineRequests[Method]['result']>(method, params, token);
  }

  /** True while a process is up: nothing has to be started to release what it holds. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Ends the process; pending requests are rejected. A later request would start a new one. */
  dispose(): void {
    const engine = this.#running;
    if (engine === undefined) return;
    this.#running = undefined;
    engine.connection.dispose();
    engine.process.kill();
  }

  #configure(engine: RunningEngine): Promise<unknown> {
    const settings = this.#host.settings();
    const wanted = JSON.stringify(settings);
    if (wanted !== engine.configuredWith) {
      engine.configuredWith = wanted;
      engine.configuring = engine.connection.sendRequest('engine/configure', settings).catch((error: unknown) => {
        // Told again by the next request, whose answer says what is wrong.
        engine.configuredWith = '';
        throw error;
      });
    }
    return engine.configuring;
  }

  #start(): RunningEngine {
    const child = fork(this.#host.modulePath, [], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Options of the editor's own process, such as a debugger port, are not for this one.
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    for (const output of [child.stdout, child.stderr]) {
      if (output !== null) createInterface({ input: output }).on('line', (line) => this.#host.log(line));
    }
    const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.onNotification('engine/progress', (progress: EngineProgress) => this.#host.progressed(progress));
    connection.onNotification('dashboard/panel', (panel: PanelFinished) => this.#host.panelFinished(panel));
    connection.onError(([error]) => this.#host.log(error.message));
    const engine: RunningEngine = { process: child, connection, configuredWith: '', configuring: Promise.resolve() };
    child.on('error', (error) => this.#ended(engine, error.message));
    child.on('exit', (code, signal) =>
      this.#ended(engine, signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`),
    );
    connection.listen();
    return engine;
  }

  #ended(engine: RunningEngine, cause: string): void {
    // A process that was let go, or one whose end was already seen.
    if (this.#running !== engine) return;
    this.#running = undefined;
    engine.connection.dispose();
    this.#host.crashed(`The query engine stopped unexpectedly (${cause}). It starts again with the next query.`);
  }
}
