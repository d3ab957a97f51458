// The tests in a real VS Code: those inside its extension host, then those on its screen.
// `--skip=REASON` runs none of them and reports each as skipped.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { summarize, writeSummary, type Summary, type TestRecord } from '../support/summary.ts';
import { runExtensionHostTests } from './extensionHost.ts';
import { projectFolder, resultsFolder } from './paths.ts';
import { findChromium } from './vscode/chromium.ts';
import { installServer } from './vscode/install.ts';

/** All tests of a folder as skipped: their titles are read from the sources, since nothing can run them. */
function skipAll(folder: string, reason: string): Summary {
  const files = globSync('*.test.ts', { cwd: join(projectFolder, 'test/e2e', folder) });
  const sources = files.map((name) => readFileSync(join(projectFolder, 'test/e2e', folder, name), 'utf8'));
  const titles = sources.flatMap((text) =>
    [...text.matchAll(/^\s*it\(['"`](.*?)['"`],/gm)].map((match) => match[1] ?? ''),
  );
  const tests = titles.map((title): TestRecord => ({ title, state: 'skipped', milliseconds: 0 }));
  return { ...summarize(tests), reason };
}

async function extensionHost(): Promise<Summary> {
  const outcome = await runExtensionHostTests();
  if (outcome.kind === 'unavailable') return skipAll('extensionHost', outcome.reason);
  for (const test of outcome.summary.tests) {
    console.log(`  ${marks[test.state]} ${test.title} (${test.milliseconds} ms)`);
    if (test.error !== undefined) console.log(indent(test.error));
  }
  return outcome.summary;
}

const marks = { passed: '✔', failed: '✘', skipped: '-' } as const;

const indent = (text: string): string => text.replace(/^/gm, '      ');

async function screen(): Promise<Summary> {
  const installation = await installServer();
  if (installation.kind === 'unavailable') return skipAll('screen', installation.reason);
  if (findChromium() === undefined) return skipAll('screen', 'no Chromium is installed; CHROMIUM_PATH can name one');
  if (installation.seconds > 0) console.log(`VS Code's server was installed in ${installation.seconds.toFixed(0)} s`);
  const file = join(resultsFolder, 'screen.json');
  rmSync(file, { force: true });
  const mocha = join(projectFolder, 'node_modules/mocha/bin/mocha.js');
  const reporter = ['--reporter', 'test/support/summaryReporter.ts', '--reporter-option', `output=${file}`];
  // A busy machine can be too late for one step of these: a test has a second try, and the summary tells that it took it.
  const suite = ['--no-config', '--timeout', '90000', '--retries', '1', '--spec', 'test/e2e/screen/*.test.ts'];
  spawnSync(process.execPath, [mocha, ...suite, ...reporter], { cwd: projectFolder, stdio: 'inherit' });
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Summary;
  return summarize([{ title: 'The screen suite runs to its end', state: 'failed', milliseconds: 0 }]);
}

// Without a listener these would end the process before it can end what it started.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));

const skip = process.argv.find((argument) => argument.startsWith('--skip='))?.slice('--skip='.length);
const suites =
  skip === undefined
    ? [await extensionHost(), await screen()]
    : [skipAll('extensionHost', skip), skipAll('screen', skip)];
const reason = suites.find((suite) => suite.reason !== undefined)?.reason;
const summary = summarize(suites.flatMap((suite) => suite.tests));
writeSummary(join(resultsFolder, 'vscode.json'), reason === undefined ? summary : { ...summary, reason });
process.exitCode = summary.failed > 0 ? 1 : 0;
