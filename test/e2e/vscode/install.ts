import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { neededPackages, serverPackage, standIns } from './serverPackages.ts';

/** A VS Code server that can be started, or why there is none. */
export type Installation =
  | { readonly kind: 'installed'; readonly main: string; readonly seconds: number }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Raise this when what is installed changes, so that caches made by an older recipe are not used. */
const recipe = 1;

/** Where installations are kept between runs, outside of any clone. */
export const cacheRoot = (): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ses-log-explorer');

const installedName = `vscode-${serverPackage.vscode}-${recipe}`;

const codeFolder = (root: string): string => join(root, 'node_modules', serverPackage.name, 'lib/vscode');

/**
 * Makes sure that the VS Code server is in the cache folder (about 330 MB, kept between runs).
 * An installation is built under another name and renamed when whole, so that one broken off half-way is never used.
 * Gives the file that Node 24 has to run, or the reason why there is none.
 */
export async function installServer(): Promise<Installation> {
  const root = cacheRoot();
  const target = join(root, installedName);
  const main = join(codeFolder(target), 'out/server-main.js');
  if (existsSync(main)) return { kind: 'installed', main, seconds: 0 };
  const begun = performance.now();
  const building = `${target}.partial-${process.pid}`;
  try {
    mkdirSync(root, { recursive: true });
    removeAbandoned(root);
    await build(building);
    publish(building, target);
  } catch (error) {
    return { kind: 'unavailable', reason: `VS Code's server could not be installed: ${firstLine(error)}` };
  } finally {
    if (existsSync(building)) rmSync(building, { recursive: true, force: true });
  }
  return { kind: 'installed', main, seconds: (performance.now() - begun) / 1000 };
}

async function build(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // The package's own installation scripts would compile what is left out here.
  await npm(folder, ['install', '--ignore-scripts', `${serverPackage.name}@${serverPackage.version}`]);
  const code = codeFolder(folder);
  trimDependencies(code);
  await npm(code, ['install', '--ignore-scripts', '--omit=dev']);
  for (const [name, text] of standIns) {
    const file = join(code, 'node_modules', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Another run may have finished first: then its installation is as good as this one. */
function publish(building: string, target: string): void {
  try {
    renameSync(building, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}

/** Leaves only the needed packages in the server's manifest and shrinkwrap; their versions stay pinned. */
function trimDependencies(code: string): void {
  for (const [file, root] of [
    ['package.json', undefined],
    ['npm-shrinkwrap.json', ''],
  ] as const) {
    const path = join(code, file);
    const content = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    const manifest = root === undefined ? content : content.packages?.[root];
    if (manifest === undefined) continue;
    const kept = Object.entries(manifest.dependencies ?? {}).filter(([name]) => neededPackages.has(name));
    manifest.dependencies = Object.fromEntries(kept);
    delete manifest.devDependencies;
    delete manifest.overrides;
    delete manifest.allowScripts;
    writeFileSync(path, JSON.stringify(content));
  }
}

type Manifest = {
  dependencies?: Record<string, string>;
  devDependencies?: unknown;
  overrides?: unknown;
  allowScripts?: unknown;
  packages?: Record<string, Manifest>;
};

function removeAbandoned(root: string): void {
  for (const name of readdirSync(root)) {
    const owner = /\.partial-(\d+)$/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function npm(cwd: string, args: readonly string[]): Promise<void> {
  const windows = process.platform === 'win32';
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((done, fail) => {
    execFile(
      windows ? 'npm.cmd' : 'npm',
      [...args, ...quiet],
      { cwd, shell: windows, timeout: 600_000 },
      (error, _, stderr) => (error ? fail(new Error(stderr.trim() || error.message)) : done()),
    );
  });
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
