import type { EngineSettings } from '../protocol/engine.ts';
import type { CommandContext, EngineHandle } from './context.ts';
import type { Outcome } from './outcome.ts';
import { engineProblem, ok } from './outcome.ts';

/** Opens the engine, or says why it cannot be opened. */
export async function openEngine(settings: EngineSettings, context: CommandContext): Promise<Outcome<EngineHandle>> {
  try {
    return ok(await context.openEngine(settings));
  } catch (error) {
    const [firstLine = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return engineProblem(`The engine did not start: ${firstLine}`);
  }
}
