import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, SilentReporter } from '@vscode/test-electron';
import { cacheRoot } from './install.ts';

/** The program file of a VS Code for the desktop, or why there is none. */
export type Desktop =
  { readonly kind: 'found'; readonly executable: string } | { readonly kind: 'unavailable'; readonly reason: string };

const downloadHost = 'update.code.visualstudio.com';
const downloadLimit = 300_000;

/**
 * Finds a desktop VS Code: the one named by `VSCODE_PATH`, else one downloaded into the cache folder.
 * Nothing is downloaded where there is no display to show it on, or no way to the download (both are told as the reason).
 */
export async function findDesktop(): Promise<Desktop> {
  const named = process.env['VSCODE_PATH'];
  if (named) {
    return existsSync(named)
      ? { kind: 'found', executable: named }
      : { kind: 'unavailable', reason: `VSCODE_PATH names a file that does not exist: ${named}` };
  }
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return { kind: 'unavailable', reason: 'there is no display' };
  }
  if (!(await answersWithin(lookup(downloadHost), 3_000))) {
    return { kind: 'unavailable', reason: `${downloadHost} cannot be reached` };
  }
  const download = downloadAndUnzipVSCode({
    version: 'stable',
    cachePath: join(cacheRoot(), 'vscode-desktop'),
    reporter: new SilentReporter(),
  });
  const executable = await answersWithin(download, downloadLimit);
  return executable === undefined
    ? { kind: 'unavailable', reason: 'VS Code could not be downloaded' }
    : { kind: 'found', executable };
}

/** What the extension host tests are run with; paths are absolute. */
export type DesktopTests = {
  readonly executable: string;
  readonly extension: string;
  readonly tests: string;
  readonly workspace: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
};

/** Runs the extension host tests in a desktop VS Code with settings of its own; ends when VS Code does. */
export async function runInDesktop(options: DesktopTests): Promise<void> {
  await runTests({
    vscodeExecutablePath: options.executable,
    extensionDevelopmentPath: options.extension,
    extensionTestsPath: options.tests,
    extensionTestsEnv: { ...options.env },
    reporter: new SilentReporter(),
    launchArgs: [
      options.workspace,
      `--user-data-dir=${join(options.home, 'user')}`,
      `--extensions-dir=${join(options.home, 'extensions')}`,
      '--disable-extensions',
      '--disable-workspace-trust',
    ],
  });
}

/** The value, or undefined when it fails or takes longer (milliseconds). */
async function answersWithin<T>(value: Promise<T>, limit: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((done) => (timer = setTimeout(() => done(undefined), limit)));
  const result = await Promise.race([value.catch(() => undefined), late]);
  clearTimeout(timer);
  return result;
}
