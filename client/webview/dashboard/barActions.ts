import type { BarActions } from './bar.ts';
import { dashboardMenu, intervalMenu, nowMenu } from './menus.ts';
import { variableOffer, zoneOffer } from './offers.ts';
import { saveDashboardPicture } from './savePictures.ts';
import type { ViewContext } from './viewContext.ts';

/** What the controls of the bar do, each by the name that the bar calls it by. */
export function barActions(view: ViewContext): BarActions {
  return {
    chooseRange: (anchor) => {
      const { shown } = view;
      if (shown === undefined) return;
      const { choices, dashboard } = shown;
      view.popups.range(anchor, choices.timeRange ?? undefined, dashboard.timeRange, (timeRange) =>
        view.choose({ timeRange }),
      );
    },
    chooseNow: (anchor) => {
      const items = nowMenu(view.shown?.choices.now ?? 'data', (now) => view.choose({ now }));
      view.popups.menu(anchor, 'Now', items);
    },
    chooseZone: (anchor) => {
      const offer = zoneOffer(view.shown?.choices.timezone ?? 'UTC');
      view.popups.values(anchor, 'zone', offer, ([timezone]) => view.choose({ timezone: timezone ?? 'UTC' }));
    },
    chooseVariable: (name, anchor) => {
      const { shown, model } = view;
      if (shown === undefined) return;
      const isRead = shown.dashboard.variables.some((each) => each.name === name && each.kind === 'query');
      // Logs may have come since they were read.
      if (isRead) view.send({ type: 'values', variable: name });
      const offer = variableOffer(shown, name, model.values.get(name));
      view.popups.values(anchor, variableValues(name), offer, (values) => view.setVariable(name, values));
    },
    removePaths: () => view.choose({ paths: [] }),
    refresh: () => view.send({ type: 'refresh' }),
    stop: () => view.send({ type: 'stop' }),
    chooseInterval: (anchor) => {
      const { shown } = view;
      if (shown === undefined) return;
      const items = intervalMenu(shown.choices, (change) => view.choose(change));
      view.popups.menu(anchor, 'Automatic refresh', items);
    },
    openMenu: (anchor) => {
      const { shown } = view;
      if (shown === undefined) return;
      const items = dashboardMenu(shown, view.isEditing, (message) => view.send(message), {
        toggleEditing: () => (view.isEditing = !view.isEditing),
        savePicture: () => void saveDashboardPicture(view, shown),
      });
      view.popups.menu(anchor, 'Actions of the dashboard', items);
    },
    doneEditing: () => (view.isEditing = false),
  };
}

/** The values of a variable have arrived: shows them where they are waited for. */
export function renewVariableOffer({ shown, model, popups }: ViewContext, name: string): void {
  if (shown !== undefined)
    popups.renewValues(variableValues(name), () => variableOffer(shown, name, model.values.get(name)));
}

function variableValues(name: string): string {
  return `variable ${name}`;
}
