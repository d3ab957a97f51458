import { resolve } from 'node:path';
import type { CategoryRule, EngineSettings } from '../../protocol/engine.ts';
import { parseDuration } from '../../engine/time/instant.ts';
import type { CommandContext } from '../context.ts';
import { resolveLogs } from '../input/logs.ts';
import { resolveSourcesFiles } from '../input/sourcesFiles.ts';
import type { Outcome } from '../outcome.ts';
import { ok, usageProblem } from '../outcome.ts';
import { parsePairs } from './pairs.ts';

/** The options about logs, as commander hands them over. */
export interface LogFlags {
  readonly logs?: readonly string[];
  readonly category?: readonly string[];
  readonly sources?: readonly string[];
  readonly deduplicate?: true;
  readonly lenient?: true;
  /** A folder, or false for `--no-cache`. */
  readonly cache?: string | false;
  /** Only `run` has it. */
  readonly timeout?: string;
}

/** Reads `--category CATEGORY=GLOB` options; the first rule that fits a file wins. */
function parseCategories(values: readonly string[]): Outcome<readonly CategoryRule[]> {
  const pairs = parsePairs(values, '--category CATEGORY=GLOB');
  return pairs.kind === 'problem' ? pairs : ok(pairs.value.map(([category, glob]) => ({ category, glob })));
}

/** Reads `--timeout` such as `30s` or `5m` into milliseconds; undefined when there is none. */
function parseTimeout(text: string | undefined): Outcome<number | undefined> {
  if (text === undefined) return ok(undefined);
  const milliseconds = parseDuration(text);
  return milliseconds === undefined || milliseconds <= 0
    ? usageProblem(`--timeout takes a length of time such as 30s or 5m, not "${text}".`)
    : ok(milliseconds);
}

/** The settings to open the engine with. Nothing is kept between runs unless `--cache` names a folder. */
export async function readSettings(flags: LogFlags, context: CommandContext): Promise<Outcome<EngineSettings>> {
  const categories = parseCategories(flags.category ?? []);
  if (categories.kind === 'problem') return categories;
  const logs = await resolveLogs(flags.logs ?? [], context.cwd);
  if (logs.kind === 'problem') return logs;
  const sourcesFiles = await resolveSourcesFiles(flags.sources ?? [], context.cwd);
  if (sourcesFiles.kind === 'problem') return sourcesFiles;
  const cacheFolder = typeof flags.cache === 'string' ? resolve(context.cwd, flags.cache) : undefined;
  const timeout = parseTimeout(flags.timeout);
  if (timeout.kind === 'problem') return timeout;
  return ok({
    logs: logs.value,
    categories: categories.value,
    memoryLimit: '',
    threads: 0,
    cacheFolder,
    ...(sourcesFiles.value.length === 0 ? {} : { sourcesFiles: sourcesFiles.value }),
    ...(flags.deduplicate === true ? { deduplicate: true } : {}),
    ...(flags.lenient === true ? { lenient: true } : {}),
    ...(timeout.value === undefined ? {} : { queryTimeout: timeout.value }),
    ...(cacheFolder === undefined ? { oneShot: true } : {}),
  });
}
