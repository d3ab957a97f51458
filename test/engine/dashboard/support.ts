/** Runs dashboards over a folder of logs and collects what panels answer. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DashboardContext } from '../../../server/src/engine/dashboard/dashboards.ts';
import { Engine } from '../../../server/src/engine/engine.ts';
import type {
  DashboardSource,
  DashboardView,
  PanelResult,
  RunDashboardResult,
} from '../../../server/src/protocol/dashboard.ts';

export const samples = fileURLToPath(new URL('../../../samples/logs', import.meta.url));

/** The ids of the dashboards that come along, in the order in which they are listed. */
export const shippedIds = [
  'cloudtrail-overview',
  'cloudtrail-by-event-name',
  'notification-overview',
  'delivered',
  'bounced',
  'complaint',
] as const;

export const view: DashboardView = {
  now: 'data',
  timezone: 'UTC',
  variables: {},
  dataSources: { cloudTrail: '', sesNotifications: '' },
};

/** An engine over files or folders, all in memory. */
export function openEngine(...logs: readonly string[]): Promise<Engine> {
  return Engine.open({ logs, categories: [], memoryLimit: '', threads: 1, cacheFolder: undefined });
}

/** A folder with files of these texts; `remove` when done. */
export async function logFolder(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'sesq-dashboard-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return { path, remove: () => rm(path, { recursive: true }) };
}

/** A dashboard that is written in a test. */
export function dashboardFile(
  panels: readonly object[],
  more: Readonly<Record<string, unknown>> = {},
): Extract<DashboardSource, { readonly kind: 'text' }> {
  const whole = { version: 1, id: 'test', title: 'Test', timeRange: 'all', panels, ...more };
  return { kind: 'text', text: JSON.stringify(whole), path: join(tmpdir(), 'test.sesdash.json') };
}

/** A panel with a query, shown as a table. */
export function panel(id: string, query: string, more: object = {}): object {
  return { id, title: id, query, visualization: 'table', ...more };
}

export interface Ran {
  readonly done: RunDashboardResult;
  /** In the order in which they were told. */
  readonly results: ReadonlyMap<string, PanelResult>;
  readonly sharedParts: number | undefined;
}

/** Runs a dashboard to its end. */
export async function runDashboard(
  engine: Engine,
  source: DashboardSource,
  options: Partial<DashboardView> & Pick<DashboardContext, 'sharing' | 'signal'> = {
    signal: new AbortController().signal,
  },
): Promise<Ran> {
  const { sharing, signal, ...look } = options;
  const results = new Map<string, PanelResult>();
  let sharedParts: number | undefined;
  const done = await engine.dashboards.run(
    { operation: 'test', source, view: { ...view, ...look } },
    {
      signal,
      ...(sharing === undefined ? {} : { sharing }),
      onPanel: ({ panelId, result }) => results.set(panelId, result),
      onShared: (parts) => {
        sharedParts = parts;
      },
    },
  );
  return { done, results, sharedParts };
}

/** What a panel shows: its columns, rows and notices, or what is wrong with it. */
export function shown(result: PanelResult | undefined): object {
  if (result?.kind !== 'rows') return { problem: result?.message };
  const { columns, rows, total, shape, notices, query } = result;
  return { columns, rows, total, shape, notices, query };
}

/** The rows of a panel; throws when it has none to show because something is wrong. */
export function rowsOf(result: PanelResult | undefined): readonly (readonly unknown[])[] {
  if (result?.kind !== 'rows') throw new Error(result?.message ?? 'The panel was not run.');
  return result.rows;
}
