import type { ReportAnswer, ReportPanel } from '../../../server/src/protocol/report.ts';
import '../shared/charts/chart.ts';
import type { SesqChart } from '../shared/charts/chart.ts';
import { element } from './elements.ts';
import { rowTable } from './rowTable.ts';
import type { TableContent } from './rowTable.ts';

/** What all panels of a page share. */
export interface PanelContext {
  readonly timezone: string;
  readonly formatTime: (epoch: number) => string;
}

type Rows = Extract<ReportAnswer, { readonly kind: 'rows' }>;

/** One panel in its place of the grid. */
export function panelCard(panel: ReportPanel, index: number, context: PanelContext): HTMLElement {
  const { layout, title, description, answer } = panel;
  const heading = element('h2', '', title);
  heading.id = `panel-${String(index)}`;
  if (description !== null) heading.title = description;
  const card = element('section', 'panel', heading);
  card.setAttribute('aria-labelledby', heading.id);
  for (const [name, value] of Object.entries(layout)) card.style.setProperty(`--${name}`, String(value));
  card.append(...content(panel, answer, context));
  if (panel.hasOwnRange && answer.kind === 'rows' && answer.range !== null) {
    const { from, to } = answer.range;
    const second = (epoch: number): string => context.formatTime(Math.floor(epoch / 1000) * 1000);
    card.append(element('p', 'note', `${second(from)} to ${second(to)}`));
  }
  if (answer.kind === 'rows') for (const notice of answer.notices) card.append(element('p', 'note', notice));
  return card;
}

function content(panel: ReportPanel, answer: ReportAnswer, context: PanelContext): readonly HTMLElement[] {
  if (answer.kind === 'problem') return [element('p', 'problem', answer.message)];
  if (answer.rows.length === 0) return [element('p', 'empty', panel.emptyText ?? 'No rows in this range.')];
  const table = tableContent(panel, answer);
  if (panel.visualization.kind === 'table') return [rowTable(table, context.formatTime)];
  return [chart(panel, answer, context), tableBelow(table, context)];
}

function tableContent({ title, visualization }: ReportPanel, { columns, rows, total }: Rows): TableContent {
  return { label: `${title}: values`, columns, rows, total, labels: visualization.labels ?? {} };
}

function chart(
  { title, visualization }: ReportPanel,
  { columns, rows, range }: Rows,
  { timezone }: PanelContext,
): HTMLElement {
  const made: SesqChart = document.createElement('sesq-chart') as SesqChart;
  const data = { columns, rows, ...(range === null ? {} : { range }) };
  Object.assign(made, { data, visualization, timezone, label: title, fixed: true });
  return element('div', 'chart', made);
}

/** The table is made when somebody opens it. */
function tableBelow(table: TableContent, { formatTime }: PanelContext): HTMLElement {
  const details = element('details', '', element('summary', '', 'Values'));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(rowTable(table, formatTime));
  });
  return details;
}
