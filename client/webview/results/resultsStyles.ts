import { css } from 'lit';
import { lineButton, pointedLine, viewStyles } from '../shared/viewStyles.ts';

/** Look of the results view around its table: theme variables only, a 4 px grid. */
export const resultsStyles = [
  viewStyles,
  css`
    .codicon-error::before {
      content: '\\ea87';
      color: var(--vscode-errorForeground);
    }
    .codicon-warning::before {
      content: '\\ea6c';
      color: var(--vscode-editorWarning-foreground);
    }
    header {
      display: flex;
      align-items: center;
      gap: 8px;
      flex: none;
      height: 32px;
      padding: 0 12px 0 6px;
    }
    .action {
      font-family: var(--vscode-font-family);
      font-size: 13px;
    }
    h1 {
      flex: 0 100 auto;
      min-width: 40px;
      margin: 0;
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
      font-size: 13px;
      font-weight: 600;
    }
    .range,
    .zone,
    .summary {
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
      color: var(--vscode-descriptionForeground);
      font-variant-numeric: tabular-nums;
    }
    .range {
      flex: 1 1 0;
      text-align: right;
    }
    .zone {
      flex: none;
      margin-left: 8px;
    }
    .summary {
      flex: 0 1 auto;
      margin-left: 8px;
    }
    /* Half a time says nothing: in a narrow view the range is in the tooltip of the zone, the title in the tab. */
    @container (max-width: 720px) {
      .range {
        color: transparent;
      }
    }
    @container (max-width: 560px) {
      h1 {
        display: none;
      }
    }
    .summary:empty {
      display: none;
    }
    main {
      flex: 1;
      min-height: 0;
      display: flex;
      flex-direction: column;
    }
    .tabs {
      flex: none;
      display: flex;
      gap: 16px;
      padding: 0 12px;
      border-bottom: 1px solid var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
    }
    .tabs button {
      height: 24px;
      padding: 0;
      border: 0;
      border-bottom: 1px solid transparent;
      background: none;
      color: var(--vscode-descriptionForeground);
      font: inherit;
      cursor: pointer;
    }
    .tabs button:hover {
      color: var(--vscode-foreground);
    }
    .tabs button[aria-selected='true'] {
      border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--vscode-focusBorder));
      color: var(--vscode-foreground);
    }
    main.dimmed sesq-chart-tab,
    main.dimmed sesq-grid {
      opacity: 0.5;
    }
    sesq-grid {
      flex: 1;
    }
    .sentence {
      margin: 12px;
      max-width: 80ch;
      line-height: 18px;
      color: var(--vscode-descriptionForeground);
    }
    .problem {
      padding: 8px 12px;
      overflow: auto;
    }
    .problem p,
    footer p {
      display: flex;
      gap: 6px;
      margin: 0;
      line-height: 18px;
    }
    .problem ul {
      margin: 8px 0 0 22px;
      padding: 0;
      list-style: none;
    }
    .problem li button {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0 16px;
      box-sizing: border-box;
      padding: 4px 8px;
      ${lineButton}
    }
    .problem li button:hover {
      ${pointedLine}
    }
    .problem li button:focus-visible {
      outline: 1px solid var(--vscode-focusBorder);
      outline-offset: -1px;
    }
    .place {
      color: var(--vscode-descriptionForeground);
    }
    code {
      grid-column: 1 / -1;
      overflow: hidden;
      white-space: pre;
      text-overflow: ellipsis;
      color: var(--vscode-descriptionForeground);
      font-family: var(--vscode-editor-font-family, monospace);
      font-size: 12px;
    }
    mark {
      background: none;
      color: var(--vscode-foreground);
      text-decoration: underline wavy var(--vscode-editorError-foreground);
      text-underline-offset: 3px;
    }
    .warning mark {
      text-decoration-color: var(--vscode-editorWarning-foreground);
    }
    .information mark,
    .hint mark {
      text-decoration-color: var(--vscode-editorInfo-foreground);
    }
    footer {
      flex: none;
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      max-height: 88px;
      overflow: auto;
      padding: 6px 12px;
      border-top: 1px solid var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
    }
    .link {
      line-height: 18px;
    }
  `,
];
