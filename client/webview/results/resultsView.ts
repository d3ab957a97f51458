import { html, LitElement, nothing } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { Visualization, VisualizationKind } from '../../../server/src/protocol/dashboard.ts';
import type { ResultSort } from '../../../server/src/protocol/engine.ts';
import type { FromResultsView, ResultsState, ToResultsView } from '../../../server/src/protocol/webview.ts';
import { counted } from '../shared/format.ts';
import '../shared/grid/grid.ts';
import type { SesqGrid } from '../shared/grid/grid.ts';
import { RowPages } from '../shared/grid/pages.ts';
import './chartTab.ts';
import type { ChartImage } from './chartTab.ts';
import { readKept } from './kept.ts';
import { PageRequests } from '../shared/pageRequests.ts';
import { emptyText, noticesFooter, problemView, rangeText, summaryText } from './parts.ts';
import { resultsStyles } from './resultsStyles.ts';
import { tabList } from './tabs.ts';
import type { ResultTab } from './tabs.ts';

type RowsState = Extract<ResultsState, { readonly kind: 'rows' }>;

/** What the view needs from the page it is on. */
export interface ResultsViewHost {
  send(message: FromResultsView): void;
  readonly kept: unknown;
  keep(state: unknown): void;
}

/** The whole results view: toolbar, progress, table or the sentence in its place, notices. */
export class SesqResults extends LitElement {
  static override readonly styles = resultsStyles;
  static override readonly properties: PropertyDeclarations = {
    state: { state: true },
    announcement: { state: true },
    rowsVersion: { state: true },
    failure: { state: true },
    tab: { state: true },
    kind: { state: true },
  };

  declare state: ResultsState;
  declare announcement: string;
  declare rowsVersion: number;
  declare failure: string | undefined;
  /** What was chosen; undefined for what the query says. */
  declare tab: ResultTab | undefined;
  declare kind: VisualizationKind | undefined;

  /** The last rows: still shown, dimmed, while the query runs again. */
  #rows: RowsState | undefined;
  #pages: RowPages | undefined;
  readonly #host: ResultsViewHost;
  readonly #requests: PageRequests;

  constructor(host: ResultsViewHost) {
    super();
    this.#host = host;
    this.#requests = new PageRequests((message) => host.send(message));
    this.state = { kind: 'idle' };
    this.announcement = '';
    this.rowsVersion = 0;
    this.failure = undefined;
    this.tab = undefined;
    this.kind = undefined;
  }

  /** Takes a checked message of the host. */
  receive(message: ToResultsView): void {
    if (message.type === 'state') this.#show(message.state);
    else this.#requests.answer(message);
  }

  protected override render(): TemplateResult {
    const { state } = this;
    return html`
      ${this.#toolbar(state)}
      <div class="progress">${this.#progress(state)}</div>
      <main class=${state.kind === 'running' ? 'dimmed' : ''}>${this.#content(state)}</main>
      ${this.#rows === undefined ? nothing : noticesFooter(this.#rows.notices, this.failure, this.#showSources)}
      <div class="live" role="status" aria-live="polite">${this.announcement}</div>
    `;
  }

  #toolbar(state: ResultsState): TemplateResult | typeof nothing {
    if (state.kind === 'idle') return nothing;
    const isRunning = state.kind === 'running';
    const { title, timezone } = state.header;
    const range = state.kind === 'rows' ? rangeText(state) : '';
    const summary = summaryText(state);
    return html`<header>
      ${
        isRunning
          ? html`<vscode-toolbar-button
              icon="debug-stop"
              label="Stop"
              title="Stop the query"
              data-action="stop"
              @click=${this.#stop}
              ><span class="action">Stop</span></vscode-toolbar-button
            >`
          : html`<vscode-toolbar-button
              icon="play"
              label="Run"
              title="Run the query again"
              data-action="run"
              @click=${this.#run}
              ><span class="action">Run</span></vscode-toolbar-button
            >`
      }
      <h1 title=${title}>${title}</h1>
      <span class="range">${range}</span>
      <span
        class="zone"
        title=${range === '' ? 'Times are shown in this zone' : `Searched ${range}, shown in this zone`}
        >${timezone}</span
      >
      <span class="summary" title=${summary}>${summary}</span>
    </header>`;
  }

  #progress(state: ResultsState): TemplateResult | typeof nothing {
    if (state.kind !== 'running') return nothing;
    const { fraction } = state;
    const isKnown = fraction !== undefined && fraction !== null;
    return html`<vscode-progress-bar
      aria-label=${state.phase}
      .indeterminate=${!isKnown}
      .value=${isKnown ? fraction * 100 : undefined}
    ></vscode-progress-bar>`;
  }

  #content(state: ResultsState): TemplateResult | typeof nothing {
    switch (state.kind) {
      case 'idle':
        return html`<p class="sentence">Run a query to see its results here.</p>`;
      case 'problem':
        return problemView(state, (start, end) => this.#host.send({ type: 'goTo', start, end }));
      case 'cancelled':
        return html`<p class="sentence">The query was stopped before it finished.</p>`;
      case 'running':
        return this.#rows === undefined ? nothing : this.#body(this.#rows);
      case 'rows':
        return this.#body(state);
    }
  }

