/** Runs the panels of the dashboards that come along, over a folder of logs. */
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../server/src/engine/engine.ts';
import { readDashboardText } from '../../server/src/language/index.ts';
import type { Dashboard, DashboardPanel } from '../../server/src/protocol/dashboard.ts';
import type { ResultColumn, ResultValue } from '../../server/src/protocol/engine.ts';

export const dashboardFolder = join(import.meta.dirname, '../../media/dashboards');

/** The dashboards in the order in which the documentation of the app has them. */
export const dashboardIds: readonly string[] = [
  'cloudtrail-overview',
  'cloudtrail-by-event-name',
  'notification-overview',
  'delivered',
  'bounced',
  'complaint',
];

/** A dashboard that comes along; throws when its file has a problem. */
export function openDashboard(id: string): Dashboard {
  const read = readDashboardText(readFileSync(join(dashboardFolder, `${id}.sesdash.json`), 'utf8'));
  if (read.kind === 'invalid') throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.dashboard;
}

/** Files of the folder of dashboards. */
export function dashboardFiles(): readonly string[] {
  return readdirSync(dashboardFolder);
}

export interface Answer {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly ResultValue[])[];
  readonly notices: readonly string[];
}

export interface Bench {
  /** The answer of a panel with every variable at its default, or at the values given. */
  readonly run: (
    dashboard: Dashboard,
    panel: Pick<DashboardPanel, 'query' | 'timeRange'>,
    values?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  readonly close: () => void;
}

const signal = new AbortController().signal;

/** Opens an engine on a folder of logs. Its now is the newest record. */
export async function openBench(logs: string): Promise<Bench> {
  const engine = await Engine.open({
    logs: [logs],
    categories: [],
    memoryLimit: '',
    threads: 1,
    cacheFolder: undefined,
  });
  return {
    run: async (dashboard, panel, values = {}) => {
      const result = await engine.run(
        {
          query: panel.query,
          timeRange: panel.timeRange ?? dashboard.timeRange,
          now: 'data',
          timezone: 'UTC',
          parameters: {
            CloudTrailLogsDataSource: '_sourceCategory=AWS/CloudTrail',
            SESNotificationsDataSource: '_sourceCategory=AWS/SES/Notifications',
            ...Object.fromEntries(dashboard.variables.map(({ name, default: usual = '*' }) => [name, usual])),
            ...values,
          },
          operation: 'test',
        },
        { signal },
      );
      if (result.kind === 'invalid') throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
      if (result.kind === 'failed') throw new Error(result.message);
      const { rows } = await engine.page({ resultId: result.resultId, offset: 0, limit: 100_000, sort: undefined });
      engine.release(result.resultId);
      return { columns: result.columns, rows, notices: result.notices.map(({ code }) => code) };
    },
    close: () => {
      engine.close();
    },
  };
}

/** Runs work with a folder that holds these files, and removes it. */
export async function withLogs<T>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-dashboards-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
