/** Reads what `sesq dashboard` was asked for. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sourceVariables } from '../../language/index.ts';
import type { DashboardSource, DashboardView, DataSources } from '../../protocol/dashboard.ts';
import type { EngineSettings } from '../../protocol/engine.ts';
import { readLookups } from '../args/lookups.ts';
import type { LookupFlags } from '../args/lookups.ts';
import { parsePairs } from '../args/pairs.ts';
import type { LogFlags } from '../args/settings.ts';
import { readSettings } from '../args/settings.ts';
import { parseNow, parseTimeRange } from '../args/timeRange.ts';
import { parseZone } from '../args/zone.ts';
import type { CommandContext } from '../context.ts';
import { readQueryFile } from '../input/queryText.ts';
import type { Outcome } from '../outcome.ts';
import { ok } from '../outcome.ts';

/** The formats of `sesq dashboard`. */
export const dashboardFormats = ['json', 'html'] as const;

/** The options of `sesq dashboard` as commander hands them over. */
export interface DashboardFlags extends LogFlags, LookupFlags {
  readonly from?: string;
  readonly to?: string;
  readonly last?: string;
  readonly now: string;
  readonly param?: readonly string[];
  readonly timezone: string;
  readonly format: (typeof dashboardFormats)[number];
  readonly output?: string;
  readonly stats?: true;
}

/** Everything a dashboard needs, checked as far as that goes without reading the dashboard. */
export interface DashboardRequest {
  readonly source: DashboardSource;
  readonly settings: EngineSettings;
  readonly view: DashboardView;
  /** Absolute path of the file to write, undefined for standard output. */
  readonly output: string | undefined;
}

/** Reads options and finds the dashboard. The command line is judged before files. */
export async function readDashboardRequest(
  target: string,
  flags: DashboardFlags,
  context: CommandContext,
): Promise<Outcome<DashboardRequest>> {
  const zone = parseZone(flags.timezone);
  if (zone.kind === 'problem') return zone;
  const now = parseNow(flags.now, zone.value);
  if (now.kind === 'problem') return now;
  const timeRange = parseTimeRange(flags);
  if (timeRange.kind === 'problem') return timeRange;
  const pairs = parsePairs(flags.param ?? [], '--param NAME=VALUE');
  if (pairs.kind === 'problem') return pairs;
  const settings = await readSettings(flags, context);
  if (settings.kind === 'problem') return settings;
  const source = await findSource(target, context.cwd);
  if (source.kind === 'problem') return source;
  const lookups = readLookups(flags, source.value.kind === 'text' ? source.value.path : undefined, context.cwd);
  // A dashboard asks many queries, for which loading everything pays.
  const { oneShot: _, ...kept } = settings.value;
  return ok({
    source: source.value,
    settings: lookups === undefined ? kept : { ...kept, lookups },
    view: {
      ...(timeRange.value === undefined ? {} : { timeRange: timeRange.value }),
      now: now.value,
      timezone: zone.value,
      ...readParameters(pairs.value),
    },
    output: flags.output === undefined ? undefined : resolve(context.cwd, flags.output),
  });
}

/** A path, or an existing file of that name, is a file; anything else is the id of a dashboard that comes along. */
async function findSource(target: string, cwd: string): Promise<Outcome<DashboardSource>> {
  const path = resolve(cwd, target);
  const isPath = /[/\\]|\.json$/i.test(target) || (await isFile(path));
  if (!isPath) return ok({ kind: 'shipped', id: target });
  const read = await readQueryFile(target, cwd);
  return read.kind === 'problem' ? read : ok({ kind: 'text', text: read.value.text, path });
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** The kind of logs that a variable of this name chooses; undefined for other variables. */
function sourceOf(name: string): keyof DataSources | undefined {
  const sources = Object.keys(sourceVariables) as readonly (keyof DataSources)[];
  return sources.find((source) => sourceVariables[source].toLowerCase() === name.toLowerCase());
}

/** Several values for one name are chosen together. */
function readParameters(
  pairs: readonly (readonly [name: string, value: string])[],
): Pick<DashboardView, 'variables' | 'dataSources'> {
  const dataSources = { cloudTrail: '', sesNotifications: '' };
  const variables = new Map<string, readonly string[]>();
  for (const [name, value] of pairs) {
    const source = sourceOf(name);
    if (source === undefined) variables.set(name, [...(variables.get(name) ?? []), value]);
    else dataSources[source] = value;
  }
  return { variables: Object.fromEntries(variables), dataSources };
}
