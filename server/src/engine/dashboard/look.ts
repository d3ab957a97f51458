/** One look at a dashboard: what all of its queries have in common. */
import type { Dashboard, DashboardSource, DashboardView, RunDashboardResult } from '../../protocol/dashboard.ts';
import type { StoreFacts } from '../storeFacts.ts';
import { toResultValue } from '../results/values.ts';
import { countCategories } from '../sql/duckdb/messageTable.ts';
import { resolveRange } from '../time/range.ts';
import { countRecords, resolveSources } from './dataSources.ts';
import type { CategoryCount } from './dataSources.ts';
import type { QueryLook } from './runQueries.ts';
import type { SharingLimits } from './sharing/sharedTables.ts';
import { usedValues, withSources } from './variables.ts';
import type { Workbench } from './workbench.ts';

/** What is answered when panels were run. */
export type Done = Extract<RunDashboardResult, { readonly kind: 'done' }>;
/** What is answered when nothing can be run. */
export type Refused = Extract<RunDashboardResult, { readonly kind: 'invalid' }>;

/** What the requests that look at the messages say. */
export interface LookParams {
  readonly operation: string;
  readonly source: DashboardSource;
  readonly view: DashboardView;
}

/** All that the queries of one look have in common. */
export interface Look {
  readonly kind: 'look';
  readonly dashboard: Dashboard;
  readonly query: QueryLook;
  readonly timeRange: Dashboard['timeRange'];
  readonly done: Omit<Done, 'elapsed'>;
}

/** Finds out what the queries of one look have in common; `loading` is how long files were read, in milliseconds. */
export async function prepareLook(
  dashboard: Dashboard,
  { operation, view }: LookParams,
  loading: number,
  bench: Workbench,
  { signal, sharing }: { readonly signal: AbortSignal; readonly sharing?: SharingLimits | false },
): Promise<Look | Refused> {
  const paths = view.paths === undefined || view.paths.length === 0 ? undefined : view.paths;
  const facts = await bench.storeFacts(paths, signal);
  const timeRange = view.timeRange ?? dashboard.timeRange;
  const range = findRange(view, timeRange, facts);
  if (range.kind === 'invalid') return refuse(range.message);
  const counts = await readCategories(paths, bench, signal);
  const dataSources = resolveSources(view.dataSources, counts);
  const variables = usedValues(dashboard, view.variables);
  // The clock goes on while panels are run; now is the same for all of them.
  const now = view.now === 'clock' ? range.now : view.now;
  const { timezone } = view;
  const values = withSources(variables, dataSources);
  return {
    kind: 'look',
    dashboard,
    timeRange,
    query: { operation, now, timezone, paths, values, facts, loading, ...(sharing === undefined ? {} : { sharing }) },
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

async function readCategories(
  paths: readonly string[] | undefined,
  bench: Workbench,
  signal: AbortSignal,
): Promise<readonly CategoryCount[]> {
  const chunks = await bench.executor.run(countCategories(paths), signal);
  return chunks.flatMap((chunk) =>
    chunk.getRows().map(([category, kind, messages]) => ({
      category: String(category),
      kind: String(kind),
      messages: Number(toResultValue(messages)),
    })),
  );
}

function findRange(
  { now, timezone }: DashboardView,
  choice: Dashboard['timeRange'],
  { data }: StoreFacts,
): ReturnType<typeof resolveRange> {
  return resolveRange({ choice, now, timezone, data, clock: Date.now() });
}

/** Says why nothing can be run. */
export function refuse(message: string): Refused {
  return { kind: 'invalid', problems: [], message };
}
