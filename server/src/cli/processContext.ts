import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { WriteStream } from 'node:tty';
import type { CommandContext, Output } from './context.ts';
import { exitCodes } from './outcome.ts';

/** The context of the running process. */
export function processContext(signal: AbortSignal): CommandContext {
  return {
    out: streamOutput(process.stdout),
    err: streamOutput(process.stderr),
    readStdin: () => text(addAbortSignal(signal, process.stdin)),
    cwd: process.cwd(),
    signal,
    // Loaded on demand: `check` and `--help` need no database.
    openEngine: async (settings) => (await import('../engine/engine.ts')).Engine.open(settings),
  };
}

function streamOutput(stream: WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `sesq … | head` closes the pipe early; that is no failure.
    process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.engineFailed);
  });
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    colours: isTerminal && (process.env['NO_COLOR'] ?? '') === '',
    write: (content) =>
      new Promise((resolve) => {
        if (stream.write(content)) resolve();
        else stream.once('drain', resolve);
      }),
  };
}
