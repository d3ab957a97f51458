import type { ResultsState, ToResultsView } from '../../../server/src/protocol/webview.ts';
import { isAnything, isNumber, optional, shape, tagged, unbounded } from '../../shared/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { isVisualizationKind } from '../../shared/dashboardChecks.ts';
import {
  isColumns,
  isDiagnostics,
  isNotices,
  isResultShape,
  pageMessages,
  statsFields,
} from '../shared/resultChecks.ts';

const { isText } = unbounded;

/** Of the results view: a query says the kind of its chart and nothing else. */
const isVisualization = shape({ kind: isVisualizationKind });
const isHeader = shape({ title: isText, query: isText, timezone: isText });

const states: Readonly<Record<ResultsState['kind'], Check>> = {
  idle: isAnything,
  running: shape({ header: isHeader, phase: isText, fraction: optional(isNumber) }),
  rows: shape({
    header: isHeader,
    resultId: isText,
    shape: isResultShape,
    columns: isColumns,
    stats: shape({ ...statsFields, loading: isNumber, now: optional(isNumber) }),
    notices: isNotices,
    visualization: optional(isVisualization),
  }),
  problem: shape({ header: isHeader, message: isText, diagnostics: isDiagnostics }),
  cancelled: shape({ header: isHeader }),
};

const messages: Readonly<Record<ToResultsView['type'], Check>> = {
  state: shape({ state: tagged('kind', states) }),
  ...pageMessages,
};

const isMessage = tagged('type', messages);

/** The message when it is one of the protocol, whole and of the right types; otherwise undefined. */
export function readHostMessage(value: unknown): ToResultsView | undefined {
  return isMessage(value) ? (value as ToResultsView) : undefined;
}
