import { cloudTrailByEventName, cloudTrailOverview } from './cloudTrail.ts';
import { bouncedDashboard, complaintDashboard, deliveredDashboard, notificationOverview } from './notifications.ts';
import type { Calculations } from './window.ts';

/** What each panel shows, by the ids of dashboard and panel. */
export const calculations: Readonly<Record<string, Calculations>> = {
  'cloudtrail-overview': cloudTrailOverview,
  'cloudtrail-by-event-name': cloudTrailByEventName,
  'notification-overview': notificationOverview,
  delivered: deliveredDashboard,
  bounced: bouncedDashboard,
  complaint: complaintDashboard,
};
