/** Finds and keeps the files that lookup tables are. */
import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { ListedTable, MissingTable } from '../plan/tables.ts';
import { readTable } from './readTable.ts';
import type { TableData } from './readTable.ts';

/** Larger files are refused: a table is held in memory. */
const maximumBytes = 128 * 1024 * 1024;

const endings = ['', '.csv', '.json', '.tsv', '.ndjson', '.jsonl'];
const readable = /\.(csv|tsv|json|ndjson|jsonl)$/i;

interface Known {
  readonly stamp: string;
  readonly data: TableData;
}

/** Files read so far; one that has changed is read again. */
export class TableFiles {
  readonly #known = new Map<string, Known>();

  /** Reads a file, or says why it cannot be used. Rejects only with the reason of the signal. */
  async read(path: string, foldsCase: boolean, signal: AbortSignal): Promise<ListedTable | MissingTable> {
    try {
      const { mtimeMs, size } = await stat(path);
      if (size > maximumBytes) return missing(path, `it is larger than ${String(maximumBytes / 1024 / 1024)} MB`);
      const stamp = `${String(mtimeMs)} ${String(size)}`;
      let known = this.#known.get(path);
      if (known?.stamp !== stamp) {
        known = { stamp, data: await readTable(path, signal) };
        this.#known.set(path, known);
      }
      return { kind: 'rows', ...known.data, foldsCase };
    } catch (error) {
      signal.throwIfAborted();
      return missing(path, describe(error));
    }
  }
}

function missing(path: string, reason: string): MissingTable {
  return { kind: 'missing', reason: `The lookup table ${path} cannot be read: ${reason}.` };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
};

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? (message.split('\n', 1)[0] ?? '').replace(/\.$/, '');
}

/**
 * The file that a path means: in each folder the path as it is, then without its first parts, since folders of the hosted
 * product need not exist here. The ending of the name may be left out.
 */
export async function findTableFile(
  segments: readonly string[],
  folders: readonly string[],
): Promise<string | undefined> {
  for (let skipped = 0; skipped < segments.length; skipped += 1) {
    for (const folder of folders) {
      for (const ending of endings) {
        const path = join(resolve(folder), ...segments.slice(skipped)) + ending;
        if (readable.test(path) && isInside(path, folder) && (await isFile(path))) return path;
      }
    }
  }
  return undefined;
}

/** True when a path lies in a folder. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
