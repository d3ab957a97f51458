import { readdir, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';

/** A file to read. */
export interface DiscoveredFile {
  readonly path: string;
  /** Base name of the file, folder or glob that selected it. */
  readonly source: string;
  readonly bytes: number;
  /** Time of the last change, epoch milliseconds, may have a fraction. */
  readonly modified: number;
}

export type Discovery =
  | { readonly kind: 'ok'; readonly files: readonly DiscoveredFile[]; readonly notes: readonly string[] }
  | { readonly kind: 'invalid'; readonly message: string };

/** Names that are not logs whatever they hold; they are left out of folders but read when chosen by name or glob. */
const NOT_LOGS: ReadonlySet<string> = new Set(
  '.md .sesq .ts .mts .js .mjs .cjs .map .html .css .py .sh .yml .yaml .toml .lock .duckdb .wal .db .pdf .png .jpg .jpeg .gif .svg .ico .exe .dll .so .mmdb .vsix'.split(
    ' ',
  ),
);

const IGNORED = ['**/node_modules/**', '**/.*/**'];
const GLOB_SIGNS = /[*?[\]{}!()]/;

/**
 * The files that paths, folders and globs select: absolute, each once, in the order of their paths. A folder means the files
 * in it at any depth, without dotfolders and `node_modules`. A path that does not exist makes the whole selection invalid.
 */
export async function discover(logs: readonly string[]): Promise<Discovery> {
  if (logs.length === 0)
    return { kind: 'invalid', message: 'No logs are chosen: give at least one file, folder or glob.' };
  const files = new Map<string, DiscoveredFile>();
  const notes: string[] = [];
  for (const entry of logs) {
    const found = await expand(entry);
    if (found.kind === 'invalid') return found;
    notes.push(...found.notes);
    for (const file of found.files) if (!files.has(file.path)) files.set(file.path, file);
  }
  const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { kind: 'ok', files: sorted, notes };
}

async function expand(entry: string): Promise<Discovery> {
  if (entry.trim() === '') return { kind: 'invalid', message: 'A log path is empty: give a file, folder or glob.' };
  const path = resolve(entry);
  const type = await typeOf(path);
  if (type === 'file') return { kind: 'ok', files: await describe([path], basename(path)), notes: [] };
  if (type === 'folder') return expandFolder(path);
  if (!GLOB_SIGNS.test(entry))
    return { kind: 'invalid', message: `There is no file or folder ${path}: check the path.` };
  return expandGlob(path);
}

async function expandFolder(folder: string): Promise<Discovery> {
  try {
    await readdir(folder);
  } catch {
    return { kind: 'ok', files: [], notes: [`The folder ${folder} cannot be read.`] };
  }
  const all = await glob('**/*', { cwd: folder, absolute: true, onlyFiles: true, dot: false, ignore: IGNORED });
  const logs = all.filter((path) => !NOT_LOGS.has(extname(path).toLowerCase()));
  const notes: string[] = [];
  if (logs.length < all.length)
    notes.push(
      `${folder}: ${String(all.length - logs.length)} of ${String(all.length)} files are not logs by their names and were left out.`,
    );
  if (logs.length === 0) notes.push(`The folder ${folder} holds no log files.`);
  return { kind: 'ok', files: await describe(logs, basename(folder)), notes };
}

async function expandGlob(pattern: string): Promise<Discovery> {
  const { base, rest } = splitGlob(pattern);
  const paths = await glob(rest, { cwd: base, absolute: true, onlyFiles: true, dot: false, ignore: IGNORED });
  const notes = paths.length === 0 ? [`No file matches ${pattern}.`] : [];
  return { kind: 'ok', files: await describe(paths, rest), notes };
}

/** The folder before the first segment with a wildcard, and the rest with slashes. */
function splitGlob(pattern: string): { readonly base: string; readonly rest: string } {
  const segments = pattern.split(sep);
  const first = segments.findIndex((segment) => GLOB_SIGNS.test(segment));
  const base = segments.slice(0, first).join(sep);
  return { base: isAbsolute(base) ? base : base + sep, rest: segments.slice(first).join('/') };
}

async function describe(paths: readonly string[], source: string): Promise<DiscoveredFile[]> {
  const files: DiscoveredFile[] = [];
  for (const found of paths) {
    const path = join(found);
    const info = await stat(path).catch(() => undefined);
    // A file that vanished meanwhile stays in the list: reading it will say so.
    files.push({ path, source, bytes: info?.size ?? 0, modified: info?.mtimeMs ?? 0 });
  }
  return files;
}

async function typeOf(path: string): Promise<'file' | 'folder' | 'none'> {
  const info = await stat(path).catch(() => undefined);
  return info === undefined ? 'none' : info.isDirectory() ? 'folder' : 'file';
}
