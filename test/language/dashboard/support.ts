import type { Dashboard, DashboardProblem } from '../../../server/src/protocol/dashboard.ts';
import { readDashboardText } from '../../../server/src/language/index.ts';

/** The text of a dashboard file with these members beside those it needs. */
export function fileText(members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ version: 1, id: 'd', title: 'D', panels: [], ...members });
}

/** A panel with these members beside those it needs. */
export function panel(members: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { id: 'p', title: 'P', query: '* | count', visualization: 'table', ...members };
}

/** The dashboard of a text that has one. */
export function dashboardOf(text: string, queryFiles?: (path: string) => string | undefined): Dashboard {
  const result = readDashboardText(text, queryFiles);
  if (result.kind === 'invalid') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.dashboard;
}

/** Errors and warnings of a text. */
export function problemsOf(
  text: string,
  queryFiles?: (path: string) => string | undefined,
): readonly DashboardProblem[] {
  const result = readDashboardText(text, queryFiles);
  return result.kind === 'invalid' ? result.problems : result.warnings;
}

/** Problems as `code "text they are shown at": message`. */
export function told(text: string, queryFiles?: (path: string) => string | undefined): readonly string[] {
  return problemsOf(text, queryFiles).map(
    ({ code, message, start, end }) => `${code} ${text.slice(start, end)}: ${message}`,
  );
}
