/**
 * Measures what the extension costs when VS Code activates it: run `node test/bench/activation.ts [--starts 5]` after a
 * build; `--extension FOLDER` names another one. Every start is one of a new extension host of VS Code's server. The aim is
 * less than 100 ms.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { projectFolder } from '../e2e/paths.ts';
import { findChromium, launchChromium } from '../e2e/vscode/chromium.ts';
import { installServer } from '../e2e/vscode/install.ts';
import { startServer } from '../e2e/vscode/server.ts';
import { seedWorkspace, temporaryFolder } from '../e2e/workspace.ts';
import type { ActivationTimes } from './activationProbe.ts';

/** One start may take this long, in milliseconds. */
const startLimit = 60_000;

async function bundleProbe(folder: string): Promise<string> {
  const outfile = join(folder, 'activationProbe.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'activationProbe.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}

async function measureOnce(main: string, chromium: string, extension: string): Promise<ActivationTimes> {
  const workspace = seedWorkspace();
  const home = temporaryFolder('vscode');
  const results = join(home.path, 'activation.json');
  const probe = await bundleProbe(home.path);
  const env = { SES_BENCH_RESULTS: results };
  const server = await startServer({ main, home: home.path, env, trustEverything: true, runsTests: true });
  const browser = await launchChromium(chromium);
  try {
    const page = await browser.newPage();
    const address = server.address(workspace.path, [
      ['extensionDevelopmentPath', extension],
      ['extensionTestsPath', probe],
    ]);
    await page.goto(address);
    const deadline = Date.now() + startLimit;
    while (!existsSync(results)) {
      if (Date.now() > deadline) throw new Error('The extension was not activated within a minute.');
      await new Promise((done) => setTimeout(done, 100));
    }
    return JSON.parse(readFileSync(results, 'utf8')) as ActivationTimes;
  } finally {
    await browser.close();
    await server.stop();
    workspace.remove();
    home.remove();
  }
}

const { values } = parseArgs({
  options: { starts: { type: 'string', default: '5' }, extension: { type: 'string', default: projectFolder } },
});
const installation = await installServer();
const chromium = findChromium();
if (installation.kind === 'unavailable' || chromium === undefined) {
  console.log(
    `Not measured: ${installation.kind === 'unavailable' ? installation.reason : 'no Chromium is installed'}.`,
  );
  process.exit(1);
}
const times: ActivationTimes[] = [];
for (let start = 0; start < Number(values.starts); start += 1) {
  times.push(await measureOnce(installation.main, chromium, resolve(values.extension)));
}
const sorted = times.toSorted((a, b) => a.load + a.activate - b.load - b.activate);
console.log('| start | load | activate | together | busy |\n| --- | --- | --- | --- | --- |');
for (const [name, measured] of [
  ['quickest', sorted[0]],
  ['median', sorted[Math.floor(sorted.length / 2)]],
  ['slowest', sorted.at(-1)],
] as const) {
  if (measured === undefined) continue;
  const { load, activate, busy } = measured;
  const row = [load, activate, load + activate, busy].map((time) => `${time.toFixed(0)} ms`);
  console.log(`| ${[name, ...row].join(' | ')} |`);
}
