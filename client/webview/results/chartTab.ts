import { css, html, LitElement, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { Visualization, VisualizationKind } from '../../../server/src/protocol/dashboard.ts';
import type { ResultColumn, ResultPage } from '../../../server/src/protocol/engine.ts';
import { chartsMissing, loadCharts } from '../shared/chartLibrary.ts';
import type { SesqChart } from '../shared/charts/chart.ts';
import type { ChartData } from '../shared/charts/model.ts';
import { fittingKinds, kindNames, suggestVisualization } from '../shared/charts/suggest.ts';
import { groupDigits } from '../shared/format.ts';

/** Rows that a chart is drawn from at most. */
const chartRows = 10_000;

/** What is saved: a PNG as Base64. */
export interface ChartImage {
  readonly data: string;
}

/**
 * The rows of a result as a chart, with a choice of kinds. Fetches its rows once for each result.
 * Events: `kind` with the `VisualizationKind` that was chosen, `drawn` with the one that a result is drawn as, `image`
 * with a `ChartImage` to save.
 */
export class SesqChartTab extends LitElement {
  static override readonly styles = css`
    :host {
      display: flex;
      flex-direction: column;
      flex: 1;
      min-height: 0;
    }
    .choices {
      flex: none;
      display: flex;
      align-items: center;
      gap: 6px;
      height: 28px;
      padding: 0 12px;
    }
    select {
      height: 22px;
      padding: 0 4px;
      border: 1px solid var(--vscode-dropdown-border, var(--vscode-editorGroup-border, currentColor));
      border-radius: 2px;
      background: var(--vscode-dropdown-background, var(--vscode-editor-background));
      color: var(--vscode-dropdown-foreground, var(--vscode-foreground));
      font: 13px var(--vscode-font-family);
    }
    select:focus-visible {
      outline: 1px solid var(--vscode-focusBorder);
      outline-offset: -1px;
    }
    .note {
      flex: 1;
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
      color: var(--vscode-descriptionForeground);
    }
    sesq-chart {
      flex: 1;
      margin: 0 8px 8px;
    }
    .sentence {
      margin: 12px;
      color: var(--vscode-descriptionForeground);
    }
  `;
  static override readonly properties: PropertyDeclarations = {
    resultId: { attribute: false },
    columns: { attribute: false },
    total: { attribute: false },
    timezone: { attribute: false },
    label: { attribute: false },
    visualization: { attribute: false },
    fetchRows: { attribute: false },
    data: { state: true },
    failure: { state: true },
    hasCharts: { state: true },
    saveFailure: { state: true },
  };

  declare resultId: string;
  declare columns: readonly ResultColumn[];
  declare total: number;
  declare timezone: string;
  declare label: string;
  /** The kind that was asked for; undefined for the one that fits best. */
  declare visualization: Visualization | undefined;
  declare fetchRows: ((limit: number) => Promise<ResultPage>) | undefined;
  declare data: ChartData | undefined;
  declare failure: string | undefined;
  /** False once the script of the charts could not be loaded. */
  declare hasCharts: boolean;
  declare saveFailure: string | undefined;

  #kinds: readonly VisualizationKind[] = [];
  #drawn: Visualization = { kind: 'table' };
  /** The result and the kind that `drawn` told of last. */
  #told = '';

  constructor() {
    super();
    this.resultId = '';
    this.columns = [];
    this.total = 0;
    this.timezone = 'UTC';
    this.label = '';
    this.visualization = undefined;
    this.fetchRows = undefined;
    this.data = undefined;
    this.failure = undefined;
    this.hasCharts = true;
    this.saveFailure = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    loadCharts().catch(() => (this.hasCharts = false));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('resultId')) void this.#load();
    if (!changed.has('data') && !changed.has('visualization')) return;
    if (this.data === undefined) return;
    this.#kinds = fittingKinds(this.data);
    const { visualization } = this;
    const isAsked = visualization !== undefined && visualization.kind !== 'table';
    this.#drawn = isAsked ? visualization : suggestVisualization(this.data);
    if (this.#drawn.kind !== 'table' && !this.#kinds.includes(this.#drawn.kind)) {
      this.#kinds = [this.#drawn.kind, ...this.#kinds];
    }
  }

  protected override render(): TemplateResult {
    const { data, failure } = this;
    if (failure !== undefined) return html`<p class="sentence" role="alert">${failure}</p>`;
    if (data === undefined) return html`<p class="sentence">Reading rows…</p>`;
    if (this.#kinds.length === 0) {
      return html`<p class="sentence">
        These rows have no numbers to draw. Count something, or turn text into numbers with num().
      </p>`;
    }
    return html`<div class="choices">
        <select aria-label="Kind of chart" data-action="kind" @change=${this.#choose}>
          ${this.#kinds.map((kind) => html`<option value=${kind} .selected=${kind === this.#drawn.kind}>${kindNames[kind]}</option>`)}
        </select>
        <span class="note" role="status">${this.saveFailure ?? this.#note(data)}</span>
        <vscode-toolbar-button
          icon="desktop-download"
          label="Save as PNG"
          title="Save the chart as PNG"
          data-action="save"
          ?disabled=${!this.hasCharts}
          @click=${this.#save}
        ></vscode-toolbar-button>
      </div>
      ${
        this.hasCharts
          ? html`<sesq-chart
              .data=${data}
              .visualization=${this.#drawn}
              .timezone=${this.timezone}
              .label=${this.label}
              .fixed=${true}
            ></sesq-chart>`
          : html`<p class="sentence">${chartsMissing}</p>`
      }`;
  }

  protected override updated(): void {
    const { kind } = this.#drawn;
    const now = `${kind} ${this.resultId}`;
    if (this.data === undefined || now === this.#told) return;
    this.#told = now;
    this.dispatchEvent(new CustomEvent<VisualizationKind>('drawn', { detail: kind }));
  }

  #note({ rows }: ChartData): string | typeof nothing {
    if (rows.length >= this.total) return nothing;
    return `The first ${groupDigits(String(rows.length))} of ${groupDigits(String(this.total))} rows are drawn.`;
  }

  async #load(): Promise<void> {
    const { resultId, columns } = this;
    this.failure = this.saveFailure = undefined;
    try {
      const page = await this.fetchRows?.(chartRows);
      // Another result may have come while its rows were on the way.
      if (page !== undefined && resultId === this.resultId) this.data = { columns, rows: page.rows };
    } catch (error) {
      if (resultId === this.resultId) this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  readonly #choose = (event: Event): void => {
    const kind = (event.target as HTMLSelectElement).value as VisualizationKind;
    this.dispatchEvent(new CustomEvent<VisualizationKind>('kind', { detail: kind }));
  };

  async #picture(): Promise<string | undefined> {
    await loadCharts();
    const url = await this.renderRoot.querySelector<SesqChart>('sesq-chart')?.toPng();
    return url?.split(',')[1];
  }

  readonly #save = async (): Promise<void> => {
    this.saveFailure = undefined;
    const data = await this.#picture().catch(() => undefined);
    if (data === undefined) this.saveFailure = 'The picture could not be made.';
    else this.dispatchEvent(new CustomEvent<ChartImage>('image', { detail: { data } }));
  };
}

customElements.define('sesq-chart-tab', SesqChartTab);
