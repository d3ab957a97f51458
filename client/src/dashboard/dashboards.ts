import { applyEdits, modify } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { PanelFinished } from '../../../server/src/protocol/dashboard.ts';
import type { EngineProgress } from '../../../server/src/protocol/engine.ts';
import { dashboardViewType } from './dashboardPanel.ts';
import { releaseResult } from './dashboardRuns.ts';
import { DashboardSession } from './dashboardSession.ts';
import { kindOfFile } from './fileKind.ts';
import { shippedDashboards, workspaceDashboards } from './knownDashboards.ts';
import type { OnLogsChanged } from '../sources/logWatcher.ts';
import { withoutMarkup } from '../withoutMarkup.ts';
import { writeDashboard } from './newDashboards.ts';
import { dashboardPicks, scopedPicks } from './picks.ts';
import type { KnownDashboard } from './picks.ts';
import type { DashboardServices } from './services.ts';
import { readScopeKey, scopeKey } from './target.ts';
import type { DashboardScope, DashboardTarget } from './target.ts';
import { textOf } from './dashboardFile.ts';

/** Milliseconds after the last key in a dashboard file before its preview follows. */
const previewDelay = 500;

/** Settings that decide what the dashboards find. */
const logSettings = ['sesq.logs', 'sesq.categories', 'sesq.sources', 'sesq.records', 'sesq.app'];

/** The dashboards of a window: one view for each dashboard and the files it is limited to. */
export class Dashboards implements vscode.Disposable {
  readonly #services: DashboardServices;
  readonly #onLogsChanged: OnLogsChanged;
  readonly #sessions = new Map<string, DashboardSession>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #edited = new Map<string, ReturnType<typeof setTimeout>>();
  #watching: vscode.Disposable | undefined;

  constructor(services: DashboardServices, onLogsChanged: OnLogsChanged) {
    this.#services = services;
    this.#onLogsChanged = onLogsChanged;
    // Files also change without an editor: by another program, or by another branch.
    const files = vscode.workspace.createFileSystemWatcher('**/*.sesdash.json');
    const onDisk = (uri: vscode.Uri): void => this.#fileChanged(uri, 100);
    this.#subscriptions = [
      files,
      files.onDidChange(onDisk),
      files.onDidCreate(onDisk),
      files.onDidDelete(onDisk),
      vscode.window.registerWebviewPanelSerializer(dashboardViewType, {
        deserializeWebviewPanel: (panel, state: unknown) => this.#restore(panel, state),
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#fileChanged(document.uri, previewDelay)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#fileChanged(document.uri, 0)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!logSettings.some((name) => event.affectsConfiguration(name))) return;
        for (const session of this.#sessions.values()) void session.logsChanged(true);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        for (const session of this.#sessions.values()) void session.load();
      }),
    ];
  }

