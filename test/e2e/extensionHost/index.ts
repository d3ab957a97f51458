import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type Mocha from 'mocha';
import { recordRun } from '../../support/summary.ts';

/**
 * Runs in VS Code's extension host: runs the bundled tests beside this bundle with mocha and leaves the counts in the
 * file named by `SES_E2E_RESULTS`. Rejects when a test failed, which VS Code makes its exit code.
 */
export async function run(): Promise<void> {
  const results = resultsFile();
  const { default: Mocha } = await import('mocha');
  // There is no terminal here: what mocha would print goes into the results file.
  class FileReporter extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options);
      recordRun(runner, results);
    }
  }
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: FileReporter });
  const tests = join(__dirname, 'tests');
  for (const name of readdirSync(tests)) if (name.endsWith('.test.cjs')) mocha.addFile(join(tests, name));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((done) => mocha.run(done));
  if (failures > 0) throw new Error(`${failures} failed`);
}

function resultsFile(): string {
  const file = process.env['SES_E2E_RESULTS'];
  if (!file) throw new Error('SES_E2E_RESULTS does not name the results file.');
  return file;
}
