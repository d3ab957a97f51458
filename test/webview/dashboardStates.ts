import type { Dashboard, DashboardPanel, PanelResult } from '../../server/src/protocol/dashboard.ts';
import type { DashboardChoices, DashboardState, ToDashboardView } from '../../server/src/protocol/dashboardView.ts';
import type { ResultColumn, ResultValue } from '../../server/src/protocol/engine.ts';

export type ShownState = Extract<DashboardState, { readonly kind: 'dashboard' }>;
export type RowsResult = Extract<PanelResult, { readonly kind: 'rows' }>;

const now = Date.UTC(2018, 3, 12, 11, 46);

/** A panel with a bar chart; change what the test is about. */
export function panel(id: string, changes: Partial<DashboardPanel> = {}): DashboardPanel {
  return {
    id,
    title: `Panel ${id}`,
    query: `_sourceCategory=ses {{domain}}\n| count by ${id}`,
    visualization: { kind: 'bar' },
    layout: { x: 0, y: 0, width: 6, height: 4 },
    ...changes,
  };
}

/** A dashboard of a bar chart and a table beside it. */
export function dashboard(changes: Partial<Dashboard> = {}): Dashboard {
  return {
    version: 1,
    id: 'bounced',
    title: 'Bounced Notifications',
    timeRange: { from: '-24h' },
    refresh: {},
    variables: [
      { name: 'domain', label: 'Domain', kind: 'query', query: '* | count by domain', multi: true },
      { name: 'kind', kind: 'list', values: ['Permanent', 'Transient'] },
    ],
    panels: [
      panel('bars', { drillDown: { column: 'email', variable: 'domain' } }),
      panel('details', { visualization: { kind: 'table' }, layout: { x: 6, y: 0, width: 6, height: 4 } }),
    ],
    ...changes,
  };
}

export const choices: DashboardChoices = {
  timeRange: undefined,
  now: 'data',
  timezone: 'UTC',
  variables: {},
  interval: 0,
  onChange: true,
  paths: [],
};

/** The state that shows a dashboard. */
export function shown(changes: Partial<ShownState> = {}): ShownState {
  return { kind: 'dashboard', dashboard: dashboard(), choices, editable: true, warnings: [], ...changes };
}

export const columns: readonly ResultColumn[] = [
  { name: 'email', type: 'text' },
  { name: 'n', type: 'long' },
];

/** An answer with these rows. */
export function rows(
  values: readonly (readonly ResultValue[])[] = [
    ['a@example.com', 7],
    ['b@example.com', 3],
  ],
  changes: Partial<RowsResult> = {},
): RowsResult {
  return {
    kind: 'rows',
    resultId: 'r1',
    shape: 'aggregates',
    columns,
    rows: values,
    total: values.length,
    stats: {
      messagesMatched: 10,
      messagesTotal: 100,
      rows: values.length,
      elapsed: 12,
      loading: 0,
      range: { from: now - 86_400_000, to: now },
      now,
    },
    notices: [],
    query: '_sourceCategory=ses\n| count by email',
    ...changes,
  };
}

/** The messages of a whole run over these answers. */
export function runOf(results: Readonly<Record<string, PanelResult>>, run = 1): readonly ToDashboardView[] {
  return [
    { type: 'running', run, panels: Object.keys(results) },
    ...Object.entries(results).map(([panelId, result]) => ({ type: 'panel', run, panelId, result }) as const),
    {
      type: 'finished',
      run,
      message: undefined,
      now,
      range: { from: now - 86_400_000, to: now },
      elapsed: 240,
      at: now,
    },
  ];
}
