/** Answers the requests about dashboards. */
import { exportDashboard, importDashboard } from '../../language/index.ts';
import type {
  ConvertedDashboard,
  Dashboard,
  DashboardPanel,
  DashboardReportResult,
  DashboardRequests,
  DashboardSource,
  DashboardView,
  PanelFinished,
  PanelResult,
  ReadDashboardResult,
  RunDashboardParams,
  RunDashboardResult,
  VariableValuesResult,
} from '../../protocol/dashboard.ts';
import type { OperationContext } from '../engine.ts';
import type { StoreFacts } from '../storeFacts.ts';
import { toResultValue } from '../results/values.ts';
import { countCategories } from '../sql/duckdb/messageTable.ts';
import { resolveRange } from '../time/range.ts';
import { countRecords, resolveSources } from './dataSources.ts';
import type { CategoryCount } from './dataSources.ts';
import { readSource } from './readSource.ts';
import { makeReport } from './report/report.ts';
import { runQueries } from './runQueries.ts';
import type { QueryLook } from './runQueries.ts';
import type { SharingLimits } from './sharing/sharedTables.ts';
import { readValues } from './values.ts';
import { findVariable, usedValues, withSources } from './variables.ts';
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

type Done = Extract<RunDashboardResult, { readonly kind: 'done' }>;
type Refused = Extract<RunDashboardResult, { readonly kind: 'invalid' }>;

/** All that the queries of one look have in common. */
interface Look {
  readonly kind: 'look';
  readonly dashboard: Dashboard;
  readonly query: QueryLook;
  readonly timeRange: Dashboard['timeRange'];
  readonly done: Omit<Done, 'elapsed'>;
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
    const look = await this.#look(params, params.operation, context);
    if (look.kind === 'invalid') return look;
    const { dashboard, query, timeRange, done } = look;
    const wanted = chosenPanels(dashboard, params.panels).map((panel) => ({
      id: panel.id,
      query: panel.query,
      timeRange: panel.timeRange ?? timeRange,
    }));
    const { operation } = params;
    const { sharedParts } = await runQueries(wanted, query, this.#bench, context.signal, (panelId, result) => {
      context.onPanel?.({ operation, panelId, result });
    });
    context.onShared?.(sharedParts);
    return { ...done, elapsed: Math.round(performance.now() - started) };
  }

  /** The values that a variable can have. */
  async values(
    params: DashboardRequests['dashboard/values']['params'],
    context: OperationContext,
  ): Promise<VariableValuesResult> {
    const look = await this.#look(params, params.operation, context);
    if (look.kind === 'invalid') return { kind: 'problem', message: look.message };
    const variable = findVariable(look.dashboard, params.variable);
    if (variable === undefined)
      return { kind: 'problem', message: `The dashboard has no variable "${params.variable}".` };
    return readValues(variable, { ...look.query, timeRange: look.timeRange }, this.#bench, context.signal);
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
    return read.kind === 'invalid' ? { kind: 'invalid', message: firstProblem(read) } : exportDashboard(read.dashboard);
  }

  async #look(
    { source, view }: { readonly source: DashboardSource; readonly view: DashboardView },
    operation: string,
    context: DashboardContext,
  ): Promise<Look | Refused> {
    const started = performance.now();
    const { signal } = context;
    const read = await readSource(source);
    if (read.kind === 'invalid') return { ...read, message: firstProblem(read) };
    const { dashboard } = read;
    const synced = await this.#bench.sync(operation, context);
    if (synced.kind === 'invalid') return refuse(synced.message);
    const loading = performance.now() - started;
    context.onProgress?.({ operation, phase: 'running', fraction: undefined, bytes: 0, records: 0 });
    const paths = view.paths === undefined || view.paths.length === 0 ? undefined : view.paths;
    const facts = await this.#bench.storeFacts(paths, signal);
    const timeRange = view.timeRange ?? dashboard.timeRange;
    const range = findRange(view, timeRange, facts);
    if (range.kind === 'invalid') return refuse(range.message);
    const counts = await this.#countCategories(paths, signal);
    const dataSources = resolveSources(view.dataSources, counts);
    const variables = usedValues(dashboard, view.variables);
    const { now, timezone } = view;
    const values = withSources(variables, dataSources);
    const sharing = context.sharing === undefined ? {} : { sharing: context.sharing };
    return {
      kind: 'look',
      dashboard,
      timeRange,
      query: { operation, now, timezone, paths, values, facts, loading, ...sharing },
      done: {
        kind: 'done',
        dashboard,
        now: facts.data.newest === undefined ? undefined : range.now,
        range: range.range,
        records: countRecords(counts),
        variables,
        dataSources,
      },
    };
  }

  async #countCategories(paths: readonly string[] | undefined, signal: AbortSignal): Promise<readonly CategoryCount[]> {
    const chunks = await this.#bench.executor.run(countCategories(paths), signal);
    return chunks.flatMap((chunk) =>
      chunk.getRows().map(([category, kind, messages]) => ({
        category: String(category),
        kind: String(kind),
        messages: Number(toResultValue(messages)),
      })),
    );
  }
}

/** Panels in the order of the file; ids that it does not have are passed over. */
function chosenPanels({ panels }: Dashboard, ids: readonly string[] | undefined): readonly DashboardPanel[] {
  return ids === undefined ? panels : panels.filter(({ id }) => ids.includes(id));
}

function findRange(
  { now, timezone }: DashboardView,
  choice: Dashboard['timeRange'],
  { data }: StoreFacts,
): ReturnType<typeof resolveRange> {
  return resolveRange({ choice, now, timezone, data, clock: Date.now() });
}

function firstProblem({ problems }: Extract<ReadDashboardResult, { readonly kind: 'invalid' }>): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = (errors[0] ?? problems[0])?.message ?? 'The dashboard cannot be read.';
  return errors.length > 1 ? `The dashboard has ${String(errors.length)} errors. The first: ${first}` : first;
}

function refuse(message: string): Refused {
  return { kind: 'invalid', problems: [], message };
}
