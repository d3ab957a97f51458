import * as vscode from 'vscode';
import type { Dashboard, PanelFinished } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardChoices, DashboardState, ToDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { EngineProgress } from '../../../server/src/protocol/engine.ts';
import { AutomaticRefresh } from './automaticRefresh.ts';
import { changedPanels, concernedPanels, initialChoices, viewOf } from './choices.ts';
import { fileOf, sourceOf } from './dashboardFile.ts';
import { DashboardPanel } from './dashboardPanel.ts';
import { DashboardRuns } from './dashboardRuns.ts';
import type { DashboardQuestion, OpenDashboard, SessionActions } from './openDashboard.ts';
import { readDashboard } from './readDashboard.ts';
import type { DashboardReading } from './readDashboard.ts';
import type { DashboardServices } from './services.ts';
import { missingLogs } from './startMessage.ts';
import { choicesKey, scopeKey } from './target.ts';
import type { DashboardScope } from './target.ts';
import { answerView } from './viewMessages.ts';

type GoodReading = Extract<DashboardReading, { readonly kind: 'dashboard' }>;
type BadReading = Extract<DashboardReading, { readonly kind: 'invalid' }>;

/**
 * One dashboard on screen: its file, its choices, its runs and its view. What messages of the view do is in
 * `viewMessages`.
 */
export class DashboardSession implements OpenDashboard {
  readonly scope: DashboardScope;
  readonly services: DashboardServices;
  readonly actions: SessionActions;
  readonly runs: DashboardRuns;
  readonly #panel: DashboardPanel;
  readonly #refreshing: AutomaticRefresh;
  #state: DashboardState = { kind: 'loading' };
  /** Undefined while the file cannot be shown: the next good text is a new beginning, and everything runs. */
  #read: GoodReading | undefined;
  #choices: DashboardChoices | undefined;
  /** Counts the readings of the file that were begun, and the last one that was taken. */
  #loads = 0;
  #loaded = 0;
  #isClosed = false;

