import type { DataSources } from '../../protocol/dashboard.ts';

/** Variables that every dashboard has: the scopes that find the two kinds of logs. */
export const sourceVariables = {
  cloudTrail: 'CloudTrailLogsDataSource',
  sesNotifications: 'SESNotificationsDataSource',
} as const satisfies Readonly<Record<keyof DataSources, string>>;

/** Their names. */
export const sourceVariableNames = Object.values(sourceVariables);
