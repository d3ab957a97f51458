import { html, LitElement, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { DashboardPanel } from '../../../server/src/protocol/dashboard.ts';
import type {
  DashboardChoices,
  DashboardState,
  FromDashboardView,
  ToDashboardView,
} from '../../../server/src/protocol/dashboardView.ts';
import type { TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
import { dashboardBar } from './bar.ts';
import type { BarActions } from './bar.ts';
import { dashboardStyles } from './dashboardStyles.ts';
import { drillChoices } from './drillDown.ts';
import type { DrillChoice } from './drillDown.ts';
import { followDrag, layoutAfterDrag, layoutAfterKey } from './editing.ts';
import { readKept } from './kept.ts';
import { changedPanels, inReadingOrder, placed } from './layout.ts';
import type { PlacedPanel } from './layout.ts';
import './menu.ts';
import type { MenuItem, SesqMenu } from './menu.ts';
import { dashboardMenu, drillMenu, intervalMenu, nowMenu, panelMenu, panelOf, visualizationMenu } from './menus.ts';
import { PageRequests } from '../shared/pageRequests.ts';
import { invalidPage, problemList, startPage } from './pages.ts';
import './panel.ts';
import type { PanelActions, PickedValue, SesqPanel } from './panel.ts';
import { isTablePanel } from './panelParts.ts';
import { dashboardPicture } from './pictureOf.ts';
import type { PopupAnchor } from './popup.ts';
import './prompt.ts';
import type { SesqPrompt } from './prompt.ts';
import './rangePicker.ts';
import type { SesqRangePicker } from './rangePicker.ts';
import { zoomedRange } from './timeRanges.ts';
import './valuePicker.ts';
import type { SesqValuePicker, ValueOffer } from './valuePicker.ts';
import { choiceAfter, everything } from './values.ts';
import { emptyModel, received } from './viewModel.ts';
import type { ViewModel } from './viewModel.ts';

type Shown = Extract<DashboardState, { readonly kind: 'dashboard' }>;

/** What the view needs from the page it is on. */
export interface DashboardViewHost {
  send(message: FromDashboardView): void;
  readonly kept: unknown;
  keep(state: unknown): void;
}

/** Milliseconds after the last key before a new layout is written to the file. */
const layoutDelay = 400;

/** The whole dashboard view: bar, panels on their grid, and what stands in their place when there are none. */
export class SesqDashboard extends LitElement {
  static override readonly styles = dashboardStyles;
  static override readonly properties: PropertyDeclarations = {
    model: { state: true },
    tables: { state: true },
    full: { state: true },
    isEditing: { state: true },
    draft: { state: true },
    announcement: { state: true },
  };

  declare model: ViewModel;
  /** Ids of the panels shown as tables. */
  declare tables: ReadonlySet<string>;
  declare full: string | undefined;
  declare isEditing: boolean;
  /** Where panels lie while they are moved, until the file says so. */
  declare draft: readonly PlacedPanel[] | undefined;
  declare announcement: string;

  readonly #host: DashboardViewHost;
  readonly #requests: PageRequests;
  readonly #near: IntersectionObserver;
  #key: string;
  #scroll: number;
  #layoutTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the open popup's choice is for. */
  #asked: { readonly variable: string } | { readonly rename: string } | 'zone' | undefined;

  constructor(host: DashboardViewHost) {
    super();
    this.#host = host;
    this.#requests = new PageRequests((message) => host.send(message));
    const kept = readKept(host.kept);
    this.#key = kept.key;
    this.#scroll = kept.scroll;
    this.model = emptyModel;
    this.tables = new Set(kept.tables);
    this.full = kept.full;
    this.isEditing = false;
    this.draft = undefined;
    this.announcement = '';
    this.#near = new IntersectionObserver((entries) => this.#cameNear(entries), { rootMargin: '400px' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#visibilityChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
    this.#near.disconnect();
  }

  /** Takes a checked message of the host. */
  receive(message: ToDashboardView): void {
    if (message.type === 'page' || message.type === 'pageFailed') return this.#requests.answer(message);
    if (message.type === 'keep') {
      this.#key = message.key;
      return this.#keep();
    }
    const before = this.model;
    this.model = received(before, message);
    if (this.model.announcement !== before.announcement) this.announcement = this.model.announcement;
    if (message.type === 'state') {
      // A panel that is being moved stays where it was put: that is written in a moment.
      if (this.#layoutTimer === undefined) this.draft = undefined;
      if (message.state.kind !== 'dashboard' || !message.state.editable) this.isEditing = false;
    }
    if (message.type === 'values' && typeof this.#asked === 'object' && 'variable' in this.#asked) {
      const picker = this.#popup<SesqValuePicker>('sesq-value-picker');
      if (picker.isOpen && this.#asked.variable === message.variable) picker.offer = this.#offer(message.variable);
    }
  }

  protected override render(): TemplateResult {
    const { state, run } = this.model;
    return html`${this.#content(state)}
      <sesq-menu></sesq-menu>
      <sesq-range-picker @choose=${this.#rangeChosen}></sesq-range-picker>
      <sesq-value-picker @choose=${this.#valuesChosen}></sesq-value-picker>
      <sesq-prompt @choose=${this.#textGiven}></sesq-prompt>
      <div class="live" role="status" aria-live="polite">${run.isRunning ? '' : this.announcement}</div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const layouts = new Map(this.#layouts.map(({ id, layout }) => [id, layout]));
    // Sizes are set from here because the policy of the page forbids style attributes.
    for (const element of this.renderRoot.querySelectorAll<HTMLElement>('[data-panel]')) {
      const layout = layouts.get(element.dataset['panel'] ?? '');
      if (layout === undefined) continue;
      for (const name of ['x', 'y', 'width', 'height'] as const)
        element.style.setProperty(`--${name}`, String(layout[name]));
    }
    for (const panel of this.#panels) if (!panel.isNear) this.#near.observe(panel);
    const scroll = this.renderRoot.querySelector('.scroll');
    if (scroll !== null && this.#scroll > 0) {
      scroll.scrollTop = this.#scroll;
      if (scroll.scrollTop > 0) this.#scroll = 0;
    }
  }

  #content(state: DashboardState): TemplateResult {
    const send = (message: FromDashboardView): void => this.#host.send(message);
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
        return this.#dashboard(state, send);
    }
  }

  #dashboard(state: Shown, send: (message: FromDashboardView) => void): TemplateResult {
    const { run, panels } = this.model;
    const { dashboard, choices } = state;
    const full = dashboard.panels.some(({ id }) => id === this.full) ? this.full : undefined;
    const layouts = new Map(this.#layouts.map(({ id, layout }) => [id, layout]));
    const ordered = inReadingOrder(
      dashboard.panels.map((panel) => ({ ...panel, layout: layouts.get(panel.id) ?? panel.layout })),
    );
    const classes = ['grid', this.isEditing && 'editing', full !== undefined && 'full'].filter(
      (name) => name !== false,
    );
    return html`${dashboardBar(state, run, this.isEditing, this.#barActions)}
      <div class="progress">
        ${
          run.isRunning
            ? html`<vscode-progress-bar
                aria-label=${run.phase === '' ? 'Running' : run.phase}
                .indeterminate=${run.fraction === undefined}
                .value=${run.fraction === undefined ? undefined : run.fraction * 100}
              ></vscode-progress-bar>`
            : nothing
        }
      </div>
      ${state.warnings.length === 0 ? nothing : html`<div class="warnings">${problemList(state.warnings, send)}</div>`}
      <div class="scroll" @scroll=${this.#scrolled} @keydown=${this.#onKey}>
        <div class=${classes.join(' ')}>
          ${repeat(
            ordered,
            ({ id }) => id,
            (panel) =>
              html`<sesq-panel
                  data-panel=${panel.id}
                  role="region"
                  aria-label=${panel.title}
                  tabindex="0"
                  ?full=${panel.id === full}
                  .panel=${this.#sourceOf(dashboard.panels, panel.id)}
                  .state=${panels.get(panel.id) ?? { isLoading: false, result: undefined }}
                  .timezone=${choices.timezone}
                  .showsTable=${this.tables.has(panel.id)}
                  .isFull=${panel.id === full}
                  .isEditing=${this.isEditing}
                  .actions=${this.#panelActions}
                  @pointerdown=${this.isEditing ? (event: PointerEvent) => this.#drag(event, panel, 'place') : nothing}
                ></sesq-panel>
                ${
                  this.isEditing
                    ? html`<div
                        class="grip"
                        data-panel=${panel.id}
                        title="Drag to resize; Shift with arrow keys does the same"
                        @pointerdown=${(event: PointerEvent) => this.#drag(event, panel, 'size')}
                      ></div>`
                    : nothing
                }`,
          )}
        </div>
      </div>`;
  }

  /** The same object as long as the file is the same, so that a moved panel is not drawn again. */
  #sourceOf(panels: readonly DashboardPanel[], id: string): DashboardPanel | undefined {
    return panels.find((panel) => panel.id === id);
  }

  get #shown(): Shown | undefined {
    return this.model.state.kind === 'dashboard' ? this.model.state : undefined;
  }

  get #layouts(): readonly PlacedPanel[] {
    return this.draft ?? this.#shown?.dashboard.panels.map(({ id, layout }) => ({ id, layout })) ?? [];
  }

  get #panels(): readonly SesqPanel[] {
    return [...this.renderRoot.querySelectorAll<SesqPanel>('sesq-panel')];
  }

  #popup<Kind extends Element>(name: string): Kind {
    const popup = this.renderRoot.querySelector<Kind>(name);
    if (popup === null) throw new Error(`The view has no ${name}`);
    return popup;
  }

  #menu(anchor: PopupAnchor, label: string, items: readonly MenuItem[]): void {
    this.#popup<SesqMenu>('sesq-menu').show(anchor, label, items);
  }

  // What is chosen in the bar.

  #choose(change: Partial<DashboardChoices>): void {
    const shown = this.#shown;
    if (shown === undefined) return;
    const choices = { ...shown.choices, ...change };
    this.model = { ...this.model, state: { ...shown, choices } };
    this.#host.send({ type: 'choose', choices });
  }

  readonly #barActions: BarActions = {
    chooseRange: (anchor) => {
      const shown = this.#shown;
      if (shown === undefined) return;
      const { choices, dashboard } = shown;
      this.#popup<SesqRangePicker>('sesq-range-picker').show(
        anchor,
        choices.timeRange ?? undefined,
        dashboard.timeRange,
      );
    },
    chooseNow: (anchor) => {
      const now = this.#shown?.choices.now ?? 'data';
      this.#menu(
        anchor,
        'Now',
        nowMenu(now, (chosen) => this.#choose({ now: chosen })),
      );
    },
    chooseZone: (anchor) => {
      this.#asked = 'zone';
      const chosen = [this.#shown?.choices.timezone ?? 'UTC'];
      const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const values = [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])];
      const offer: ValueOffer = { label: 'Time zone', chosen, multi: false, values, free: false };
      this.#popup<SesqValuePicker>('sesq-value-picker').show(anchor, offer);
    },
    chooseVariable: (variable, anchor) => {
      this.#asked = { variable };
      const needsValues = this.#shown?.dashboard.variables.some(
        ({ name, kind }) => name === variable && kind === 'query',
      );
      if (needsValues === true && !this.model.values.has(variable)) this.#host.send({ type: 'values', variable });
      this.#popup<SesqValuePicker>('sesq-value-picker').show(anchor, this.#offer(variable));
    },
    removePaths: () => this.#choose({ paths: [] }),
    refresh: () => this.#host.send({ type: 'refresh' }),
    stop: () => this.#host.send({ type: 'stop' }),
    chooseInterval: (anchor) => {
      const shown = this.#shown;
      if (shown === undefined) return;
      this.#menu(
        anchor,
        'Automatic refresh',
        intervalMenu(shown.choices, (change) => this.#choose(change)),
      );
    },
    openMenu: (anchor) => {
      const shown = this.#shown;
      if (shown === undefined) return;
      const items = dashboardMenu(shown, this.isEditing, (message) => this.#host.send(message), {
        toggleEditing: () => (this.isEditing = !this.isEditing),
        savePicture: () => void this.#savePicture(shown),
      });
      this.#menu(anchor, 'Actions of the dashboard', items);
    },
    doneEditing: () => (this.isEditing = false),
  };

  #offer(name: string): ValueOffer {
    const shown = this.#shown;
    const variable = shown?.dashboard.variables.find((each) => each.name === name);
    const found = this.model.values.get(name);
    const fallback = variable?.default ?? everything;
    const values =
      variable?.kind === 'list'
        ? variable.values
        : variable?.kind === 'text'
          ? []
          : found?.kind === 'values'
            ? found.values
            : found === undefined
              ? undefined
              : [];
    const chosen = shown?.choices.variables[name] ?? [];
    const note =
      found?.kind === 'problem'
        ? found.message
        : found?.kind === 'values' && found.truncated
          ? `The first ${found.values.length} values; type others`
          : undefined;
    return {
      label: variable?.label ?? name,
      chosen: chosen.length === 0 ? [fallback] : chosen,
      multi: variable?.multi === true,
      values,
      free: variable?.kind !== 'list' || fallback === everything,
      ...(note === undefined ? {} : { note }),
    };
  }

  readonly #rangeChosen = ({ detail }: CustomEvent<TimeRangeChoice | null>): void =>
    this.#choose({ timeRange: detail ?? undefined });

  readonly #valuesChosen = ({ detail }: CustomEvent<readonly string[]>): void => {
    if (this.#asked === 'zone') this.#choose({ timezone: detail[0] ?? 'UTC' });
    else if (typeof this.#asked === 'object' && 'variable' in this.#asked)
      this.#setVariable(this.#asked.variable, detail);
  };

  #setVariable(name: string, values: readonly string[]): void {
    const variables = { ...this.#shown?.choices.variables, [name]: values };
    this.#choose({ variables });
  }

  readonly #textGiven = ({ detail }: CustomEvent<string>): void => {
    if (typeof this.#asked !== 'object' || !('rename' in this.#asked)) return;
    this.#host.send({ type: 'edit', edit: { kind: 'title', panelId: this.#asked.rename, title: detail } });
  };

  // What panels ask for.

  readonly #panelActions: PanelActions = {
    fetchRows: (...request) => this.#requests.fetch(...request),
    toggleTable: (id) => {
      const tables = new Set(this.tables);
      if (!tables.delete(id)) tables.add(id);
      this.tables = tables;
      this.#keep();
    },
    toggleFull: (id) => this.#setFull(this.full === id ? undefined : id),
    openQuery: (panelId) => this.#host.send({ type: 'openQuery', panelId }),
    openMenu: (id, anchor) => this.#openPanelMenu(id, anchor),
    pick: (picked) => this.#pick(picked),
    zoom: (from, to) => {
      this.#choose({ timeRange: zoomedRange(from, to) });
      this.announcement = 'Time range changed to the zoomed part';
    },
    announce: (sentence) => (this.announcement = sentence),
  };

  #openPanelMenu(id: string, anchor: Element): void {
    const shown = this.#shown;
    const panel = shown && panelOf(shown.dashboard, id);
    if (shown === undefined || panel === undefined) return;
    const send = (message: FromDashboardView): void => this.#host.send(message);
    const hasPicture = !isTablePanel(panel) && !this.tables.has(id);
    const items = panelMenu(panel, shown, hasPicture, send, {
      savePicture: () => void this.#savePanelPicture(panel),
      rename: () => {
        this.#asked = { rename: id };
        this.#popup<SesqPrompt>('sesq-prompt').ask(anchor, 'Title of the panel', panel.title);
      },
      chooseVisualization: () => this.#menu(anchor, 'Chart', visualizationMenu(panel, send)),
      showNotes: () =>
        this.#menu(anchor, 'Notes', [{ kind: 'action', label: panel.notes ?? '', run: () => undefined }]),
    });
    this.#menu(anchor, `Actions of ${panel.title}`, items);
  }

  #pick({ panelId, column, value, row, place }: PickedValue): void {
    const shown = this.#shown;
    const panel = shown && panelOf(shown.dashboard, panelId);
    const result = this.model.panels.get(panelId)?.result;
    if (shown === undefined || panel === undefined || result?.kind !== 'rows') return;
    const choices = drillChoices(shown.dashboard, panel, { column, value, columns: result.columns, row });
    const copy = (): void => {
      navigator.clipboard.writeText(value === null ? '' : String(value)).then(
        () => (this.announcement = 'Copied.'),
        () => (this.announcement = 'The clipboard could not be written.'),
      );
    };
    this.#menu(
      place,
      `${column}: ${String(value)}`,
      drillMenu(choices, (choice) => this.#drill(panelId, choice), copy),
    );
  }

  #drill(panelId: string, choice: DrillChoice): void {
    switch (choice.kind) {
      case 'filter': {
        const variable = this.#shown?.dashboard.variables.find(({ name }) => name === choice.variable);
        const chosen = this.#shown?.choices.variables[choice.variable] ?? [];
        const isMulti = variable?.multi === true && !chosen.includes(choice.value);
        return this.#setVariable(choice.variable, choiceAfter(chosen, choice.value, isMulti, true));
      }
      case 'dashboard': {
        const { dashboard, variable, value } = choice;
        return this.#host.send({ type: 'openDashboard', dashboard, variable, value });
      }
      case 'messages':
        return this.#host.send({ type: 'drillDown', panelId, column: choice.column, value: choice.value });
    }
  }

  #setFull(id: string | undefined): void {
    const before = this.full;
    this.full = id;
    this.#keep();
    const focused = id ?? before;
    void this.updateComplete.then(() => this.#panels.find(({ dataset }) => dataset['panel'] === focused)?.focus());
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented && (this.full !== undefined || this.isEditing)) {
      if (this.full === undefined) this.isEditing = false;
      else this.#setFull(undefined);
      return;
    }
    const panel = event.target;
    if (!this.isEditing || !(panel instanceof HTMLElement) || event.composedPath()[0] !== panel) return;
    const id = panel.dataset['panel'];
    const layout = this.#layouts.find((each) => each.id === id)?.layout;
    if (id === undefined || layout === undefined) return;
    if (event.key === 'Delete') return this.#host.send({ type: 'edit', edit: { kind: 'delete', panelId: id } });
    const next = layoutAfterKey(event.key, event.shiftKey, layout);
    if (next === undefined) return;
    event.preventDefault();
    this.draft = placed(this.#layouts, id, next);
    const { x, y, width, height } = this.#layouts.find((each) => each.id === id)?.layout ?? next;
    this.announcement = `Column ${x + 1}, row ${y + 1}, ${width} wide, ${height} high`;
    clearTimeout(this.#layoutTimer);
    this.#layoutTimer = setTimeout(() => {
      this.#layoutTimer = undefined;
      this.#sendLayout();
    }, layoutDelay);
  };

  #drag(event: PointerEvent, { id, layout }: DashboardPanel, part: 'place' | 'size'): void {
    const grid = this.renderRoot.querySelector('.grid');
    // Buttons of the panel stay buttons.
    const onButton = event.composedPath().some((target) => target instanceof HTMLButtonElement);
    if (event.button !== 0 || onButton || grid === null) return;
    const before = this.#layouts;
    const cell = { width: (grid.clientWidth + 8) / 12, height: 80 };
    followDrag(
      event,
      (way) => (this.draft = placed(before, id, layoutAfterDrag(layout, part, way, cell))),
      () => this.#sendLayout(),
    );
  }

  #sendLayout(): void {
    const { draft } = this;
    const before = this.#shown?.dashboard.panels.map(({ id, layout }) => ({ id, layout }));
    if (draft === undefined || before === undefined) return;
    const panels = changedPanels(before, draft);
    if (panels.length > 0) this.#host.send({ type: 'edit', edit: { kind: 'layout', panels } });
  }

  // Pictures.

  async #savePanelPicture({ id, title }: DashboardPanel): Promise<void> {
    try {
      const picture = await this.#panels.find(({ dataset }) => dataset['panel'] === id)?.toPng();
      if (picture === undefined) return;
      const data = picture.replace(/^data:image\/png;base64,/, '');
      this.#host.send({ type: 'save', name: title, format: 'png', data });
    } catch {
      this.announcement = 'The picture could not be made.';
    }
  }

  async #savePicture({ dashboard, choices }: Shown): Promise<void> {
    try {
      const panels = this.#panels;
      for (const panel of panels) panel.isNear = true;
      await Promise.all(panels.map((panel) => panel.updateComplete));
      const data = await dashboardPicture(dashboard, choices.timezone, this.model, panels);
      this.#host.send({ type: 'save', name: dashboard.title, format: 'png', data });
    } catch {
      this.announcement = 'The picture could not be made.';
    }
  }

  #cameNear(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      (target as SesqPanel).isNear = true;
      this.#near.unobserve(target);
    }
  }

  readonly #visibilityChanged = (): void =>
    this.#host.send({ type: 'visible', visible: document.visibilityState === 'visible' });

  #scrollTimer: ReturnType<typeof setTimeout> | undefined;

  readonly #scrolled = (): void => {
    clearTimeout(this.#scrollTimer);
    this.#scrollTimer = setTimeout(() => this.#keep(), 200);
  };

  #keep(): void {
    const scroll = this.renderRoot?.querySelector('.scroll')?.scrollTop ?? 0;
    this.#host.keep({ key: this.#key, tables: [...this.tables], full: this.full, scroll });
  }
}

customElements.define('sesq-dashboard', SesqDashboard);
