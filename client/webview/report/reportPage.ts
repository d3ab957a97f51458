import type { ReportData } from '../../../server/src/protocol/report.ts';
import { timeFormatter } from '../shared/format.ts';
import { element } from './elements.ts';
import { panelCard } from './panelCard.ts';

/** The whole page: what it is about, and its panels in their grid. */
export function reportPage(data: ReportData): HTMLElement {
  const { title, description, panels, timezone } = data;
  const formatTime = timeFormatter(timezone);
  const header = element('header', '', element('h1', '', title));
  if (description !== null) header.append(element('p', 'description', description));
  header.append(facts(data, formatTime));
  const grid = element('div', 'grid');
  panels.forEach((panel, index) => grid.append(panelCard(panel, index, { timezone, formatTime })));
  const notes = panels.filter((panel) => panel.notes !== null);
  const page = element('main', '', header, grid);
  if (notes.length > 0) {
    const list = element('dl', 'notes');
    for (const panel of notes) list.append(element('dt', '', panel.title), element('dd', '', panel.notes ?? ''));
    page.append(element('details', 'about', element('summary', '', 'How the panels count'), list));
  }
  return page;
}

function facts(data: ReportData, formatTime: (epoch: number) => string): HTMLElement {
  const { range, now, timezone, variables, made } = data;
  const second = (epoch: number): string => formatTime(Math.floor(epoch / 1000) * 1000);
  const entries: (readonly [name: string, value: string])[] = [];
  if (range !== null) entries.push(['Range', `${second(range.from)} to ${second(range.to)}`]);
  if (now !== null) entries.push(['Now', second(now)]);
  entries.push(['Time zone', timezone]);
  for (const [name, values] of Object.entries(variables))
    if (values.some((value) => value !== '*')) entries.push([name, values.join(', ')]);
  entries.push(['Made', second(made)]);
  return element(
    'dl',
    'facts',
    ...entries.map(([name, value]) => element('div', '', element('dt', '', name), element('dd', '', value))),
  );
}
