import type { FromDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { OpenDashboard } from './openDashboard.ts';

/** Sends rows of a panel's result to the view, or why there are none. Results of others are refused. */
export async function sendPage(
  open: OpenDashboard,
  { requestId, resultId, offset, limit, sort }: FromDashboardView & { readonly type: 'page' },
): Promise<void> {
  const { runs, services } = open;
  try {
    if (!runs.holds(resultId)) throw new Error('the result was released');
    const page = await services.engine.request('results/page', { resultId, offset, limit, sort });
    open.post({ type: 'page', requestId, resultId, page });
  } catch (error) {
    services.log(`Rows ${offset} and following could not be read: ${String(error)}`);
    const message = 'These rows are no longer available. Refresh the dashboard.';
    open.post({ type: 'pageFailed', requestId, message });
  }
}
