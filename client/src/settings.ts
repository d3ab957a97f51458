import { isAbsolute, join, normalize } from 'node:path';
import type { CategoryRule, EngineSettings, LookupSettings } from '../../server/src/protocol/engine.ts';

/** The settings of the extension, by their names after `sesq.`. */
export interface Settings {
  readonly logs: readonly string[];
  readonly categories: readonly CategoryRule[];
  readonly now: 'data' | 'clock';
  /** IANA zone name. */
  readonly timezone: string;
  /** DuckDB notation such as `1GB`; empty for the engine's default. */
  readonly 'engine.memoryLimit': string;
  /** 0 for the engine's default. */
  readonly 'engine.threads': number;
  /** Seconds, 0 for no limit. */
  readonly 'engine.queryTimeout': number;
  /** Folders, absolute or relative to the workspace folders; empty for these themselves. */
  readonly 'lookups.folders': readonly string[];
  /** Paths, absolute or relative to the first workspace folder; empty for none. */
  readonly 'lookups.geoDatabase': string;
  readonly 'lookups.asnDatabase': string;
  readonly 'lookups.threatTable': string;
  readonly 'lookups.saveFolder': string;
}

/** What holds when nothing is set; the manifest states the same. */
export const settingDefaults: Settings = {
  logs: [],
  categories: [],
  now: 'data',
  timezone: 'UTC',
  'engine.memoryLimit': '',
  'engine.threads': 0,
  'engine.queryTimeout': 0,
  'lookups.folders': [],
  'lookups.geoDatabase': '',
  'lookups.asnDatabase': '',
  'lookups.threatTable': '',
  'lookups.saveFolder': '',
};

/** The part of `vscode.WorkspaceConfiguration` that is read here. */
export interface SettingsSource {
  get(name: string): unknown;
}

const readers: { readonly [Name in keyof Settings]: (value: unknown) => Settings[Name] | undefined } = {
  logs: (value) => (Array.isArray(value) ? value.filter(isFilledText) : undefined),
  categories: (value) => (Array.isArray(value) ? value.filter(isCategoryRule) : undefined),
  now: (value) => (value === 'data' || value === 'clock' ? value : undefined),
  timezone: (value) => (isFilledText(value) && isTimeZone(value) ? value : undefined),
  'engine.memoryLimit': (value) => (typeof value === 'string' ? value.trim() : undefined),
  'engine.threads': naturalNumber,
  'engine.queryTimeout': naturalNumber,
  'lookups.folders': (value) => (Array.isArray(value) ? value.filter(isFilledText) : undefined),
  'lookups.geoDatabase': path,
  'lookups.asnDatabase': path,
  'lookups.threatTable': path,
  'lookups.saveFolder': path,
};

function naturalNumber(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

function path(value: unknown): string | undefined {
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
    memoryLimit: settings['engine.memoryLimit'],
    threads: settings['engine.threads'],
    queryTimeout: settings['engine.queryTimeout'] * 1000,
    lookups: {
      folders: inFolders(settings['lookups.folders'], folders),
      ...lookupPaths(settings, folders[0]),
    },
    cacheFolder,
  };
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
