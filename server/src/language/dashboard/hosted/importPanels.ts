import type { DashboardPanel } from '../../../protocol/dashboard.ts';
import { insideGrid, lowestRow } from '../layout.ts';
import { idOf } from '../writeFile.ts';
import { fromVisualSettings, kindOfViewer } from './fromVisuals.ts';
import { fromHostedGrid } from './grid.ts';
import type { PanelDraft } from './placePanels.ts';
import { fromHostedRange } from './timeRanges.ts';
import { jsonOf, listOf, numberOf, objectOf, textOf, type JsonObject, type Notes } from './values.ts';

/** The panels of an export, and the texts among them. */
export interface ReadPanels {
  readonly panels: readonly PanelDraft[];
  /** What text panels say; there are none here, so it becomes part of the description. */
  readonly texts: readonly string[];
}

/** Reads the panels of the current format. */
export function currentPanels(source: JsonObject, notes: Notes): ReadPanels {
  const places = new Map(
    listOf(objectOf(source['layout'])['layoutStructures'])
      .map(objectOf)
      .map(({ key, structure }) => [key, jsonOf(structure)]),
  );
  const panels: PanelDraft[] = [];
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
    if (logs[0]['timeSource'] === 'Receipt')
      notes.add(`The panel "${title}" went by the time messages were received; here by the time they say.`);
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

/** Reads the panels of the older format. */
export function olderPanels(source: JsonObject, notes: Notes): ReadPanels {
  const panels: PanelDraft[] = [];
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
function idFrom(key: string, title: string, before: readonly PanelDraft[]): string {
  const own = /^panel-(.+)$/.exec(key)?.[1];
  const taken = before.map(({ id }) => id);
  return own !== undefined && !taken.some((id) => id.toLowerCase() === own.toLowerCase())
    ? own
    : idOf(title, taken, 'panel');
}

function layoutOf(structure: JsonObject, first: number): DashboardPanel['layout'] | undefined {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((side) => numberOf(structure[side]));
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  const place = fromHostedGrid({ x: x - first, y: y - first, width, height });
  // Panels that make room move down from here.
  return place.y > lowestRow / 2 ? undefined : insideGrid(place);
}
