import { css } from 'lit';
import { buttonFace, lineButton, pointedLine, viewStyles } from '../shared/viewStyles.ts';

/** Look of the dashboard around its panels: theme variables only, a 4 px grid. */
export const dashboardStyles = [
  viewStyles,
  css`
    .bar {
      flex: none;
      display: flex;
      align-items: start;
      gap: 8px;
      padding: 4px 8px 4px 6px;
      user-select: none;
    }
    .choices {
      flex: 1;
      min-width: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 4px;
    }
    .tools {
      flex: none;
      display: flex;
      align-items: center;
      max-width: 60%;
    }
    .bar h1 {
      margin: 0 8px 0 6px;
      max-width: 100%;
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
      font-size: 13px;
      font-weight: 600;
    }
    .opener {
      display: flex;
      align-items: center;
      gap: 2px;
      max-width: 320px;
      height: 24px;
      padding: 0 2px 0 6px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--vscode-descriptionForeground);
      font: inherit;
      font-variant-numeric: tabular-nums;
      cursor: pointer;
    }
    .opener .text {
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
    }
    .opener .text:empty {
      display: none;
    }
    .opener .codicon {
      font-size: 14px;
    }
    .opener.set,
    .opener[data-choice='range'] {
      color: var(--vscode-foreground);
    }
    .opener.set .text {
      font-weight: 600;
    }
    .opener:hover {
      background: var(--vscode-toolbar-hoverBackground);
      color: var(--vscode-foreground);
      outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      outline-offset: -1px;
    }
    .scope {
      display: flex;
      align-items: center;
      gap: 4px;
      max-width: 240px;
      height: 20px;
      padding: 0 6px;
      border: 1px solid var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
      border-radius: 4px;
      color: var(--vscode-foreground);
    }
    .scope .text,
    .status {
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
    }
    .scope .codicon {
      font-size: 14px;
    }
    .status {
      max-width: 360px;
      padding: 0 4px;
      color: var(--vscode-descriptionForeground);
      font-variant-numeric: tabular-nums;
    }
    .scroll {
      flex: 1;
      min-height: 0;
      overflow: auto;
      overflow-x: hidden;
      padding: 2px 12px 12px;
      outline: none;
    }
    .grid {
      display: grid;
      grid-template-columns: repeat(12, minmax(0, 1fr));
      grid-auto-rows: 72px;
      gap: 8px;
    }
    sesq-panel {
      grid-column: calc(var(--x) + 1) / span var(--width);
      grid-row: calc(var(--y) + 1) / span var(--height);
    }
    .editing sesq-panel {
      cursor: move;
    }
    .editing sesq-panel:active {
      z-index: 2;
      border-color: var(--vscode-focusBorder);
    }
    .editing .cell {
      display: contents;
    }
    .grip {
      display: none;
    }
    .editing .grip {
      display: block;
      grid-column: calc(var(--x) + 1) / span var(--width);
      grid-row: calc(var(--y) + 1) / span var(--height);
      align-self: end;
      justify-self: end;
      z-index: 3;
      width: 16px;
      height: 16px;
      box-sizing: border-box;
      border-right: 3px solid var(--vscode-focusBorder);
      border-bottom: 3px solid var(--vscode-focusBorder);
      cursor: nwse-resize;
    }
    .grid.full {
      display: block;
      height: 100%;
    }
    .grid.full sesq-panel[full] {
      height: 100%;
    }
    .grid.full sesq-panel:not([full]),
    .grid.full .grip {
      display: none;
    }
    /* Beside another editor: two panels in a row where they are narrow, and what stands alone takes the whole row. */
    @container (min-width: 561px) and (max-width: 840px) {
      .grid:not(.editing, .full) {
        display: flex;
        flex-wrap: wrap;
      }
      .grid:not(.editing, .full) sesq-panel {
        flex: 1 1 clamp(50% - 4px, (var(--width) - 6) * 1000%, 100%);
        contain: size;
        min-height: calc(var(--height) * 80px - 8px);
      }
    }
    /* A side-bar sized view: one panel below the other. While editing, what is moved is where the file has it. */
    @container (max-width: 560px) {
      .grid:not(.editing) {
        grid-template-columns: minmax(0, 1fr);
      }
      .grid:not(.editing) sesq-panel {
        grid-column: 1;
        grid-row: span max(4, var(--height));
      }
      .status {
        display: none;
      }
      .bar {
        gap: 0;
        padding: 4px 4px 4px 2px;
      }
      .opener {
        max-width: 100%;
      }
      /* The tab says it too. */
      .choices h1 {
        position: absolute;
        width: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      .scroll {
        padding: 2px 8px 8px;
      }
    }
    .warnings {
      flex: none;
      max-height: 66px;
      overflow: auto;
      padding: 0 12px;
    }
    .page {
      max-width: 72ch;
      padding: 24px;
      line-height: 20px;
      overflow: auto;
    }
    .page h1 {
      margin: 0 0 8px;
      font-size: 16px;
      font-weight: 600;
    }
    .page p {
      margin: 0 0 12px;
      color: var(--vscode-descriptionForeground);
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-bottom: 12px;
    }
    .primary,
    .secondary {
      height: 26px;
      padding: 0 12px;
      ${buttonFace}
    }
    .primary:hover {
      background: var(--vscode-button-hoverBackground);
    }
    .secondary {
      border-color: var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent));
      background: var(--vscode-button-secondaryBackground);
      color: var(--vscode-button-secondaryForeground);
    }
    .secondary:hover {
      background: var(--vscode-button-secondaryHoverBackground);
    }
    .bar .primary {
      height: 22px;
    }
    .link {
      margin-right: 12px;
    }
    .problems {
      margin: 0 0 8px;
      padding: 0;
      list-style: none;
    }
    .problems button {
      display: flex;
      gap: 6px;
      padding: 2px 4px;
      ${lineButton}
    }
    .problems button:hover {
      ${pointedLine}
    }
    [data-icon='error'] {
      color: var(--vscode-errorForeground);
    }
    [data-icon='warning'] {
      color: var(--vscode-editorWarning-foreground);
    }
  `,
];
