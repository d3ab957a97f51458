import { css, LitElement } from 'lit';
import { buttonFace } from '../shared/viewStyles.ts';

/** Where a popup opens: below an element, or at a place of the page in pixels. */
export type PopupAnchor = Element | { readonly x: number; readonly y: number };

const margin = 4;

/** Look that all popups share. */
export const popupStyles = css`
  :host {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px 0;
    box-sizing: border-box;
    min-width: 160px;
    max-width: min(480px, calc(100vw - 8px));
    max-height: calc(100vh - 8px);
    overflow: auto;
    border: 1px solid var(--vscode-menu-border, var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)));
    border-radius: 4px;
    background: var(--vscode-menu-background, var(--vscode-editorWidget-background, var(--vscode-editor-background)));
    color: var(--vscode-menu-foreground, var(--vscode-foreground));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    font-family: var(--vscode-font-family);
    font-size: 13px;
  }
  :host(:not(:popover-open)) {
    display: none;
  }
  .codicon {
    flex: none;
    width: 16px;
    font: normal 16px/1 codicon;
    text-align: center;
  }
  input {
    box-sizing: border-box;
    width: 100%;
    height: 24px;
    padding: 0 6px;
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    font: inherit;
  }
  input::placeholder {
    color: var(--vscode-input-placeholderForeground);
  }
  input:focus,
  button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  button.primary {
    height: 24px;
    padding: 0 10px;
    ${buttonFace}
  }
  button.primary:hover {
    background: var(--vscode-button-hoverBackground);
  }
  .item {
    display: flex;
    align-items: center;
    gap: 8px;
    box-sizing: border-box;
    width: 100%;
    min-height: 24px;
    padding: 0 12px 0 8px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .item .text {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .item:hover,
  .item:focus,
  .item.active {
    background: var(--vscode-menu-selectionBackground, var(--vscode-list-activeSelectionBackground));
    color: var(--vscode-menu-selectionForeground, var(--vscode-list-activeSelectionForeground, inherit));
    outline: 1px solid var(--vscode-menu-selectionBorder, var(--vscode-contrastActiveBorder, transparent));
    outline-offset: -1px;
  }
  .item[aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
`;

/**
 * Something that opens over the view and closes by Escape or a click elsewhere; the focus goes back to where it was.
 * Events: `closed`.
 */
export class Popup extends LitElement {
  #returnFocus: Element | undefined;
  #anchor: PopupAnchor | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.addEventListener('toggle', this.#toggled);
  }

  get isOpen(): boolean {
    return this.matches(':popover-open');
  }

  /** Shows the popup; what it shows must be set before. */
  async openAt(anchor: PopupAnchor): Promise<void> {
    this.#returnFocus = activeElement();
    this.#anchor = anchor;
    await this.updateComplete;
    if (!this.isConnected) return;
    if (!this.isOpen) this.showPopover();
    this.#place(anchor);
    this.focusFirst();
  }

  close(): void {
    if (this.isOpen) this.hidePopover();
  }

  /** Puts the focus where it begins. */
  protected focusFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('input, button, [tabindex]')?.focus();
  }

  protected override updated(): void {
    if (this.isOpen && this.#anchor !== undefined) this.#place(this.#anchor);
  }

  readonly #toggled = (event: Event): void => {
    if (!(event instanceof ToggleEvent) || event.newState !== 'closed') return;
    // Only when the focus would be lost: a click elsewhere has taken it on purpose.
    const active = activeElement();
    if (active === undefined || active === document.body || this.renderRoot.contains(active))
      (this.#returnFocus as HTMLElement | undefined)?.focus?.();
    this.dispatchEvent(new CustomEvent('closed'));
  };

  #place(anchor: PopupAnchor): void {
    const box =
      anchor instanceof Element ? anchor.getBoundingClientRect() : { left: anchor.x, bottom: anchor.y, top: anchor.y };
    const { width, height } = this.getBoundingClientRect();
    const below = box.bottom + 2;
    const top = below + height + margin <= window.innerHeight ? below : Math.max(margin, box.top - height - 2);
    this.style.left = `${Math.max(margin, Math.min(box.left, window.innerWidth - width - margin))}px`;
    this.style.top = `${Math.min(top, Math.max(margin, window.innerHeight - height - margin))}px`;
  }
}

/** The element with the focus, through shadow roots. */
export function activeElement(): Element | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active ?? undefined;
}
