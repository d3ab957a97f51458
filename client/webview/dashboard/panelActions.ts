import { drillChoices } from './drillDown.ts';
import type { DrillChoice } from './drillDown.ts';
import { drillMenu, panelMenu, visualizationMenu } from './menus.ts';
import type { PanelActions, PickedValue } from './panel.ts';
import { isTablePanel } from './panelParts.ts';
import { savePanelPicture } from './savePictures.ts';
import { zoomedRange } from './timeRanges.ts';
import { choiceAfter } from './values.ts';
import { panelOf } from './viewContext.ts';
import type { ViewContext } from './viewContext.ts';

/** What panels ask for, each by the name that a panel calls it by. */
export function panelActions(view: ViewContext): PanelActions {
  return {
    fetchRows: (...request) => view.requests.fetch(...request),
    toggleTable: (id) => view.toggleTable(id),
    toggleFull: (id) => view.setFull(view.full === id ? undefined : id),
    openQuery: (panelId) => view.send({ type: 'openQuery', panelId }),
    openMenu: (id, anchor) => openPanelMenu(view, id, anchor),
    pick: (picked) => openDrillMenu(view, picked),
    zoom: (from, to) => {
      view.choose({ timeRange: zoomedRange(from, to) });
      view.announce('Time range changed to the zoomed part');
    },
    announce: (sentence) => view.announce(sentence),
  };
}

function openPanelMenu(view: ViewContext, id: string, anchor: Element): void {
  const { shown, popups, model } = view;
  const panel = shown && panelOf(shown.dashboard, id);
  if (shown === undefined || panel === undefined) return;
  const send: ViewContext['send'] = (message) => view.send(message);
  const result = model.panels.get(id)?.result;
  const isDrawn = !isTablePanel(panel) && !view.tables.has(id);
  const hasPicture = isDrawn && result?.kind === 'rows' && result.total > 0;
  const items = panelMenu(panel, shown, hasPicture, send, {
    savePicture: () => void savePanelPicture(view, panel),
    rename: () =>
      popups.text(anchor, 'Title of the panel', panel.title, (title) =>
        send({ type: 'edit', edit: { kind: 'title', panelId: id, title } }),
      ),
    chooseVisualization: () => popups.menu(anchor, 'Chart', visualizationMenu(panel, send)),
    showNotes: () => popups.menu(anchor, 'Notes', [{ kind: 'action', label: panel.notes ?? '', run: () => undefined }]),
  });
  popups.menu(anchor, `Actions of ${panel.title}`, items);
}

/** Offers what can be done with a value that was clicked. */
function openDrillMenu(view: ViewContext, { panelId, column, value, row, place }: PickedValue): void {
  const { shown, model } = view;
  const panel = shown && panelOf(shown.dashboard, panelId);
  const result = model.panels.get(panelId)?.result;
  if (shown === undefined || panel === undefined || result?.kind !== 'rows') return;
  const choices = drillChoices(shown.dashboard, panel, { column, value, columns: result.columns, row });
  const copy = (): void => {
    navigator.clipboard.writeText(value === null ? '' : String(value)).then(
      () => view.announce('Copied.'),
      () => view.announce('The clipboard could not be written.'),
    );
  };
  const items = drillMenu(choices, (choice) => drill(view, panelId, choice), copy);
  view.popups.menu(place, `${column}: ${String(value)}`, items);
}

function drill(view: ViewContext, panelId: string, choice: DrillChoice): void {
  switch (choice.kind) {
    case 'filter': {
      const { variable, value } = choice;
      const isMulti = view.shown?.dashboard.variables.find(({ name }) => name === variable)?.multi === true;
      const chosen = view.shown?.choices.variables[variable] ?? [];
      return view.setVariable(variable, choiceAfter(chosen, value, isMulti && !chosen.includes(value), true));
    }
    case 'dashboard': {
      const { dashboard, variable, value } = choice;
      return view.send({ type: 'openDashboard', dashboard, variable, value });
    }
    case 'messages':
      return view.send({ type: 'drillDown', panelId, column: choice.column, value: choice.value });
  }
}
