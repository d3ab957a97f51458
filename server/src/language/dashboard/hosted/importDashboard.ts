import type { ConvertedDashboard, Dashboard, DashboardPanel, PanelLayout } from '../../../protocol/dashboard.ts';
import { defaultSize, overlaps, placeAll } from '../layout.ts';
import { idOf, writeDashboard } from '../writeFile.ts';
import { fromHostedGrid } from './grid.ts';
import { fromHostedRange } from './timeRanges.ts';
import { jsonOf, listOf, newNotes, numberOf, objectOf, textOf, type JsonObject, type Notes } from './values.ts';
import { fromHostedVariable } from './variables.ts';
import { fromVisualSettings, kindOfViewer } from './visuals.ts';

const current = 'DashboardV2SyncDefinition';
const older = 'DashboardSyncDefinition';

/** A dashboard found in an export, with its form here. */
export interface ImportedDashboard {
  readonly dashboard: Dashboard;
  /** The text of a dashboard file. */
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * Reads an export of the hosted product: a dashboard in one of its two formats. Of a folder with several, the first is
 * taken and the notes name the others. Never throws.
 */
export function importDashboard(text: string): ConvertedDashboard {
  const found = importDashboards(text);
  if (found.kind === 'invalid') return found;
  const [first, ...others] = found.dashboards;
  if (first === undefined) return { kind: 'invalid', message: noDashboard };
  const names = others.map(({ dashboard }) => `"${dashboard.title}"`).join(', ');
  const notes = others.length === 0 ? [] : [`The export has more dashboards, which were left out: ${names}.`];
  return { kind: 'converted', text: first.text, notes: [...notes, ...first.notes] };
}

const noDashboard =
  'The file has no dashboard of the hosted product. Export one there as JSON ("Export" in the menu of the dashboard).';

/** Reads every dashboard of an export, those in folders included. Never throws. */
export function importDashboards(
  text: string,
):
  | { readonly kind: 'converted'; readonly dashboards: readonly ImportedDashboard[] }
  | { readonly kind: 'invalid'; readonly message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { kind: 'invalid', message: 'The file is no JSON, so no dashboard can be read from it.' };
  }
  const found = dashboardsIn(value);
  if (found.length === 0) return { kind: 'invalid', message: noDashboard };
  return { kind: 'converted', dashboards: found.map(convert) };
}

/** Folders hold their contents as `children`. */
function dashboardsIn(root: unknown): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const pending: unknown[] = [root];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const value = objectOf(next);
    if (value['type'] === current || value['type'] === older) found.push(value);
    pending.unshift(...listOf(value['children']));
  }
  return found;
}

function convert(source: JsonObject): ImportedDashboard {
  const notes = newNotes();
  const panels = source['type'] === current ? currentPanels(source, notes) : olderPanels(source, notes);
  const title = textOf(source['title']) || textOf(source['name']) || 'Dashboard';
  const texts = [textOf(source['description']), ...panels.texts].filter((one) => one.trim() !== '');
  const interval = numberOf(source['refreshInterval']) ?? 0;
  if (listOf(source['coloringRules']).length > 0) notes.add('Colouring rules of the dashboard were left out.');
  if (Object.keys(objectOf(objectOf(source['topologyLabelMap'])['data'])).length > 0)
    notes.add('The labels that tie the dashboard to entities were left out.');
  if (listOf(source['filters']).length > 0) notes.add('Filters of the older format were left out.');
  const dashboard: Dashboard = {
    version: 1,
    id: idOf(title, [], 'dashboard'),
    title,
    ...(texts.length === 0 ? {} : { description: texts.join('\n\n') }),
    timeRange: fromHostedRange(source['timeRange'], notes) ?? { from: '-24h' },
    refresh: interval >= 1 ? { interval } : {},
    variables: listOf(source['variables']).flatMap((one) => fromHostedVariable(objectOf(one), notes) ?? []),
    panels: placed(panels.panels),
  };
  return { dashboard, text: writeDashboard(dashboard), notes: notes.list };
}

interface ReadPanels {
  readonly panels: readonly (Omit<DashboardPanel, 'layout'> & Partial<Pick<DashboardPanel, 'layout'>>)[];
  /** What text panels say; there are none here, so it becomes part of the description. */
  readonly texts: readonly string[];
}

