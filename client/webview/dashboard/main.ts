import type { FromDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import { loadCharts } from '../shared/chartLibrary.ts';
import { connectHost } from '../shared/host.ts';
import { SesqDashboard } from './dashboardView.ts';
import { readHostMessage } from './guard.ts';

const host = connectHost<FromDashboardView>((value) => {
  const message = readHostMessage(value);
  if (message === undefined) console.warn('A message that is not part of the protocol was ignored.');
  else view.receive(message);
});
const view = new SesqDashboard(host);
document.body.append(view);
host.send({ type: 'ready' });
// While the host reads the dashboard. Panels say what they miss.
loadCharts().catch(() => undefined);
