import type { DashboardChoices, DashboardEdit, FromDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { NowChoice } from '../../../server/src/protocol/engine.ts';
import type { Check, Fields } from '../../shared/checks.ts';
import {
  allOf,
  between,
  checksWithin,
  isAnything,
  isBoolean,
  isIndex,
  oneOf,
  optional,
  picked,
  shape,
  tagged,
} from '../../shared/checks.ts';
import { dashboardChecks } from '../../shared/dashboardChecks.ts';
import { isTextRange, pageRequest } from '../../shared/messageChecks.ts';
import { bounded } from '../boundedChecks.ts';

const { isText, isCell, listOf } = bounded;
const checks = dashboardChecks(bounded);
/** Base64 of a picture: more characters than the largest canvas makes. */
const { isText: isPicture } = checksWithin({ text: 200_000_000, list: 0 });

const isCoordinate: Check = allOf(isIndex, between(0, 10_000));
const isLayout = shape({ x: isCoordinate, y: isCoordinate, width: isCoordinate, height: isCoordinate });

/** Checks choices that come from outside: from a message, or from what was stored before. */
export const { isChoices } = checks;

const edits: Readonly<Record<DashboardEdit['kind'], Check>> = {
  layout: shape({ panels: listOf(shape({ id: isText, layout: isLayout })) }),
  visualization: shape({ panelId: isText, visualization: checks.isVisualization }),
  title: shape({ panelId: isText, title: isText }),
  duplicate: shape({ panelId: isText }),
  delete: shape({ panelId: isText }),
};

/** Of each message: its check, and its fields. */
const messages: { readonly [Type in FromDashboardView['type']]: readonly [Check, ...string[]] } = {
  ready: [isAnything],
  refresh: [isAnything],
  stop: [isAnything],
  choose: [shape({ choices: isChoices }), 'choices'],
  values: [shape({ variable: isText }), 'variable'],
  visible: [shape({ visible: isBoolean }), 'visible'],
  edit: [shape({ edit: tagged('kind', edits) }), 'edit'],
  openQuery: [shape({ panelId: isText }), 'panelId'],
  drillDown: [shape({ panelId: isText, column: isText, value: isCell }), 'panelId', 'column', 'value'],
  openDashboard: [shape({ dashboard: isText, variable: isText, value: isText }), 'dashboard', 'variable', 'value'],
  goTo: [isTextRange, 'start', 'end'],
  openFile: [isAnything],
  copyToWorkspace: [isAnything],
  save: [shape({ name: isText, format: oneOf('png', 'csv'), data: isPicture }), 'name', 'format', 'data'],
  exportCsv: [shape({ panelId: optional(isText) }), 'panelId'],
  exportReport: [isAnything],
  exportHosted: [isAnything],
  openSamples: [isAnything],
  chooseFolder: [isAnything],
  chooseDataSources: [isAnything],
  showSources: [isAnything],
  page: [pageRequest(isText), 'requestId', 'resultId', 'offset', 'limit', 'sort'],
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
