import { isAbsolute, join, normalize } from 'node:path';
import type { CategoryRule, EngineSettings } from '../../server/src/protocol/engine.ts';

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
}

/** What holds when nothing is set; the manifest states the same. */
export const settingDefaults: Settings = {
  logs: [],
  categories: [],
  now: 'data',
  timezone: 'UTC',
  'engine.memoryLimit': '',
  'engine.threads': 0,
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
  'engine.threads': (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined),
};

/**
 * Reads the settings; a value of the wrong kind counts as not set, wrong entries of a list are left out (the settings
 * editor already marks them, from the manifest's schema).
 */
export function readSettings(source: SettingsSource): Settings {
  const read = <Name extends keyof Settings>(name: Name): Settings[Name] =>
    readers[name](source.get(name)) ?? settingDefaults[name];
  return {
    logs: read('logs'),
    categories: read('categories'),
    now: read('now'),
    timezone: read('timezone'),
    'engine.memoryLimit': read('engine.memoryLimit'),
    'engine.threads': read('engine.threads'),
  };
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
  const entries = settings.logs.length === 0 ? ['.'] : settings.logs;
  const logs = entries.flatMap((entry) =>
    isAbsolute(entry) ? [entry] : folders.map((folder) => normalize(join(folder, entry)).replace(/(?<=.)[\\/]$/, '')),
  );
  return {
    logs: [...new Set(logs)],
    categories: settings.categories,
    memoryLimit: settings['engine.memoryLimit'],
    threads: settings['engine.threads'],
    cacheFolder,
  };
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
