import { stat } from 'node:fs/promises';

import type { EngineSettings } from '../../protocol/engine.ts';
import { resolveSources } from '../sources/settings/resolveSources.ts';
import type { SourceResolution } from '../sources/settings/resolveSources.ts';

/** The settings that say how files are read and what is said about them. */
export type SourceChoices = Pick<EngineSettings, 'categories'> &
  Partial<Pick<EngineSettings, 'sources' | 'sourcesFiles' | 'inflateLimit' | 'deduplicate' | 'lenient'>>;

/** Resolves settings of sources; the same settings give the same object until one of their files changes. */
export class SourceSettingsReader {
  #last: { readonly key: string; readonly resolved: SourceResolution } | undefined;

  /** Reads the files of settings when they changed. */
  async resolve(choices: SourceChoices): Promise<SourceResolution> {
    const key = JSON.stringify([
      choices.sources,
      choices.sourcesFiles,
      choices.categories,
      choices.inflateLimit,
      choices.deduplicate,
      choices.lenient,
      await Promise.all((choices.sourcesFiles ?? []).map(stateOf)),
    ]);
    if (this.#last?.key !== key) this.#last = { key, resolved: await resolveSources(choices) };
    return this.#last.resolved;
  }
}

async function stateOf(path: string): Promise<readonly number[]> {
  return stat(path).then(
    ({ size, mtimeMs, ctimeMs, ino }) => [size, mtimeMs, ctimeMs, ino],
    () => [],
  );
}
