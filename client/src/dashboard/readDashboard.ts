import type { Dashboard, DashboardProblem, DashboardSource } from '../../../server/src/protocol/dashboard.ts';
import { fileOf, sourceOf } from './dashboardFile.ts';
import type { DashboardServices } from './services.ts';
import type { DashboardTarget } from './target.ts';

/** A dashboard with the text it was read from, or why there is none. */
export type DashboardReading =
  | {
      readonly kind: 'dashboard';
      readonly source: DashboardSource;
      readonly dashboard: Dashboard;
      readonly warnings: readonly DashboardProblem[];
    }
  | { readonly kind: 'invalid'; readonly problems: readonly DashboardProblem[] };

/** Reads the file of a dashboard and lets the engine make sense of it; what goes wrong is a problem in words. */
export async function readDashboard(
  target: DashboardTarget,
  { engine, extensionUri, log }: Pick<DashboardServices, 'engine' | 'extensionUri' | 'log'>,
): Promise<DashboardReading> {
  const source = await sourceOf(target).catch(() => undefined);
  if (source === undefined) {
    const { fsPath } = fileOf(target, extensionUri);
    return failure('missing', `${fsPath} cannot be read. It may have been moved or deleted.`);
  }
  try {
    const read = await engine.request('dashboard/read', { source });
    return read.kind === 'invalid' ? read : { ...read, source };
  } catch (error) {
    log(`The dashboard could not be read: ${String(error)}`);
    return failure('engine', 'The query engine did not answer. Try again; the log says what happened.');
  }
}

function failure(code: string, message: string): DashboardReading {
  return { kind: 'invalid', problems: [{ code, severity: 'error', message, start: 0, end: 0 }] };
}
