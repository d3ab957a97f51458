import Mocha from 'mocha';
import { recordRun } from './summary.ts';

/**
 * Mocha's usual output on the terminal, and the counts in the file named by the reporter option `output`:
 * `mocha --reporter test/support/summaryReporter.ts --reporter-option output=FILE`.
 */
class SummaryReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file: unknown = (options.reporterOptions as { output?: unknown } | undefined)?.output;
    if (typeof file !== 'string') throw new Error('Name the results file: --reporter-option output=FILE');
    recordRun(runner, file);
  }
}

// Mocha loads reporters with require and takes what that gives for the class.
export { SummaryReporter as 'module.exports' };
