// `npm test`: installs what is missing, then builds, checks and tests everything, and counts.
// `--no-vscode` leaves out the tests in a real VS Code. Runs on Node 20 with nothing installed.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  durationSince,
  installPackages,
  packagesAreStale,
  pinnedNode,
  projectFolder,
  run,
} from './support/freshClone.mjs';

const results = join(projectFolder, 'out/results');
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs one step under a header line; `action` gives its counts. */
function step(title, action) {
  const begun = performance.now();
  console.log(`\n== ${title}`);
  const counts = action();
  for (const name of Object.keys(total)) total[name] += counts[name];
  const verdict = counts.failed > 0 ? 'FAILED' : counts.passed === 0 ? 'skipped' : 'passed';
  console.log(`== ${title}: ${verdict} in ${durationSince(begun)}`);
}

/** A step that passes or fails as a whole. */
const check =
  (...command) =>
  () => {
    const passed = command.every(([program, ...args]) => run(program, args));
    return { passed: Number(passed), failed: Number(!passed), skipped: 0 };
  };

/** The counts a suite left in its results file. A suite that broke off, or failed without a failed test, counts as one failure. */
function suite(name, ...command) {
  return () => {
    const file = join(results, `${name}.json`);
    rmSync(file, { force: true });
    const [program, ...args] = command;
    const exitedWell = run(program, args);
    if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
    const { passed, failed, skipped, reason, tests } = JSON.parse(readFileSync(file, 'utf8'));
    for (const test of tests) {
      if (test.state === 'skipped') console.log(`skipped: ${test.title}${reason ? ` (${reason})` : ''}`);
      if (test.state === 'passed' && test.error) console.log(`passed at the second try: ${test.title}\n${test.error}`);
    }
    // A suite without tests has tested nothing.
    const broken = (!exitedWell && failed === 0) || passed + failed + skipped === 0;
    return { passed, failed: failed + Number(broken), skipped };
  };
}

const mochaOptions = [
  '--reporter',
  'test/support/summaryReporter.ts',
  '--reporter-option',
  `output=${join(results, 'unit.json')}`,
];
const vscodeArguments = process.argv.includes('--no-vscode') ? ['--skip=left out with --no-vscode'] : [];

function main() {
  if (packagesAreStale()) {
    const begun = performance.now();
    console.log('== Install');
    if (!installPackages()) {
      console.log(
        'The packages could not be installed: see what npm says above (the install scripts of "node" and "esbuild" must be allowed to run).\n',
      );
      total.failed += 1;
      return;
    }
    console.log(`== Install: done in ${durationSince(begun)}`);
  }
  if (Number(process.versions.node.split('.')[0]) < 24) {
    process.exit(run(pinnedNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]) ? 0 : 1);
  }
  step('Build', check([pinnedNode, 'esbuild.mjs']));
  step('Lint', check(['eslint', '.'], ['prettier', '--check', '.']));
  step('Type check', check(['tsc', '-b']));
  step('Unit tests', suite('unit', 'mocha', ...mochaOptions));
  step('Tests in VS Code', suite('vscode', pinnedNode, 'test/e2e/run.ts', ...vscodeArguments));
}

main();
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
