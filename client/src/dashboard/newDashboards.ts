import * as vscode from 'vscode';
import type { NewPanel } from '../../../server/src/protocol/languageServer.ts';
import { applyTo } from './dashboardFile.ts';
import { showNotes } from './exports.ts';
import { fileNameOf } from '../fileName.ts';
import { withoutMarkup } from '../withoutMarkup.ts';
import { workspaceDashboards } from './knownDashboards.ts';
import { encoded } from './saving.ts';
import type { DashboardServices } from './services.ts';

/** Asks for a place for a dashboard file and writes it; undefined when the dialog was left. */
export async function writeDashboard(title: string, text: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${fileNameOf(title, 'dashboard').toLowerCase().replaceAll(' ', '-')}.sesdash.json`;
  const uri = await vscode.window.showSaveDialog({
    title: 'Save Dashboard',
    // With the double ending here, dialogs would add it once more.
    filters: { Dashboard: ['json'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (uri === undefined) return undefined;
  const file = uri.with({ path: `${uri.path.replace(/(\.sesdash|\.json)+$/i, '')}.sesdash.json` });
  await vscode.workspace.fs.writeFile(file, encoded(text));
  return file;
}

/** Asks for a title and writes a new dashboard with these panels. */
export async function newDashboard(
  { ask }: DashboardServices,
  panels: readonly NewPanel[] = [],
): Promise<vscode.Uri | undefined> {
  const title = await vscode.window.showInputBox({
    title: 'New Dashboard',
    prompt: 'Title of the dashboard',
    validateInput: (value) => (value.trim() === '' ? 'A dashboard needs a title.' : undefined),
  });
  if (title === undefined) return undefined;
  const { text } = await ask('sesq/dashboard/new', { title: title.trim(), panels });
  return writeDashboard(title.trim(), text);
}

/** Adds a panel to a dashboard of the workspace that the user picks, or to a new one; gives its file. */
export async function addToDashboard(services: DashboardServices, panel: NewPanel): Promise<vscode.Uri | undefined> {
  const known = await workspaceDashboards();
  const fresh = { label: '$(add) New Dashboard…', description: '', uri: undefined };
  const lines = known.flatMap(({ title, place, target }) =>
    target.kind === 'file' ? [{ label: title, description: place, uri: vscode.Uri.parse(target.uri, true) }] : [],
  );
  const pick =
    lines.length === 0
      ? fresh
      : await vscode.window.showQuickPick([...lines, fresh], {
          title: 'Add to Dashboard',
          placeHolder: `Where "${panel.title}" goes`,
        });
  if (pick === undefined) return undefined;
  if (pick.uri === undefined) return newDashboard(services, [panel]);
  const changed = await applyTo(pick.uri, (text) => services.ask('sesq/dashboard/addPanel', { text, panel }));
  if (changed.kind === 'changed') return pick.uri;
  void vscode.window.showWarningMessage(`The panel could not be added: ${withoutMarkup(changed.message)}`);
  return undefined;
}

/** Asks for a file of the hosted product and writes a dashboard from it; says what was not carried over. */
export async function importDashboard({ engine }: DashboardServices): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: 'Import Dashboard',
      filters: { JSON: ['json'] },
      openLabel: 'Import',
    })) ?? [];
  if (file === undefined) return undefined;
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const converted = await engine.request('dashboard/import', { text });
  if (converted.kind === 'invalid') {
    void vscode.window.showErrorMessage(`This file cannot be imported: ${withoutMarkup(converted.message)}`);
    return undefined;
  }
  const name = (file.path.split('/').at(-1) ?? 'dashboard').replace(/(\.sesdash)?\.json$/i, '');
  const uri = await writeDashboard(name, converted.text);
  if (uri !== undefined) void showNotes('The imported dashboard differs in some points', converted.notes);
  return uri;
}
