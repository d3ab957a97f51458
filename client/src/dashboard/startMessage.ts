import type { Dashboard } from '../../../server/src/protocol/dashboard.ts';

/** Messages of each kind of logs, as `dashboard/run` counts them. */
export interface RecordCounts {
  readonly cloudTrail: number;
  readonly sesNotifications: number;
  readonly other: number;
}

const kinds = [
  { variable: 'cloudtraillogsdatasource', count: 'cloudTrail', name: 'CloudTrail logs' },
  { variable: 'sesnotificationsdatasource', count: 'sesNotifications', name: 'SES notifications' },
] as const;

/** The kinds of logs that the text of a dashboard file or of its queries asks for. */
export function readKinds(text: string): readonly (typeof kinds)[number]['count'][] {
  const lower = text.toLowerCase();
  return kinds.filter(({ variable }) => lower.includes(variable)).map(({ count }) => count);
}

/**
 * Why a dashboard has nothing to show: there are no logs of the kinds that its queries ask for, or none at all. Undefined
 * when there are some. `paths` are the files it is limited to.
 */
export function missingLogs(
  { panels }: Pick<Dashboard, 'panels'>,
  records: RecordCounts,
  paths: readonly string[],
): string | undefined {
  const asked = readKinds(panels.map(({ query }) => query).join('\n'));
  const wanted = kinds.filter(({ count }) => asked.includes(count));
  const isMissing =
    wanted.length === 0
      ? records.cloudTrail + records.sesNotifications + records.other === 0
      : wanted.every(({ count }) => records[count] === 0);
  if (!isMissing) return undefined;
  const what = wanted.length === 0 ? 'logs' : wanted.map(({ name }) => name).join(' and ');
  if (paths.length > 0)
    return `There are no ${what} in ${paths.join(', ')}. Open the dashboard for all logs, or for another file.`;
  return `No ${what} were found. Open a folder that holds them, name their files in the setting sesq.logs, or look at the samples first.`;
}
