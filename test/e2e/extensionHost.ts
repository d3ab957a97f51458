import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { summarize, type Summary } from '../support/summary.ts';
import { bundleExtensionHostTests } from './bundle.ts';
import { projectFolder, resultsFolder } from './paths.ts';
import { findChromium, launchChromium } from './vscode/chromium.ts';
import { findDesktop, runInDesktop } from './vscode/electron.ts';
import { installServer } from './vscode/install.ts';
import { startServer } from './vscode/server.ts';
import { seedWorkspace, temporaryFolder } from './workspace.ts';

/** The whole suite may take this long, in milliseconds. */
const suiteLimit = 300_000;

type Outcome =
  { readonly kind: 'ran'; readonly summary: Summary } | { readonly kind: 'unavailable'; readonly reason: string };

/** Runs the extension host suite in a desktop VS Code, else in VS Code's server; tells why when there is neither. */
export async function runExtensionHostTests(): Promise<Outcome> {
  const results = join(resultsFolder, 'extension-host.json');
  rmSync(results, { force: true });
  const tests = await bundleExtensionHostTests();
  const workspace = seedWorkspace();
  const home = temporaryFolder('vscode');
  const env = { SES_E2E_RESULTS: results };
  try {
    const desktop = await findDesktop();
    if (desktop.kind === 'found') {
      console.log(`Extension host tests: in ${desktop.executable}`);
      const options = { executable: desktop.executable, extension: projectFolder, tests, workspace: workspace.path };
      const problem = await runInDesktop({ ...options, home: home.path, env }).catch(String);
      return { kind: 'ran', summary: readResults(results, problem ?? 'VS Code ended without results') };
    }
    const installation = await installServer();
    if (installation.kind === 'unavailable') return bothUnavailable(desktop.reason, installation.reason);
    const chromium = findChromium();
    if (chromium === undefined) return bothUnavailable(desktop.reason, 'no Chromium is installed');
    console.log(`Extension host tests: in VS Code's server, since for the desktop one ${desktop.reason}`);
    const problem = await runInServer(installation.main, chromium, {
      tests,
      workspace: workspace.path,
      home: home.path,
      env,
    });
    return { kind: 'ran', summary: readResults(results, problem) };
  } finally {
    workspace.remove();
    home.remove();
  }
}

type ServerTests = {
  readonly tests: string;
  readonly workspace: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
};

/** Waits until the results file is there; gives what to say when it never comes. */
async function runInServer(main: string, chromium: string, options: ServerTests): Promise<string> {
  const { tests, workspace, home, env } = options;
  const server = await startServer({ main, home, env, trustEverything: true, runsTests: true });
  const browser = await launchChromium(chromium);
  try {
    const page = await browser.newPage();
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    await page.goto(
      server.address(workspace, [
        ['extensionDevelopmentPath', projectFolder],
        ['extensionTestsPath', tests],
      ]),
    );
    const deadline = Date.now() + suiteLimit;
    const results = env['SES_E2E_RESULTS'] ?? '';
    while (!existsSync(results) && Date.now() < deadline) await new Promise((done) => setTimeout(done, 250));
    return `no results within ${suiteLimit / 1000} s; the page's last messages:\n${messages.slice(-15).join('\n')}`;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** A suite that left no results has failed, whatever the reason. */
function readResults(file: string, problem: string): Summary {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Summary;
  return summarize([
    { title: 'The extension host suite runs to its end', state: 'failed', milliseconds: 0, error: problem },
  ]);
}

const bothUnavailable = (desktop: string, server: string): Outcome => ({
  kind: 'unavailable',
  reason: `no VS Code on the desktop: ${desktop}; none in the browser: ${server}`,
});
