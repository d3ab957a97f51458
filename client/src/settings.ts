import { isAbsolute, join, normalize, parse } from 'node:path';
import type { CategoryRule, EngineSettings, LookupSettings } from '../../server/src/protocol/engine.ts';
import type { SourceSettings } from '../../server/src/protocol/sources.ts';
import { parseSize } from './size.ts';
import { sourcesFileName } from './sources/watchPlan.ts';

/** The settings of the extension, by their names after `sesq.`. */
export interface Settings {
  readonly logs: readonly string[];
  readonly categories: readonly CategoryRule[];
  /** As written: the engine checks them and says what is wrong, since a rule must not get lost silently. */
  readonly sources: readonly SourceSettings[];
  readonly 'records.deduplicate': boolean;
  readonly 'records.lenient': boolean;
  readonly now: 'data' | 'clock';
  /** IANA zone name. */
  readonly timezone: string;
  /** DuckDB notation such as `1GB`; empty for the engine's default. */
  readonly 'engine.memoryLimit': string;
  /** 0 for the engine's default. */
  readonly 'engine.threads': number;
  /** Seconds, 0 for no limit. */
  readonly 'engine.queryTimeout': number;
  /** A size such as `5GB`; empty for no limit. */
  readonly 'engine.storeLimit': string;
  /** A size such as `16GiB`. */
  readonly 'engine.inflateLimit': string;
  /** Folders, absolute or relative to the workspace folders; empty for these themselves. */
  readonly 'lookups.folders': readonly string[];
  /** Paths, absolute or relative to the first workspace folder; empty for none. */
  readonly 'lookups.geoDatabase': string;
  readonly 'lookups.asnDatabase': string;
  readonly 'lookups.threatTable': string;
  readonly 'lookups.saveFolder': string;
  /** Scopes that find the logs of the dashboards; empty for every category that holds such records. */
  readonly 'app.cloudTrailLogs': string;
  readonly 'app.sesNotificationLogs': string;
  /** Seconds, 0 for none. */
  readonly 'dashboards.refreshInterval': number;
  readonly 'dashboards.refreshOnChange': boolean;
}

/** What holds when nothing is set; the manifest states the same. */
export const settingDefaults: Settings = {
  logs: [],
  categories: [],
  sources: [],
  'records.deduplicate': false,
  'records.lenient': false,
  now: 'data',
  timezone: 'UTC',
  'engine.memoryLimit': '',
  'engine.threads': 0,
  'engine.queryTimeout': 0,
  'engine.storeLimit': '',
  'engine.inflateLimit': '16GiB',
  'lookups.folders': [],
  'lookups.geoDatabase': '',
  'lookups.asnDatabase': '',
  'lookups.threatTable': '',
  'lookups.saveFolder': '',
  'app.cloudTrailLogs': '',
  'app.sesNotificationLogs': '',
  'dashboards.refreshInterval': 0,
  'dashboards.refreshOnChange': true,
};

/** The part of `vscode.WorkspaceConfiguration` that is read here. */
export interface SettingsSource {
  get(name: string): unknown;
}

const readers: { readonly [Name in keyof Settings]: (value: unknown) => Settings[Name] | undefined } = {
  logs: (value) => (Array.isArray(value) ? value.filter(isFilledText) : undefined),
  categories: (value) => (Array.isArray(value) ? value.filter(isCategoryRule) : undefined),
  sources: (value) => (Array.isArray(value) ? value : undefined),
  'records.deduplicate': truth,
  'records.lenient': truth,
  now: (value) => (value === 'data' || value === 'clock' ? value : undefined),
  timezone: (value) => (isFilledText(value) && isTimeZone(value) ? value : undefined),
  'engine.memoryLimit': trimmedText,
  'engine.threads': naturalNumber,
  'engine.queryTimeout': naturalNumber,
  'engine.storeLimit': (value) => (value === '' ? '' : size(value)),
  'engine.inflateLimit': size,
  'lookups.folders': (value) => (Array.isArray(value) ? value.filter(isFilledText) : undefined),
  'lookups.geoDatabase': trimmedText,
  'lookups.asnDatabase': trimmedText,
  'lookups.threatTable': trimmedText,
  'lookups.saveFolder': trimmedText,
  'app.cloudTrailLogs': trimmedText,
  'app.sesNotificationLogs': trimmedText,
  'dashboards.refreshInterval': naturalNumber,
  'dashboards.refreshOnChange': truth,
};

