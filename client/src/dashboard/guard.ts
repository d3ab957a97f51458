import type { VisualizationKind } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardChoices, DashboardEdit, FromDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { NowChoice } from '../../../server/src/protocol/engine.ts';
import type { Check, Fields } from './checks.ts';
import {
  isBoolean,
  isCell,
  isIndex,
  isNumber,
  isText,
  listOf,
  oneOf,
  optional,
  picked,
  recordOf,
  shape,
  tagged,
} from './checks.ts';

const largestPage = 10_000;
/** Characters of a picture in Base64: more than the largest canvas makes. */
const largestData = 200_000_000;

const kinds: readonly VisualizationKind[] = [
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
const tone = oneOf('success', 'failure', 'warning', 'information', 'neutral');
const isCoordinate: Check = (value) => isIndex(value) && Number(value) <= 10_000;
const isLayout = shape({ x: isCoordinate, y: isCoordinate, width: isCoordinate, height: isCoordinate });
const isVisualization = shape({
  kind: oneOf(...kinds),
  x: optional(isText),
  series: optional(listOf(isText)),
  lines: optional(listOf(isText)),
  unit: optional(isText),
  legend: optional(oneOf('bottom', 'right', 'none')),
  tones: optional(recordOf(tone)),
  labels: optional(recordOf(isText)),
  thresholds: optional(listOf(shape({ from: isNumber, tone }))),
  maxCategories: optional(isIndex),
});
const isNow: Check = (value) => value === 'data' || value === 'clock' || isNumber(value);
const isTimeRange = shape({ from: optional(isText), to: optional(isText) });

/** Checks choices that come from outside: from a message, or from what was stored before. */
export const isChoices = shape({
  timeRange: optional(isTimeRange),
  now: isNow,
  timezone: isText,
  variables: recordOf(listOf(isText)),
  interval: isIndex,
  onChange: isBoolean,
  paths: listOf(isText),
});

const edits: Readonly<Record<DashboardEdit['kind'], Check>> = {
  layout: shape({ panels: listOf(shape({ id: isText, layout: isLayout })) }),
  visualization: shape({ panelId: isText, visualization: isVisualization }),
  title: shape({ panelId: isText, title: isText }),
  duplicate: shape({ panelId: isText }),
  delete: shape({ panelId: isText }),
};

const bare: Check = () => true;

const messages: { readonly [Type in FromDashboardView['type']]: readonly [Check, ...string[]] } = {
  ready: [bare],
  refresh: [bare],
  stop: [bare],
  choose: [shape({ choices: isChoices }), 'choices'],
  values: [shape({ variable: isText }), 'variable'],
  visible: [shape({ visible: isBoolean }), 'visible'],
  edit: [shape({ edit: tagged('kind', edits) }), 'edit'],
  openQuery: [shape({ panelId: isText }), 'panelId'],
  drillDown: [shape({ panelId: isText, column: isText, value: isCell }), 'panelId', 'column', 'value'],
  openDashboard: [shape({ dashboard: isText, variable: isText, value: isText }), 'dashboard', 'variable', 'value'],
  goTo: [
    (value) =>
      shape({ start: isIndex, end: isIndex })(value) &&
      Number((value as Fields)['start']) <= Number((value as Fields)['end']),
    'start',
    'end',
  ],
  openFile: [bare],
  copyToWorkspace: [bare],
  save: [
    shape({
      name: isText,
      format: oneOf('png', 'csv'),
      data: (value) => typeof value === 'string' && value.length <= largestData,
    }),
    'name',
    'format',
    'data',
  ],
  exportCsv: [shape({ panelId: optional(isText) }), 'panelId'],
  exportReport: [bare],
  exportHosted: [bare],
  openSamples: [bare],
  chooseFolder: [bare],
  chooseDataSources: [bare],
  showSources: [bare],
  page: [
    shape({
      requestId: isIndex,
      resultId: isText,
      offset: isIndex,
      limit: (value) => isIndex(value) && Number(value) >= 1 && Number(value) <= largestPage,
      sort: optional(shape({ column: isIndex, descending: isBoolean })),
    }),
    'requestId',
    'resultId',
    'offset',
    'limit',
    'sort',
  ],
};

/**
 * Checks a message from the dashboard view and gives it back with the fields of its type only, or undefined when it is
 * not one of the messages of the protocol.
 */
export function readDashboardMessage(value: unknown): FromDashboardView | undefined {
  const type = typeof value === 'object' && value !== null ? (value as Fields)['type'] : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(messages, type)) return undefined;
  const [check, ...fields] = messages[type as FromDashboardView['type']];
  if (!check(value)) return undefined;
  const source = value as Fields;
  const message: Record<string, unknown> = { type, ...picked(source, fields) };
  if (type === 'choose') message['choices'] = cleanChoices(source['choices']);
  if (type === 'edit') message['edit'] = cleanEdit(source['edit'] as DashboardEdit);
  if (type === 'page') message['sort'] = cleanSort(source['sort']);
  // Null is a value here, not an absent one.
  if (type === 'drillDown') message['value'] = source['value'];
  return message as unknown as FromDashboardView;
}

/** Checked choices with their own fields only; the caller has tested them with `isChoices`. */
export function cleanChoices(value: unknown): DashboardChoices {
  const { timeRange, now, timezone, variables, interval, onChange, paths } = value as DashboardChoices;
  return {
    timeRange: timeRange === undefined || timeRange === null ? undefined : picked(timeRange, ['from', 'to']),
    now: now as NowChoice,
    timezone,
    variables,
    interval,
    onChange,
    paths,
  };
}

function cleanEdit(edit: DashboardEdit): DashboardEdit {
  switch (edit.kind) {
    case 'layout': {
      const panels = edit.panels.map(({ id, layout: { x, y, width, height } }) => ({
        id,
        layout: { x, y, width, height },
      }));
      return { kind: 'layout', panels };
    }
    case 'visualization': {
      const names = [
        'kind',
        'x',
        'series',
        'lines',
        'unit',
        'legend',
        'tones',
        'labels',
        'thresholds',
        'maxCategories',
      ];
      const visualization = picked(edit.visualization, names) as unknown as typeof edit.visualization;
      return { kind: 'visualization', panelId: edit.panelId, visualization };
    }
    case 'title':
      return { kind: 'title', panelId: edit.panelId, title: edit.title };
    default:
      return { kind: edit.kind, panelId: edit.panelId };
  }
}

function cleanSort(value: unknown): unknown {
  return value === undefined || value === null ? undefined : picked(value, ['column', 'descending']);
}
