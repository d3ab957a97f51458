/** What is wrong with a dashboard, before it is run. */
import { LineIndex, sourceVariableNames } from '../../language/index.ts';
import type { DashboardProblem, DashboardSource, ReadDashboardResult } from '../../protocol/dashboard.ts';
import type { CommandContext } from '../context.ts';
import { say } from '../report.ts';
import type { DashboardRequest } from './request.ts';

/** Gives what stands before a message about a problem. */
export type Locate = (problem: DashboardProblem) => string;

/** `file:line:column ` before messages; nothing for a dashboard that has no file of the user's. */
export function locator(target: string, source: DashboardSource): Locate {
  if (source.kind === 'shipped') return () => '';
  const lines = new LineIndex(source.text);
  return ({ start }) => {
    const { line, character } = lines.positionAt(start);
    return `${target}:${String(line + 1)}:${String(character + 1)} `;
  };
}

/** Every error of the file, one a line. */
export async function sayErrors(
  { problems }: Extract<ReadDashboardResult, { readonly kind: 'invalid' }>,
  locate: Locate,
  context: CommandContext,
): Promise<void> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  for (const error of errors) await say(context, `${locate(error)}${error.message}`);
}

/** What is said of a `--param` for a variable that the dashboard does not have; undefined when all are known. */
export function unknownParameter(
  { dashboard: { variables } }: Extract<ReadDashboardResult, { readonly kind: 'dashboard' }>,
  { view }: DashboardRequest,
): string | undefined {
  const known = variables.map(({ name }) => name);
  const isKnown = (name: string): boolean => known.some((each) => each.toLowerCase() === name.toLowerCase());
  const unknown = Object.keys(view.variables).find((name) => !isKnown(name));
  if (unknown === undefined) return undefined;
  const all = [...known, ...sourceVariableNames];
  return `The dashboard has no variable "${unknown}" (from --param). It has: ${all.join(', ')}.`;
}
