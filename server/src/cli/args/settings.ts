import { resolve } from 'node:path';
import type { CategoryRule, EngineSettings } from '../../protocol/engine.ts';
import type { CommandContext } from '../context.ts';
import { resolveLogs } from '../input/logs.ts';
import type { Outcome } from '../outcome.ts';
import { ok } from '../outcome.ts';
import { parsePairs } from './pairs.ts';

/** The options about logs, as commander hands them over. */
export interface LogFlags {
  readonly logs?: readonly string[];
  readonly category?: readonly string[];
  /** A folder, or false for `--no-cache`. */
  readonly cache?: string | false;
}

/** Reads `--category CATEGORY=GLOB` options; the first rule that fits a file wins. */
export function parseCategories(values: readonly string[]): Outcome<readonly CategoryRule[]> {
  const pairs = parsePairs(values, '--category CATEGORY=GLOB');
  return pairs.kind === 'problem' ? pairs : ok(pairs.value.map(([category, glob]) => ({ category, glob })));
}

/** The settings to open the engine with. Nothing is kept between runs unless `--cache` names a folder. */
export async function readSettings(flags: LogFlags, context: CommandContext): Promise<Outcome<EngineSettings>> {
  const categories = parseCategories(flags.category ?? []);
  if (categories.kind === 'problem') return categories;
  const logs = await resolveLogs(flags.logs ?? [], context.cwd);
  if (logs.kind === 'problem') return logs;
  const cacheFolder = typeof flags.cache === 'string' ? resolve(context.cwd, flags.cache) : undefined;
  return ok({ logs: logs.value, categories: categories.value, memoryLimit: '', threads: 0, cacheFolder });
}
