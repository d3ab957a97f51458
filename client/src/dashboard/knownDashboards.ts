import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import { textOf } from './dashboardFile.ts';
import type { KnownDashboard } from './picks.ts';
import { readKinds } from './startMessage.ts';
import type { DashboardTarget } from './target.ts';

const ending = '.sesdash.json';

/** The order of the app that the dashboards that come along are made after: first what gives an overview. */
const order = [
  'cloudtrail-overview',
  'cloudtrail-by-event-name',
  'notification-overview',
  'delivered',
  'bounced',
  'complaint',
];

/** The dashboards that come along, overviews first. */
export async function shippedDashboards(extensionUri: vscode.Uri): Promise<readonly KnownDashboard[]> {
  const folder = vscode.Uri.joinPath(extensionUri, 'media', 'dashboards');
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const ids = names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return Promise.all(
    ids
      .toSorted((a, b) => rank(a) - rank(b))
      .map((id) => describe(vscode.Uri.joinPath(folder, `${id}${ending}`), { kind: 'shipped', id }, '')),
  );
}

/** The dashboard files of the workspace, by title. */
export async function workspaceDashboards(): Promise<readonly KnownDashboard[]> {
  const files = await vscode.workspace.findFiles(`**/*${ending}`, '**/node_modules/**', 500);
  const known = files.map((uri) =>
    describe(uri, { kind: 'file', uri: uri.toString() }, vscode.workspace.asRelativePath(uri)),
  );
  return sorted(await Promise.all(known));
}

/** Titles are read here, without the engine; a file that cannot be read goes by its name. */
async function describe(uri: vscode.Uri, target: DashboardTarget, place: string): Promise<KnownDashboard> {
  const name = (uri.path.split('/').at(-1) ?? uri.path).slice(0, -ending.length);
  const text = await textOf(uri).catch(() => '');
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  const fields = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const { title, description } = fields;
  return {
    target,
    title: typeof title === 'string' && title.trim() !== '' ? title : name,
    description: typeof description === 'string' ? description : '',
    place,
    reads: readKinds(text),
  };
}

function sorted(known: readonly KnownDashboard[]): readonly KnownDashboard[] {
  return known.toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}
