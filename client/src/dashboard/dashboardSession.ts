import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { Dashboard, DashboardSource, PanelFinished } from '../../../server/src/protocol/dashboard.ts';
import type {
  DashboardChoices,
  DashboardState,
  FromDashboardView,
} from '../../../server/src/protocol/dashboardView.ts';
import type { EngineProgress, TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
import { withoutMarkup } from '../withoutMarkup.ts';
import { changedPanels, concernedPanels, initialChoices, viewOf } from './choices.ts';
import { changeFile, fileOf, sourceOf } from './dashboardFile.ts';
import { DashboardPanel } from './dashboardPanel.ts';
import { DashboardRuns } from './dashboardRuns.ts';
import { exportAllCsv, exportHosted, exportPanelCsv, exportReport } from './exports.ts';
import { limitedTo, limitNote, queryDocument } from './queryText.ts';
import { saveAs } from './saving.ts';
import type { DashboardServices } from './services.ts';
import { missingLogs } from './startMessage.ts';
import { choicesKey, scopeKey } from './target.ts';
import type { DashboardScope } from './target.ts';
import { askForValues } from './variableValues.ts';

/** What a session asks of the other parts of the extension. */
export interface SessionActions {
  copyToWorkspace(title: string, source: vscode.Uri): Promise<void>;
  openDashboard(id: string, variables: Readonly<Record<string, readonly string[]>>): Promise<void>;
  closed(): void;
}

/** One dashboard on screen: its file, its choices, its runs and its view. */
export class DashboardSession {
  readonly scope: DashboardScope;
  readonly #services: DashboardServices;
  readonly #actions: SessionActions;
  readonly #panel: DashboardPanel;
  readonly #runs: DashboardRuns;
  #state: DashboardState = { kind: 'loading' };
  #dashboard: Dashboard | undefined;
  #source: DashboardSource | undefined;
  #choices: DashboardChoices | undefined;
  #interval: ReturnType<typeof setInterval> | undefined;
  #isVisible = true;
  /** Something changed while the view was hidden. */
  #isStale = false;
  #loads = 0;

  constructor(scope: DashboardScope, panel: vscode.WebviewPanel, services: DashboardServices, actions: SessionActions) {
    this.scope = scope;
    this.#services = services;
    this.#actions = actions;
    this.#runs = new DashboardRuns({
      engine: services.engine,
      post: (message) => this.#panel.post(message),
      log: (message) => services.log(message),
    });
    this.#panel = new DashboardPanel(panel, services.extensionUri, {
      received: (message) => void this.#receive(message),
      visibilityChanged: (visible) => this.#showedOrHid(visible),
      closed: () => {
        clearInterval(this.#interval);
        this.#runs.dispose();
        actions.closed();
      },
      log: (message) => services.log(message),
    });
  }

  get isActive(): boolean {
    return this.#panel.isActive;
  }

  get dashboard(): Dashboard | undefined {
    return this.#dashboard;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  panelFinished(panel: PanelFinished): boolean {
    return this.#runs.panelFinished(panel);
  }

  progressed(progress: EngineProgress): void {
    this.#runs.progressed(progress);
  }

  /** Reads the file and runs the panels whose queries changed since it was read before, or all at first. */
  async load(variables?: DashboardChoices['variables']): Promise<void> {
    this.#loads += 1;
    const load = this.#loads;
    if (!vscode.workspace.isTrusted) {
      return this.#show({
        kind: 'start',
        title: 'Dashboard',
        message: 'Dashboards read log files of this workspace, so they run only when the workspace is trusted.',
      });
    }
    const source = await sourceOf(this.scope.target).catch(() => undefined);
    const { engine } = this.#services;
    const read =
      source &&
      (await engine.request('dashboard/read', { source }).catch((error: unknown) => {
        this.#services.log(`The dashboard could not be read: ${String(error)}`);
        return 'failed' as const;
      }));
    // A later change of the file has been read since.
    if (load !== this.#loads) return;
    if (read === 'failed') {
      const message = 'The query engine did not answer. Try again; the log says what happened.';
      return this.#showInvalid([{ code: 'engine', severity: 'error', message, start: 0, end: 0 }]);
    }
    if (source === undefined || read === undefined) {
      this.#source = undefined;
      const message = `${fileOf(this.scope.target, this.#services.extensionUri).fsPath} cannot be read. It may have been moved or deleted.`;
      return this.#showInvalid([{ code: 'missing', severity: 'error', message, start: 0, end: 0 }]);
    }
    this.#source = source;
    if (read.kind === 'invalid') return this.#showInvalid(read.problems);
    const before = this.#dashboard;
    const { dashboard, warnings } = read;
    this.#dashboard = dashboard;
    this.#panel.title = dashboard.title;
    const settings = this.#services.settings();
    const defaults = {
      now: settings.now,
      timezone: settings.timezone,
      refreshInterval: settings['dashboards.refreshInterval'],
      refreshOnChange: settings['dashboards.refreshOnChange'],
    };
    const stored = this.#choices ?? this.#services.memory.get<unknown>(choicesKey(this.scope.target));
    const paths = this.#choices?.paths ?? this.scope.paths;
    const choices = initialChoices(dashboard, defaults, stored, paths);
    this.#choices = { ...choices, variables: { ...choices.variables, ...variables } };
    const editable = this.scope.target.kind === 'file';
    this.#show({ kind: 'dashboard', dashboard, choices: this.#choices, editable, warnings });
    this.#setTimer();
    const changed = variables === undefined ? changedPanels(before, dashboard) : dashboard.panels.map(({ id }) => id);
    if (changed.length > 0) await this.#run(changed);
  }

  /** Reads the file again unless it says what it said before. */
  async fileChanged(): Promise<void> {
    const source = await sourceOf(this.scope.target).catch(() => undefined);
    const [before, now] = [this.#source, source].map((each) => (each?.kind === 'text' ? each.text : undefined));
    if (this.#dashboard === undefined || now === undefined || now !== before) await this.load();
  }

  /** The log files or the settings of logs changed. */
  async logsChanged(always = false): Promise<void> {
    if (!always && this.#choices?.onChange !== true) return;
    await this.#refreshSoon();
  }

  /** Runs every panel again. */
  async refresh(): Promise<void> {
    if (this.#dashboard === undefined) return this.load();
    await this.#run(this.#dashboard.panels.map(({ id }) => id));
  }

  async exportHtml(): Promise<void> {
    const { source, view, dashboard } = this.#question ?? {};
    if (source && view && dashboard) await exportReport(dashboard.title, source, view, this.#services);
  }

  async exportHosted(): Promise<void> {
    const { source, dashboard } = this.#question ?? {};
    if (source && dashboard) await exportHosted(dashboard.title, source, this.#services);
  }

  get #question() {
    const [dashboard, source, choices] = [this.#dashboard, this.#source, this.#choices];
    if (dashboard === undefined || source === undefined || choices === undefined) return undefined;
    const settings = this.#services.settings();
    const dataSources = {
      cloudTrail: settings['app.cloudTrailLogs'],
      sesNotifications: settings['app.sesNotificationLogs'],
    };
    return { dashboard, source, choices, view: viewOf(choices, dataSources) };
  }

  async #run(panels: readonly string[]): Promise<void> {
    const question = this.#question;
    if (question === undefined) return;
    this.#isStale = false;
    const all = question.dashboard.panels.map(({ id }) => id);
    const result = await this.#runs.run(question.source, question.view, panels, all);
    if (result?.kind === 'invalid') return this.#showInvalid(result.problems);
    if (result?.kind !== 'done' || this.#dashboard !== question.dashboard) return;
    const missing = missingLogs(question.dashboard, result.records, question.choices.paths);
    if (missing !== undefined) this.#show({ kind: 'start', title: question.dashboard.title, message: missing });
    else if (this.#state.kind === 'start') this.#showDashboard();
  }

  #showDashboard(): void {
    const [dashboard, choices] = [this.#dashboard, this.#choices];
    if (dashboard === undefined || choices === undefined) return;
    const editable = this.scope.target.kind === 'file';
    const warnings = this.#state.kind === 'dashboard' ? this.#state.warnings : [];
    this.#show({ kind: 'dashboard', dashboard, choices, editable, warnings });
    for (const message of this.#runs.replay()) this.#panel.post(message);
  }

  #show(state: DashboardState): void {
    this.#state = state;
    this.#panel.post({ type: 'state', state });
  }

  #showInvalid(problems: (DashboardState & { readonly kind: 'invalid' })['problems']): void {
    this.#runs.cancel();
    // The next good text is a new beginning: everything runs.
    this.#dashboard = undefined;
    const title = fileOf(this.scope.target, this.#services.extensionUri).path.split('/').at(-1) ?? 'Dashboard';
    this.#show({ kind: 'invalid', title, problems });
  }

  async #receive(message: FromDashboardView): Promise<void> {
    try {
      await this.#answer(message);
    } catch (error) {
      this.#services.log(`The dashboard could not do "${message.type}": ${String(error)}`);
      void vscode.window.showErrorMessage('The dashboard could not do that. The log says what happened.');
    }
  }

  async #answer(message: FromDashboardView): Promise<unknown> {
    const { extensionUri, ask } = this.#services;
    switch (message.type) {
      case 'ready':
        this.#panel.post({ type: 'keep', key: scopeKey(this.scope) });
        this.#panel.post({ type: 'state', state: this.#state });
        for (const each of this.#runs.replay()) this.#panel.post(each);
        return;
      case 'refresh':
        return this.refresh();
      case 'stop':
        return this.#runs.cancel();
      case 'choose':
        return this.#choose(message.choices);
      case 'values': {
        const { source, view } = this.#question ?? {};
        if (source === undefined || view === undefined) return;
        const result = await askForValues(this.#services, source, message.variable, view);
        return this.#panel.post({ type: 'values', variable: message.variable, result });
      }
      case 'visible':
        return this.#showedOrHid(message.visible);
      case 'edit': {
        if (this.scope.target.kind !== 'file') return;
        const problem = await changeFile(vscode.Uri.parse(this.scope.target.uri, true), message.edit, ask);
        if (problem !== undefined) {
          void vscode.window.showWarningMessage(withoutMarkup(problem));
          // The view goes back to what the file says.
          this.#showDashboard();
        }
        return;
      }
      case 'openQuery':
        return this.#openQuery(message.panelId);
      case 'drillDown':
        return this.#drillDown(message);
      case 'openDashboard':
        return this.#actions.openDashboard(message.dashboard, { [message.variable]: [message.value] });
      case 'goTo':
        return this.#goTo(message.start, message.end);
      case 'openFile':
        return vscode.window.showTextDocument(fileOf(this.scope.target, extensionUri), {
          viewColumn: vscode.ViewColumn.Beside,
        });
      case 'copyToWorkspace':
        return this.#actions.copyToWorkspace(
          this.#dashboard?.title ?? 'Dashboard',
          fileOf(this.scope.target, extensionUri),
        );
      case 'save':
        return saveAs(message.name, message.format, () => {
          const bytes = Buffer.from(message.data, message.format === 'png' ? 'base64' : 'utf8');
          return Promise.resolve(bytes);
        });
      case 'exportCsv':
        return this.#exportCsv(message.panelId);
      case 'exportReport':
        return this.exportHtml();
      case 'exportHosted':
        return this.exportHosted();
      case 'openSamples':
        return vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.joinPath(extensionUri, 'samples'), {
          forceNewWindow: true,
        });
      case 'chooseFolder':
        return chooseLogFolder();
      case 'chooseDataSources':
        return vscode.commands.executeCommand('sesq.chooseLogCategories');
      case 'showSources':
        return vscode.commands.executeCommand('sesq.showSources');
      case 'page':
        return this.#sendPage(message);
    }
  }

  async #choose(choices: DashboardChoices): Promise<void> {
    const [dashboard, before] = [this.#dashboard, this.#choices];
    if (dashboard === undefined || before === undefined) return;
    this.#choices = choices;
    if (this.#state.kind === 'dashboard') this.#state = { ...this.#state, choices };
    this.#setTimer();
    await this.#services.memory.update(choicesKey(this.scope.target), { ...choices, paths: [] });
    const panels = concernedPanels(dashboard, before, choices);
    if (panels.length > 0) await this.#run(panels);
  }

  async #openQuery(panelId: string): Promise<void> {
    const panel = this.#dashboard?.panels.find(({ id }) => id === panelId);
    if (panel === undefined) return;
    const result = this.#runs.result(panelId);
    const query = result?.kind === 'rows' ? result.query : panel.query;
    const note = limitNote(this.#choices?.paths ?? []);
    await openQuery(queryDocument(panel.title, this.#rangeOf(panel.timeRange), query, note));
  }

  async #drillDown({ panelId, column, value }: FromDashboardView & { readonly type: 'drillDown' }): Promise<void> {
    const panel = this.#dashboard?.panels.find(({ id }) => id === panelId);
    const result = this.#runs.result(panelId);
    if (panel === undefined || result?.kind !== 'rows') return;
    const found = await this.#services.ask('sesq/query/messages', { query: result.query, column, value });
    if (found === null || found === undefined) return;
    const note = found.narrowed
      ? undefined
      : `${column} is computed from many messages: these are the messages of all rows.`;
    const messages = limitedTo(found.query, this.#choices?.paths ?? [], sep);
    const title = `${panel.title}: ${String(value).slice(0, 80)}`;
    const document = await openQuery(queryDocument(title, this.#rangeOf(panel.timeRange), messages, note));
    await vscode.commands.executeCommand('sesq.runQuery', document.uri, 0);
  }

  #rangeOf(own: TimeRangeChoice | undefined): TimeRangeChoice {
    return own ?? this.#choices?.timeRange ?? this.#dashboard?.timeRange ?? {};
  }

  async #goTo(start: number, end: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(fileOf(this.scope.target, this.#services.extensionUri));
    const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.Beside;
    await vscode.window.showTextDocument(document, { viewColumn, selection });
  }

  async #exportCsv(panelId: string | undefined): Promise<void> {
    const dashboard = this.#dashboard;
    if (dashboard === undefined) return;
    if (panelId === undefined) return exportAllCsv(dashboard, (id) => this.#runs.result(id), this.#services);
    const title = dashboard.panels.find(({ id }) => id === panelId)?.title ?? dashboard.title;
    await exportPanelCsv(title, this.#runs.result(panelId), this.#services);
  }

  async #sendPage({
    requestId,
    resultId,
    offset,
    limit,
    sort,
  }: FromDashboardView & { readonly type: 'page' }): Promise<void> {
    try {
      if (!this.#runs.holds(resultId)) throw new Error('the result was released');
      const page = await this.#services.engine.request('results/page', { resultId, offset, limit, sort });
      this.#panel.post({ type: 'page', requestId, resultId, page });
    } catch (error) {
      this.#services.log(`Rows ${offset} and following could not be read: ${String(error)}`);
      const message = 'These rows are no longer available. Refresh the dashboard.';
      this.#panel.post({ type: 'pageFailed', requestId, message });
    }
  }

  #setTimer(): void {
    clearInterval(this.#interval);
    const seconds = this.#choices?.interval ?? 0;
    if (seconds > 0) this.#interval = setInterval(() => void this.#refreshSoon(), Math.max(5, seconds) * 1000);
  }

  /** Refreshes now, or when the view is seen again. */
  async #refreshSoon(): Promise<void> {
    this.#isStale = true;
    if (this.#isVisible && !this.#runs.isRunning) await this.refresh();
  }

  #showedOrHid(visible: boolean): void {
    this.#isVisible = visible;
    if (visible && this.#isStale) void this.#refreshSoon();
  }
}

/** Opens a query as a document without a file, in the group of text editors. */
async function openQuery(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'sesq', content });
  const viewColumn = vscode.window.visibleTextEditors[0]?.viewColumn ?? vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(document, { viewColumn });
  return document;
}

/** Asks for a folder with logs and takes it up: as a setting of the workspace, or as the folder of the window. */
async function chooseLogFolder(): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: 'Read Logs Here',
    })) ?? [];
  if (folder === undefined) return;
  if ((vscode.workspace.workspaceFolders ?? []).length === 0)
    return void (await vscode.commands.executeCommand('vscode.openFolder', folder));
  const configuration = vscode.workspace.getConfiguration('sesq');
  const logs = configuration.get<readonly string[]>('logs', []);
  // An empty list means the folders of the workspace: they stay part of it.
  const before = logs.length === 0 ? ['.'] : logs;
  await configuration.update('logs', [...new Set([...before, folder.fsPath])], vscode.ConfigurationTarget.Workspace);
}
