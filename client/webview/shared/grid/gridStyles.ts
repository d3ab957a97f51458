import { css } from 'lit';

/** Look of the grid: theme variables only, 22 px rows. */
export const gridStyles = css`
  :host {
    display: block;
    position: relative;
    min-height: 0;
    overflow: hidden;
  }
  .viewport {
    height: 100%;
    overflow: auto;
    outline: none;
    cursor: default;
    user-select: none;
    overflow-anchor: none;
  }
  .header,
  .row {
    display: grid;
    grid-template-columns: var(--grid-columns);
    height: 22px;
  }
  .header,
  .body {
    width: max-content;
    min-width: 100%;
  }
  .header {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--vscode-editor-background);
    box-shadow: inset 0 -1px var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
  }
  .body {
    position: relative;
  }
  .window {
    position: absolute;
    inset: 0 0 auto 0;
  }
  .cell,
  .columnheader {
    box-sizing: border-box;
    min-width: 0;
    height: 22px;
    padding: 0 10px;
    line-height: 22px;
    overflow: hidden;
    white-space: pre;
    text-overflow: ellipsis;
  }
  .columnheader {
    position: relative;
    display: flex;
    align-items: center;
    gap: 4px;
    color: var(--vscode-descriptionForeground);
    font-weight: 600;
    cursor: pointer;
  }
  .columnheader:hover,
  .columnheader[aria-sort='ascending'],
  .columnheader[aria-sort='descending'] {
    color: var(--vscode-foreground);
  }
  .columnheader .name {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .columnheader.number {
    justify-content: flex-end;
  }
  .columnheader .mark {
    flex: none;
    width: 8px;
    height: 8px;
    background: currentColor;
    visibility: hidden;
  }
  .columnheader[aria-sort='ascending'] .mark {
    visibility: visible;
    clip-path: polygon(50% 15%, 100% 85%, 0 85%);
  }
  .columnheader[aria-sort='descending'] .mark {
    visibility: visible;
    clip-path: polygon(0 15%, 100% 15%, 50% 85%);
  }
  .columnheader.number .mark {
    order: -1;
  }
  .grip {
    position: absolute;
    inset: 0 0 0 auto;
    width: 5px;
    cursor: col-resize;
    touch-action: none;
  }
  .columnheader:hover .grip {
    border-right: 1px solid var(--vscode-editorIndentGuide-activeBackground1, var(--vscode-descriptionForeground));
  }
  .grip:hover,
  .grip.dragged {
    background: var(--vscode-sash-hoverBorder, var(--vscode-focusBorder));
  }
  .row:hover {
    background: var(--vscode-list-hoverBackground);
    color: var(--vscode-list-hoverForeground, inherit);
  }
  .cell.number {
    text-align: right;
  }
  .cell.number,
  .cell.time {
    font-variant-numeric: tabular-nums;
  }
  .cell.null {
    color: var(--vscode-descriptionForeground);
    font-style: italic;
    opacity: 0.75;
  }
  .cell.selected {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
  }
  /* Where many tables stand beside each other, only the one with the focus shows its selection. */
  :host([quiet]:not(:focus-within)) {
    --selected-outline: none;
  }
  :host([quiet]:not(:focus-within)) .cell.selected {
    background: none;
    color: inherit;
  }
  .viewport:focus .cell.selected {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground, inherit);
    opacity: 1;
  }
  :host-context(body.vscode-high-contrast) .cell.selected,
  :host-context(body.vscode-high-contrast-light) .cell.selected {
    outline: var(--selected-outline, 1px dotted var(--vscode-contrastActiveBorder));
    outline-offset: -1px;
  }
  :host-context(body.vscode-high-contrast) .row:hover,
  :host-context(body.vscode-high-contrast-light) .row:hover {
    outline: 1px dashed var(--vscode-contrastActiveBorder);
    outline-offset: -1px;
  }
  .viewport:focus .cell.active,
  .viewport:focus .columnheader.active {
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
    outline-offset: -1px;
  }
  :host-context(body.vscode-high-contrast) .viewport:focus .cell.active,
  :host-context(body.vscode-high-contrast-light) .viewport:focus .cell.active {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: -2px;
  }
`;
