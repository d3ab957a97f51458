import { css, html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import { Popup, popupStyles } from './popup.ts';
import type { PopupAnchor } from './popup.ts';

/** A line of a menu. */
export type MenuItem =
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly icon?: IconName;
      /** Set for an item that is chosen or not. */
      readonly checked?: boolean;
      readonly run: () => void;
    };

/** A menu of actions: arrow keys, Home, End and first letters move; Enter runs. */
export class SesqMenu extends Popup {
  static override readonly styles: CSSResultGroup = [
    popupStyles,
    css`
      .separator {
        margin: 4px 0;
        border-top: 1px solid var(--vscode-menu-separatorBackground, var(--vscode-editorGroup-border, transparent));
      }
    `,
  ];
  static override readonly properties: PropertyDeclarations = { items: { state: true }, label: { state: true } };

  declare items: readonly MenuItem[];
  declare label: string;

  constructor() {
    super();
    this.items = [];
    this.label = '';
  }

  /** Shows items at a place; `label` names the menu for screen readers. */
  show(anchor: PopupAnchor, label: string, items: readonly MenuItem[]): void {
    this.items = items;
    this.label = label;
    void this.openAt(anchor);
  }

  protected override render(): TemplateResult {
    const hasChecks = this.items.some((item) => item.kind === 'action' && item.checked !== undefined);
    return html`<div role="menu" aria-label=${this.label} @keydown=${this.#onKey}>
      ${this.items.map((item) => {
        if (item.kind === 'separator') return html`<div class="separator" role="separator"></div>`;
        const mark = item.checked === true ? 'check' : item.icon;
        return html`<button
          class="item"
          role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked=${item.checked ?? nothing}
          tabindex="-1"
          @click=${() => this.#run(item.run)}
        >
          ${mark === undefined ? (hasChecks ? html`<span class="codicon"></span>` : nothing) : icon(mark)}
          <span class="text">${item.label}</span>
        </button>`;
      })}
    </div>`;
  }

  protected override focusFirst(): void {
    const chosen = this.#buttons.find((button) => button.ariaChecked === 'true');
    (chosen ?? this.#buttons[0])?.focus();
  }

  get #buttons(): readonly HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button')];
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const buttons = this.#buttons;
    const index = buttons.findIndex((button) => button.matches(':focus'));
    const steps: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    const target =
      step === undefined ? byLetter(buttons, index, event.key) : buttons.at(step % Math.max(1, buttons.length));
    if (event.key === 'Tab') this.close();
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  };

  #run(action: () => void): void {
    // Closed first: the action may open another popup, and the focus is back where it was.
    this.close();
    action();
  }
}

function byLetter(buttons: readonly HTMLButtonElement[], from: number, key: string): HTMLButtonElement | undefined {
  if (key.length !== 1 || key === ' ') return undefined;
  const starts = (button: HTMLButtonElement): boolean =>
    (button.querySelector('.text')?.textContent ?? '').toLowerCase().startsWith(key.toLowerCase());
  return [...buttons.slice(from + 1), ...buttons.slice(0, from + 1)].find(starts);
}

customElements.define('sesq-menu', SesqMenu);
