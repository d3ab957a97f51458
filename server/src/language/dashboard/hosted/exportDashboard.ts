import type { ConvertedDashboard, Dashboard, DashboardPanel } from '../../../protocol/dashboard.ts';
import { toHostedGrid } from './grid.ts';
import { toHostedRange } from './timeRanges.ts';
import { newNotes, type JsonObject, type Notes } from './values.ts';
import { dataSourceVariables, toHostedVariable } from './variables.ts';
import { toVisualSettings } from './toVisuals.ts';

/** Writes a dashboard as the JSON that the hosted product imports; the notes say what it has no place for. */
export function exportDashboard(dashboard: Dashboard): Extract<ConvertedDashboard, { readonly kind: 'converted' }> {
  const { title, description, timeRange, refresh, variables, panels } = dashboard;
  const notes = newNotes();
  const queries = [...panels, ...variables].map((one) => ('query' in one ? one.query : ''));
  if (refresh.onChange === true) notes.add('Refreshing when files change was left out.');
  if ([{ timeRange }, ...panels].some((one) => one.timeRange !== undefined && one.timeRange.from === undefined))
    notes.add('The whole time range is written as from 1970 on.');
  const exported = {
    type: 'DashboardV2SyncDefinition',
    name: title,
    description: description ?? '',
    title,
    theme: 'Light',
    topologyLabelMap: { data: {} },
    refreshInterval: refresh.interval ?? 0,
    timeRange: toHostedRange(timeRange),
    layout: {
      layoutType: 'Grid',
      layoutStructures: panels.map(({ id, layout }) => ({
        key: keyOf(id),
        structure: JSON.stringify(structureOf(layout)),
      })),
    },
    panels: panels.map((panel) => toHostedPanel(panel, notes)),
    variables: [...dataSourceVariables(queries, notes), ...variables.map(toHostedVariable)],
    coloringRules: [],
  };
  return { kind: 'converted', text: `${JSON.stringify(exported, undefined, 2)}\n`, notes: notes.list };
}

const keyOf = (id: string): string => `panel-${id}`;

function structureOf(layout: DashboardPanel['layout']): JsonObject {
  const { x, y, width, height } = toHostedGrid(layout);
  return { height, width, x, y };
}

function toHostedPanel(panel: DashboardPanel, notes: Notes): JsonObject {
  const { id, title, description, query, visualization, timeRange, drillDown, emptyText, notes: remarks } = panel;
  if (drillDown !== undefined) notes.add(`What a click does in the panel "${title}" was left out.`);
  if (remarks !== undefined) notes.add(`The notes of the panel "${title}" were left out.`);
  return {
    id: null,
    key: keyOf(id),
    title,
    visualSettings: toVisualSettings(visualization, query, emptyText),
    keepVisualSettingsConsistentWithParent: true,
    panelType: 'SumoSearchPanel',
    queries: [
      {
        transient: false,
        queryString: query,
        queryType: 'Logs',
        queryKey: 'A',
        metricsQueryMode: null,
        metricsQueryData: null,
        tracesQueryData: null,
        spansQueryData: null,
        parseMode: 'Auto',
        timeSource: 'Message',
        outputCardinalityLimit: 1000,
      },
    ],
    description: description ?? '',
    timeRange: timeRange === undefined ? null : toHostedRange(timeRange),
    coloringRules: null,
    linkedDashboards: [],
  };
}
