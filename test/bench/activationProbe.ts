// Runs in VS Code's extension host in place of tests: activates the extension and tells what that took.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';

/** What one start took, in milliseconds. */
export interface ActivationTimes {
  /** Reading and running the bundle. */
  readonly load: number;
  /** The call of `activate`. */
  readonly activate: number;
  /** What both kept the processor busy, which is what counts on a machine that does other things too. */
  readonly busy: number;
}

/** What VS Code takes from the bundle. */
interface ExtensionModule {
  readonly activate: (context: vscode.ExtensionContext) => unknown;
  readonly deactivate: () => unknown;
}

/** VS Code activates extensions of its own at first; one that waits for them is not told apart from them. */
const settling = 3000;

function clock(): { readonly time: number; readonly busy: number } {
  const { user, system } = process.threadCpuUsage();
  return { time: performance.now(), busy: (user + system) / 1000 };
}

/** Leaves the times as JSON in the file named by `SES_BENCH_RESULTS`. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('ses-log-explorer.ses-log-explorer');
  if (extension === undefined || extension.isActive) throw new Error('The extension is not there, or already active.');
  await new Promise((done) => setTimeout(done, settling));
  const { main } = extension.packageJSON as { readonly main: string };
  const require = createRequire(join(extension.extensionPath, 'package.json'));
  const begun = clock();
  const { activate, deactivate } = require(main) as ExtensionModule;
  const loaded = clock();

  // VS Code finds the loaded bundle when it activates the extension, and calls this one.
  let activated = loaded;
  let called = loaded;
  const timed: ExtensionModule = {
    deactivate,
    activate(context) {
      called = clock();
      const result = activate(context);
      activated = clock();
      return result;
    },
  };
  const entry = require.cache[require.resolve(main)];
  if (entry === undefined) throw new Error('The bundle was loaded in an unknown way.');
  entry.exports = timed;
  await extension.activate();

  const load = loaded.time - begun.time;
  const activation = activated.time - called.time;
  if (activation === 0) throw new Error('VS Code did not call the function that is timed.');
  const busy = loaded.busy - begun.busy + (activated.busy - called.busy);
  const times: ActivationTimes = { load, activate: activation, busy };
  writeFileSync(process.env['SES_BENCH_RESULTS'] ?? '', JSON.stringify(times));
}