  constructor(scope: DashboardScope, panel: vscode.WebviewPanel, services: DashboardServices, actions: SessionActions) {
    this.scope = scope;
    this.services = services;
    this.actions = actions;
    const log = (message: string): void => services.log(message);
    this.runs = new DashboardRuns({ engine: services.engine, post: (message) => this.post(message), log });
    const { runs } = this;
    this.#refreshing = new AutomaticRefresh({
      get isRunning() {
        return runs.isRunning;
      },
      refresh: () => this.refresh(),
    });
    this.#panel = new DashboardPanel(panel, services.extensionUri, {
      received: (message) => void answerView(this, message),
      visibilityChanged: (visible) => this.showedOrHid(visible),
      closed: () => {
        this.#isClosed = true;
        this.#refreshing.stop();
        runs.dispose();
        actions.closed();
      },
      log,
    });
  }

  get isActive(): boolean {
    return this.#panel.isActive;
  }

  get dashboard(): Dashboard | undefined {
    return this.#read?.dashboard;
  }

  get question(): DashboardQuestion | undefined {
    const [read, choices] = [this.#read, this.#choices];
    if (read === undefined || choices === undefined) return undefined;
    const settings = this.services.settings();
    const dataSources = {
      cloudTrail: settings['app.cloudTrailLogs'],
      sesNotifications: settings['app.sesNotificationLogs'],
    };
    return { dashboard: read.dashboard, source: read.source, choices, view: viewOf(choices, dataSources) };
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  post(message: ToDashboardView): void {
    this.#panel.post(message);
  }

  panelFinished(panel: PanelFinished): boolean {
    return this.runs.panelFinished(panel);
  }

  progressed(progress: EngineProgress): void {
    this.runs.progressed(progress);
  }

  showedOrHid(isVisible: boolean): void {
    this.#refreshing.showedOrHid(isVisible);
  }

  /** Reads the file and runs the panels whose queries changed since it was read before, or all at first. */
  async load(variables?: DashboardChoices['variables']): Promise<void> {
    if (this.#isClosed) return;
    this.#loads += 1;
    const load = this.#loads;
    if (!vscode.workspace.isTrusted) {
      return this.#show({
        kind: 'start',
        title: 'Dashboard',
        message: 'Dashboards read log files of this workspace, so they run only when the workspace is trusted.',
      });
    }
    const read = await readDashboard(this.scope.target, this.services);
    // Nobody is there any more, or a later change of the file is being read.
    if (this.#isClosed || load !== this.#loads) return;
    this.#loaded = load;
    if (read.kind === 'invalid') return this.#showInvalid(read.problems);
    const before = this.#read?.dashboard;
    const { dashboard } = read;
    this.#read = read;
    this.#panel.title = dashboard.title;
    this.#choices = this.#choicesFor(dashboard, variables);
    this.#showRead();
    this.#refreshing.every(this.#choices.interval);
    const changed = variables === undefined ? changedPanels(before, dashboard) : dashboard.panels.map(({ id }) => id);
    if (changed.length > 0) await this.#run(changed);
  }

  /** Reads the file again unless it says what it said before and no other text of it is being read. */
  async fileChanged(): Promise<void> {
    if (this.#loaded !== this.#loads) return this.load();
    const source = await sourceOf(this.scope.target).catch(() => undefined);
    const [before, now] = [this.#read?.source, source].map((each) => (each?.kind === 'text' ? each.text : undefined));
    if (now === undefined || now !== before) await this.load();
  }

  /** The log files or the settings of logs changed. */
  async logsChanged(always = false): Promise<void> {
    if (always || this.#choices?.onChange === true) await this.#refreshing.soon();
  }

  async refresh(): Promise<void> {
    if (this.#read === undefined) return this.load();
    await this.#run(this.#read.dashboard.panels.map(({ id }) => id));
  }

  async choose(choices: DashboardChoices): Promise<void> {
    const [read, before] = [this.#read, this.#choices];
    if (read === undefined || before === undefined) return;
    this.#choices = choices;
    if (this.#state.kind === 'dashboard') this.#state = { ...this.#state, choices };
    this.#refreshing.every(choices.interval);
    await this.services.memory.update(choicesKey(this.scope.target), { ...choices, paths: [] });
    const panels = concernedPanels(read.dashboard, before, choices);
    if (panels.length > 0) await this.#run(panels);
  }

  begin(): void {
    this.post({ type: 'keep', key: scopeKey(this.scope) });
    this.post({ type: 'state', state: this.#state });
    for (const message of this.runs.replay()) this.post(message);
  }

  showDashboard(): void {
    this.#showRead();
    for (const message of this.runs.replay()) this.post(message);
  }

  #choicesFor(dashboard: Dashboard, variables: DashboardChoices['variables'] = {}): DashboardChoices {
    const settings = this.services.settings();
    const defaults = {
      now: settings.now,
      timezone: settings.timezone,
      refreshInterval: settings['dashboards.refreshInterval'],
      refreshOnChange: settings['dashboards.refreshOnChange'],
    };
    const stored = this.#choices ?? this.services.memory.get<unknown>(choicesKey(this.scope.target));
    const choices = initialChoices(dashboard, defaults, stored, this.#choices?.paths ?? this.scope.paths);
    return { ...choices, variables: { ...choices.variables, ...variables } };
  }

  async #run(panels: readonly string[]): Promise<void> {
    const { question } = this;
    if (question === undefined || this.#isClosed) return;
    this.#refreshing.began();
    const all = question.dashboard.panels.map(({ id }) => id);
    const result = await this.runs.run(question.source, question.view, panels, all);
    if (result?.kind === 'invalid') return this.#showInvalid(result.problems);
    if (result?.kind !== 'done') return;
    this.#refreshing.ended();
    if (this.dashboard !== question.dashboard) return;
    const missing = missingLogs(question.dashboard, result.records, question.choices.paths);
    if (missing !== undefined) this.#show({ kind: 'start', title: question.dashboard.title, message: missing });
    else if (this.#state.kind === 'start') this.showDashboard();
  }

  #show(state: DashboardState): void {
    this.#state = state;
    this.post({ type: 'state', state });
  }

  #showRead(): void {
    const [read, choices] = [this.#read, this.#choices];
    if (read === undefined || choices === undefined) return;
    const { dashboard, warnings } = read;
    this.#show({ kind: 'dashboard', dashboard, choices, editable: this.scope.target.kind === 'file', warnings });
  }

  #showInvalid(problems: BadReading['problems']): void {
    this.runs.cancel();
    this.#read = undefined;
    const title = fileOf(this.scope.target, this.services.extensionUri).path.split('/').at(-1) ?? 'Dashboard';
    this.#show({ kind: 'invalid', title, problems });
  }
}
