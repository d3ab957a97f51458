import type { PanelResult, VisualizationKind } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardState, ToDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { ColumnType } from '../../../server/src/protocol/engine.ts';
import type { Check } from '../shared/checks.ts';
import {
  anyOf,
  isBoolean,
  isCell,
  isIndex,
  isNumber,
  isText,
  listOf,
  oneOf,
  optional,
  recordOf,
  shape,
  tagged,
} from '../shared/checks.ts';

const columnTypes: readonly ColumnType[] = ['text', 'long', 'double', 'boolean', 'time'];

/** Every way to draw rows, in the order in which a picker offers them. */
export const visualizationKinds: readonly VisualizationKind[] = [
  'table',
  'bar',
  'column',
  'stackedColumn',
  'line',
  'lineColumn',
  'area',
  'pie',
  'singleValue',
  'map',
  'outlier',
];

const isRange = shape({ from: isNumber, to: isNumber });
const isTimeRange = shape({ from: optional(isText), to: optional(isText) });
const isDiagnostic = shape({
  code: isText,
  severity: oneOf('error', 'warning', 'information', 'hint'),
  message: isText,
  start: isIndex,
  end: isIndex,
});
const isProblem = shape({
  code: isText,
  severity: oneOf('error', 'warning'),
  message: isText,
  start: isIndex,
  end: isIndex,
});
const isLayout = shape({ x: isIndex, y: isIndex, width: isIndex, height: isIndex });
const isVisualization = shape({
  kind: oneOf(...visualizationKinds),
  x: optional(isText),
  series: optional(listOf(isText)),
  lines: optional(listOf(isText)),
  unit: optional(isText),
  legend: optional(oneOf('bottom', 'right', 'none')),
  tones: optional(recordOf(isText)),
  labels: optional(recordOf(isText)),
  thresholds: optional(listOf(shape({ from: isNumber, tone: isText }))),
  maxCategories: optional(isNumber),
});
const isPanel = shape({
  id: isText,
  title: isText,
  description: optional(isText),
  query: isText,
  visualization: isVisualization,
  layout: isLayout,
  timeRange: optional(isTimeRange),
  drillDown: optional(shape({ column: optional(isText), variable: optional(isText), dashboard: optional(isText) })),
  emptyText: optional(isText),
  notes: optional(isText),
});
const isVariable = shape({
  name: isText,
  label: optional(isText),
  default: optional(isText),
  multi: optional(isBoolean),
  kind: oneOf('text', 'list', 'query'),
  values: optional(listOf(isText)),
});
const isDashboard = shape({
  id: isText,
  title: isText,
  description: optional(isText),
  timeRange: isTimeRange,
  refresh: shape({ interval: optional(isNumber), onChange: optional(isBoolean) }),
  variables: listOf(isVariable),
  panels: listOf(isPanel),
});
const isChoices = shape({
  timeRange: optional(isTimeRange),
  now: anyOf(oneOf('data', 'clock'), isNumber),
  timezone: isText,
  variables: recordOf(listOf(isText)),
  interval: isNumber,
  onChange: isBoolean,
  paths: listOf(isText),
});

const states: Readonly<Record<DashboardState['kind'], Check>> = {
  loading: () => true,
  invalid: shape({ title: isText, problems: listOf(isProblem) }),
  start: shape({ title: isText, message: isText }),
  dashboard: shape({ dashboard: isDashboard, choices: isChoices, editable: isBoolean, warnings: listOf(isProblem) }),
};

const isStats = shape({
  messagesMatched: optional(isIndex),
  messagesTotal: optional(isIndex),
  rows: isIndex,
  elapsed: isNumber,
  range: optional(isRange),
});
const results: Readonly<Record<PanelResult['kind'], Check>> = {
  rows: shape({
    resultId: isText,
    shape: oneOf('aggregates', 'messages'),
    columns: listOf(shape({ name: isText, type: oneOf(...columnTypes) })),
    rows: listOf(listOf(isCell)),
    total: isIndex,
    stats: isStats,
    notices: listOf(shape({ code: isText, message: isText })),
    query: isText,
  }),
  problem: shape({ message: isText, diagnostics: listOf(isDiagnostic) }),
};

const messages: Readonly<Record<ToDashboardView['type'], Check>> = {
  keep: shape({ key: isText }),
  state: shape({ state: tagged('kind', states) }),
  running: shape({ run: isIndex, panels: listOf(isText) }),
  progress: shape({ run: isIndex, fraction: optional(isNumber), phase: isText }),
  panel: shape({ run: isIndex, panelId: isText, result: tagged('kind', results) }),
  finished: shape({
    run: isIndex,
    message: optional(isText),
    now: optional(isNumber),
    range: optional(isRange),
    elapsed: isNumber,
    at: isNumber,
  }),
  values: shape({
    variable: isText,
    result: tagged('kind', {
      values: shape({ values: listOf(isText), truncated: isBoolean }),
      problem: shape({ message: isText }),
    }),
  }),
  page: shape({
    requestId: isIndex,
    resultId: isText,
    page: shape({ offset: isIndex, total: isIndex, rows: listOf(listOf(isCell)) }),
  }),
  pageFailed: shape({ requestId: isIndex, message: isText }),
};

const isMessage = tagged('type', messages);

/** The message when it is one of the protocol, whole and of the right types; otherwise undefined. */
export function readHostMessage(value: unknown): ToDashboardView | undefined {
  return isMessage(value) ? (value as ToDashboardView) : undefined;
}
