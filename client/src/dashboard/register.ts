import * as vscode from 'vscode';
import type { NewPanel } from '../../../server/src/protocol/languageServer.ts';
import { mayReadLogs } from '../prerequisites.ts';
import type { OnLogsChanged } from '../sources/logWatcher.ts';
import { Dashboards } from './dashboards.ts';
import { DashboardTree } from './dashboardTree.ts';
import { exportHosted, exportReport } from './exports.ts';
import { chooseLogCategories } from './logCategories.ts';
import { addToDashboard, importDashboard, newDashboard } from './newDashboards.ts';
import type { DashboardServices } from './services.ts';
import type { DashboardTarget } from './target.ts';

/** Registers a command whose failure is told with this sentence. */
export type RegisterCommand = (
  id: string,
  failure: string,
  action: (...args: unknown[]) => unknown,
) => vscode.Disposable;

/** What the dashboards take from the other parts of the extension. */
export interface DashboardSurroundings {
  readonly services: DashboardServices;
  readonly onLogsChanged: OnLogsChanged;
  /** The query whose results have the focus, or the one under the cursor. */
  readonly activePanel: () => NewPanel | undefined;
  readonly command: RegisterCommand;
}

/** The commands, the tree and the views of dashboards. */
export function registerDashboards({ services, onLogsChanged, activePanel, command }: DashboardSurroundings): {
  readonly dashboards: Dashboards;
  readonly subscription: vscode.Disposable;
} {
  const dashboards = new Dashboards(services, onLogsChanged);
  const tree = new DashboardTree(services.extensionUri);
  const openFile = (uri: vscode.Uri | undefined, beside = false): Promise<void> | undefined =>
    uri &&
    dashboards.open(
      { target: { kind: 'file', uri: uri.toString() }, paths: [] },
      beside ? vscode.ViewColumn.Beside : undefined,
    );
  /** Dashboards say themselves what to do without logs; without trust they can do nothing. */
  const mayOpen = async (): Promise<boolean> => vscode.workspace.isTrusted || mayReadLogs();
  const subscription = vscode.Disposable.from(
    dashboards,
    tree,
    vscode.window.registerTreeDataProvider('sesq.dashboards', tree),
    command('sesq.openDashboard', 'The dashboard could not be opened.', async (argument) => {
      if (!(await mayOpen())) return;
      const target = isTarget(argument) ? argument : (await dashboards.pick())?.target;
      if (target !== undefined) await dashboards.open({ target, paths: [] });
    }),
    command('sesq.openDashboardForFolder', 'The dashboard could not be opened.', async (argument) => {
      if (argument instanceof vscode.Uri && (await mayOpen())) await dashboards.openFor(argument);
    }),
    command('sesq.openDashboardForFile', 'The dashboard could not be opened.', async (argument) => {
      const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
      if (uri?.scheme !== 'file')
        return void vscode.window.showInformationMessage('Open a log file on this machine first.');
      if (await mayOpen()) await dashboards.openFor(uri);
    }),
    command('sesq.previewDashboard', 'The dashboard could not be opened.', async (argument) => {
      const uri = uriOf(argument) ?? vscode.window.activeTextEditor?.document.uri;
      if (uri?.path.endsWith('.sesdash.json') !== true)
        return void vscode.window.showInformationMessage('Open a .sesdash.json file to preview its dashboard.');
      if (await mayOpen()) await openFile(uri, true);
    }),
    command('sesq.editDashboardFile', 'The file could not be opened.', (argument) => {
      const uri = uriOf(argument);
      return uri && vscode.window.showTextDocument(uri);
    }),
    command('sesq.newDashboard', 'The dashboard could not be made.', async () => {
      const uri = await newDashboard(services);
      if (uri === undefined) return;
      await vscode.window.showTextDocument(uri);
      if (await mayOpen()) await openFile(uri, true);
    }),
    command('sesq.addToDashboard', 'The panel could not be added.', async () => {
      const panel = activePanel();
      if (panel === undefined)
        return void vscode.window.showInformationMessage('Run a query first: its results can be added to a dashboard.');
      const uri = await addToDashboard(services, panel);
      if (await mayOpen()) await openFile(uri);
    }),
    command('sesq.importDashboard', 'The dashboard could not be imported.', async () => {
      if (await mayOpen()) await openFile(await importDashboard(services));
    }),
    command('sesq.exportDashboard', 'The dashboard could not be exported.', () => {
      const open = active(dashboards);
      return open && exportHosted(open);
    }),
    command('sesq.exportDashboardHtml', 'The report could not be made.', () => {
      const open = active(dashboards);
      return open && exportReport(open);
    }),
    command('sesq.chooseLogCategories', 'The log categories could not be read.', async () => {
      if (await mayReadLogs()) await chooseLogCategories(services);
    }),
  );
  return { dashboards, subscription };
}

/** The dashboard to export; says why there is none. */
function active({ active: open }: Dashboards): Dashboards['active'] {
  if (open?.question !== undefined) return open;
  const missing = open === undefined ? 'Open a dashboard first.' : 'Mend the file of this dashboard first.';
  void vscode.window.showInformationMessage(missing);
  return undefined;
}

/** The file of a tree node, of an explorer entry, or of nothing. */
function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const target =
    typeof argument === 'object' && argument !== null && 'target' in argument ? argument.target : undefined;
  return isTarget(target) && target.kind === 'file' ? vscode.Uri.parse(target.uri, true) : undefined;
}

function isTarget(value: unknown): value is DashboardTarget {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id, uri } = value as Readonly<Record<string, unknown>>;
  return (kind === 'shipped' && typeof id === 'string') || (kind === 'file' && typeof uri === 'string');
}
