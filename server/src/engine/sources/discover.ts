import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';

import { notRegular } from './fileType.ts';
import { unreadableFolders } from './unreadableFolders.ts';

/** A file to read. */
export interface DiscoveredFile {
  readonly path: string;
  /** Base name of the file, folder or glob that selected it. */
  readonly source: string;
  readonly bytes: number;
  /** Time of the last change, epoch milliseconds, may have a fraction. */
  readonly modified: number;
  /** Identity of the file on its disk, whatever it is called; undefined when it is not known. */
  readonly inode?: string;
  /** Time of the last change of anything about the file, its rights included; epoch milliseconds. */
  readonly changed?: number;
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

const IGNORED = ['**/node_modules/**', '**/.*/**', '**/*.sesdash.json'];
const SEARCH = { absolute: true, onlyFiles: true, dot: false, ignore: IGNORED };
/** So many files are asked for their facts at once. */
const AT_ONCE = 256;
/** So many files that are there twice are named. */
const COPIES_NAMED = 3;
const LOOP = 'a link that leads back to itself';
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
  const once = withoutCopies([...files.values()], notes);
  return { kind: 'ok', files: once.sort((a, b) => (a.path < b.path ? -1 : 1)), notes };
}

/** Leaves out files that are reached by a second path as well, such as through a link to a folder above; the shortest path stays. */
function withoutCopies(files: readonly DiscoveredFile[], notes: string[]): DiscoveredFile[] {
  const kept = new Map<string, DiscoveredFile>();
  const copies: string[] = [];
  for (const file of [...files].sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))) {
    const { path, inode, bytes, modified, changed } = file;
    const key = inode === undefined || inode === '0' ? path : [inode, bytes, modified, changed].join();
    const same = kept.get(key);
    if (same === undefined) kept.set(key, file);
    else copies.push(`${path} is the same file as ${same.path} and was left out.`);
  }
  notes.push(...copies.slice(0, COPIES_NAMED));
  const more = copies.length - COPIES_NAMED;
  if (more === 1) notes.push('1 more file is reached by a second path and was left out.');
  else if (more > 1) notes.push(`${String(more)} more files are reached by a second path and were left out.`);
  return [...kept.values()];
}

async function expand(entry: string): Promise<Discovery> {
  if (entry.trim() === '') return { kind: 'invalid', message: 'A log path is empty: give a file, folder or glob.' };
  const path = resolve(entry);
  const info = await infoOf(path);
  if (typeof info === 'object') {
    if (info.isDirectory()) return expandFolder(path);
    const what = notRegular(info);
    if (what !== undefined)
      return { kind: 'invalid', message: `${path} is ${what}: choose files or folders to read logs from.` };
    return { kind: 'ok', ...(await describe([path], basename(path))) };
  }
  if (info === 'ELOOP') return { kind: 'invalid', message: `${path} is ${LOOP}: check the path.` };
  if (info === 'EACCES' && !GLOB_SIGNS.test(entry))
    return { kind: 'invalid', message: `${path} cannot be looked at: permission denied.` };
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
  const unreadable = unreadableFolders();
  const all = await glob('**/*', { ...SEARCH, cwd: folder, fs: unreadable.fs });
  const logs = all.filter((path) => !NOT_LOGS.has(extname(path).toLowerCase()));
  const notes: string[] = [];
  if (logs.length < all.length)
    notes.push(
      `${folder}: ${String(all.length - logs.length)} of ${String(all.length)} files are not logs by their names and were left out.`,
    );
  if (logs.length === 0) notes.push(`The folder ${folder} holds no log files.`);
  const { files, notes: more } = await describe(logs, basename(folder));
  return { kind: 'ok', files, notes: [...notes, ...unreadable.notes(), ...more] };
}

async function expandGlob(pattern: string): Promise<Discovery> {
  const { base, rest } = splitGlob(pattern);
  const unreadable = unreadableFolders();
  const paths = await glob(rest, { ...SEARCH, cwd: base, fs: unreadable.fs });
  const notes = paths.length === 0 ? [`No file matches ${pattern}.`] : [];
  const { files, notes: more } = await describe(paths, rest);
  return { kind: 'ok', files, notes: [...notes, ...unreadable.notes(), ...more] };
}

interface Described {
  readonly files: readonly DiscoveredFile[];
  readonly notes: readonly string[];
}

/** The folder before the first segment with a wildcard, and the rest with slashes. */
function splitGlob(pattern: string): { readonly base: string; readonly rest: string } {
  const segments = pattern.split(sep);
  const first = segments.findIndex((segment) => GLOB_SIGNS.test(segment));
  const base = segments.slice(0, first).join(sep);
  return { base: isAbsolute(base) ? base : base + sep, rest: segments.slice(first).join('/') };
}

async function describe(paths: readonly string[], source: string): Promise<Described> {
  const notes: string[] = [];
  const describeOne = async (found: string): Promise<DiscoveredFile | undefined> => {
    const path = join(found);
    const info = await infoOf(path);
    const what = typeof info === 'object' ? notRegular(info) : info === 'ELOOP' ? LOOP : undefined;
    if (what !== undefined) {
      notes.push(`${path} is ${what} and was left out.`);
      return undefined;
    }
    // A file that vanished meanwhile stays in the list: reading it will say so.
    if (typeof info !== 'object') return { path, source, bytes: 0, modified: 0 };
    const { size, mtimeMs, ctimeMs, ino } = info;
    return { path, source, bytes: size, modified: mtimeMs, changed: ctimeMs, inode: String(ino) };
  };
  const files: DiscoveredFile[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE)
    for (const file of await Promise.all(paths.slice(at, at + AT_ONCE).map(describeOne)))
      if (file !== undefined) files.push(file);
  return { files, notes: notes.sort() };
}

/** What the system says about a path, or the code of its error. */
async function infoOf(path: string): Promise<Stats | string> {
  try {
    return await stat(path);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}
