/** Which files a watcher looks at, and which of their changes concern logs. Pure. */
import { basename, dirname, extname, isAbsolute, join, parse, relative } from 'node:path';

/** A folder and a glob below it. */
export interface Watch {
  readonly base: string;
  readonly pattern: string;
}

/** A file that is written together with its folder is not always told of by itself. */
const sourcesFolder = '.sesq';

/** The file of a workspace folder that says how its logs are read. */
export const sourcesFileName = `${sourcesFolder}/sources.json`;

/** Files in a folder of logs that are never read as logs. */
const notLogs = new Set(
  '.md .sesq .ts .mts .js .mjs .cjs .map .html .css .py .sh .yml .yaml .toml .lock .duckdb .wal .db'.split(' '),
);

/**
 * What to watch for the log files, folders and globs of `logs` and for the files of sources of `folders`, all absolute.
 * `isFolder` tells folders from files.
 */
export function watchPlan(
  logs: readonly string[],
  folders: readonly string[],
  isFolder: (path: string) => boolean,
): readonly Watch[] {
  const watches = [
    ...logs.filter((path) => isAbsolute(path)).map((path) => watchOf(path, isFolder)),
    ...folders.map((base) => ({ base, pattern: `{${sourcesFolder},${sourcesFileName}}` })),
  ];
  return [...new Map(watches.map((watch) => [`${watch.base}\n${watch.pattern}`, watch])).values()];
}

function watchOf(path: string, isFolder: (path: string) => boolean): Watch {
  const { root } = parse(path);
  const parts = path.slice(root.length).split(/[\\/]/);
  const first = parts.findIndex((part) => /[*?[\]{}!()]/.test(part));
  if (first < 0 || isFolder(path))
    return isFolder(path) ? { base: path, pattern: '**' } : { base: dirname(path), pattern: basename(path) };
  const pattern = parts.slice(first).join('/');
  // Watchers know fewer signs than the reader of logs: what they cannot say is watched as a whole.
  return { base: join(root, ...parts.slice(0, first)), pattern: /[()!\\]/.test(pattern) ? '**' : pattern };
}

/** Whether a change of this file (absolute path) below the folder `base` may change what queries find. */
export function concernsLogs(path: string, base: string): boolean {
  const inside = relative(base, path).replaceAll('\\', '/');
  if (inside === sourcesFolder || inside === sourcesFileName) return true;
  const parts = inside.split('/');
  if (parts.some((part) => part === 'node_modules' || (part.startsWith('.') && part !== '..'))) return false;
  return !inside.endsWith('.sesdash.json') && !notLogs.has(extname(inside).toLowerCase());
}