function currentPanels(source: JsonObject, notes: Notes): ReadPanels {
  const places = new Map(
    listOf(objectOf(source['layout'])['layoutStructures'])
      .map(objectOf)
      .map(({ key, structure }) => [key, jsonOf(structure)]),
  );
  const panels: DashboardPanelDraft[] = [];
  const texts: string[] = [];
  for (const panel of listOf(source['panels']).map(objectOf)) {
    const title = textOf(panel['title']);
    const queries = listOf(panel['queries']).map(objectOf);
    const logs = queries.filter(({ queryType }) => queryType === undefined || queryType === 'Logs');
    const query = textOf(logs[0]?.['queryString']);
    if (panel['panelType'] === 'TextPanel') {
      texts.push(tellText(title, textOf(panel['text']), notes));
      continue;
    }
    if (logs[0] === undefined) {
      notes.add(`The panel "${title}" was left out: it does not search logs.`);
      continue;
    }
    if (queries.length > 1) notes.add(`The panel "${title}" has several queries; the first was taken.`);
    if (listOf(panel['linkedDashboards']).length > 0) notes.add(`Links of the panel "${title}" were left out.`);
    if (listOf(panel['coloringRules']).length > 0) notes.add(`Colouring rules of the panel "${title}" were left out.`);
    const settings = jsonOf(panel['visualSettings']);
    const range = fromHostedRange(panel['timeRange'], notes);
    const description = textOf(panel['description']);
    const emptyText = textOf(objectOf(settings['general'])['noDataMessage']);
    const layout = layoutOf(places.get(panel['key']) ?? {}, 0);
    panels.push({
      id: idFrom(textOf(panel['key']), title, panels),
      title,
      ...(description === '' ? {} : { description }),
      query,
      visualization: fromVisualSettings(settings, query, title, notes),
      ...(layout === undefined ? {} : { layout }),
      ...(range === undefined ? {} : { timeRange: range }),
      ...(emptyText === '' ? {} : { emptyText }),
    });
  }
  return { panels, texts };
}

type DashboardPanelDraft = ReadPanels['panels'][number];

function olderPanels(source: JsonObject, notes: Notes): ReadPanels {
  const panels: DashboardPanelDraft[] = [];
  const texts: string[] = [];
  for (const panel of listOf(source['panels']).map(objectOf)) {
    const title = textOf(panel['name']);
    const query = textOf(panel['queryString']);
    if (query.trim() === '') {
      texts.push(tellText(title, textOf(jsonOf(panel['properties'])['text']), notes));
      continue;
    }
    const range = fromHostedRange(panel['timeRange'], notes);
    // Places of the older format count from one.
    const layout = layoutOf(panel, 1);
    panels.push({
      id: idFrom('', title, panels),
      title,
      query,
      visualization: { kind: kindOfViewer(textOf(panel['viewerType']), query, title, notes) },
      ...(layout === undefined ? {} : { layout }),
      ...(range === undefined ? {} : { timeRange: range }),
    });
  }
  if (panels.length > 0) notes.add('Of the older format, details of how panels are drawn were left out.');
  return { panels, texts };
}

function tellText(title: string, text: string, notes: Notes): string {
  const shown = text.trim() === '' ? title : text;
  notes.add(`The text panel "${shown.slice(0, 60)}" became a part of the description.`);
  return shown;
}

/** Keys that were written here hold the id; others are no names for people. */
function idFrom(key: string, title: string, before: readonly DashboardPanelDraft[]): string {
  const own = /^panel-(.+)$/.exec(key)?.[1];
  const taken = before.map(({ id }) => id);
  return own !== undefined && !taken.includes(own) ? own : idOf(title, taken, 'panel');
}

function layoutOf(structure: JsonObject, first: number): DashboardPanel['layout'] | undefined {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((side) => numberOf(structure[side]));
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  return fromHostedGrid({ x: x - first, y: y - first, width, height });
}

/** Panels in reading order, which is what a screen reader and a narrow window go by; none covers another one. */
function placed(panels: readonly DashboardPanelDraft[]): readonly DashboardPanel[] {
  const layouts = placeAll(panels.map(({ layout }) => layout));
  const ordered = panels
    .map((panel, index) => ({ ...panel, layout: layouts[index] ?? { x: 0, y: 0, ...defaultSize } }))
    .sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
  const settled: DashboardPanel[] = [];
  for (const panel of ordered) settled.push({ ...panel, layout: below(panel.layout, settled) });
  return settled;
}

/** Moves a place down until it covers none of the others; exports have such, since the hosted product does the same. */
function below(layout: PanelLayout, others: readonly DashboardPanel[]): PanelLayout {
  const covered = others.find((other) => overlaps(layout, other.layout));
  return covered === undefined ? layout : below({ ...layout, y: covered.layout.y + covered.layout.height }, others);
}
