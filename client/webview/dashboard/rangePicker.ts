import { css, html } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import type { TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
import { icon } from './icons.ts';
import { Popup, popupStyles } from './popup.ts';
import type { PopupAnchor } from './popup.ts';
import { customRange, rangeLabel, sameRange, timePresets } from './timeRanges.ts';

/** Presets, and a form for two times as they are typed in a query's `@time`. Events: `choose` with the range. */
export class SesqRangePicker extends Popup {
  static override readonly styles: CSSResultGroup = [
    popupStyles,
    css`
      form {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px 8px;
        align-items: center;
        margin-top: 4px;
        padding: 8px 12px 8px;
        border-top: 1px solid var(--vscode-menu-separatorBackground, var(--vscode-editorGroup-border, transparent));
      }
      button.primary {
        grid-column: 2;
        justify-self: start;
      }
      .hint {
        grid-column: 1 / -1;
        margin: 0;
        color: var(--vscode-descriptionForeground);
        font-size: 12px;
      }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    chosen: { state: true },
    ownRange: { state: true },
  };

  /** Undefined when the range of the file holds. */
  declare chosen: TimeRangeChoice | undefined;
  /** The range of the file. */
  declare ownRange: TimeRangeChoice;

  constructor() {
    super();
    this.chosen = undefined;
    this.ownRange = {};
  }

  show(anchor: PopupAnchor, chosen: TimeRangeChoice | undefined, ownRange: TimeRangeChoice): void {
    this.chosen = chosen;
    this.ownRange = ownRange;
    void this.openAt(anchor);
  }

  protected override render(): TemplateResult {
    const { from, to } = this.chosen ?? this.ownRange;
    return html`<div role="group" aria-label="Time range">
      ${this.#option(`Of the dashboard: ${rangeLabel(this.ownRange)}`, undefined)}
      ${timePresets.map(({ label, range }) => this.#option(label, range))}
      <form @submit=${this.#submit}>
        <label for="from">From</label>
        <input id="from" name="from" autocomplete="off" placeholder="-3h, 2018-04-12 00:00" .value=${from ?? ''} />
        <label for="to">To</label>
        <input id="to" name="to" autocomplete="off" placeholder="newest record" .value=${to ?? ''} />
        <button class="primary" type="submit">Apply</button>
        <p class="hint">The start is part of the range, the end is not.</p>
      </form>
    </div>`;
  }

  protected override focusFirst(): void {
    const options = [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
    (options.find((option) => option.ariaPressed === 'true') ?? options[0])?.focus();
  }

  #option(label: string, range: TimeRangeChoice | undefined): TemplateResult {
    const isChosen = sameRange(this.chosen, range);
    return html`<button
      class="item"
      aria-pressed=${isChosen}
      @keydown=${this.#onKey}
      @click=${() => this.#choose(range)}
    >
      ${isChosen ? icon('check') : html`<span class="codicon"></span>`}<span class="text">${label}</span>
    </button>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const options = [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = options.findIndex((option) => option.matches(':focus'));
    options[(index + step + options.length) % options.length]?.focus();
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = (name: string): string =>
      this.renderRoot.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '';
    this.#choose(customRange(text('from'), text('to')));
  };

  #choose(range: TimeRangeChoice | undefined): void {
    this.close();
    this.dispatchEvent(new CustomEvent<TimeRangeChoice | undefined>('choose', { detail: range }));
  }
}

customElements.define('sesq-range-picker', SesqRangePicker);
