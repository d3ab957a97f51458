import { css, html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import { icon } from './icons.ts';
import { Popup, popupStyles } from './popup.ts';
import type { PopupAnchor } from './popup.ts';
import { choiceAfter, filteredValues } from './values.ts';

/** What is offered. */
export interface ValueOffer {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly multi: boolean;
  /** Undefined while they are being read. */
  readonly values: readonly string[] | undefined;
  /** Whether everything (`*`) and texts that are not among the values can be chosen. */
  readonly free: boolean;
  /** Why there are no values, or that there are more. */
  readonly note?: string;
}

const nothingOffered: ValueOffer = { label: '', chosen: [], multi: false, values: [], free: false };

/**
 * A combobox: a text filters the values, arrow keys move, Enter chooses; with several values the box stays open.
 * Events: `choose` with the chosen values.
 */
export class SesqValuePicker extends Popup {
  static override readonly styles: CSSResultGroup = [
    popupStyles,
    css`
      :host {
        width: 260px;
      }
      .filter {
        padding: 4px 8px 6px;
      }
      [role='listbox'] {
        max-height: 264px;
        overflow: auto;
      }
      .note {
        margin: 4px 12px;
        color: var(--vscode-descriptionForeground);
        font-size: 12px;
      }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    offer: { attribute: false },
    filter: { state: true },
    active: { state: true },
  };

  declare offer: ValueOffer;
  declare filter: string;
  declare active: number;

  constructor() {
    super();
    this.offer = nothingOffered;
    this.filter = '';
    this.active = -1;
  }

  show(anchor: PopupAnchor, offer: ValueOffer): void {
    this.offer = offer;
    this.filter = '';
    this.active = -1;
    void this.openAt(anchor);
  }

  protected override render(): TemplateResult {
    const { label, chosen, multi, values, note } = this.offer;
    const shown = this.#shown;
    return html`<div class="filter">
        <input
          role="combobox"
          aria-label=${label}
          aria-expanded="true"
          aria-controls="values"
          aria-autocomplete="list"
          aria-activedescendant=${this.active >= 0 && this.active < shown.length ? `value-${this.active}` : nothing}
          autocomplete="off"
          placeholder=${this.offer.free ? 'Filter, or type a value' : 'Filter'}
          .value=${this.filter}
          @input=${this.#onInput}
          @keydown=${this.#onKey}
        />
      </div>
      <div id="values" role="listbox" aria-label=${label} aria-multiselectable=${multi}>
        ${shown.map((value, index) => {
          const isChosen = chosen.includes(value);
          return html`<div
            id="value-${index}"
            class="item ${index === this.active ? 'active' : ''}"
            role="option"
            aria-selected=${isChosen}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#choose(value)}
          >
            ${isChosen ? icon('check') : html`<span class="codicon"></span>`}
            <span
              class="text"
              title=${value}
              .textContent=${value === '*' ? 'All (*)' : value === '' ? '(empty)' : value}
            ></span>
          </div>`;
        })}
      </div>
      ${values === undefined ? html`<p class="note">Reading values…</p>` : nothing}
      ${note === undefined ? nothing : html`<p class="note">${note}</p>`}`;
  }

  protected override updated(): void {
    super.updated();
    this.renderRoot.querySelector('.item.active')?.scrollIntoView({ block: 'nearest' });
  }

  get #shown(): readonly string[] {
    const { values, free, chosen } = this.offer;
    return filteredValues(values ?? [], chosen, this.filter, free);
  }

  readonly #onInput = (event: InputEvent): void => {
    this.filter = (event.target as HTMLInputElement).value;
    this.active = this.filter === '' ? -1 : 0;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const shown = this.#shown;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      event.preventDefault();
      this.active = (Math.max(this.active, step === 1 ? -1 : 0) + step + shown.length) % shown.length;
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const value = shown[this.active];
      if (value !== undefined) this.#choose(value);
    } else if (event.key === 'Tab') this.close();
  };

  #choose(value: string): void {
    const { multi, chosen, free } = this.offer;
    const next = choiceAfter(chosen, value, multi, free);
    this.offer = { ...this.offer, chosen: next };
    if (!multi) this.close();
    this.dispatchEvent(new CustomEvent<readonly string[]>('choose', { detail: next }));
  }
}

customElements.define('sesq-value-picker', SesqValuePicker);
