import { readdir } from 'node:fs';
import type { FileSystemAdapter } from 'tinyglobby';

/** So many folders are named. */
const NAMED = 3;

/** What a search for files reads folders with, and what is to be said about those that could not be read. */
export interface FolderWatch {
  readonly fs: FileSystemAdapter;
  readonly notes: () => readonly string[];
}

/** Keeps an eye on one search, which itself passes over folders that may not be read. Folders that vanish meanwhile are no news. */
export function unreadableFolders(read: typeof readdir = readdir): FolderWatch {
  const unreadable = new Set<string>();
  const watched = (
    path: string,
    options: object,
    done: (error: NodeJS.ErrnoException | null, ...rest: unknown[]) => void,
  ): void => {
    (read as (...given: readonly unknown[]) => void)(
      path,
      options,
      (error: NodeJS.ErrnoException | null, ...rest: unknown[]) => {
        if (error !== null && error.code !== 'ENOENT' && error.code !== 'ENOTDIR')
          unreadable.add(path.replace(/(?<=.)[\\/]+$/, ''));
        done(error, ...rest);
      },
    );
  };
  return {
    fs: { readdir: watched as typeof readdir },
    notes: () => {
      const paths = [...unreadable].sort();
      const notes = paths.slice(0, NAMED).map((path) => `The folder ${path} cannot be read.`);
      return paths.length > NAMED
        ? [
            ...notes,
            paths.length - NAMED === 1
              ? '1 more folder cannot be read.'
              : `${String(paths.length - NAMED)} more folders cannot be read.`,
          ]
        : notes;
    },
  };
}
