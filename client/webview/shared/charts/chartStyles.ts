import { css } from 'lit';
import { unseen } from '../viewStyles.ts';

/** Look of a chart around its picture: theme variables only. */
export const chartStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    container-type: inline-size;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: 13px;
  }
  .picture {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
  }
  .picture.right {
    flex-direction: row;
    align-items: stretch;
  }
  .plot {
    position: relative;
    flex: 1;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    outline: none;
  }
  .plot:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .canvas {
    position: absolute;
    inset: 0;
  }
  .cursor,
  .zoom {
    position: absolute;
    display: none;
    pointer-events: none;
    background: var(--vscode-foreground);
    opacity: 0.07;
  }
  .cursor.line {
    width: 1px;
    opacity: 0.4;
  }
  .zoom {
    background: var(--vscode-focusBorder);
    opacity: 0.25;
  }
  .tip {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px 8px;
    max-width: 420px;
    box-sizing: border-box;
    border: 1px solid
      var(
        --vscode-editorHoverWidget-border,
        var(--vscode-widget-border, var(--vscode-editorGroup-border, currentColor))
      );
    border-radius: 3px;
    background: var(--vscode-editorHoverWidget-background, var(--vscode-editor-background));
    color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
    font: 12px/18px var(--vscode-font-family);
    pointer-events: none;
  }
  .tip .title {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    color: var(--vscode-descriptionForeground);
    font-variant-numeric: tabular-nums;
  }
  .tip .line {
    display: grid;
    grid-template-columns: 10px minmax(0, 1fr) auto;
    gap: 6px;
    align-items: center;
  }
  .tip .line.pointed {
    font-weight: 600;
  }
  .tip .name {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .tip .value {
    padding-left: 10px;
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .swatch {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 2px;
    background: var(--swatch, transparent);
  }
  .swatch.line {
    height: 3px;
    border-radius: 1px;
  }
  .legend {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: 0 4px;
    max-height: 42px;
    margin: 0;
    padding: 0 4px 2px;
    overflow: auto;
    list-style: none;
    scrollbar-width: thin;
  }
  .right .legend {
    flex-direction: column;
    flex-wrap: nowrap;
    justify-content: safe center;
    max-width: 58%;
    max-height: none;
  }
  .map.right .legend {
    min-width: 30%;
  }
  @container (min-width: 720px) {
    .map.right .legend {
      min-width: 216px;
    }
    .legend .name {
      max-width: 320px;
    }
    /* A ring in a large place keeps its names near. */
    .pie.right {
      justify-content: center;
    }
    .pie.right .plot {
      max-width: 460px;
    }
  }
  /* The names of slices are nowhere else. */
  .pie.bottom .legend,
  .map.bottom .legend {
    flex-direction: column;
    flex-wrap: nowrap;
    max-height: 60%;
    padding: 0 8px 4px;
  }
  .map.bottom .legend {
    max-height: max(42px, 100% - 52cqw);
  }
  .pie.bottom .legend .name,
  .map.bottom .legend .name {
    max-width: none;
  }
  .legend .more {
    padding: 0 4px;
    color: var(--vscode-descriptionForeground);
    font-size: 12px;
    line-height: 20px;
  }
  .legend li {
    max-width: 100%;
    min-width: 0;
  }
  .legend button {
    display: flex;
    align-items: center;
    gap: 5px;
    box-sizing: border-box;
    width: 100%;
    height: 20px;
    padding: 0 4px;
    border: 0;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: 12px/20px var(--vscode-font-family);
    cursor: pointer;
  }
  .legend button:hover {
    background: var(--vscode-toolbar-hoverBackground, var(--vscode-list-hoverBackground));
  }
  button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .legend .name {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    max-width: 220px;
  }
  .legend .detail {
    flex: none;
    margin-left: auto;
    padding-left: 8px;
    color: var(--vscode-descriptionForeground);
    font-variant-numeric: tabular-nums;
  }
  .legend .off .name {
    text-decoration: line-through;
    color: var(--vscode-disabledForeground, var(--vscode-descriptionForeground));
  }
  .legend .off .swatch {
    opacity: 0.25;
  }
  .single {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 2px;
    min-height: 0;
    padding: 4px 8px;
    overflow: hidden;
    container-type: size;
  }
  .single .value {
    max-width: 100%;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    font-size: clamp(18px, min(45cqh, 14cqw), 64px);
    font-weight: 300;
    line-height: 1.1;
    font-variant-numeric: tabular-nums;
    color: var(--tone, inherit);
  }
  .single .name {
    color: var(--vscode-descriptionForeground);
  }
  .sentence {
    margin: auto;
    padding: 8px 12px;
    max-width: 60ch;
    text-align: center;
    line-height: 18px;
    color: var(--vscode-descriptionForeground);
  }
  .foot {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    margin: 0;
    padding: 0 8px 2px;
    color: var(--vscode-descriptionForeground);
    font-size: 11px;
    line-height: 16px;
  }
  .foot a {
    color: inherit;
  }
  .foot .credit {
    margin-left: auto;
  }
  .zoomers {
    position: absolute;
    right: 6px;
    bottom: 6px;
    display: flex;
    flex-direction: column;
    border: 1px solid var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
    border-radius: 3px;
    background: var(--vscode-editor-background);
  }
  .zoomers button {
    width: 22px;
    height: 22px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: 15px/20px var(--vscode-font-family);
    cursor: pointer;
  }
  .zoomers button:hover {
    background: var(--vscode-toolbar-hoverBackground, var(--vscode-list-hoverBackground));
  }
  @media print {
    .zoomers {
      display: none;
    }
  }
  .table {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .unseen {
    ${unseen}
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  th,
  td {
    height: 22px;
    box-sizing: border-box;
    padding: 0 10px;
    max-width: 480px;
    overflow: hidden;
    white-space: pre;
    text-overflow: ellipsis;
    text-align: left;
    font-weight: inherit;
  }
  th {
    position: sticky;
    top: 0;
    background: var(--vscode-editor-background);
    color: var(--vscode-descriptionForeground);
    font-weight: 600;
  }
  .number {
    text-align: right;
  }
  td.null {
    color: var(--vscode-descriptionForeground);
    font-style: italic;
  }
  .table tbody tr:hover {
    background: var(--vscode-list-hoverBackground);
  }
`;
