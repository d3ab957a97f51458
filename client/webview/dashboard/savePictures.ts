/** Pictures of panels and of the whole dashboard, sent to the host to be saved. */
import type { DashboardPanel } from '../../../server/src/protocol/dashboard.ts';
import { dashboardPicture } from './pictureOf.ts';
import type { ShownDashboard, ViewContext } from './viewContext.ts';

/** Saves the chart of a panel. */
export function savePanelPicture(view: ViewContext, { id, title }: DashboardPanel): Promise<void> {
  return save(view, title, async () => {
    const picture = await view.panels.find(({ dataset }) => dataset['panel'] === id)?.toPng();
    return picture?.replace(/^data:image\/png;base64,/, '');
  });
}

/** Saves the dashboard as it lies on its grid, panels out of view included. */
export function saveDashboardPicture(view: ViewContext, { dashboard, choices }: ShownDashboard): Promise<void> {
  return save(view, dashboard.title, async () => {
    const { panels, model } = view;
    for (const panel of panels) panel.isNear = true;
    await Promise.all(panels.map((panel) => panel.updateComplete));
    return dashboardPicture(dashboard, choices.timezone, model, panels);
  });
}

async function save(view: ViewContext, name: string, draw: () => Promise<string | undefined>): Promise<void> {
  try {
    const data = await draw();
    if (data !== undefined) return view.send({ type: 'save', name, format: 'png', data });
  } catch {
    // Said below.
  }
  view.announce('The picture could not be made.');
}
