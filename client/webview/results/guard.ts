import type { VisualizationKind } from '../../../server/src/protocol/dashboard.ts';
import type { ColumnType } from '../../../server/src/protocol/engine.ts';
import type { ResultsState, ToResultsView } from '../../../server/src/protocol/webview.ts';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isIndex: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isCell: Check = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
/** Undefined does not survive the way through JSON: an absent field and null stand for it. */
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const oneOf =
  (...texts: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && texts.includes(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Fields)[name]));

const columnTypes: readonly ColumnType[] = ['text', 'long', 'double', 'boolean', 'time'];

const visualizationKinds: Readonly<Record<VisualizationKind, true>> = {
  table: true,
  bar: true,
  column: true,
  stackedColumn: true,
  line: true,
  lineColumn: true,
  area: true,
  pie: true,
  singleValue: true,
  map: true,
  outlier: true,
};
/** Of the results view: a query says the kind of its chart and nothing else. */
const isVisualization = shape({ kind: oneOf(...Object.keys(visualizationKinds)) });

const isHeader = shape({ title: isText, query: isText, timezone: isText });
const isDiagnostic = shape({
  code: isText,
  severity: oneOf('error', 'warning', 'information', 'hint'),
  message: isText,
  start: isIndex,
  end: isIndex,
});
const isStats = shape({
  messagesMatched: optional(isIndex),
  messagesTotal: isIndex,
  rows: isIndex,
  elapsed: isNumber,
  loading: isNumber,
  range: optional(shape({ from: isNumber, to: isNumber })),
  now: optional(isNumber),
});

const states: Readonly<Record<ResultsState['kind'], Check>> = {
  idle: () => true,
  running: shape({ header: isHeader, phase: isText, fraction: optional(isNumber) }),
  rows: shape({
    header: isHeader,
    resultId: isText,
    shape: oneOf('aggregates', 'messages'),
    columns: listOf(shape({ name: isText, type: oneOf(...columnTypes) })),
    stats: isStats,
    notices: listOf(shape({ code: isText, message: isText })),
    visualization: optional(isVisualization),
  }),
  problem: shape({ header: isHeader, message: isText, diagnostics: listOf(isDiagnostic) }),
  cancelled: shape({ header: isHeader }),
};

const isState: Check = (value) => {
  const kind = typeof value === 'object' && value !== null ? (value as Fields)['kind'] : undefined;
  return typeof kind === 'string' && Object.hasOwn(states, kind) && states[kind as ResultsState['kind']](value);
};

const messages: Readonly<Record<ToResultsView['type'], Check>> = {
  state: shape({ state: isState }),
  page: shape({
    requestId: isIndex,
    resultId: isText,
    page: shape({ offset: isIndex, total: isIndex, rows: listOf(listOf(isCell)) }),
  }),
  pageFailed: shape({ requestId: isIndex, message: isText }),
};

/** The message when it is one of the protocol, whole and of the right types; otherwise undefined. */
export function readHostMessage(value: unknown): ToResultsView | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type } = value as Fields;
  if (typeof type !== 'string' || !Object.hasOwn(messages, type)) return undefined;
  return messages[type as ToResultsView['type']](value) ? (value as ToResultsView) : undefined;
}
