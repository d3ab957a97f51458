import { css } from 'lit';
import { controlStyles } from '../shared/viewStyles.ts';

/** Look of one panel: a quiet box, its actions only where the pointer or the focus is. */
export const panelStyles = [
  controlStyles,
  css`
    :host {
      position: relative;
      display: flex;
      flex-direction: column;
      box-sizing: border-box;
      min-width: 0;
      min-height: 0;
      overflow: hidden;
      border: 1px solid var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
      border-radius: 2px;
      background: var(--vscode-editor-background);
      outline: none;
    }
    :host(:focus-visible) {
      border-color: var(--vscode-focusBorder);
    }
    header {
      user-select: none;
      position: relative;
      display: flex;
      align-items: center;
      gap: 4px;
      flex: none;
      height: 26px;
      padding: 0 8px;
    }
    h2 {
      flex: 1;
      min-width: 0;
      margin: 0;
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
      font-size: 12px;
      font-weight: 600;
    }
    .actions {
      position: absolute;
      inset: 0 2px 0 auto;
      display: flex;
      align-items: center;
      padding-left: 4px;
      background: var(--vscode-editor-background);
      opacity: 0;
    }
    :host(:hover) .actions,
    :host(:focus-within) .actions,
    :host(:focus) .actions,
    :host([full]) .actions {
      opacity: 1;
    }
    button.icon {
      width: 22px;
      height: 22px;
    }
    .progress {
      position: absolute;
      inset: 26px 0 auto;
      z-index: 2;
      height: 2px;
      /* What takes a moment only does not flicker. */
      animation: appear 0.1s 0.25s both;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
    .body {
      position: relative;
      flex: 1;
      display: flex;
      flex-direction: column;
      min-height: 0;
    }
    .body.dimmed > * {
      opacity: 0.5;
      transition: opacity 0.1s 0.25s;
    }
    sesq-grid,
    sesq-chart {
      flex: 1;
      min-height: 0;
    }
    .sentence {
      margin: auto;
      padding: 0 12px 12px;
      text-align: center;
      line-height: 18px;
      color: var(--vscode-descriptionForeground);
    }
    .problem {
      display: flex;
      gap: 6px;
      padding: 4px 8px;
      overflow: auto;
      line-height: 18px;
    }
    .problem p {
      margin: 0;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .problem .codicon {
      color: var(--vscode-errorForeground);
    }
    footer {
      flex: none;
      display: flex;
      gap: 12px;
      height: 20px;
      padding: 0 8px;
      overflow: hidden;
      white-space: nowrap;
      line-height: 18px;
      font-size: 11px;
      color: var(--vscode-descriptionForeground);
    }
    footer span {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .failure {
      color: var(--vscode-errorForeground);
    }
  `,
];
