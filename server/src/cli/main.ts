import { describeKnownFailure } from '../engine/results/failure.ts';
import { exitCodes } from './outcome.ts';
import { processContext } from './processContext.ts';
import { runCommandLine } from './program.ts';

/** How long the engine may take to let go after Ctrl+C, in milliseconds. */
const graceAfterInterrupt = 1500;

function fail(error: unknown): never {
  const [firstLine = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  process.stderr.write(`sesq: ${describeKnownFailure(error) ?? `unexpected error: ${firstLine}`}\n`);
  if (process.env['SESQ_DEBUG'] === '1' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(exitCodes.engineFailed);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
  setTimeout(() => process.exit(exitCodes.interrupted), graceAfterInterrupt).unref();
});

runCommandLine(process.argv.slice(2), processContext(interruption.signal)).then((code) => {
  process.exitCode = code;
}, fail);
