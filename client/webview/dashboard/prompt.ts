import { css, html } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import { Popup, popupStyles } from './popup.ts';
import type { PopupAnchor } from './popup.ts';

/** Asks for one line of text. Events: `choose` with the text, never an empty one. */
export class SesqPrompt extends Popup {
  static override readonly styles: CSSResultGroup = [
    popupStyles,
    css`
      form {
        display: flex;
        gap: 6px;
        width: 300px;
        padding: 4px 8px;
      }
    `,
  ];
  static override readonly properties: PropertyDeclarations = { label: { state: true }, value: { state: true } };

  declare label: string;
  declare value: string;

  constructor() {
    super();
    this.label = '';
    this.value = '';
  }

  ask(anchor: PopupAnchor, label: string, value: string): void {
    this.label = label;
    this.value = value;
    void this.openAt(anchor);
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${this.#submit}>
      <input aria-label=${this.label} autocomplete="off" .value=${this.value} />
      <button class="primary" type="submit">OK</button>
    </form>`;
  }

  protected override focusFirst(): void {
    const input = this.renderRoot.querySelector('input');
    input?.focus();
    input?.select();
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const detail = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    if (detail === '') return;
    this.close();
    this.dispatchEvent(new CustomEvent<string>('choose', { detail }));
  };
}

customElements.define('sesq-prompt', SesqPrompt);
