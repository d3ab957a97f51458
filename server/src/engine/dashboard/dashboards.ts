/** Answers the requests about dashboards. */
import { exportDashboard, importDashboard } from '../../language/index.ts';
import type {
  ConvertedDashboard,
  Dashboard,
  DashboardPanel,
  DashboardReportResult,
  DashboardRequests,
  DashboardSource,
  PanelFinished,
  PanelResult,
  ReadDashboardResult,
  RunDashboardParams,
  RunDashboardResult,
  VariableValuesResult,
} from '../../protocol/dashboard.ts';
import type { OperationContext } from '../engine.ts';
import { prepareLook, refuse } from './look.ts';
import type { Done, Look, LookParams, Refused } from './look.ts';
import { readSource } from './readSource.ts';
import { makeReport } from './report/report.ts';
import { runQueries } from './runQueries.ts';
import type { SharingLimits } from './sharing/sharedTables.ts';
import { readValues } from './values.ts';
import { findVariable } from './variables.ts';
import type { Workbench } from './workbench.ts';

/** How a caller follows the run of a dashboard. */
export interface DashboardContext extends OperationContext {
  /** Called as soon as a panel is done. */
  readonly onPanel?: ((finished: PanelFinished) => void) | undefined;
  /** For tests and measuring: other bounds of what is shared, or false to share nothing. */
  readonly sharing?: SharingLimits | false;
  /** Told how many parts of plans were evaluated once for several panels. */
  readonly onShared?: ((parts: number) => void) | undefined;
}

/** Dashboards over the messages of one engine. */
export class Dashboards {
  readonly #bench: Workbench;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  /** Reads and checks a dashboard without running it. */
  read(source: DashboardSource): Promise<ReadDashboardResult> {
    return readSource(source);
  }

  /** Runs panels and tells of each as it is done. Rejects only when the signal is aborted. */
  async run(params: RunDashboardParams, context: DashboardContext): Promise<RunDashboardResult> {
    const started = performance.now();
    const { operation } = params;
    return this.#look<Done | Refused>(params, context, async (look) => {
      if (look.kind === 'invalid') return look;
      const { dashboard, query, timeRange, done } = look;
      const wanted = chosenPanels(dashboard, params.panels).map((panel) => ({
        id: panel.id,
        query: panel.query,
        queryFile: panel.queryFile,
        timeRange: panel.timeRange ?? timeRange,
      }));
      const { sharedParts } = await runQueries(wanted, query, this.#bench, context.signal, (panelId, result) => {
        context.onPanel?.({ operation, panelId, result });
      });
      context.onShared?.(sharedParts);
      return { ...done, elapsed: Math.round(performance.now() - started) };
    });
  }

  /** The values that a variable can have. */
  async values(
    params: DashboardRequests['dashboard/values']['params'],
    context: OperationContext,
  ): Promise<VariableValuesResult> {
    return this.#look<VariableValuesResult>(params, context, async (look) => {
      if (look.kind === 'invalid') return { kind: 'problem', message: look.message };
      const variable = findVariable(look.dashboard, params.variable);
      if (variable === undefined)
        return { kind: 'problem', message: `The dashboard has no variable "${params.variable}".` };
      return readValues(variable, { ...look.query, timeRange: look.timeRange }, this.#bench, context.signal);
    });
  }

  /** One document with all panels, which needs nothing else. */
  async report(params: RunDashboardParams, context: DashboardContext): Promise<DashboardReportResult> {
    const results = new Map<string, PanelResult>();
    let done: RunDashboardResult;
    try {
      done = await this.run(params, {
        ...context,
        onPanel: (finished) => {
          results.set(finished.panelId, finished.result);
          context.onPanel?.(finished);
        },
      });
    } finally {
      for (const result of results.values()) if (result.kind === 'rows') this.#bench.release(result.resultId);
    }
    if (done.kind === 'invalid') return { kind: 'invalid', message: done.message };
    const panels = chosenPanels(done.dashboard, params.panels);
    return makeReport({ done, panels, results, timezone: params.view.timezone });
  }

  /** From the hosted product's JSON. */
  import(text: string): ConvertedDashboard {
    return importDashboard(text);
  }

  /** To the hosted product's JSON. */
  async export(source: DashboardSource): Promise<ConvertedDashboard> {
    const read = await readSource(source);
    if (read.kind === 'invalid') return { kind: 'invalid', message: firstProblem(read) };
    const exported = exportDashboard(read.dashboard);
    // A panel whose query cannot be read is exported without one.
    const missing = read.warnings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    return { ...exported, notes: [...missing, ...exported.notes] };
  }

  /** Brings the store in step with the files, and uses it while it stays as it is: all queries see the same messages. */
  async #look<T>(params: LookParams, context: DashboardContext, use: (look: Look | Refused) => Promise<T>): Promise<T> {
    const started = performance.now();
    const { operation, source } = params;
    const read = await readSource(source);
    if (read.kind === 'invalid') return use({ ...read, message: firstProblem(read) });
    const synced = await this.#bench.sync(operation, context);
    if (synced.kind === 'invalid') return use(refuse(synced.message));
    const loading = performance.now() - started;
    context.onProgress?.({ operation, phase: 'running', fraction: undefined, bytes: 0, records: 0 });
    return this.#bench.unchanged(async () =>
      use(await prepareLook(read.dashboard, params, loading, this.#bench, context)),
    );
  }
}

/** Panels in the order of the file; ids that it does not have are passed over. */
function chosenPanels({ panels }: Dashboard, ids: readonly string[] | undefined): readonly DashboardPanel[] {
  return ids === undefined ? panels : panels.filter(({ id }) => ids.includes(id));
}

function firstProblem({ problems }: Extract<ReadDashboardResult, { readonly kind: 'invalid' }>): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = (errors[0] ?? problems[0])?.message ?? 'The dashboard cannot be read.';
  return errors.length > 1 ? `The dashboard has ${String(errors.length)} errors. The first: ${first}` : first;
}
