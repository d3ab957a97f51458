import type { Node } from 'jsonc-parser';
import type { DashboardProblem } from '../../protocol/dashboard.ts';

/** Every code a dashboard file can be given. Codes never change their meaning. */
const dashboardCodes = {
  'dashboard.json': { severity: 'error', summary: 'The file is no JSON.' },
  'dashboard.merge-conflict': { severity: 'error', summary: 'The file has marks of a merge that was not finished.' },
  'dashboard.version': { severity: 'error', summary: 'The file has a version that is not known.' },
  'dashboard.value': { severity: 'error', summary: 'A member has a value of another kind than expected.' },
  'dashboard.missing': { severity: 'error', summary: 'A member that is needed is not there.' },
  'dashboard.unknown-member': { severity: 'warning', summary: 'No member has this name, so it is ignored.' },
  'dashboard.duplicate-member': { severity: 'warning', summary: 'A member is written twice; the last one counts.' },
  'dashboard.duplicate-id': { severity: 'error', summary: 'Two panels or variables have the same name.' },
  'dashboard.time-range': { severity: 'error', summary: 'A time range cannot be read.' },
  'dashboard.layout': { severity: 'warning', summary: 'Panels overlap or leave the grid.' },
  'dashboard.variable-cycle': { severity: 'error', summary: 'Variables need each other for their values.' },
  'dashboard.unknown-variable': { severity: 'warning', summary: 'The dashboard has no variable of this name.' },
  'dashboard.own-variable': {
    severity: 'warning',
    summary: 'Every dashboard has this variable; the one here is not used.',
  },
  'dashboard.query-file': { severity: 'error', summary: 'The file with the query cannot be read.' },
} as const satisfies Readonly<Record<string, { severity: DashboardProblem['severity']; summary: string }>>;

export type DashboardCode = keyof typeof dashboardCodes;

/** Where something stands; a node of the tree will do. */
export type Place = { readonly start: number; readonly end: number } | Pick<Node, 'offset' | 'length'>;

/** A problem with what may have been meant: the text to put in its place, without quotes. */
export interface FileProblem extends DashboardProblem {
  readonly suggestion?: string;
}

/** Makes a problem with the severity of its code. */
export function problem(code: DashboardCode, place: Place, message: string, suggestion?: string): FileProblem {
  const range =
    'offset' in place
      ? { start: place.offset, end: place.offset + place.length }
      : { start: place.start, end: place.end };
  return {
    code,
    severity: dashboardCodes[code].severity,
    message,
    ...range,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