  /** The dashboard that has the focus, or the only one there is. */
  get active(): DashboardSession | undefined {
    const sessions = [...this.#sessions.values()];
    return sessions.find((session) => session.isActive) ?? (sessions.length === 1 ? sessions[0] : undefined);
  }

  /** Asks which dashboard; undefined when the user chose none. */
  async pick(): Promise<KnownDashboard | undefined> {
    const lines = dashboardPicks(await this.#known()).map((line) => ({ ...line }));
    const options = { placeHolder: 'Dashboard to open', matchOnDescription: true };
    return (await vscode.window.showQuickPick(lines, options))?.value;
  }

  /** Asks for a dashboard, limited to a file or folder or not, and opens it beside. */
  async openFor(uri: vscode.Uri): Promise<void> {
    const { type } = await vscode.workspace.fs.stat(uri);
    const name = uri.path.split('/').findLast((part) => part !== '') ?? uri.path;
    const isFolder = (type & vscode.FileType.Directory) !== 0;
    const kind = isFolder ? undefined : await kindOfFile(uri.fsPath);
    const lines = scopedPicks(await this.#known(), name, isFolder, kind).map((line) => ({ ...line }));
    const options = { placeHolder: `Dashboard to open beside ${name}`, matchOnDescription: true };
    const chosen = (await vscode.window.showQuickPick(lines, options))?.value;
    if (chosen === undefined) return;
    const { target } = chosen.dashboard;
    await this.open({ target, paths: chosen.isLimited ? [uri.fsPath] : [] }, vscode.ViewColumn.Beside);
  }

  async #known(): Promise<readonly KnownDashboard[]> {
    const known = await Promise.all([workspaceDashboards(), shippedDashboards(this.#services.extensionUri)]);
    return known.flat();
  }

  /** Opens a dashboard, or brings its view to the front. */
  async open(
    scope: DashboardScope,
    viewColumn: vscode.ViewColumn = vscode.ViewColumn.Active,
    variables?: Readonly<Record<string, readonly string[]>>,
  ): Promise<void> {
    const known = this.#sessions.get(scopeKey(scope));
    if (known !== undefined) {
      known.reveal();
      if (variables !== undefined) await known.load(variables);
      return;
    }
    const options = { enableScripts: true, enableFindWidget: true };
    const panel = vscode.window.createWebviewPanel(dashboardViewType, 'Dashboard', { viewColumn }, options);
    await this.#start(scope, panel, variables);
  }

  panelFinished(panel: PanelFinished): void {
    const taken = [...this.#sessions.values()].some((session) => session.panelFinished(panel));
    if (!taken) releaseResult({ engine: this.#services.engine, log: (line) => this.#services.log(line) }, panel.result);
  }

  progressed(progress: EngineProgress): void {
    for (const session of this.#sessions.values()) session.progressed(progress);
  }

  dispose(): void {
    for (const session of [...this.#sessions.values()]) session.dispose();
    for (const timer of this.#edited.values()) clearTimeout(timer);
    this.#watching?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = typeof state === 'object' && state !== null ? (state as { readonly key?: unknown }).key : undefined;
    const scope = readScopeKey(key);
    // Written by another version, or open already: there is nothing to restore.
    if (scope === undefined || this.#sessions.has(scopeKey(scope))) return panel.dispose();
    await this.#start(scope, panel);
  }

  async #start(
    scope: DashboardScope,
    panel: vscode.WebviewPanel,
    variables?: Readonly<Record<string, readonly string[]>>,
  ): Promise<void> {
    const key = scopeKey(scope);
    const session = new DashboardSession(scope, panel, this.#services, {
      copyToWorkspace: (title, uri) => this.#copy(title, uri),
      openDashboard: async (id, chosen) => {
        const target = targetOf(await this.#known(), id);
        if (target !== undefined) return this.open({ target, paths: scope.paths }, vscode.ViewColumn.Active, chosen);
        void vscode.window.showWarningMessage(`There is no dashboard "${withoutMarkup(id)}".`);
      },
      closed: () => {
        this.#sessions.delete(key);
        if (this.#sessions.size === 0) {
          this.#watching?.dispose();
          this.#watching = undefined;
        }
      },
    });
    this.#sessions.set(key, session);
    this.#watching ??= this.#onLogsChanged(() => {
      for (const each of this.#sessions.values()) void each.logsChanged();
    });
    await session.load(variables);
  }

  async #copy(title: string, uri: vscode.Uri): Promise<void> {
    const text = await textOf(uri);
    // The schema is named by a path that holds only where the file came from; the extension knows it without.
    const copied = withoutSchema(text);
    const file = await writeDashboard(title, copied);
    if (file !== undefined) await this.open({ target: { kind: 'file', uri: file.toString() }, paths: [] });
  }

  #fileChanged(uri: vscode.Uri, delay: number): void {
    const key = uri.toString();
    const shown = [...this.#sessions.values()].filter(
      ({ scope: { target } }) => target.kind === 'file' && target.uri === key,
    );
    if (shown.length === 0) return;
    clearTimeout(this.#edited.get(key));
    const timer = setTimeout(() => {
      this.#edited.delete(key);
      for (const session of shown)
        session
          .fileChanged()
          .catch((error: unknown) => this.#services.log(`The dashboard could not be read: ${String(error)}`));
    }, delay);
    this.#edited.set(key, timer);
  }
}

/** On a line of its own the property goes with the line. */
function withoutSchema(text: string): string {
  const lines = text.replace(/^[ \t]*"\$schema":[ \t]*"[^"\n]*",?[ \t]*\r?\n/m, '');
  return lines === text ? applyEdits(text, modify(text, ['$schema'], undefined, {})) : lines;
}

/** The dashboard of an id: the name of its file without the ending. */
function targetOf(known: readonly KnownDashboard[], id: string): DashboardTarget | undefined {
  return known.find(({ target }) =>
    target.kind === 'shipped' ? target.id === id : decodeURIComponent(target.uri).endsWith(`/${id}.sesdash.json`),
  )?.target;
}
