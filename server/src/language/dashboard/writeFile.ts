import type { Dashboard, DashboardPanel, DashboardVariable, Visualization } from '../../protocol/dashboard.ts';
import type { NewPanel } from '../../protocol/languageServer.ts';
import { writeTimeRange } from '../document/timeRange.ts';
import type { DashboardFile, FilePanel, FileQuery, FileVariable } from './fileTypes.ts';
import { writeJson } from './textEdits.ts';
import { defaultSize, placeAll } from './layout.ts';

/** The text of a dashboard file; reading it gives the dashboard again. */
export function writeDashboard(dashboard: Dashboard): string {
  const { id, title, description, timeRange, refresh, variables, panels } = dashboard;
  const file: DashboardFile = {
    version: 1,
    id,
    title,
    ...(description === undefined ? {} : { description }),
    timeRange: writeTimeRange(timeRange),
    ...(Object.keys(refresh).length === 0 ? {} : { refresh }),
    ...(variables.length === 0 ? {} : { variables: variables.map(writeVariable) }),
    panels: panels.map(writePanel),
  };
  return `${writeJson(file)}\n`;
}

/** A query as lines, which show changes one by one; a single line stays a text. */
export function writeQuery(query: string): FileQuery {
  const lines = query.split('\n');
  return lines.length === 1 ? query : lines;
}

/** A visualization without options is its kind alone. */
export function writeVisualization(visualization: Visualization): FilePanel['visualization'] {
  return Object.keys(visualization).length === 1 ? visualization.kind : visualization;
}

function writeVariable(variable: DashboardVariable): FileVariable {
  return variable.kind === 'query' ? { ...variable, query: writeQuery(variable.query) } : variable;
}

function writePanel(panel: DashboardPanel): FilePanel {
  const { id, title, description, query, queryFile, visualization, timeRange, ...rest } = panel;
  return {
    id,
    title,
    ...(description === undefined ? {} : { description }),
    ...(queryFile === undefined ? { query: writeQuery(query) } : { queryFile }),
    visualization: writeVisualization(visualization),
    ...(timeRange === undefined ? {} : { timeRange: writeTimeRange(timeRange) }),
    ...rest,
  };
}

/** A name made of a title that no other has: small letters, digits and hyphens. */
export function idOf(title: string, taken: readonly string[], fallback: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? fallback : plain;
  const known = new Set(taken.map((id) => id.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${String(number)}`;
    if (!known.has(id)) return id;
  }
}

/** A new dashboard with panels in the order given, two in a row. */
export function newDashboard(title: string, panels: readonly NewPanel[] = []): Dashboard {
  const layouts = placeAll(panels.map(() => undefined));
  const ids: string[] = [];
  for (const panel of panels) ids.push(idOf(panel.title, ids, 'panel'));
  return {
    version: 1,
    id: idOf(title, [], 'dashboard'),
    title: title === '' ? 'Dashboard' : title,
    timeRange: { from: '-24h' },
    refresh: {},
    variables: [],
    panels: panels.map((panel, index) => ({
      ...panel,
      id: ids[index] ?? 'panel',
      layout: layouts[index] ?? { x: 0, y: 0, ...defaultSize },
    })),
  };
}