  #body(state: RowsState): TemplateResult {
    if (state.stats.rows === 0) return html`<p class="sentence">${emptyText(state)}</p>`;
    // Messages are read, not drawn.
    if (state.shape === 'messages') return this.#table(state);
    const tab = this.#tabOf(state);
    return html`${tabList(tab, this.#chooseTab)}${tab === 'table' ? this.#table(state) : this.#chart(state)}`;
  }

  #tabOf({ visualization }: RowsState): ResultTab {
    const asked = visualization?.kind ?? 'table';
    return this.tab ?? (asked === 'table' ? 'table' : 'chart');
  }

  #chart(state: RowsState): TemplateResult {
    const { resultId, visualization } = state;
    return html`<sesq-chart-tab
      .columns=${state.columns}
      .total=${state.stats.rows}
      .timezone=${state.header.timezone}
      .label=${state.header.title}
      .visualization=${this.#chosen(visualization)}
      .fetchRows=${(limit: number) => this.#requests.fetch(resultId, 0, limit, undefined)}
      .resultId=${resultId}
      @kind=${this.#chooseKind}
      @drawn=${({ detail }: CustomEvent<VisualizationKind>) => this.#host.send({ type: 'drawn', kind: detail })}
      @image=${({ detail }: CustomEvent<ChartImage>) =>
        this.#host.send({ type: 'save', name: state.header.title, format: 'png', data: detail.data })}
    ></sesq-chart-tab>`;
  }

  #chosenKind: Visualization | undefined;

  /** The same object while the choice is the same, so that the chart is not drawn again. */
  #chosen(visualization: Visualization | undefined): Visualization | undefined {
    if (this.kind === undefined) return visualization;
    if (this.#chosenKind?.kind !== this.kind) this.#chosenKind = { kind: this.kind };
    return this.#chosenKind;
  }

  #table(state: RowsState): TemplateResult {
    return html`<sesq-grid
      .columns=${state.columns}
      .pages=${this.#pages}
      .total=${state.stats.rows}
      .timezone=${state.header.timezone}
      .version=${this.rowsVersion}
      .label=${state.header.title}
      @sort=${this.#sort}
      @announce=${(event: CustomEvent<string>) => (this.announcement = event.detail)}
    ></sesq-grid>`;
  }

  #show(state: ResultsState): void {
    if (state.kind === 'rows' && state.resultId !== this.#rows?.resultId) {
      const { resultId } = state;
      const kept = readKept(this.#host.kept);
      const sort = kept?.resultId === resultId ? kept.sort : undefined;
      if (kept?.resultId === resultId) [this.tab, this.kind] = [kept.tab, kept.kind];
      // A query that asks for another chart than before is not to be overruled by what was chosen for the old one.
      else if (state.visualization?.kind !== this.#rows?.visualization?.kind) this.tab = this.kind = undefined;
      this.failure = undefined;
      this.#pages = new RowPages(
        (offset, limit, order) => this.#requests.fetch(resultId, offset, limit, order),
        (failure) => {
          this.failure = failure;
          this.rowsVersion += 1;
        },
        sort,
      );
    }
    if (state.kind === 'rows') this.#rows = state;
    // Rows of a query that has failed since, or was stopped, would be taken for its answer.
    else if (state.kind !== 'running') this.#rows = undefined;
    // Of a chart the tab tells once it is drawn.
    if (state.kind === 'rows' && this.tab === 'table') this.#host.send({ type: 'drawn', kind: 'table' });
    if (state.kind !== this.state.kind || state.kind === 'rows') this.announcement = announcementOf(state);
    this.state = state;
  }

  #keep(): void {
    this.#host.keep({ resultId: this.#rows?.resultId, sort: this.#pages?.sort, tab: this.tab, kind: this.kind });
  }

  readonly #chooseTab = (tab: ResultTab): void => {
    this.tab = tab;
    if (tab === 'table') this.#host.send({ type: 'drawn', kind: 'table' });
    this.#keep();
  };

  readonly #chooseKind = ({ detail }: CustomEvent<VisualizationKind>): void => {
    this.kind = detail;
    this.#keep();
  };

  readonly #run = (): void => this.#host.send({ type: 'run' });

  readonly #showSources = (): void => this.#host.send({ type: 'showSources' });

  readonly #stop = (): void => this.#host.send({ type: 'cancel' });

  readonly #sort = (event: CustomEvent<ResultSort | undefined>): void => {
    const sort = event.detail ?? undefined;
    this.#pages?.setSort(sort);
    this.#keep();
    const name = sort === undefined ? undefined : this.#rows?.columns[sort.column]?.name;
    this.announcement =
      name === undefined
        ? 'Original order'
        : `Sorted by ${name}, ${sort?.descending === true ? 'descending' : 'ascending'}`;
    this.rowsVersion += 1;
    (event.target as SesqGrid).scrollToStart();
  };
}

function announcementOf(state: ResultsState): string {
  switch (state.kind) {
    case 'rows':
      return counted(state.stats.rows, 'row');
    case 'running':
      return 'Query running';
    case 'problem':
      return state.message;
    case 'cancelled':
      return 'Query stopped';
    case 'idle':
      return '';
  }
}

customElements.define('sesq-results', SesqResults);
