import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Dashboard, PanelResult } from '../../../server/src/protocol/dashboard.ts';
import { csvHeader, csvLines } from './csv.ts';
import { distinctNames, fileNameOf } from '../fileName.ts';
import { withoutMarkup } from '../withoutMarkup.ts';
import type { OpenDashboard } from './openDashboard.ts';
import { encoded, saveAs } from './saving.ts';
import type { DashboardServices } from './services.ts';

type Rows = Extract<PanelResult, { readonly kind: 'rows' }>;

const pageRows = 10_000;

/** All rows of a result as CSV, read by page. */
async function csvOf({ resultId, columns, total }: Rows, { engine }: DashboardServices): Promise<Uint8Array> {
  const parts = [csvHeader(columns)];
  for (let offset = 0; offset < total; offset += pageRows) {
    const page = await engine.request('results/page', { resultId, offset, limit: pageRows, sort: undefined });
    parts.push(csvLines(page.rows, columns));
  }
  return encoded(parts.join(''));
}

/** Saves the rows of a panel, or those of every panel when none is named. */
export async function exportCsv({ question, runs, services }: OpenDashboard, panelId?: string): Promise<void> {
  if (question === undefined) return;
  const { dashboard } = question;
  if (panelId === undefined) return exportAllCsv(dashboard, (id) => runs.result(id), services);
  const result = runs.result(panelId);
  if (result?.kind !== 'rows') return tell('This panel has no rows to save.');
  const title = dashboard.panels.find(({ id }) => id === panelId)?.title ?? dashboard.title;
  await saveAs(title, 'csv', () => csvOf(result, services));
}

/** Saves the rows of every panel into a folder, a file each; asks before files are replaced. */
async function exportAllCsv(
  dashboard: Dashboard,
  result: (panelId: string) => PanelResult | undefined,
  services: DashboardServices,
): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Save All Rows',
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: 'Save CSV Files Here',
    })) ?? [];
  if (folder === undefined) return;
  const names = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
  const saved = dashboard.panels.flatMap(({ id, title }) => {
    const rows = result(id);
    return rows?.kind === 'rows' ? [{ title: fileNameOf(`${dashboard.title} - ${title}`, 'panel'), rows }] : [];
  });
  // Panels may have the same title.
  const titles = distinctNames(saved.map(({ title }) => title));
  const files = saved.map(({ title, rows }, index) => ({ name: `${titles[index] ?? title}.csv`, rows }));
  const replaced = files.filter(({ name }) => names.has(name)).length;
  if (replaced > 0) {
    const replace = 'Replace';
    const question = `${replaced} of ${files.length} files exist already. Replace them?`;
    if ((await vscode.window.showWarningMessage(question, { modal: true }, replace)) !== replace) return;
  }
  for (const { name, rows } of files)
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), await csvOf(rows, services));
  tell(`Saved ${files.length} CSV files.`);
}

/** Saves the dashboard as one web page. */
export async function exportReport({ question, services: { engine } }: OpenDashboard): Promise<void> {
  if (question === undefined) return;
  const { dashboard, source, view } = question;
  const options = { location: vscode.ProgressLocation.Notification, title: 'Making the report', cancellable: true };
  const report = await vscode.window.withProgress(options, (_progress, token) =>
    engine.request('dashboard/report', { operation: randomUUID(), source, view }, token).catch((error: unknown) => {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }),
  );
  if (report === undefined) return;
  if (report.kind === 'invalid') return tell(report.message);
  await saveAs(dashboard.title, 'html', () => Promise.resolve(encoded(report.html)));
}

/** Saves the dashboard in the hosted product's form, and says what it cannot express. */
export async function exportHosted({ question, services: { engine } }: OpenDashboard): Promise<void> {
  if (question === undefined) return;
  const { dashboard, source } = question;
  const converted = await engine.request('dashboard/export', { source });
  if (converted.kind === 'invalid') return tell(converted.message);
  const isSaved = await saveAs(dashboard.title, 'json', () => Promise.resolve(encoded(converted.text)));
  if (isSaved) await showNotes('The exported dashboard differs in some points', converted.notes);
}

/** Shows sentences about a conversion, when there are any. */
export async function showNotes(title: string, notes: readonly string[]): Promise<void> {
  if (notes.length === 0) return;
  const show = 'Show Notes';
  const count = `${notes.length} ${notes.length === 1 ? 'note' : 'notes'}`;
  if ((await vscode.window.showWarningMessage(`${title}: ${count}.`, show)) !== show) return;
  const content = `${title}:\n\n${notes.map((note) => `- ${note}`).join('\n')}\n`;
  const document = await vscode.workspace.openTextDocument({ content, language: 'plaintext' });
  await vscode.window.showTextDocument(document, { preview: true });
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(withoutMarkup(sentence));
}
