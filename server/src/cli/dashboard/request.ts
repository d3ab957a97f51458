/** Reads what `sesq dashboard` was asked for. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sourceVariables } from '../../language/index.ts';
import type { DashboardSource, DashboardView, DataSources } from '../../protocol/dashboard.ts';
import type { EngineSettings } from '../../protocol/engine.ts';
import { parseCount } from '../args/count.ts';
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
import { inputProblem, ok, usageProblem } from '../outcome.ts';

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
  readonly limit?: string;
  readonly output?: string;
  readonly stats?: true;
}

/** Everything a dashboard needs, checked as far as that goes without reading the dashboard. */
export interface DashboardRequest {
  readonly source: DashboardSource;
  readonly settings: EngineSettings;
  readonly view: DashboardView;
  /** Most rows of a panel that are printed; undefined for all. */
  readonly limit: number | undefined;
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
  const limit = parseCount(flags.limit, '--limit', 0);
  if (limit.kind === 'problem') return limit;
  if (limit.value !== undefined && flags.format !== 'json')
    return usageProblem('--limit goes with --format json only.');
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
    limit: limit.value,
    output: flags.output === undefined ? undefined : resolve(context.cwd, flags.output),
  });
}

/** A path, or an existing file of that name, is a file; anything else is the id of a dashboard that comes along. */
async function findSource(target: string, cwd: string): Promise<Outcome<DashboardSource>> {
  const path = resolve(cwd, target);
  const found = await stat(path).catch(() => undefined);
  const isPath = /[/\\]|\.json$/i.test(target) || found?.isFile() === true;
  if (!isPath) return ok({ kind: 'shipped', id: target });
  if (found?.isDirectory() === true) return inputProblem(`"${target}" is a folder. Name a .sesdash.json file in it.`);
  const read = await readQueryFile(target, cwd);
  return read.kind === 'problem' ? read : ok({ kind: 'text', text: read.value.text, path });
}

/** The kind of logs that a variable of this name chooses; undefined for other variables. */
function sourceOf(name: string): keyof DataSources | undefined {
  const sources = Object.keys(sourceVariables) as readonly (keyof DataSources)[];
  return sources.find((source) => sourceVariables[source].toLowerCase() === name.toLowerCase());
}

/** Several values for one name, in any case, are chosen together. */
function readParameters(
  pairs: readonly (readonly [name: string, value: string])[],
): Pick<DashboardView, 'variables' | 'dataSources'> {
  const scopes = { cloudTrail: [] as string[], sesNotifications: [] as string[] };
  const variables = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of pairs) {
    const source = sourceOf(name);
    const known = variables.get(name.toLowerCase());
    if (source !== undefined) scopes[source].push(value);
    else if (known !== undefined) known.values.push(value);
    else variables.set(name.toLowerCase(), { name, values: [value] });
  }
  return {
    variables: Object.fromEntries([...variables.values()].map(({ name, values }) => [name, values])),
    dataSources: { cloudTrail: eitherOf(scopes.cloudTrail), sesNotifications: eitherOf(scopes.sesNotifications) },
  };
}

function eitherOf(scopes: readonly string[]): string {
  return scopes.length > 1 ? scopes.map((scope) => `(${scope})`).join(' or ') : (scopes[0] ?? '');
}
