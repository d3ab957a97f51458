// `npm start`: installs and builds what is missing, runs a sample query on the seed logs in the terminal,
// then opens VS Code with the extension and the samples. `--no-editor` stops after the query, as does a pipe for a terminal.
// Runs on Node 20 with nothing installed.
import { spawn } from 'node:child_process';
import {
  buildIsStale,
  durationSince,
  installPackages,
  packagesAreStale,
  pinnedNode,
  projectEnvironment,
  projectFolder,
  run,
} from './test/support/freshClone.mjs';

const query = 'samples/queries/top-bounced-email-addresses.sesq';
const logs = 'samples/logs/seed';

/** One line per step; the first that fails ends the program with the sentence that says so. */
function step(title, action, failure) {
  const begun = performance.now();
  if (!action()) {
    console.error(failure);
    process.exit(1);
  }
  console.log(`${title}: ${durationSince(begun)}`);
}

if (packagesAreStale()) {
  step(
    'Installed packages',
    installPackages,
    'The packages could not be installed: see what npm says above (the install scripts of "node" and "esbuild" must be allowed to run).',
  );
}
if (buildIsStale()) {
  const build = () => run(pinnedNode, ['esbuild.mjs'], { quiet: true });
  step('Built the extension', build, 'The build failed: the messages above name the file and the line.');
}
step(
  `Ran ${query} on ${logs}`,
  () => run(pinnedNode, ['dist/sesq.cjs', 'run', query, '--logs', logs]),
  'The sample query did not run: the message above says why.',
);

if (!process.argv.includes('--no-editor') && process.stdout.isTTY) {
  const editor = spawn(pinnedNode, ['test/e2e/open.ts'], {
    cwd: projectFolder,
    env: projectEnvironment,
    stdio: 'inherit',
  });
  // The terminal sends Ctrl+C to both; a signal sent to this process alone must reach the editor's too.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => editor.kill('SIGTERM'));
  // A closed terminal ends the editor's server too.
  process.on('SIGHUP', () => editor.kill('SIGTERM'));
  editor.on('exit', (code) => (process.exitCode = code ?? 1));
}
