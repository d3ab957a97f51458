import * as vscode from 'vscode';
import type { FromDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import { withoutMarkup } from '../withoutMarkup.ts';
import { changeFile, fileOf } from './dashboardFile.ts';
import { exportCsv, exportHosted, exportReport } from './exports.ts';
import { chooseLogFolder } from './logFolder.ts';
import type { OpenDashboard } from './openDashboard.ts';
import { openMessages, openPanelQuery } from './panelQueries.ts';
import { sendPage } from './resultPages.ts';
import { saveAs } from './saving.ts';
import { showFile, showPlace } from './showFile.ts';
import { offerUndo } from './undoDelete.ts';
import { askForValues } from './variableValues.ts';

/** A message of one type. */
type Message<Type extends FromDashboardView['type']> = Extract<FromDashboardView, { readonly type: Type }>;

/** What each message of the view does. */
const handlers: {
  readonly [Type in FromDashboardView['type']]: (open: OpenDashboard, message: Message<Type>) => unknown;
} = {
  ready: (open) => open.begin(),
  refresh: (open) => open.refresh(),
  stop: ({ runs }) => runs.cancel(),
  choose: (open, { choices }) => open.choose(choices),
  values: sendValues,
  visible: (open, { visible }) => open.showedOrHid(visible),
  edit,
  page: sendPage,
  // What opens something else.
  openQuery: (open, { panelId }) => openPanelQuery(open, panelId),
  drillDown: openMessages,
  openDashboard: ({ actions }, { dashboard, variable, value }) =>
    actions.openDashboard(dashboard, { [variable]: [value] }),
  goTo: ({ scope, services }, { start, end }) => showPlace(fileOf(scope.target, services.extensionUri), start, end),
  openFile: ({ scope, services }) => showFile(fileOf(scope.target, services.extensionUri)),
  copyToWorkspace: ({ actions, question, scope, services }) =>
    actions.copyToWorkspace(question?.dashboard.title ?? 'Dashboard', fileOf(scope.target, services.extensionUri)),
  // What is saved.
  save: (_open, { name, format, data }) =>
    saveAs(name, format, () => Promise.resolve(Buffer.from(data, format === 'png' ? 'base64' : 'utf8'))),
  exportCsv: (open, { panelId }) => exportCsv(open, panelId),
  exportReport: exportReport,
  exportHosted: exportHosted,
  // Where logs come from.
  openSamples: () => vscode.commands.executeCommand('sesq.openSamples'),
  chooseFolder: () => chooseLogFolder(),
  chooseDataSources: () => vscode.commands.executeCommand('sesq.chooseLogCategories'),
  showSources: () => vscode.commands.executeCommand('sesq.showSources'),
};

/** Does what a checked message of the view asks for; a failure is logged and told. */
export async function answerView(open: OpenDashboard, message: FromDashboardView): Promise<void> {
  const handle = handlers[message.type] as (open: OpenDashboard, message: FromDashboardView) => unknown;
  try {
    await handle(open, message);
  } catch (error) {
    open.services.log(`The dashboard could not do "${message.type}": ${String(error)}`);
    void vscode.window.showErrorMessage('The dashboard could not do that. The log says what happened.');
  }
}

async function sendValues(open: OpenDashboard, { variable }: Message<'values'>): Promise<void> {
  if (open.question === undefined) return;
  const { source, view } = open.question;
  const result = await askForValues(open.services, source, variable, view);
  open.post({ type: 'values', variable, result });
}

async function edit(open: OpenDashboard, { edit: change }: Message<'edit'>): Promise<void> {
  const { target } = open.scope;
  if (target.kind !== 'file') return;
  const file = vscode.Uri.parse(target.uri, true);
  const { panels = [] } = open.question?.dashboard ?? {};
  const changed = await changeFile(file, change, open.services.ask);
  if (changed.kind === 'refused') {
    void vscode.window.showWarningMessage(withoutMarkup(changed.message));
    // The view goes back to what the file says.
    open.showDashboard();
  } else if (change.kind === 'delete') {
    const title = panels.find(({ id }) => id === change.panelId)?.title ?? change.panelId;
    await offerUndo(file, title, changed);
  }
}
