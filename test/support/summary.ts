import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Runner, Test } from 'mocha';

/** The counts of one mocha run, as its results file holds them. */
export type Summary = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why the whole run was skipped, if it was. */
  readonly reason?: string;
  readonly tests: readonly TestRecord[];
};

/** One test, or one hook that failed. */
export type TestRecord = {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  /** Message and stack of a failure; of a test that passed, those of the try before. */
  readonly error?: string;
};

/** Follows a run and writes its results file when it ends; the file is not there when the run breaks off. */
export function recordRun(runner: Runner, file: string): void {
  const tests: TestRecord[] = [];
  const tries = new Map<string, Error>();
  const add = (test: Test, state: TestRecord['state'], error?: Error): void => {
    const text = error === undefined ? {} : { error: error.stack ?? error.message };
    tests.push({ title: test.fullTitle(), state, milliseconds: test.duration ?? 0, ...text });
  };
  runner.on('retry', (test, error: Error) => tries.set(test.fullTitle(), error));
  runner.on('pass', (test) => add(test, 'passed', tries.get(test.fullTitle())));
  runner.on('pending', (test) => add(test, 'skipped'));
  runner.on('fail', (test, error: Error) => add(test, 'failed', error));
  runner.on('end', () => writeSummary(file, summarize(tests)));
}

/** Counts the states. */
export function summarize(tests: readonly TestRecord[]): Summary {
  const count = (state: TestRecord['state']): number => tests.filter((test) => test.state === state).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), tests };
}

/** Writes a results file; makes its folder. */
export function writeSummary(file: string, summary: Summary): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(summary, undefined, 2));
}
