/** What a panel says around its picture. Pure. */
import type { DashboardPanel, PanelResult, Visualization } from '../../../server/src/protocol/dashboard.ts';
import { groupDigits } from '../shared/format.ts';
import { rangeLabel } from './timeRanges.ts';

type Rows = Extract<PanelResult, { readonly kind: 'rows' }>;

/** The notice that credits the data of places. */
const creditNotice = 'lookup.credit';

/** The sentence of a panel without rows. */
export function emptySentence({ emptyText }: DashboardPanel, { stats }: Rows): string {
  if (emptyText !== undefined && emptyText !== null && emptyText !== '') return emptyText;
  if (stats.messagesTotal === 0) return 'There are no logs to search.';
  return stats.messagesMatched === 0 ? 'No message in this range.' : 'No result in this range.';
}

/** What must be said below the picture: an own time range, rows that are not drawn, notices of the engine. */
export function footerNotes(
  panel: DashboardPanel,
  result: PanelResult | undefined,
  isTable: boolean,
): readonly string[] {
  const notes: string[] = [];
  if (panel.timeRange !== undefined && panel.timeRange !== null) notes.push(rangeLabel(panel.timeRange));
  if (result?.kind !== 'rows') return notes;
  const drawn = result.rows.length;
  if (!isTable && drawn < result.total) {
    notes.push(`Drawn from the first ${groupDigits(String(drawn))} of ${groupDigits(String(result.total))} rows`);
  }
  // A map credits its locations itself.
  const said = (code: string): boolean => code === creditNotice && panel.visualization.kind === 'map' && !isTable;
  return [...notes, ...result.notices.filter(({ code }) => !said(code)).map(({ message }) => message)];
}

/** Where in the query the first finding is: `line 2, column 7`; undefined without one. */
export function problemPlace(query: string, result: PanelResult & { readonly kind: 'problem' }): string | undefined {
  const found = result.diagnostics[0];
  if (found === undefined) return undefined;
  const before = query.slice(0, found.start);
  const line = before.split('\n').length;
  return `line ${line}, column ${before.length - before.lastIndexOf('\n')}`;
}

/** True when the rows are best read as they are. */
export function isTablePanel({ visualization }: DashboardPanel): boolean {
  return visualization.kind === 'table';
}

/** Columns under the names that people read. */
export function labelled(columns: Rows['columns'], labels: Visualization['labels']): Rows['columns'] {
  if (labels === undefined || labels === null) return columns;
  return columns.map(({ name, type }) => ({ name: Object.hasOwn(labels, name) ? (labels[name] ?? name) : name, type }));
}
