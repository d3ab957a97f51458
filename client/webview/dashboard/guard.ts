import type { PanelResult } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardState, ToDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import {
  isAnything,
  isBoolean,
  isIndex,
  isNumber,
  oneOf,
  optional,
  shape,
  tagged,
  unbounded,
} from '../../shared/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { dashboardChecks } from '../../shared/dashboardChecks.ts';
import {
  isColumns,
  isDiagnostics,
  isNotices,
  isResultShape,
  isRows,
  isSpan,
  pageMessages,
  statsFields,
} from '../shared/resultChecks.ts';

const { isText, listOf } = unbounded;
const { isChoices, isTimeRange, isVisualization } = dashboardChecks(unbounded);

const isProblem = shape({
  code: isText,
  severity: oneOf('error', 'warning'),
  message: isText,
  start: isIndex,
  end: isIndex,
});
const isLayout = shape({ x: isIndex, y: isIndex, width: isIndex, height: isIndex });
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

const states: Readonly<Record<DashboardState['kind'], Check>> = {
  loading: isAnything,
  invalid: shape({ title: isText, problems: listOf(isProblem) }),
  start: shape({ title: isText, message: isText }),
  dashboard: shape({ dashboard: isDashboard, choices: isChoices, editable: isBoolean, warnings: listOf(isProblem) }),
};

const results: Readonly<Record<PanelResult['kind'], Check>> = {
  rows: shape({
    resultId: isText,
    shape: isResultShape,
    columns: isColumns,
    rows: isRows,
    total: isIndex,
    stats: shape(statsFields),
    notices: isNotices,
    query: isText,
  }),
  problem: shape({ message: isText, diagnostics: isDiagnostics }),
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
    range: optional(isSpan),
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
  ...pageMessages,
};

const isMessage = tagged('type', messages);

/** The message when it is one of the protocol, whole and of the right types; otherwise undefined. */
export function readHostMessage(value: unknown): ToDashboardView | undefined {
  return isMessage(value) ? (value as ToDashboardView) : undefined;
}
