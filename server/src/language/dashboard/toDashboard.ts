import type { Dashboard, DashboardPanel, DashboardVariable, Visualization } from '../../protocol/dashboard.ts';
import type { TimeRangeChoice } from '../../protocol/engine.ts';
import { readTimeRange } from '../document/timeRange.ts';
import type { DashboardFile, FilePanel, FileQuery, FileTimeRange, FileVariable } from './fileTypes.ts';
import { defaultSize, placeAll } from './layout.ts';
import type { QueryFiles } from './queryFiles.ts';

/** The dashboard a file describes, with queries in one piece and a place for every panel. */
export function toDashboard(file: DashboardFile, queryFiles: QueryFiles): Dashboard {
  const { id, title, description, timeRange, refresh, variables, panels } = file;
  const layouts = placeAll(panels.map(({ layout }) => layout));
  return {
    version: 1,
    id,
    title,
    ...(description === undefined ? {} : { description }),
    timeRange: toTimeRange(timeRange ?? 'all'),
    refresh: refresh ?? {},
    variables: (variables ?? []).map(toVariable),
    panels: panels.map((panel, index) => toPanel(panel, layouts[index] ?? { x: 0, y: 0, ...defaultSize }, queryFiles)),
  };
}

/** A query in one piece. */
export function toQuery(query: FileQuery): string {
  return typeof query === 'string' ? query : query.join('\n');
}

/** A visualization with its kind named. */
function toVisualization(visualization: FilePanel['visualization']): Visualization {
  return typeof visualization === 'string' ? { kind: visualization } : visualization;
}

function toTimeRange(range: FileTimeRange): TimeRangeChoice {
  return typeof range === 'string' ? readTimeRange(range) : range;
}

function toVariable(variable: FileVariable): DashboardVariable {
  return variable.kind === 'query' ? { ...variable, query: toQuery(variable.query) } : variable;
}

function toPanel(panel: FilePanel, layout: DashboardPanel['layout'], queryFiles: QueryFiles): DashboardPanel {
  const { query, visualization, timeRange, layout: _written, ...rest } = panel;
  const text = query === undefined ? (queryFiles(panel.queryFile ?? '') ?? '') : toQuery(query);
  return {
    ...rest,
    query: text,
    visualization: toVisualization(visualization),
    layout,
    ...(timeRange === undefined ? {} : { timeRange: toTimeRange(timeRange) }),
  };
}
