/** Of the dark scheme; those of the light one stand in the styles. */
const darkVariables = `
    --vscode-foreground: #cccccc;
    --vscode-descriptionForeground: #9d9d9d;
    --vscode-errorForeground: #f85149;
    --vscode-focusBorder: #0078d4;
    --vscode-editor-background: #1f1f1f;
    --vscode-editorWidget-background: #252526;
    --vscode-widget-border: #454545;`;

/** Class of the root while the page is for paper: light, whatever the screen has. */
export const paperClass = 'paper';

/** The look of a report. Charts read the `--vscode-` variables; both schemes have the values of the usual themes. */
export const reportStyles = `
:root {
  color-scheme: light dark;
  --vscode-font-family: system-ui, "Segoe UI", "Noto Sans", sans-serif;
  --vscode-foreground: #3b3b3b;
  --vscode-descriptionForeground: #616161;
  --vscode-errorForeground: #b01011;
  --vscode-focusBorder: #005fb8;
  --vscode-editor-background: #ffffff;
  --vscode-editorWidget-background: #f8f8f8;
  --vscode-widget-border: #d4d4d4;
  --vscode-editorGroup-border: var(--line);
  --page: #f3f3f3;
  --line: #e1e1e1;
}
@media screen and (prefers-color-scheme: dark) {
  :root:not(.${paperClass}) {
    ${darkVariables}
    --page: #181818;
    --line: #333333;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--page);
  color: var(--vscode-foreground);
  font: 13px/1.45 var(--vscode-font-family);
}
main { max-width: 1680px; margin: 0 auto; padding: 20px 24px 32px; }
h1 { margin: 0; font-size: 20px; font-weight: 600; }
h2 { margin: 0 0 6px; font-size: 13px; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 4px 0 0; }
.description, .note, .empty, dt { color: var(--vscode-descriptionForeground); }
.facts { display: flex; flex-wrap: wrap; gap: 2px 20px; margin: 10px 0 16px; }
.facts div { display: flex; gap: 6px; }
dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.grid { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); grid-auto-rows: minmax(72px, auto); gap: 10px; }
.panel {
  grid-column: calc(var(--x) + 1) / span var(--width);
  grid-row: calc(var(--y) + 1) / span var(--height);
  display: flex;
  flex-direction: column;
  min-width: 0;
  padding: 10px 12px;
  background: var(--vscode-editor-background);
  border: 1px solid var(--line);
  border-radius: 4px;
}
.chart { flex: 1 0 calc(var(--height) * 72px - 62px); min-height: 150px; display: flex; }
sesq-chart { flex: 1; min-width: 0; }
.rows { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.scroll { overflow: auto; max-height: max(240px, calc(var(--height) * 70px - 62px)); }
details > .rows { margin-top: 6px; }
summary { cursor: pointer; color: var(--vscode-descriptionForeground); width: max-content; }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
th, td { padding: 3px 14px 3px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { position: sticky; top: 0; background: var(--vscode-editor-background); font-weight: 600; white-space: nowrap; }
td { min-width: 36ch; max-width: 60ch; overflow-wrap: anywhere; }
td:empty, td.short, td.number { min-width: 0; }
.short, .number { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.problem { color: var(--vscode-errorForeground); overflow-wrap: anywhere; }
.empty { margin: auto; padding: 24px 0; text-align: center; }
.about { margin-top: 16px; }
.notes dt { margin-top: 8px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media screen and (max-width: 800px) {
  main { padding: 12px; }
  .panel { grid-column: 1 / -1; grid-row: auto; }
}
@media print {
  :root { color-scheme: light; }
  .chart { print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  body { background: none; }
  .grid { display: block; }
  .panel { break-inside: avoid; margin-bottom: 10px; }
  .chart { height: 300px; }
  .scroll { max-height: none; overflow: visible; }
  td { min-width: 0; overflow-wrap: anywhere; }
  .short { white-space: normal; }
  details:not([open]) { display: none; }
}
`;
