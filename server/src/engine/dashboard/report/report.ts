/** A dashboard and the answers of its panels as one document. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type {
  DashboardPanel,
  DashboardReportResult,
  PanelResult,
  RunDashboardResult,
} from '../../../protocol/dashboard.ts';
import type { ReportData, ReportPanel } from '../../../protocol/report.ts';
import { reportPage } from './reportPage.ts';

/** What a report is made from. */
export interface ReportInput {
  readonly done: Extract<RunDashboardResult, { readonly kind: 'done' }>;
  /** In the order of the dashboard. */
  readonly panels: readonly DashboardPanel[];
  readonly results: ReadonlyMap<string, PanelResult>;
  readonly timezone: string;
}

/** From the bundle in `dist`, and from the sources. */
const places = ['./webview/report.js', '../../../../../dist/webview/report.js'];

const notBuilt =
  'The HTML report needs the script dist/webview/report.js, which has not been built. Run "npm run build" and try again.';

/** Makes the document, or says why it cannot be made. */
export async function makeReport(input: ReportInput): Promise<DashboardReportResult> {
  const script = await readScript();
  if (script === undefined) return { kind: 'invalid', message: notBuilt };
  const { title } = input.done.dashboard;
  return { kind: 'html', html: reportPage({ title, script, data: reportData(input, Date.now()) }) };
}

async function readScript(): Promise<string | undefined> {
  for (const place of places) {
    const script = await readFile(fileURLToPath(new URL(place, import.meta.url)), 'utf8').catch(() => undefined);
    // The comment that names a source map would point beside the document.
    if (script !== undefined) return script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  }
  return undefined;
}

/** What the page draws; `made` is the time of the clock. */
function reportData({ done, panels, results, timezone }: ReportInput, made: number): ReportData {
  const { dashboard, now, range, variables } = done;
  return {
    title: dashboard.title,
    description: dashboard.description ?? null,
    made,
    now: now ?? null,
    range: range ?? null,
    timezone,
    variables,
    panels: panels.map((panel) => reportPanel(panel, results.get(panel.id))),
  };
}

function reportPanel(panel: DashboardPanel, result: PanelResult | undefined): ReportPanel {
  const { title, description, visualization, layout, emptyText, notes } = panel;
  const about = {
    title,
    description: description ?? null,
    visualization,
    layout,
    emptyText: emptyText ?? null,
    notes: notes ?? null,
    hasOwnRange: panel.timeRange !== undefined,
  };
  if (result === undefined) return { ...about, answer: { kind: 'problem', message: 'The panel was not run.' } };
  if (result.kind === 'problem') return { ...about, answer: { kind: 'problem', message: result.message } };
  const { columns, rows, total, notices, stats } = result;
  // A map says itself where its places come from.
  const isMap = visualization.kind === 'map';
  const messages = notices.filter(({ code }) => !isMap || code !== 'lookup.credit').map(({ message }) => message);
  return { ...about, answer: { kind: 'rows', columns, rows, total, notices: messages, range: stats.range ?? null } };
}