function truth(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function naturalNumber(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

function size(value: unknown): string | undefined {
  return typeof value === 'string' && (parseSize(value) ?? 0) > 0 ? value : undefined;
}

function trimmedText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() : undefined;
}

/**
 * Reads the settings; a value of the wrong kind counts as not set, wrong entries of a list are left out (the settings
 * editor already marks them, from the manifest's schema).
 */
export function readSettings(source: SettingsSource): Settings {
  const names = Object.keys(settingDefaults) as (keyof Settings)[];
  const read = (name: keyof Settings): unknown => readers[name](source.get(name)) ?? settingDefaults[name];
  return Object.fromEntries(names.map((name) => [name, read(name)])) as unknown as Settings;
}

/**
 * What the engine is told. Relative entries of `logs` hold for every workspace folder; an empty list means the
 * folders themselves. `folders` are absolute paths.
 */
export function engineSettings(
  settings: Settings,
  folders: readonly string[],
  cacheFolder: string | undefined,
): EngineSettings {
  return {
    logs: inFolders(settings.logs, folders),
    categories: settings.categories,
    sources: settings.sources.length === 0 ? [] : bases(folders).map((base) => ({ base, sources: settings.sources })),
    sourcesFiles: folders.map((folder) => join(folder, sourcesFileName)),
    deduplicate: settings['records.deduplicate'],
    lenient: settings['records.lenient'],
    memoryLimit: settings['engine.memoryLimit'],
    threads: settings['engine.threads'],
    queryTimeout: settings['engine.queryTimeout'] * 1000,
    storeLimit: parseSize(settings['engine.storeLimit']) ?? 0,
    ...inflateLimit(settings['engine.inflateLimit']),
    lookups: {
      folders: inFolders(settings['lookups.folders'], folders),
      ...lookupPaths(settings, folders[0]),
    },
    cacheFolder,
  };
}

/** Folders that relative globs of sources start from; without a workspace these can only be whole paths. */
function bases(folders: readonly string[]): readonly string[] {
  return folders.length === 0 ? [parse(process.cwd()).root] : folders;
}

function inflateLimit(text: string): Pick<EngineSettings, 'inflateLimit'> {
  const bytes = parseSize(text);
  return bytes === undefined ? {} : { inflateLimit: bytes };
}

/** Entries as absolute paths, relative ones in every folder; without entries the folders themselves. */
function inFolders(entries: readonly string[], folders: readonly string[]): readonly string[] {
  const paths = (entries.length === 0 ? ['.'] : entries).flatMap((entry) =>
    isAbsolute(entry) ? [entry] : folders.map((folder) => normalize(join(folder, entry)).replace(/(?<=.)[\\/]$/, '')),
  );
  return [...new Set(paths)];
}

/** The single files and folders of the lookups that are set. */
function lookupPaths(settings: Settings, folder: string | undefined): Omit<LookupSettings, 'folders'> {
  const names = ['geoDatabase', 'asnDatabase', 'threatTable', 'saveFolder'] as const;
  const set = names.flatMap((name) => {
    const value = settings[`lookups.${name}`];
    if (value === '') return [];
    const absolute = isAbsolute(value) ? value : folder === undefined ? undefined : normalize(join(folder, value));
    return absolute === undefined ? [] : [[name, absolute] as const];
  });
  return Object.fromEntries(set);
}

function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isCategoryRule(value: unknown): value is CategoryRule {
  if (typeof value !== 'object' || value === null) return false;
  const { category, glob } = value as Record<string, unknown>;
  return isFilledText(category) && isFilledText(glob);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
