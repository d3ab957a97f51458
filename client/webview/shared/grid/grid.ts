import { html, LitElement, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { ResultColumn, ResultSort, ResultValue } from '../../../../server/src/protocol/engine.ts';
import { timeFormatter } from '../format.ts';
import { bodyCell, cellId, cellOfEvent, headerCell } from './cells.ts';
import { copyRange } from './clipboard.ts';
import { followPointer } from './drag.ts';
import { gridStyles } from './gridStyles.ts';
import { moveBy, rangeBetween, rangeHolds } from './movement.ts';
import type { CellPosition } from './movement.ts';
import type { RowPages } from './pages.ts';
import { contentHeight, rowHeight, rowsPerPage, rowWindow, scrollToRow } from './scroll.ts';
import { nextSort, sortedHow } from './sorting.ts';
import { clampWidth, columnTemplate, fittingWidths, sampledRows } from './widths.ts';

/** A cell that something is to be done with, and where on the page it was asked for. */
export interface PickedCell {
  /** Index of the column. */
  readonly column: number;
  readonly value: ResultValue;
  readonly row: number;
  readonly place: { readonly x: number; readonly y: number };
}

const resizeStep = 16;
const start: CellPosition = { row: 0, column: 0 };

/**
 * A table of any number of rows: only the visible ones are in the document, the rest comes by page. It is one stop in
 * the tab order; the active cell is told to screen readers by `aria-activedescendant`, so that it survives scrolling.
 * Events: `sort` with the wanted `ResultSort` or null, `announce` with a sentence for screen readers, `pick` with a
 * `PickedCell` for Enter, a double click or the context menu on a cell.
 */
export class SesqGrid extends LitElement {
  static override readonly styles = gridStyles;
  static override readonly properties: PropertyDeclarations = {
    columns: { attribute: false },
    pages: { attribute: false },
    total: { attribute: false },
    timezone: { attribute: false },
    label: { attribute: false },
    version: { attribute: false },
  };

  declare columns: readonly ResultColumn[];
  declare pages: RowPages | undefined;
  declare total: number;
  declare timezone: string;
  declare label: string;
  /** Counted up by the owner when rows came or the order changed. */
  declare version: number;

  #widths: readonly number[] = [];
  #widthsAreFitted = false;
  /** True once somebody has sized a column. */
  #widthsAreChosen = false;
  /** Width of what is seen of the rows, in pixels. */
  #room = 0;
  #active = start;
  #anchor = start;
  #scrollTop = 0;
  /** Pixels for rows: the viewport without its header. */
  #height = 0;
  #formatTime = timeFormatter('UTC');
  readonly #observer = new ResizeObserver(() => this.#measureViewport());

  constructor() {
    super();
    this.columns = [];
    this.pages = undefined;
    this.total = 0;
    this.timezone = 'UTC';
    this.label = '';
    this.version = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  /** Goes back to the first row, for rows in a new order. The active column stays. */
  scrollToStart(): void {
    this.#viewport.scrollTop = 0;
    this.#active = this.#anchor = { row: Math.min(this.#active.row, 0), column: this.#active.column };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('timezone')) this.#formatTime = timeFormatter(this.timezone);
    // The same columns again, such as after another run, keep the widths they were given.
    if (changed.has('columns') && namesOf(changed.get('columns')) !== namesOf(this.columns))
      this.#widthsAreFitted = false;
    if (changed.has('pages')) this.#active = this.#anchor = start;
    if (!this.#widthsAreFitted) this.#fitWidths();
  }

  protected override render(): TemplateResult {
    const { first, end } = rowWindow(this.#scrollTop, this.#height, this.total);
    const rows = Array.from({ length: end - first }, (_, index) => this.#row(first + index));
    const { row } = this.#active;
    const activeIsDrawn = row === -1 || (row >= first && row < end);
    return html`<div
      class="viewport"
      role="grid"
      tabindex="0"
      aria-label=${this.label}
      aria-multiselectable="true"
      aria-rowcount=${this.total + 1}
      aria-colcount=${this.columns.length}
      aria-activedescendant=${activeIsDrawn ? cellId(this.#active) : nothing}
      @scroll=${this.#onScroll}
      @keydown=${this.#onKey}
      @pointerdown=${this.#onPointer}
      @dblclick=${this.#onPick}
      @contextmenu=${this.#onPick}
      @copy=${this.#onCopy}
    >
      <div class="header" role="row" aria-rowindex="1">
        ${this.columns.map((column, index) =>
          headerCell(column, index, sortedHow(this.pages?.sort, index), row === -1 && this.#active.column === index, {
            sort: () => this.#sortBy(index),
            startResize: (event) => this.#startResize(event, index),
          }),
        )}
      </div>
      <div class="body" role="rowgroup"><div class="window" role="presentation">${rows}</div></div>
    </div>`;
  }

  /** Sizes are set from here because the policy of the page forbids style attributes. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has('pages')) this.#viewport.scrollTop = 0;
    const { top, first, end } = rowWindow(this.#scrollTop, this.#height, this.total);
    const types = this.columns.map(({ type }) => type);
    const room = this.#widthsAreChosen || this.#room === 0 ? undefined : this.#room;
    this.style.setProperty('--grid-columns', columnTemplate(this.#widths, types, room));
    this.#part('.body').style.height = `${contentHeight(this.total)}px`;
    this.#part('.window').style.transform = `translateY(${top}px)`;
    if (end > first) void this.pages?.load(first, end);
  }

  protected override firstUpdated(): void {
    this.#measureViewport();
  }

  #row(index: number): TemplateResult {
    const row = this.pages?.row(index);
    const selection = this.#active.row === -1 ? undefined : rangeBetween(this.#anchor, this.#active);
    return html`<div
      class="row"
      role="row"
      aria-rowindex=${index + 2}
      aria-busy=${row === undefined ? 'true' : nothing}
    >
      ${this.columns.map((column, position) => {
        const marks = {
          isActive: index === this.#active.row && position === this.#active.column,
          isSelected: selection !== undefined && rangeHolds(selection, index, position),
        };
        const value = row === undefined ? undefined : (row[position] ?? null);
        return bodyCell(value, column, { row: index, column: position }, marks, this.#formatTime);
      })}
    </div>`;
  }

  readonly #onScroll = (): void => {
    this.#scrollTop = this.#viewport.scrollTop;
    this.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const control = event.ctrlKey || event.metaKey;
    const extent = { rows: this.total, columns: this.columns.length, page: rowsPerPage(this.#height) };
    const target = moveBy(event.key, control, this.#active, extent);
    if (this.#active.row === -1 && this.#headerKey(event)) event.preventDefault();
    else if (control && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      this.#anchor = start;
      this.#active = { row: extent.rows - 1, column: extent.columns - 1 };
      this.requestUpdate();
    } else if (event.key === 'Enter') this.#pick(this.#active);
    else if (event.key === 'Escape') this.#activate(this.#active, false);
    else if (target !== undefined) {
      event.preventDefault();
      this.#activate(target, event.shiftKey);
    }
  };

  /** Enter and space sort, Shift with an arrow resizes; true when the key was one of them. */
  #headerKey({ key, shiftKey }: KeyboardEvent): boolean {
    const { column } = this.#active;
    const step = key === 'ArrowLeft' ? -resizeStep : key === 'ArrowRight' ? resizeStep : 0;
    if (key === 'Enter' || key === ' ') this.#sortBy(column);
    else if (shiftKey && step !== 0) {
      this.#takeWidths();
      this.#resize(column, (this.#widths[column] ?? 0) + step);
    } else return false;
    return true;
  }

  readonly #onPointer = (event: PointerEvent): void => {
    const cell = cellOfEvent(event);
    if (cell !== undefined && event.button === 0) this.#activate(cell, event.shiftKey);
  };

  readonly #onPick = (event: MouseEvent): void => {
    const cell = cellOfEvent(event);
    if (cell === undefined) return;
    event.preventDefault();
    this.#pick(cell, { x: event.clientX, y: event.clientY });
  };

  #pick({ row, column }: CellPosition, pointed?: PickedCell['place']): void {
    const value = this.pages?.row(row)?.[column];
    if (value === undefined) return;
    const box = this.renderRoot.querySelector(`#${cellId({ row, column })}`)?.getBoundingClientRect();
    const place = pointed ?? { x: box?.left ?? 0, y: box?.bottom ?? 0 };
    this.dispatchEvent(new CustomEvent<PickedCell>('pick', { detail: { column, value, row, place } }));
  }

  readonly #onCopy = (event: ClipboardEvent): void => {
    const { pages, columns, total } = this;
    if (pages === undefined) return;
    const source = { pages, columns, total, formatTime: this.#formatTime };
    copyRange(event, rangeBetween(this.#anchor, this.#active), source).then(
      (sentence) => this.#announce(sentence),
      () => this.#announce('The clipboard could not be written.'),
    );
  };

  #activate(target: CellPosition, extend: boolean): void {
    this.#active = target;
    if (!extend) this.#anchor = target;
    const viewport = this.#viewport;
    if (target.row >= 0) {
      viewport.scrollTop = scrollToRow(target.row, viewport.scrollTop, this.#height, this.total);
    }
    const left = this.#widths.slice(0, target.column).reduce((sum, width) => sum + width, 0);
    const right = left + (this.#widths[target.column] ?? 0);
    const leftmost = right - viewport.clientWidth;
    if (left < viewport.scrollLeft) viewport.scrollLeft = left;
    else if (leftmost > viewport.scrollLeft) viewport.scrollLeft = Math.min(left, leftmost);
    this.requestUpdate();
  }

  #sortBy(column: number): void {
    const detail = nextSort(this.pages?.sort, column, this.columns[column]?.type);
    this.dispatchEvent(new CustomEvent<ResultSort | undefined>('sort', { detail }));
  }

  #startResize(event: PointerEvent, column: number): void {
    event.stopPropagation();
    this.#takeWidths();
    const before = this.#widths[column] ?? 0;
    followPointer(event, (distance) => this.#resize(column, before + distance));
  }

  /** From now on widths are what they are on the screen; the last column still takes what is left. */
  #takeWidths(): void {
    this.#widthsAreChosen = true;
    const headers = [...this.renderRoot.querySelectorAll<HTMLElement>('.columnheader')];
    this.#widths = this.#widths.map((width, index) =>
      index === this.#widths.length - 1 ? width : (headers[index]?.offsetWidth ?? width),
    );
  }

  #resize(column: number, width: number): void {
    this.#widths = this.#widths.map((old, index) => (index === column ? clampWidth(width) : old));
    this.requestUpdate();
  }

  #announce(detail: string): void {
    this.dispatchEvent(new CustomEvent<string>('announce', { detail }));
  }

  #measureViewport(): void {
    if (!this.hasUpdated) return;
    const height = Math.max(0, this.#viewport.clientHeight - rowHeight);
    const room = this.#viewport.clientWidth;
    if (height === this.#height && room === this.#room) return;
    this.#height = height;
    this.#room = room;
    this.requestUpdate();
  }

  #fitWidths(): void {
    const sample: (readonly ResultValue[])[] = [];
    for (let row = this.pages?.row(0); row !== undefined; row = this.pages?.row(sample.length)) {
      sample.push(row);
      if (sample.length === sampledRows) break;
    }
    this.#widthsAreFitted = sample.length > 0;
    this.#widthsAreChosen = false;
    const context = document.createElement('canvas').getContext('2d');
    const { fontFamily, fontSize } = getComputedStyle(this);
    if (context !== null) context.font = `600 ${fontSize} ${fontFamily}`;
    const measure = (text: string): number => context?.measureText(text).width ?? text.length * 7;
    this.#widths = fittingWidths(this.columns, sample, this.#formatTime, measure);
  }

  get #viewport(): HTMLElement {
    return this.#part('.viewport');
  }

  #part(selector: string): HTMLElement {
    const element = this.renderRoot.querySelector<HTMLElement>(selector);
    if (element === null) throw new Error(`The grid has no ${selector}`);
    return element;
  }
}

function namesOf(columns: unknown): string {
  return JSON.stringify((columns as readonly ResultColumn[] | undefined)?.map(({ name, type }) => [name, type]));
}

customElements.define('sesq-grid', SesqGrid);
