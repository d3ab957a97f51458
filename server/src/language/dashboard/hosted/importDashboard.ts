import type { ConvertedDashboard, Dashboard } from '../../../protocol/dashboard.ts';
import { idOf, writeDashboard } from '../writeFile.ts';
import { currentPanels, olderPanels } from './importPanels.ts';
import { placed } from './placePanels.ts';
import { fromHostedRange } from './timeRanges.ts';
import { listOf, newNotes, numberOf, objectOf, textOf, type JsonObject } from './values.ts';
import { fromHostedVariables } from './variables.ts';

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
    variables: fromHostedVariables(listOf(source['variables']).map(objectOf), notes),
    panels: placed(panels.panels),
  };
  return { dashboard, text: writeDashboard(dashboard), notes: notes.list };
}
