import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** What a server is started with. `home` is an empty folder of its own for settings, extensions and logs. */
export type ServerOptions = {
  readonly main: string;
  readonly home: string;
  /** Folder of the extension that is installed before the start; none for tests that load it by the page's address. */
  readonly extension?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Restricted Mode can only be seen when folders are not trusted from the start. */
  readonly trustEverything: boolean;
  /** Needed for the `extensionTestsPath` of the page's address to be honoured. */
  readonly runsTests?: boolean;
  readonly env?: Readonly<Record<string, string>>;
};

/** A running VS Code server on this computer's loopback address. */
export type Server = {
  readonly port: number;
  readonly pid: number;
  readonly log: string;
  /** The page's address for a workspace folder, with extension host parameters if any. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** Ends the server and the extension hosts it started; safe to call twice. */
  stop(): Promise<void>;
};

/** Starts the server on a free port and waits (at most 30 s) until it answers; throws with its log's place otherwise. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const port = await freePort();
  const log = join(options.home, 'server.log');
  const extensions = join(options.home, 'extensions');
  prepareHome(options, extensions);
  const output = openSync(log, 'a');
  const args = [
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--server-data-dir', options.home, '--extensions-dir', extensions],
    ...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
    ...(options.trustEverything ? ['--disable-workspace-trust'] : []),
    ...(options.runsTests ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(process.execPath, [options.main, ...args], {
    stdio: ['ignore', output, output],
    // An empty gallery: extensions are never looked up outside.
    env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...options.env },
    // A group of its own, so that extension hosts and watchers can be ended with it.
    detached: process.platform !== 'win32',
  });
  // Its group does not get our Ctrl+C: whatever ends this process ends the server too.
  const endWithUs = (): void => void (child.pid && signal(child.pid, 'SIGKILL'));
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  const server: Server = {
    port,
    pid: child.pid ?? 0,
    log,
    address: (folder, payload = []) => pageAddress(port, folder, payload),
    stop: () => stop(child),
  };
  try {
    await answering(port, child);
  } catch (error) {
    await stop(child);
    throw new Error(`VS Code's server did not start; its log is ${log}`, { cause: error });
  }
  return server;
}

function prepareHome(options: ServerOptions, extensions: string): void {
  const user = join(options.home, 'data/User');
  mkdirSync(user, { recursive: true });
  mkdirSync(extensions, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2));
  // The server takes every folder it finds here at its first start for an installed extension.
  if (options.extension !== undefined)
    symlinkSync(options.extension, join(extensions, 'extension-under-test'), 'junction');
}

/** Nothing that asks, downloads, covers the editor, or goes away because something else took the focus. */
const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'workbench.quickOpen.closeOnFocusLost': false,
};

function pageAddress(port: number, folder: string, payload: readonly (readonly [string, string])[]): string {
  const remote = payload.map(([key, path]) => [key, `vscode-remote://127.0.0.1:${port}${path}`]);
  const query = new URLSearchParams({ folder });
  if (remote.length > 0) query.set('payload', JSON.stringify(remote));
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? done(address.port) : fail(new Error('no free port')),
      );
    });
  });
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
    const status = await fetch(`http://127.0.0.1:${port}/`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (Date.now() > deadline) throw new Error('no answer within 30 seconds');
    await pause(100);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  signal(child.pid, 'SIGTERM');
  const late = setTimeout(() => signal(child.pid as number, 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch {
    // It ended by itself in the meantime.
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
