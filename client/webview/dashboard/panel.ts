import { html, LitElement, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { DashboardPanel, PanelResult } from '../../../server/src/protocol/dashboard.ts';
import type { ResultSort, ResultValue } from '../../../server/src/protocol/engine.ts';
import { chartsMissing, loadCharts } from '../shared/chartLibrary.ts';
import type { ChartData } from '../shared/charts/model.ts';
import '../shared/grid/grid.ts';
import type { PickedCell, SesqGrid } from '../shared/grid/grid.ts';
import { RowPages } from '../shared/grid/pages.ts';
import { oneTabStop, rove } from '../shared/roving.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import { emptySentence, footerNotes, isTablePanel, labelled, problemPlace } from './panelParts.ts';
import { panelRows } from './panelRows.ts';
import type { FetchRows } from './panelRows.ts';
import { panelStyles } from './panelStyles.ts';
import type { PanelState } from './viewModel.ts';

/** What was clicked in a panel, and where on the page. */
export interface PickedValue {
  readonly panelId: string;
  readonly column: string;
  readonly value: ResultValue;
  /** The row it stands in, when the panel has it. */
  readonly row: readonly ResultValue[] | undefined;
  readonly place: { readonly x: number; readonly y: number };
}

/** What a panel asks of the dashboard. */
export interface PanelActions {
  fetchRows: FetchRows;
  toggleTable(panelId: string): void;
  toggleFull(panelId: string): void;
  openQuery(panelId: string): void;
  openMenu(panelId: string, anchor: Element): void;
  pick(picked: PickedValue): void;
  zoom(from: number, to: number): void;
  announce(sentence: string): void;
}

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The chart element, as far as it is used here. */
interface ChartElement extends HTMLElement {
  toPng(size?: PictureSize): Promise<string>;
}

type Rows = Extract<PanelResult, { readonly kind: 'rows' }>;

/** One panel: title, its actions, the picture or the sentence in its place, and what must be said below. */
export class SesqPanel extends LitElement {
  static override readonly styles = panelStyles;
  static override readonly properties: PropertyDeclarations = {
    panel: { attribute: false },
    state: { attribute: false },
    timezone: { attribute: false },
    showsTable: { attribute: false },
    isFull: { attribute: false },
    isEditing: { attribute: false },
    isNear: { attribute: false },
    actions: { attribute: false },
    rowsVersion: { state: true },
    failure: { state: true },
    hasCharts: { state: true },
  };

  declare panel: DashboardPanel;
  declare state: PanelState;
  declare timezone: string;
  declare showsTable: boolean;
  declare isFull: boolean;
  declare isEditing: boolean;
  /** False while the panel is far outside of what is on screen: its picture is not made yet. */
  declare isNear: boolean;
  declare actions: PanelActions;
  declare rowsVersion: number;
  declare failure: string | undefined;
  /** False once the script of the charts could not be loaded. */
  declare hasCharts: boolean;

  #pages: RowPages | undefined;
  #pagesOf: string | undefined;
  #data: ChartData | undefined;

  constructor() {
    super();
    this.showsTable = false;
    this.isFull = false;
    this.isEditing = false;
    this.isNear = false;
    this.timezone = 'UTC';
    this.rowsVersion = 0;
    this.failure = undefined;
    this.hasCharts = true;
  }

  /**
   * The picture as a data URL, or undefined when the panel shows none; of the given size in pixels, or as it needs. Rejects
   * when charts cannot be drawn.
   */
  async toPng(size?: PictureSize): Promise<string | undefined> {
    const chart = this.renderRoot.querySelector<ChartElement>('sesq-chart');
    if (chart === null) return undefined;
    await loadCharts();
    return chart.toPng(size);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('state')) return;
    const { result } = this.state;
    if (result?.kind !== 'rows' || result.resultId === this.#pagesOf) return;
    this.#pagesOf = result.resultId;
    const { columns, rows, stats } = result;
    this.#data = { columns, rows, ...(stats.range === undefined ? {} : { range: stats.range }) };
    this.failure = undefined;
    const order = this.#pages?.sort;
    const sort = order !== undefined && order.column < result.columns.length ? order : undefined;
    this.#pages = new RowPages(
      panelRows(result, (...request) => this.actions.fetchRows(...request)),
      (failure) => {
        this.failure = failure;
        this.rowsVersion += 1;
      },
      sort,
    );
  }

  protected override firstUpdated(): void {
    loadCharts().catch(() => (this.hasCharts = false));
  }

  protected override updated(): void {
    oneTabStop(this.renderRoot.querySelector('.actions'));
  }

  protected override render(): TemplateResult {
    const { panel, state } = this;
    const notes = footerNotes(panel, state.result, this.#isTable);
    return html`<header>
        ${this.isEditing ? icon('gripper') : nothing}
        <h2
          title=${[panel.title, panel.description].filter((text) => text).join('\n')}
          .textContent=${panel.title}
        ></h2>
        <div class="actions" role="toolbar" aria-label=${`Actions of ${panel.title}`} @keydown=${rove}>
          ${this.#buttons()}
        </div>
      </header>
      <div class="progress">
        ${
          state.isLoading
            ? html`<vscode-progress-bar
                aria-label=${`Loading ${panel.title}`}
                .indeterminate=${true}
              ></vscode-progress-bar>`
            : nothing
        }
      </div>
      <div class="body ${state.isLoading ? 'dimmed' : ''}" ?inert=${this.isEditing} aria-busy=${state.isLoading}>
        ${this.isNear ? this.#content(state) : nothing}
      </div>
      ${
        notes.length === 0 && this.failure === undefined
          ? nothing
          : html`<footer title=${[this.failure, ...notes].filter((note) => note !== undefined).join(' · ')}>
              ${this.failure === undefined ? nothing : html`<span class="failure">${this.failure}</span>`}
              ${notes.map((note) => html`<span>${note}</span>`)}
            </footer>`
      }`;
  }

  get #isTable(): boolean {
    return this.showsTable || isTablePanel(this.panel);
  }

  #buttons(): TemplateResult {
    const { id, title } = this.panel;
    const { actions } = this;
    const button = (name: string, image: IconName, label: string, run: (event: Event) => void): TemplateResult =>
      html`<button class="icon" data-action=${name} aria-label=${`${label}: ${title}`} title=${label} @click=${run}>
        ${icon(image)}
      </button>`;
    return html`
      ${
        isTablePanel(this.panel)
          ? nothing
          : this.showsTable
            ? button('table', 'graph', 'Show as Chart', () => actions.toggleTable(id))
            : button('table', 'table', 'Show as Table', () => actions.toggleTable(id))
      }
      ${
        this.isFull
          ? button('full', 'screen-normal', 'Back to Dashboard (Esc)', () => actions.toggleFull(id))
          : button('full', 'screen-full', 'Full Screen', () => actions.toggleFull(id))
      }
      ${button('query', 'go-to-file', 'Open Query', () => actions.openQuery(id))}
      ${button('more', 'ellipsis', 'More Actions', (event) => actions.openMenu(id, event.currentTarget as Element))}
    `;
  }

  #content({ result }: PanelState): TemplateResult | typeof nothing {
    if (result === undefined) return nothing;
    if (result.kind === 'problem') return this.#problem(result);
    if (result.total === 0) return html`<p class="sentence">${emptySentence(this.panel, result)}</p>`;
    return this.#isTable ? this.#table(result) : this.#chart();
  }

  #problem(result: PanelResult & { readonly kind: 'problem' }): TemplateResult {
    const place = problemPlace(this.panel.query, result);
    return html`<div class="problem" role="note">
      ${icon('error')}
      <p>
        <span .textContent=${result.message}></span>
        <button class="link" data-action="problem" @click=${() => this.actions.openQuery(this.panel.id)}>
          ${place === undefined ? 'Open query' : `Open query, ${place}`}
        </button>
      </p>
    </div>`;
  }

  #table({ columns, total }: Rows): TemplateResult {
    return html`<sesq-grid
      quiet
      .columns=${labelled(columns, this.panel.visualization.labels)}
      .pages=${this.#pages}
      .total=${total}
      .timezone=${this.timezone}
      .version=${this.rowsVersion}
      .label=${this.panel.title}
      @sort=${this.#sort}
      @announce=${(event: CustomEvent<string>) => this.actions.announce(event.detail)}
      @pick=${this.#pickCell}
    ></sesq-grid>`;
  }

  #chart(): TemplateResult {
    if (!this.hasCharts) return html`<p class="sentence">${chartsMissing}</p>`;
    return html`<sesq-chart
      .data=${this.#data}
      .visualization=${this.panel.visualization}
      .timezone=${this.timezone}
      .label=${this.panel.title}
      @pointerdown=${(event: PointerEvent) => (this.#pointed = { x: event.clientX, y: event.clientY })}
      @keydown=${() => (this.#pointed = undefined)}
      @sesq-pick=${this.#pickPoint}
      @sesq-zoom=${(event: CustomEvent<{ from: number; to: number }>) =>
        this.actions.zoom(event.detail.from, event.detail.to)}
    ></sesq-chart>`;
  }

  #pointed: { readonly x: number; readonly y: number } | undefined;

  readonly #sort = (event: CustomEvent<ResultSort | null>): void => {
    const sort = event.detail ?? undefined;
    this.#pages?.setSort(sort);
    const name = sort === undefined ? undefined : this.#data?.columns[sort.column]?.name;
    const direction = sort?.descending === true ? 'descending' : 'ascending';
    this.actions.announce(name === undefined ? 'Original order' : `Sorted by ${name}, ${direction}`);
    this.rowsVersion += 1;
    (event.target as SesqGrid).scrollToStart();
  };

  readonly #pickCell = ({ detail }: CustomEvent<PickedCell>): void => {
    const row = this.#pages?.row(detail.row);
    const column = this.#data?.columns[detail.column]?.name;
    if (column === undefined) return;
    this.actions.pick({ panelId: this.panel.id, column, value: detail.value, row, place: detail.place });
  };

  readonly #pickPoint = ({ detail }: CustomEvent<{ column: string; value: ResultValue; row: number }>): void => {
    const box = this.getBoundingClientRect();
    const place = this.#pointed ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const row = this.#data?.rows[detail.row];
    this.actions.pick({ panelId: this.panel.id, column: detail.column, value: detail.value, row, place });
  };
}

customElements.define('sesq-panel', SesqPanel);
