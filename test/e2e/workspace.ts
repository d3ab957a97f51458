import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from './paths.ts';

/** A folder that is removed after use. */
export type TemporaryFolder = { readonly path: string; remove(): void };

/** An empty folder of its own. */
export function temporaryFolder(name: string): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), `ses-log-explorer-${name}-`)));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** A workspace with copies of the two seed logs (in `logs/`) and of the sample queries (in `queries/`). */
export function seedWorkspace(): TemporaryFolder {
  const folder = temporaryFolder('workspace');
  // The folder's name is what VS Code shows as the workspace's.
  const path = join(folder.path, 'ses-logs');
  const samples = join(projectFolder, 'samples');
  mkdirSync(path);
  cpSync(join(samples, 'logs/seed'), join(path, 'logs'), { recursive: true });
  cpSync(join(samples, 'queries'), join(path, 'queries'), { recursive: true });
  return { path, remove: folder.remove };
}

/** A workspace with copies of all sample logs (in `logs/`), queries (`queries/`) and dashboards (`dashboards/`). */
export function sampleWorkspace(): TemporaryFolder {
  const folder = temporaryFolder('workspace');
  const path = join(folder.path, 'samples');
  mkdirSync(path);
  for (const name of ['logs', 'queries', 'dashboards'])
    cpSync(join(projectFolder, 'samples', name), join(path, name), { recursive: true });
  return { path, remove: folder.remove };
}

/** A workspace with one file that is not a log. */
export function emptyWorkspace(): TemporaryFolder {
  const folder = temporaryFolder('workspace');
  const path = join(folder.path, 'empty');
  mkdirSync(path);
  writeFileSync(join(path, 'notes.md'), '# Notes\n');
  return { path, remove: folder.remove };
}
