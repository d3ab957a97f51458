/** Draws the report from the data in the document. */
import type { ReportData } from '../../../server/src/protocol/report.ts';
import { reportPage } from './reportPage.ts';
import { paperClass, reportStyles } from './reportStyles.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(reportStyles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** Pictures are drawn anew for paper, at once: dark ones would cover it with ink. */
function turn(toPaper: boolean): void {
  document.documentElement.classList.toggle(paperClass, toPaper);
  document.body.classList.toggle('vscode-reduce-motion', toPaper);
}

window.addEventListener('beforeprint', () => turn(true));
window.addEventListener('afterprint', () => turn(false));
// Where the page is laid out for paper before its end is told, the pictures are drawn once more in their new width.
const paper = window.matchMedia('print');
paper.addEventListener('change', () => document.body.classList.toggle('laid-out-for-paper', paper.matches));

const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '{}') as ReportData;
document.body.append(reportPage(data));
