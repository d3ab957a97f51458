import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { EngineSettings } from '../../protocol/engine.ts';
import type { Outcome, Problem } from '../outcome.ts';
import { inputProblem, ok } from '../outcome.ts';

const globCharacters = /[*?[\]{}]/;

/**
 * Absolute paths of the logs to read; with none named, the current folder. A path that does not exist
 * is wrong input unless it is a glob.
 */
export async function resolveLogs(paths: readonly string[], cwd: string): Promise<Outcome<readonly string[]>> {
  const resolved: string[] = [];
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const absolute = resolve(cwd, path);
    if (!globCharacters.test(path) && !(await exists(absolute))) {
      return inputProblem(`There is no file or folder "${path}" (from --logs).`);
    }
    resolved.push(absolute);
  }
  return ok(resolved);
}

/** Notes of a search that say no more than that nothing was found. */
const nothingFound = /^No file matches |holds no log files\.$/;

/** Told when the paths exist but hold nothing to read, with what the search had to say. */
export function noLogFiles({ logs }: EngineSettings, notes: readonly string[] = []): Problem {
  const why = notes.filter((note) => !nothingFound.test(note));
  return inputProblem([`No log files were found in ${logs.join(', ')}.`, ...why].join(' '));
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    // What exists but may not be looked at is for the reader of the logs to report.
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}
