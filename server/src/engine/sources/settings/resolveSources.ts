import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

import type { CategoryRule } from '../../../protocol/engine.ts';
import type { SourceList, SourceSettings } from '../../../protocol/sources.ts';
import { categoryMatcher } from '../../store/categories.ts';
import { checkShape } from './checkSources.ts';
import { pathMatcher } from './pathGlobs.ts';
import { DEFAULT_INFLATE_LIMIT, defaultReading, readingKey } from './reading.ts';
import { readReading } from './readReading.ts';
import { readSourcesFile } from './readSourcesFile.ts';
import type { ReadingOptions, ResolvedSource, SourceResolver } from './types.ts';

/** Everything that is said about log files, as `EngineSettings` has it. */
export interface SourceDemands {
  readonly sources?: readonly SourceList[] | undefined;
  readonly sourcesFiles?: readonly string[] | undefined;
  readonly categories: readonly CategoryRule[];
  readonly inflateLimit?: number | undefined;
  readonly deduplicate?: boolean | undefined;
  readonly lenient?: boolean | undefined;
}

export type SourceResolution =
  | {
      readonly kind: 'ok';
      readonly sourceOf: SourceResolver;
      /** Names of the fields that any source gives to messages, each once. */
      readonly fieldNames: readonly string[];
      /** Whether messages that say the same as an earlier one are left out of answers. */
      readonly deduplicate: boolean;
    }
  /** What is wrong, where, and what to do. */
  | { readonly kind: 'invalid'; readonly message: string };

/** A list of sources and how messages for the user call the place it comes from. */
interface NamedList extends SourceList {
  readonly origin: string;
}

interface PreparedSource {
  readonly takes: (path: string) => boolean;
  readonly settings: SourceSettings;
  readonly reading: ReadingOptions;
  readonly readingKey: string;
}

/**
 * Checks what settings and files say about sources and gives what that means for any file. The first source that takes a
 * file wins; `categories` win over the category of a source. Files that do not exist say nothing.
 */
export async function resolveSources(demands: SourceDemands): Promise<SourceResolution> {
  const lists: NamedList[] = [];
  let deduplicate = demands.deduplicate ?? false;
  for (const list of demands.sources ?? []) {
    const [problem] = checkShape(list.sources, 'list');
    if (problem !== undefined) return { kind: 'invalid', message: `In the settings: ${problem.message}` };
    lists.push({ ...list, origin: 'In the setting "sesq.sources"' });
  }
  for (const path of demands.sourcesFiles ?? []) {
    const read = await readList(path);
    if (read.kind === 'invalid') return read;
    if (read.kind !== 'list') continue;
    lists.push(read.list);
    deduplicate ||= read.deduplicate;
  }
  const limit = demands.inflateLimit;
  const base: ReadingOptions = {
    ...defaultReading,
    lenient: demands.lenient ?? false,
    inflateLimit: limit === undefined || limit <= 0 ? DEFAULT_INFLATE_LIMIT : limit,
  };
  const prepared: PreparedSource[] = [];
  for (const { origin, base: folder, sources } of lists)
    for (const [index, settings] of sources.entries()) {
      const result = readReading(settings, base);
      if (result.kind === 'invalid')
        return { kind: 'invalid', message: `${origin}: ${sourceName(settings, index)}: ${result.message}` };
      prepared.push({
        takes: takes(settings, folder),
        settings,
        reading: result.reading,
        readingKey: readingKey(result.reading),
      });
    }
  const fieldNames = [...new Set(prepared.flatMap(({ settings }) => Object.keys(settings.fields ?? {})))];
  return { kind: 'ok', sourceOf: resolver(prepared, demands.categories, base), fieldNames, deduplicate };
}

function takes({ paths, denylist = [] }: SourceSettings, folder: string): (path: string) => boolean {
  const isTaken = pathMatcher(paths, folder);
  const isDenied = pathMatcher(denylist, folder);
  return (path) => isTaken(path) && !isDenied(path);
}

function resolver(
  prepared: readonly PreparedSource[],
  categories: readonly CategoryRule[],
  base: ReadingOptions,
): SourceResolver {
  const categoryOf = categoryMatcher(categories);
  const baseKey = readingKey(base);
  return (path): ResolvedSource => {
    const source = prepared.find((each) => each.takes(path));
    return {
      name: source?.settings.name,
      category: categoryOf(path) ?? source?.settings.category,
      host: source?.settings.hostName,
      collector: source?.settings.collector,
      fields: source?.settings.fields ?? {},
      reading: source?.reading ?? base,
      readingKey: source?.readingKey ?? baseKey,
    };
  };
}

function sourceName({ name }: SourceSettings, index: number): string {
  return name === undefined ? `sources[${String(index)}]` : `source "${name}"`;
}

type ReadList =
  | { readonly kind: 'list'; readonly list: NamedList; readonly deduplicate: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly message: string };

async function readList(path: string): Promise<ReadList> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'none' };
    const why =
      code === 'EACCES' || code === 'EPERM' ? 'permission denied' : code === 'EISDIR' ? 'it is a folder' : code;
    return { kind: 'invalid', message: `The file of sources ${path} cannot be read: ${why}.` };
  }
  const read = readSourcesFile(text);
  if (read.kind === 'invalid') {
    const [{ line, column, message }] = read.problems;
    return { kind: 'invalid', message: `${path}:${String(line)}:${String(column)} ${message}` };
  }
  const folder = dirname(path);
  const base = basename(folder) === '.sesq' ? dirname(folder) : folder;
  const { sources, deduplicate = false } = read.file;
  return { kind: 'list', list: { base, sources, origin: path }, deduplicate };
}
