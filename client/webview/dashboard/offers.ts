/** What the value picker offers for the choices of the bar. Pure. */
import type { DashboardVariable, VariableValuesResult } from '../../../server/src/protocol/dashboard.ts';
import type { ValueOffer } from './valuePicker.ts';
import { everything } from './values.ts';
import type { ShownDashboard } from './viewContext.ts';

/** The values of a variable; `found` are those from the data, undefined while they are being read. */
export function variableOffer(
  { dashboard, choices }: ShownDashboard,
  name: string,
  found: VariableValuesResult | undefined,
): ValueOffer {
  const variable = dashboard.variables.find((each) => each.name === name);
  const fallback = variable?.default ?? everything;
  const chosen = choices.variables[name] ?? [];
  const note = noteOf(found);
  return {
    label: variable?.label ?? name,
    chosen: chosen.length === 0 ? [fallback] : chosen,
    multi: variable?.multi === true,
    values: valuesOf(variable, found),
    free: variable?.kind !== 'list' || fallback === everything,
    ...(note === undefined ? {} : { note }),
  };
}

/** Every time zone that the browser knows, UTC and its own first. */
export function zoneOffer(chosen: string): ValueOffer {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const values = [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])];
  return { label: 'Time zone', chosen: [chosen], multi: false, values, free: false };
}

function valuesOf(
  variable: DashboardVariable | undefined,
  found: VariableValuesResult | undefined,
): readonly string[] | undefined {
  if (variable?.kind === 'list') return variable.values;
  if (variable?.kind === 'text') return [];
  if (found === undefined) return undefined;
  return found.kind === 'values' ? found.values : [];
}

function noteOf(found: VariableValuesResult | undefined): string | undefined {
  if (found?.kind === 'problem') return found.message;
  if (found?.kind !== 'values' || !found.truncated) return undefined;
  return `The first ${found.values.length} values; type others`;
}
