/** Draws the report from the data in the document. */
import type { ReportData } from '../../../server/src/protocol/report.ts';
import { reportPage } from './reportPage.ts';
import { darkClass, reportStyles } from './reportStyles.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(reportStyles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const scheme = window.matchMedia('(prefers-color-scheme: dark)');
const paper = window.matchMedia('print');

/** Browsers may take paper for the light scheme; what was drawn stays as it was. */
function noteScheme(): void {
  if (!paper.matches) document.documentElement.classList.toggle(darkClass, scheme.matches);
}

noteScheme();
scheme.addEventListener('change', noteScheme);

const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '{}') as ReportData;
document.body.append(reportPage(data));
