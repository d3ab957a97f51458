// Opens VS Code with the extension and the sample logs: the installed one, else a downloaded one, else one in the browser.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './paths.ts';
import { findDesktop } from './vscode/electron.ts';
import { installServer } from './vscode/install.ts';
import { startServer } from './vscode/server.ts';
import { temporaryFolder } from './workspace.ts';

const samples = join(projectFolder, 'samples');
const desktopArguments = ['--new-window', `--extensionDevelopmentPath=${projectFolder}`, samples];

/** `code` on PATH hands over to VS Code and ends at once. */
function openInstalled(): boolean {
  const { status } = spawnSync('code', desktopArguments, { shell: process.platform === 'win32', stdio: 'ignore' });
  return status === 0;
}

function openDesktop(executable: string): void {
  spawn(executable, desktopArguments, { detached: true, stdio: 'ignore' }).unref();
}

/** Serves VS Code to a browser until Ctrl+C or a signal to end. */
async function serve(main: string): Promise<void> {
  const home = temporaryFolder('vscode');
  try {
    const server = await startServer({ main, home: home.path, extension: projectFolder, trustEverything: true });
    console.log(`VS Code is at ${server.address(samples)}\nCtrl+C stops it.`);
    await new Promise((done) => {
      process.once('SIGINT', done);
      process.once('SIGTERM', done);
      process.once('SIGHUP', done);
    });
    await server.stop();
    console.log('\nVS Code was stopped.');
  } finally {
    home.remove();
  }
}

async function open(): Promise<void> {
  if (openInstalled()) return console.log('Opened VS Code with the extension and samples/.');
  const desktop = await findDesktop();
  if (desktop.kind === 'found') {
    openDesktop(desktop.executable);
    return console.log(`Opened ${desktop.executable} with the extension and samples/.`);
  }
  console.log(`No VS Code on the desktop (${desktop.reason}): starting one for the browser.`);
  const installation = await installServer();
  if (installation.kind === 'unavailable') {
    console.error(`${installation.reason}. Install VS Code, or run the queries with "node dist/sesq.cjs".`);
    process.exitCode = 1;
    return;
  }
  await serve(installation.main);
}

await open();
