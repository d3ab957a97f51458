/** The menus of the dashboard: which lines they have, and what each does. */
import type { DashboardPanel, Visualization } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardState, FromDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { NowChoice } from '../../../server/src/protocol/engine.ts';
import { visualizationKinds } from '../../shared/dashboardChecks.ts';
import { refreshIntervals } from './bar.ts';
import { shortText } from './drillDown.ts';
import type { DrillChoice } from './drillDown.ts';
import type { MenuItem } from './menu.ts';

type Shown = Extract<DashboardState, { readonly kind: 'dashboard' }>;
type Send = (message: FromDashboardView) => void;

const separator: MenuItem = { kind: 'separator' };

/** Names of the ways to draw, as people say them. */
const visualizationNames: Readonly<Record<Visualization['kind'], string>> = {
  table: 'Table',
  bar: 'Bars',
  column: 'Columns',
  stackedColumn: 'Stacked Columns',
  line: 'Lines',
  lineColumn: 'Lines and Columns',
  area: 'Areas',
  pie: 'Pie',
  singleValue: 'Single Value',
  map: 'World Map',
  outlier: 'Line with Outliers',
};

/** The menu at the end of the bar. */
export function dashboardMenu(
  { editable }: Shown,
  isEditing: boolean,
  send: Send,
  { toggleEditing, savePicture }: { readonly toggleEditing: () => void; readonly savePicture: () => void },
): readonly MenuItem[] {
  return [
    editable
      ? { kind: 'action', label: isEditing ? 'Done Editing' : 'Edit Layout', icon: 'edit', run: toggleEditing }
      : {
          kind: 'action',
          label: 'Copy to Workspace to Edit',
          icon: 'copy',
          run: () => send({ type: 'copyToWorkspace' }),
        },
    { kind: 'action', label: 'Open File', icon: 'go-to-file', run: () => send({ type: 'openFile' }) },
    separator,
    { kind: 'action', label: 'Save as PNG…', icon: 'file-media', run: savePicture },
    { kind: 'action', label: 'Save as HTML…', icon: 'globe', run: () => send({ type: 'exportReport' }) },
    {
      kind: 'action',
      label: 'Save All Rows as CSV…',
      icon: 'table',
      run: () => send({ type: 'exportCsv', panelId: undefined }),
    },
    { kind: 'action', label: 'Export for Sumo Logic…', icon: 'export', run: () => send({ type: 'exportHosted' }) },
    separator,
    {
      kind: 'action',
      label: 'Choose Log Categories…',
      icon: 'list-flat',
      run: () => send({ type: 'chooseDataSources' }),
    },
    { kind: 'action', label: 'Show Log Sources', icon: 'notebook', run: () => send({ type: 'showSources' }) },
  ];
}

/** What a panel's menu does in the view itself. */
export interface PanelMenuActions {
  savePicture(): void;
  rename(): void;
  chooseVisualization(): void;
  showNotes(): void;
}

/** The menu of a panel; changes of the file only where it can be changed. */
export function panelMenu(
  panel: DashboardPanel,
  { editable }: Shown,
  hasPicture: boolean,
  send: Send,
  actions: PanelMenuActions,
): readonly MenuItem[] {
  const { id } = panel;
  const items: MenuItem[] = [];
  if (hasPicture) items.push({ kind: 'action', label: 'Save as PNG…', icon: 'file-media', run: actions.savePicture });
  items.push({
    kind: 'action',
    label: 'Save Rows as CSV…',
    icon: 'table',
    run: () => send({ type: 'exportCsv', panelId: id }),
  });
  if (panel.notes) items.push({ kind: 'action', label: 'Show Notes', icon: 'info', run: actions.showNotes });
  if (!editable) return items;
  return [
    ...items,
    separator,
    { kind: 'action', label: 'Rename…', icon: 'edit', run: actions.rename },
    { kind: 'action', label: 'Change Chart…', icon: 'graph', run: actions.chooseVisualization },
    {
      kind: 'action',
      label: 'Duplicate',
      icon: 'copy',
      run: () => send({ type: 'edit', edit: { kind: 'duplicate', panelId: id } }),
    },
    {
      kind: 'action',
      label: 'Delete',
      icon: 'trash',
      run: () => send({ type: 'edit', edit: { kind: 'delete', panelId: id } }),
    },
  ];
}

/** Ways to draw a panel. */
export function visualizationMenu({ id, visualization }: DashboardPanel, send: Send): readonly MenuItem[] {
  return visualizationKinds.map((kind) => ({
    kind: 'action',
    label: visualizationNames[kind],
    checked: kind === visualization.kind,
    run: () =>
      send({ type: 'edit', edit: { kind: 'visualization', panelId: id, visualization: { ...visualization, kind } } }),
  }));
}

/** What "now" can be. */
export function nowMenu(chosen: NowChoice, choose: (now: NowChoice) => void): readonly MenuItem[] {
  return [
    { kind: 'action', label: 'Newest record', checked: chosen === 'data', run: () => choose('data') },
    { kind: 'action', label: 'Clock of this machine', checked: chosen === 'clock', run: () => choose('clock') },
  ];
}

/** When the dashboard refreshes by itself. */
export function intervalMenu(
  { interval, onChange }: Shown['choices'],
  choose: (choice: { readonly interval?: number; readonly onChange?: boolean }) => void,
): readonly MenuItem[] {
  return [
    ...refreshIntervals.map(({ seconds, label }): MenuItem => ({
      kind: 'action',
      label,
      checked: seconds === interval,
      run: () => choose({ interval: seconds }),
    })),
    separator,
    {
      kind: 'action',
      label: 'When log files change',
      checked: onChange,
      run: () => choose({ onChange: !onChange }),
    },
  ];
}

/** What to do with a clicked value. */
export function drillMenu(
  choices: readonly DrillChoice[],
  act: (choice: DrillChoice) => void,
  copy: () => void,
): readonly MenuItem[] {
  return [
    ...choices.map((choice): MenuItem => ({ kind: 'action', ...drillLine(choice), run: () => act(choice) })),
    separator,
    { kind: 'action', label: 'Copy Value', icon: 'copy', run: copy },
  ];
}

function drillLine(choice: DrillChoice): { readonly label: string; readonly icon: 'filter' | 'graph' | 'list-flat' } {
  switch (choice.kind) {
    case 'filter':
      return { label: `Filter This Dashboard by ${choice.label} = ${shortText(choice.value)}`, icon: 'filter' };
    case 'dashboard':
      return { label: `Open ${choice.dashboard} with ${choice.variable} = ${shortText(choice.value)}`, icon: 'graph' };
    case 'messages':
      return { label: 'Show Messages', icon: 'list-flat' };
  }
}
