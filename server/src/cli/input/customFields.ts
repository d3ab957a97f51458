import { resolveSources } from '../../engine/sources/settings/resolveSources.ts';
import type { Outcome } from '../outcome.ts';
import { inputProblem, ok } from '../outcome.ts';

/** Names of the fields that files of sources (absolute paths) give to messages. */
export async function readCustomFields(sourcesFiles: readonly string[]): Promise<Outcome<readonly string[]>> {
  // Most folders have no such file, and the checker of their form takes a moment to be made.
  if (sourcesFiles.length === 0) return ok([]);
  const resolved = await resolveSources({ sourcesFiles, categories: [] });
  return resolved.kind === 'ok' ? ok(resolved.fieldNames) : inputProblem(resolved.message);
}
