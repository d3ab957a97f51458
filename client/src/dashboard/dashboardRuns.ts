import { randomUUID } from 'node:crypto';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type {
  DashboardSource,
  DashboardView,
  PanelFinished,
  PanelResult,
  RunDashboardResult,
} from '../../../server/src/protocol/dashboard.ts';
import type { ToDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { EngineProgress } from '../../../server/src/protocol/engine.ts';
import type { EngineProcess } from '../engineProcess.ts';
import { phases, progressInterval } from '../progress.ts';

/** What the runs of a dashboard need from their surroundings. */
export interface RunsHost {
  readonly engine: Pick<EngineProcess, 'request' | 'isRunning'>;
  /** Gives a message to the view; a hidden view gets `replay` when it is back. */
  post(message: ToDashboardView): void;
  log(message: string): void;
}

interface Run {
  readonly number: number;
  readonly operation: string;
  readonly cancellation: CancellationTokenSource;
  readonly pending: Set<string>;
  lastProgress: number;
}

type Finished = Extract<ToDashboardView, { readonly type: 'finished' }>;

/**
 * The runs of one dashboard. A new run ends the one before and takes over the panels that one had not finished; results
 * that are replaced are released in the engine.
 */
export class DashboardRuns {
  readonly #host: RunsHost;
  readonly #results = new Map<string, PanelResult>();
  #run: Run | undefined;
  #lastNumber = 0;
  #finished: Finished | undefined;

  constructor(host: RunsHost) {
    this.#host = host;
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  /** The last answer of a panel. */
  result(panelId: string): PanelResult | undefined {
    return this.#results.get(panelId);
  }

  /** True for a result that the view may ask rows of. */
  holds(resultId: string): boolean {
    return [...this.#results.values()].some((result) => result.kind === 'rows' && result.resultId === resultId);
  }

  /**
   * Runs panels; undefined when the run was cancelled, followed by another one, or failed (the view is told). `all` are
   * the panels there are: results of others are released.
   */
  async run(
    source: DashboardSource,
    view: DashboardView,
    panels: readonly string[],
    all: readonly string[],
  ): Promise<RunDashboardResult | undefined> {
    const left = [...(this.#run?.pending ?? [])].filter((id) => all.includes(id));
    this.#end();
    for (const id of this.#results.keys()) if (!all.includes(id)) this.#forget(id);
    const wanted = all.filter((id) => panels.includes(id) || left.includes(id));
    this.#lastNumber += 1;
    const run: Run = {
      number: this.#lastNumber,
      operation: randomUUID(),
      cancellation: new CancellationTokenSource(),
      pending: new Set(wanted),
      lastProgress: 0,
    };
    this.#run = run;
    this.#host.post({ type: 'running', run: run.number, panels: wanted });
    const subset = wanted.length === all.length ? {} : { panels: wanted };
    const { operation } = run;
    try {
      const { token } = run.cancellation;
      const result = await this.#host.engine.request('dashboard/run', { operation, source, view, ...subset }, token);
      if (this.#run !== run) return undefined;
      if (result.kind === 'invalid') this.#finish(run, result.message);
      else this.#finish(run, undefined, result);
      return result;
    } catch (error) {
      if (this.#run !== run) return undefined;
      this.#host.log(`The dashboard did not finish: ${String(error)}`);
      this.#finish(run, 'The query engine did not answer. Refresh the dashboard; the log says what happened.');
      return undefined;
    } finally {
      run.cancellation.dispose();
    }
  }

  /** Ends the run, if there is one; what is done stays. */
  cancel(): void {
    const run = this.#run;
    if (run === undefined) return;
    this.#end();
    this.#post(run, { message: 'Stopped' });
  }

  /** Takes a panel that is done. One of a run that ended is released at once. */
  panelFinished({ operation, panelId, result }: PanelFinished): boolean {
    const run = this.#run;
    if (run?.operation !== operation) return false;
    run.pending.delete(panelId);
    this.#forget(panelId);
    this.#results.set(panelId, result);
    this.#host.post({ type: 'panel', run: run.number, panelId, result });
    return true;
  }

  progressed({ operation, phase, fraction }: EngineProgress): void {
    const run = this.#run;
    if (run?.operation !== operation || Date.now() - run.lastProgress < progressInterval) return;
    run.lastProgress = Date.now();
    this.#host.post({ type: 'progress', run: run.number, fraction, phase: phases[phase] });
  }

  /** Everything a view that has just begun must be told. */
  replay(): readonly ToDashboardView[] {
    const run = this.#run?.number ?? this.#lastNumber;
    if (run === 0) return [];
    const panels = [...this.#results].map(([panelId, result]) => ({ type: 'panel', run, panelId, result }) as const);
    const running = (pending: readonly string[]): ToDashboardView => ({ type: 'running', run, panels: pending });
    // What is pending comes after the answers: those of earlier runs do not end its loading.
    if (this.#run !== undefined) return [running([]), ...panels, running([...this.#run.pending])];
    return [running([]), ...panels, ...(this.#finished === undefined ? [] : [{ ...this.#finished, run }])];
  }

  /** Ends the run and releases every result. */
  dispose(): void {
    this.#end();
    for (const id of [...this.#results.keys()]) this.#forget(id);
  }

  #end(): void {
    const run = this.#run;
    this.#run = undefined;
    run?.cancellation.cancel();
  }

  #finish(run: Run, message: string | undefined, result?: RunDashboardResult & { readonly kind: 'done' }): void {
    this.#run = undefined;
    this.#post(run, { message, now: result?.now, range: result?.range, elapsed: result?.elapsed ?? 0 });
  }

  #post(run: Run, values: Partial<Finished>): void {
    this.#finished = {
      type: 'finished',
      run: run.number,
      message: undefined,
      now: this.#finished?.now,
      range: this.#finished?.range,
      elapsed: 0,
      at: Date.now(),
      ...values,
    };
    this.#host.post(this.#finished);
  }

  #forget(panelId: string): void {
    const result = this.#results.get(panelId);
    this.#results.delete(panelId);
    if (result !== undefined) releaseResult(this.#host, result);
  }
}

/** Tells the engine that nobody will ask for rows of a result. */
export function releaseResult({ engine, log }: Omit<RunsHost, 'post'>, result: PanelResult): void {
  if (result.kind !== 'rows' || !engine.isRunning) return;
  engine
    .request('results/release', { resultId: result.resultId })
    .catch((error: unknown) => log(`A result could not be released: ${String(error)}`));
}
