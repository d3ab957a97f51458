/** From what a request says to a checked dashboard. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { longestQueryFile, readDashboardText } from '../../language/index.ts';
import type { DashboardSource, ReadDashboardResult } from '../../protocol/dashboard.ts';
import { listDashboards, shippedFolder } from './shipped.ts';

/** The text of a dashboard and where its file is. */
type DashboardText =
  | { readonly kind: 'text'; readonly text: string; readonly path: string }
  | { readonly kind: 'unknown'; readonly message: string };

/** Finds the text of a dashboard; for an unknown id, a sentence that names those there are. */
async function findText(source: DashboardSource): Promise<DashboardText> {
  if (source.kind === 'text') return source;
  const shipped = await listDashboards(shippedFolder());
  const found = shipped.find(({ id }) => id === source.id);
  if (found !== undefined) return { kind: 'text', text: await readFile(found.path, 'utf8'), path: found.path };
  const ids = shipped.map(({ id }) => id).join(', ');
  const known = ids === '' ? 'No dashboards were found beside the program.' : `There are: ${ids}.`;
  return { kind: 'unknown', message: `There is no dashboard "${source.id}". ${known}` };
}

/** Reads and checks a dashboard with the query files that it names. Never throws. */
export async function readSource(source: DashboardSource): Promise<ReadDashboardResult> {
  const found = await findText(source);
  if (found.kind === 'unknown') {
    const { message } = found;
    return {
      kind: 'invalid',
      problems: [{ code: 'dashboard.unknown', severity: 'error', message, start: 0, end: 0 }],
    };
  }
  return readDashboardText(found.text, (path) => readQueryFile(resolve(dirname(found.path), path)));
}

function readQueryFile(path: string): string | undefined {
  try {
    // A link to another kind of file is none, and a pipe would never end.
    const file = realpathSync(path);
    const stats = statSync(file);
    const isFit = file.endsWith('.sesq') && stats.isFile() && stats.size <= longestQueryFile;
    return isFit ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
