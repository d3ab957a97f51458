import type { CommandContext } from './context.ts';
import type { ExitCode, Problem } from './outcome.ts';

/** Writes a message of the program to the user. */
export function say(context: Pick<CommandContext, 'err'>, message: string): Promise<void> {
  return context.err.write(`sesq: ${message}\n`);
}

/** Tells a problem and gives the code to leave with. */
export async function report(context: Pick<CommandContext, 'err'>, problem: Problem): Promise<ExitCode> {
  await say(context, problem.message);
  return problem.exitCode;
}
