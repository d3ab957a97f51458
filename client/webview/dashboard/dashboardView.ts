import { html, LitElement, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type {
  DashboardChoices,
  DashboardState,
  FromDashboardView,
  ToDashboardView,
} from '../../../server/src/protocol/dashboardView.ts';
import { PageRequests } from '../shared/pageRequests.ts';
import { dashboardBar } from './bar.ts';
import { barActions, renewVariableOffer } from './barActions.ts';
import { dashboardStyles } from './dashboardStyles.ts';
import { readKept } from './kept.ts';
import { LayoutEditing } from './layoutEditing.ts';
import { NearPanels } from './nearPanels.ts';
import { invalidPage, problemList, startPage } from './pages.ts';
import type { SesqPanel } from './panel.ts';
import { panelActions } from './panelActions.ts';
import { panelGrid, placePanels } from './panelGrid.ts';
import { Popups } from './popups.ts';
import type { ShownDashboard, ViewContext } from './viewContext.ts';
import { emptyModel, received } from './viewModel.ts';
import type { RunState, ViewModel } from './viewModel.ts';

/** What the view needs from the page it is on. */
export interface DashboardViewHost {
  send(message: FromDashboardView): void;
  readonly kept: unknown;
  keep(state: unknown): void;
}

/**
 * The whole dashboard view: bar, panels on their grid, and what stands in their place when there are none. What is done in
 * it is elsewhere: `barActions`, `panelActions`, `layoutEditing`, with the lines of menus in `menus`.
 */
export class SesqDashboard extends LitElement implements ViewContext {
  static override readonly styles = dashboardStyles;
  static override readonly properties: PropertyDeclarations = {
    model: { state: true },
    tables: { state: true },
    full: { state: true },
    isEditing: { state: true },
    announcement: { state: true },
  };

  declare model: ViewModel;
  declare tables: ReadonlySet<string>;
  declare full: string | undefined;
  declare isEditing: boolean;
  declare announcement: string;

  readonly popups = new Popups(() => this.renderRoot);
  readonly requests: PageRequests;
  readonly #host: DashboardViewHost;
  readonly #editing = new LayoutEditing(this, () => this.requestUpdate());
  readonly #near = new NearPanels();
  readonly #barActions = barActions(this);
  readonly #panelActions = panelActions(this);
  #key: string;
  #scroll: number;
  #scrollTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: DashboardViewHost) {
    super();
    this.#host = host;
    this.requests = new PageRequests((message) => host.send(message));
    const kept = readKept(host.kept);
    this.#key = kept.key;
    this.#scroll = kept.scroll;
    this.model = emptyModel;
    this.tables = new Set(kept.tables);
    this.full = kept.full;
    this.isEditing = false;
    this.announcement = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#visibilityChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
    this.#near.stop();
  }

  /** Takes a checked message of the host. */
  receive(message: ToDashboardView): void {
    if (message.type === 'page' || message.type === 'pageFailed') return this.requests.answer(message);
    if (message.type === 'keep') {
      this.#key = message.key;
      return this.#keep();
    }
    const before = this.model;
    this.model = received(before, message);
    if (this.model.announcement !== before.announcement) this.announcement = this.model.announcement;
    if (message.type === 'state') {
      this.#editing.fileRead();
      if (message.state.kind !== 'dashboard' || !message.state.editable) this.isEditing = false;
    }
    if (message.type === 'values') renewVariableOffer(this, message.variable);
  }

  get shown(): ShownDashboard | undefined {
    return this.model.state.kind === 'dashboard' ? this.model.state : undefined;
  }

  get panels(): readonly SesqPanel[] {
    return [...this.renderRoot.querySelectorAll<SesqPanel>('sesq-panel')];
  }

  send(message: FromDashboardView): void {
    this.#host.send(message);
  }

  choose(change: Partial<DashboardChoices>): void {
    const { shown } = this;
    if (shown === undefined) return;
    const choices = { ...shown.choices, ...change };
    this.model = { ...this.model, state: { ...shown, choices } };
    this.send({ type: 'choose', choices });
  }

  setVariable(name: string, values: readonly string[]): void {
    this.choose({ variables: { ...this.shown?.choices.variables, [name]: values } });
  }

  toggleTable(id: string): void {
    const tables = new Set(this.tables);
    if (!tables.delete(id)) tables.add(id);
    this.tables = tables;
    this.#keep();
  }

  setFull(id: string | undefined): void {
    const before = this.full;
    this.full = id;
    this.#keep();
    const focused = id ?? before;
    void this.updateComplete.then(() => this.panels.find(({ dataset }) => dataset['panel'] === focused)?.focus());
  }

  announce(sentence: string): void {
    this.announcement = sentence;
  }

  protected override render(): TemplateResult {
    const { state, run } = this.model;
    return html`${this.#content(state)} ${this.popups.template()}
      <div class="live" role="status" aria-live="polite">${run.isRunning ? '' : this.announcement}</div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    placePanels(this.renderRoot, this.#editing.layouts);
    this.#near.watch(this.panels);
    const scroll = this.renderRoot.querySelector('.scroll');
    if (scroll !== null && this.#scroll > 0) {
      scroll.scrollTop = this.#scroll;
      if (scroll.scrollTop > 0) this.#scroll = 0;
    }
  }

  #content(state: DashboardState): TemplateResult {
    const send = (message: FromDashboardView): void => this.send(message);
    switch (state.kind) {
      case 'loading':
        return html`<div class="progress">
          <vscode-progress-bar aria-label="Loading dashboard" .indeterminate=${true}></vscode-progress-bar>
        </div>`;
      case 'invalid':
        return invalidPage(state, send);
      case 'start':
        return startPage(state, send);
      case 'dashboard':
        return html`${dashboardBar(state, this.model.run, this.isEditing, this.#barActions)}
          <div class="progress">${runProgress(this.model.run)}</div>
          ${
            state.warnings.length === 0
              ? nothing
              : html`<div class="warnings">${problemList(state.warnings, send)}</div>`
          }
          <div class="scroll" @scroll=${this.#scrolled} @keydown=${this.#onKey}>${this.#grid(state)}</div>`;
    }
  }

  #grid(shown: ShownDashboard): TemplateResult {
    const { model, tables, full, isEditing } = this;
    return panelGrid(shown, {
      ...{ model, tables, full, isEditing },
      layouts: this.#editing.layouts,
      actions: this.#panelActions,
      drag: (event, panel, part) =>
        this.#editing.drag(event, panel, part, this.renderRoot.querySelector<HTMLElement>('.grid')),
    });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented && (this.full !== undefined || this.isEditing)) {
      if (this.full === undefined) this.isEditing = false;
      else this.setFull(undefined);
      return;
    }
    const panel = event.target;
    if (!this.isEditing || !(panel instanceof HTMLElement) || event.composedPath()[0] !== panel) return;
    const id = panel.dataset['panel'];
    if (id === undefined) return;
    if (event.key === 'Delete') return this.send({ type: 'edit', edit: { kind: 'delete', panelId: id } });
    this.#editing.key(event, id);
  };

  readonly #visibilityChanged = (): void =>
    this.send({ type: 'visible', visible: document.visibilityState === 'visible' });

  readonly #scrolled = (): void => {
    clearTimeout(this.#scrollTimer);
    this.#scrollTimer = setTimeout(() => this.#keep(), 200);
  };

  #keep(): void {
    const scroll = this.renderRoot?.querySelector('.scroll')?.scrollTop ?? 0;
    this.#host.keep({ key: this.#key, tables: [...this.tables], full: this.full, scroll });
  }
}

/** The line below the bar while panels are computed. */
function runProgress({ isRunning, phase, fraction }: RunState): TemplateResult | typeof nothing {
  if (!isRunning) return nothing;
  return html`<vscode-progress-bar
    aria-label=${phase === '' ? 'Running' : phase}
    .indeterminate=${fraction === undefined}
    .value=${fraction === undefined ? undefined : fraction * 100}
  ></vscode-progress-bar>`;
}

customElements.define('sesq-dashboard', SesqDashboard);
