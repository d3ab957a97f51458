import { html, LitElement, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { Visualization } from '../../../../server/src/protocol/dashboard.ts';
import { timeFormatter } from '../format.ts';
import { oneTabStop, rove } from '../roving.ts';
import { buildChartModel } from './chartModel.ts';
import { chartStyles } from './chartStyles.ts';
import { chartTable } from './chartTable.ts';
import { pageColours } from './colourScale.ts';
import { describeChart, readPlace } from './describe.ts';
import { legend, legendEntries, legendPlace } from './legend.ts';
import type { LegendPlace } from './legend.ts';
import type { ChartData, ChartModel } from './model.ts';
import { chartOption } from './options.ts';
import type { DrawContext } from './drawContext.ts';
import { Picture } from './picture.ts';
import { chartImage } from './png.ts';
import { placeList } from './placeList.ts';
import { Pointing } from './pointing.ts';
import { formatQuantity } from './quantity.ts';
import { pageTheme, watchTheme } from './themeWatch.ts';
import { registerWorld } from './worldMap.ts';

const noData: ChartData = { columns: [], rows: [] };

/**
 * Rows as a chart, with its legend, its tooltip and a table of the same values.
 * Properties: `data`, `visualization`, `timezone`, `label` (what it is called), `showsTable`, `fixed` (nothing
 * happens on a click or a drag). Events: `sesq-pick` with `{column, value, row}` for a value that was clicked, `sesq-zoom` with `{from, to}`
 * (epoch milliseconds) for a range dragged along the time.
 */
export class SesqChart extends LitElement {
  static override readonly styles = chartStyles;
  static override readonly properties: PropertyDeclarations = {
    data: { attribute: false },
    visualization: { attribute: false },
    timezone: { attribute: false },
    label: { attribute: false },
    showsTable: { attribute: false },
    fixed: { attribute: false },
    hidden_: { state: true },
    place: { state: true },
    announcement: { state: true },
  };

  declare data: ChartData | undefined;
  declare visualization: Visualization;
  declare timezone: string;
  declare label: string;
  declare showsTable: boolean;
  declare fixed: boolean;
  declare announcement: string;
  /** Where the legend is, as the size of the chart has it. */
  declare place: LegendPlace;
  /** Names that were switched off in the legend. */
  declare hidden_: ReadonlySet<string>;

  #model: ChartModel = { kind: 'none', reason: 'There are no rows to draw.' };
  #picture: Picture | undefined;
  #formatTime = timeFormatter('UTC');
  #unwatch: (() => void) | undefined;
  readonly #pointing = new Pointing({
    part: (selector) => this.renderRoot.querySelector<HTMLElement>(selector) ?? undefined,
    picture: () => this.#picture,
    model: () => this.#model,
    read: (place) => readPlace(this.#model, place, this.#context(), this.#formatTime),
    isFixed: () => this.fixed,
    pick: (picked) => this.#emit('sesq-pick', picked),
    zoom: (from, to) => this.#emit('sesq-zoom', { from, to }),
    announce: (sentence) => (this.announcement = sentence),
  });
  readonly #observer = new ResizeObserver(() => this.#resized());

  constructor() {
    super();
    this.data = undefined;
    this.visualization = { kind: 'table' };
    this.timezone = 'UTC';
    this.label = '';
    this.showsTable = false;
    this.fixed = false;
    this.announcement = '';
    this.hidden_ = new Set();
    this.place = 'bottom';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = watchTheme(() => this.requestUpdate());
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
    this.#observer.disconnect();
    this.#picture?.dispose();
    this.#picture = undefined;
  }

  /** What the chart shows, in one or two sentences. */
  summary(): string {
    return describeChart(this.#model, this.label, this.#formatTime);
  }

  /** Changes between the chart and the table of its values. */
  toggleTable(): void {
    this.showsTable = !this.showsTable;
  }

  /**
   * The chart as it is, with its title, legend and background; a data URL of a PNG. Its picture is as large as on the screen,
   * or the whole image has the given size in pixels.
   */
  async toPng(size?: { readonly width: number; readonly height: number }): Promise<string> {
    await this.updateComplete;
    const context = this.#context();
    const model = this.#model;
    const isTable = this.showsTable || model.kind === 'table' || model.kind === 'none';
    const width = Math.max(size === undefined ? 320 : 160, Math.round(size?.width ?? this.clientWidth));
    const height = Math.max(160, Math.round(size?.height ?? this.clientHeight));
    if (model.kind === 'map') registerWorld();
    const single = model.kind === 'single' ? this.#singleText(model) : undefined;
    return chartImage({
      title: this.label,
      theme: context.theme,
      width,
      height,
      fits: size !== undefined,
      option: isTable ? undefined : (inner, room) => chartOption(model, { ...context, width: inner, height: room }),
      legend: isTable ? [] : legendEntries(model, context).filter(({ name }) => !this.hidden_.has(name)),
      text: isTable ? undefined : single,
      table: isTable ? (this.data ?? noData) : undefined,
      notes: [...this.#notes(), ...(model.kind === 'map' ? ['IP locations by DB-IP.com, CC BY 4.0'] : [])],
      formatTime: this.#formatTime,
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('timezone')) this.#formatTime = timeFormatter(this.timezone);
    if (changed.has('data') || changed.has('visualization') || changed.has('timezone')) {
      this.#model = buildChartModel(this.data ?? noData, this.visualization, { timezone: this.timezone });
      this.#pointing.reset();
      this.#findPlace();
    }
  }

  #findPlace(): void {
    this.place = legendPlace(this.#model, this.visualization.legend, this.clientWidth, this.clientHeight);
  }

  protected override render(): TemplateResult {
    const model = this.#model;
    const data = this.data ?? noData;
    const isTable = this.showsTable || model.kind === 'table';
    return html`
      ${isTable ? this.#table(data, true) : this.#picturePart(model)} ${isTable ? nothing : this.#foot(model)}
      ${isTable || model.kind === 'none' ? nothing : this.#table(data, false)}
      <div class="unseen" role="status" aria-live="polite">${this.announcement}</div>
    `;
  }

  #table(data: ChartData, isShown: boolean): TemplateResult {
    return html`<div class=${isShown ? 'table' : 'unseen alternative'} tabindex=${isShown ? '0' : nothing}>
      ${chartTable(data, this.label, this.#formatTime, (column, row) => {
        const name = data.columns[column]?.name;
        if (isShown && !this.fixed && name !== undefined)
          this.#emit('sesq-pick', { column: name, value: data.rows[row]?.[column] ?? null, row });
      })}
    </div>`;
  }

  #picturePart(model: ChartModel): TemplateResult {
    if (model.kind === 'none') return html`<p class="sentence">${model.reason}</p>`;
    if (model.kind === 'single') {
      const { value, name } = this.#singleText(model);
      return html`<div class="single" role="img" aria-label=${this.summary()}>
        <span class="value" title=${value} .textContent=${value}></span><span class="name" .textContent=${name}></span>
      </div>`;
    }
    const { place } = this;
    const entries = place === 'none' ? [] : legendEntries(model, this.#context());
    return html`<div class="picture ${model.kind} ${place}">
      <div
        class="plot"
        tabindex="0"
        role="application"
        aria-roledescription="chart"
        aria-label=${`${this.summary()} Arrow keys read its values.`}
        @keydown=${this.#pointing.key}
        @blur=${this.#pointing.leave}
        @mousemove=${this.#pointing.move}
        @pointerleave=${this.#pointing.leave}
        @pointerdown=${this.#pointing.press}
        @click=${this.#pointing.click}
        @wheel=${this.#pointing.wheel}
      >
        <div class="canvas"></div>
        <div class="cursor"></div>
        <div class="zoom"></div>
        ${model.kind === 'map' ? this.#zoomers() : nothing}
        <div class="tip" popover="manual" aria-hidden="true"></div>
      </div>
      ${model.kind === 'map' && place !== 'none' ? this.#places(model) : nothing}
      ${legend(entries, this.hidden_, this.#toggle, (index) => {
        if (model.kind === 'pie') this.#picture?.highlight(index);
      })}
    </div>`;
  }

  #places(model: Extract<ChartModel, { readonly kind: 'map' }>): TemplateResult {
    return placeList(
      model,
      this.visualization.unit,
      (place) => this.#picture?.highlight(place),
      (place) => this.#pointing.pick(place, 0),
    );
  }

  #zoomers(): TemplateResult {
    const zoom = (factor: number | undefined) => (event: Event) => {
      event.stopPropagation();
      this.#picture?.zoomMap(factor);
    };
    return html`<div
      class="zoomers"
      role="toolbar"
      aria-label="Zoom"
      @keydown=${rove}
      @mousemove=${(event: Event) => event.stopPropagation()}
    >
      <button type="button" title="Zoom in (+)" aria-label="Zoom in" @click=${zoom(1.6)}>+</button>
      <button type="button" title="Zoom out (-)" aria-label="Zoom out" @click=${zoom(1 / 1.6)}>−</button>
      <button type="button" title="Whole world (0)" aria-label="Show the whole world" @click=${zoom(undefined)}>
        ⤢
      </button>
    </div>`;
  }

  #foot(model: ChartModel): TemplateResult | typeof nothing {
    const notes = this.#notes();
    if (notes.length === 0 && model.kind !== 'map') return nothing;
    return html`<p class="foot">
      ${notes.map((note) => html`<span>${note}</span>`)}
      ${
        model.kind === 'map'
          ? html`<span class="credit"
              >IP locations by <a href="https://db-ip.com">DB-IP.com</a>,
              <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></span
            >`
          : nothing
      }
    </p>`;
  }

  #notes(): readonly string[] {
    const model = this.#model;
    if (model.kind === 'none') return [];
    if (model.kind === 'outlier') return ['Shaded: the expected range · ▲ outside of it', ...model.notes];
    if (model.kind !== 'map' || model.unplaced === 0) return model.notes;
    return [...model.notes, `${formatQuantity(model.unplaced)} without a place`];
  }

  #singleText({ value, name, tone }: Extract<ChartModel, { readonly kind: 'single' }>): {
    readonly value: string;
    readonly name: string;
    readonly colour: string;
  } {
    const theme = pageTheme();
    const type = this.data?.columns.find((column) => column.name === name)?.type;
    const isTime = type === 'time' && typeof value === 'number';
    const text =
      value === null
        ? '–'
        : isTime
          ? this.#formatTime(value)
          : typeof value === 'number'
            ? formatQuantity(value, this.visualization.unit)
            : String(value);
    return { value: text, name, colour: tone === undefined ? theme.foreground : theme.tones[tone] };
  }

  protected override updated(changed: PropertyValues): void {
    // What is said changes nothing in the picture, and drawing a map again would show all of it.
    if (changed.size === 1 && changed.has('announcement')) return;
    const model = this.#model;
    for (const group of this.renderRoot.querySelectorAll('.legend, .zoomers')) oneTabStop(group);
    const plot = this.renderRoot.querySelector<HTMLElement>('.canvas');
    if (plot === null) {
      this.#picture?.dispose();
      this.#picture = undefined;
      const single = this.renderRoot.querySelector<HTMLElement>('.single');
      if (single !== null && model.kind === 'single')
        single.style.setProperty('--tone', this.#singleText(model).colour);
      return;
    }
    for (const [index, entry] of legendEntries(model, this.#context()).entries()) {
      const swatch = this.renderRoot.querySelector<HTMLElement>(`[data-entry="${index}"] .swatch`);
      swatch?.style.setProperty('--swatch', entry.colour);
    }
    this.#draw();
  }

  #draw(): void {
    const plot = this.renderRoot.querySelector<HTMLElement>('.canvas');
    if (plot === null || plot.clientWidth === 0 || plot.clientHeight === 0) return;
    if (this.#model.kind === 'map') registerWorld();
    const option = chartOption(this.#model, this.#context());
    if (option === undefined) return;
    this.#picture ??= new Picture(plot);
    this.#picture.resize();
    this.#picture.draw(this.#model, option);
  }

  #resized(): void {
    this.#findPlace();
    // The observer also tells of the size that the picture was drawn in at first.
    if (this.#picture?.fits === true) return;
    if (this.#picture !== undefined) this.#pointing.hide();
    this.#draw();
  }

  #context(): DrawContext {
    const plot = this.renderRoot?.querySelector?.<HTMLElement>('.plot') ?? undefined;
    return {
      theme: pageTheme(),
      colours: pageColours,
      visualization: this.visualization,
      timezone: this.timezone,
      width: plot?.clientWidth ?? 400,
      height: plot?.clientHeight ?? 200,
      hidden: this.hidden_,
    };
  }

  readonly #toggle = (name: string, alone: boolean): void => {
    const all = legendEntries(this.#model, this.#context()).map((entry) => entry.name);
    const hidden = new Set(this.hidden_);
    if (alone) {
      const isAlone = all.every((each) => (each === name) !== hidden.has(each));
      this.hidden_ = isAlone ? new Set() : new Set(all.filter((each) => each !== name));
      return;
    }
    if (!hidden.delete(name)) hidden.add(name);
    this.hidden_ = hidden;
  };

  #emit(type: 'sesq-pick' | 'sesq-zoom', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('sesq-chart', SesqChart);
