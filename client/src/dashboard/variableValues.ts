import { randomUUID } from 'node:crypto';
import type { DashboardSource, DashboardView, VariableValuesResult } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardServices } from './services.ts';

/** The values a variable can have; a problem in words when the engine does not answer. */
export async function askForValues(
  { engine, log }: Pick<DashboardServices, 'engine' | 'log'>,
  source: DashboardSource,
  variable: string,
  view: DashboardView,
): Promise<VariableValuesResult> {
  try {
    return await engine.request('dashboard/values', { operation: randomUUID(), source, variable, view });
  } catch (error) {
    log(`The values of ${variable} could not be read: ${String(error)}`);
    return { kind: 'problem', message: 'The values could not be read. Type one.' };
  }
}
