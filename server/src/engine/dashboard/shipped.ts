/** The dashboards that come along: files in a folder beside the program. */
import { readFile, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDashboardText } from '../../language/index.ts';

/** A dashboard to choose from. */
export interface DashboardSummary {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly panels: number;
  /** Absolute path of its file. */
  readonly path: string;
}

const extension = '.sesdash.json';

/** From the bundle in `dist`, and from the sources. */
const places = ['../media/dashboards/', '../../../../media/dashboards/'];

/** The folder of the dashboards that come along, undefined when there is none. */
export function shippedFolder(): string | undefined {
  return places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((folder) => existsSync(folder));
}

/** The order in which someone who knows the app expects them; others follow by title. */
const order = [
  'cloudtrail-overview',
  'cloudtrail-by-event-name',
  'notification-overview',
  'delivered',
  'bounced',
  'complaint',
];

/** All dashboards of a folder that can be read. A file that cannot is left out. */
export async function listDashboards(folder: string | undefined): Promise<readonly DashboardSummary[]> {
  const names = folder === undefined ? [] : await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => name.endsWith(extension)).map((name) => summarize(join(folder ?? '', name))),
  );
  const place = ({ id }: DashboardSummary): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return found
    .filter((each) => each !== undefined)
    .toSorted((a, b) => place(a) - place(b) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
}

async function summarize(path: string): Promise<DashboardSummary | undefined> {
  const read = readDashboardText(await readFile(path, 'utf8').catch(() => ''));
  if (read.kind === 'invalid') return undefined;
  const { id, title, description = '', panels } = read.dashboard;
  return { id, title, description, panels: panels.length, path };
}
