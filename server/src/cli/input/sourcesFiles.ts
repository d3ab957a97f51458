import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Outcome } from '../outcome.ts';
import { inputProblem, ok } from '../outcome.ts';

/** The file of sources that counts without being named, from the current folder. */
const usualFile = join('.sesq', 'sources.json');

/**
 * Absolute paths of the files of sources to read. A named file that does not exist is wrong input; with none named it is the
 * usual one, if there is one.
 */
export async function resolveSourcesFiles(paths: readonly string[], cwd: string): Promise<Outcome<readonly string[]>> {
  if (paths.length === 0) {
    const usual = resolve(cwd, usualFile);
    return ok((await exists(usual)) ? [usual] : []);
  }
  for (const path of paths)
    if (!(await exists(resolve(cwd, path)))) return inputProblem(`There is no file "${path}" (from --sources).`);
  return ok(paths.map((path) => resolve(cwd, path)));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) =>
      error instanceof Error && 'code' in error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  );
}
