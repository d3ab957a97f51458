// What the commands of a fresh clone share. Runs on Node 20 with nothing installed: built-in modules only.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectFolder = resolve(fileURLToPath(import.meta.url), '../../..');

const commands = join(projectFolder, 'node_modules/.bin');

/** The Node that the project pins, which the machine's own may be older than. */
export const pinnedNode = join(
  projectFolder,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** The environment in which the project's tools and its Node come first. */
export const projectEnvironment = { ...process.env, PATH: `${commands}${delimiter}${process.env.PATH ?? ''}` };

/**
 * Runs a program in the project's folder, its output going where ours goes.
 * @param {string} program a name looked up in the project's tools first, or a path
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] quiet: output is kept back and shown only on failure
 * @returns {boolean} whether it exited with 0
 */
export function run(program, args, options = {}) {
  const windows = process.platform === 'win32';
  const result = spawnSync(program, args, {
    cwd: projectFolder,
    env: { ...projectEnvironment, ...options.env },
    stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    // npm and the tools in .bin are command files there.
    shell: windows && program !== pinnedNode && program !== process.execPath,
  });
  const passed = result.error === undefined && result.status === 0;
  if (!passed && options.quiet) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  if (result.error !== undefined) process.stderr.write(`${program} could not be started: ${result.error.message}\n`);
  return passed;
}

/** Whether the packages are missing, or older than the lock file that names them. */
export function packagesAreStale() {
  const installed = join(projectFolder, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || !existsSync(pinnedNode)) return true;
  return statSync(installed).mtimeMs < statSync(join(projectFolder, 'package-lock.json')).mtimeMs;
}

/** Installs exactly what the lock file names. @returns {boolean} whether it worked */
export function installPackages() {
  return run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true }) && existsSync(pinnedNode);
}

/** Whether a bundle is missing or older than any source. */
export function buildIsStale() {
  const built = join(projectFolder, 'dist/sesq.cjs');
  if (!existsSync(built)) return true;
  const sources = ['client', 'server', 'esbuild.mjs', 'package-lock.json'];
  return newest(sources.map((name) => join(projectFolder, name))) > statSync(built).mtimeMs;
}

function newest(paths) {
  return Math.max(
    0,
    ...paths.map((path) => {
      const status = statSync(path);
      return status.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : status.mtimeMs;
    }),
  );
}

/** `0.4 s`, or `2 min 5 s`, since a `performance.now()`. */
export function durationSince(begun) {
  const seconds = (performance.now() - begun) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
