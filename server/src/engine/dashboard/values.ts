/** The values that a variable of a dashboard can have. */
import type { DashboardVariable, PanelResult, VariableValuesResult } from '../../protocol/dashboard.ts';
import type { ResultValue, TimeRangeChoice } from '../../protocol/engine.ts';
import { runQueries } from './runQueries.ts';
import type { QueryLook } from './runQueries.ts';
import type { Workbench } from './workbench.ts';

/** More values than this are not offered. */
const variableValues = 1000;

/** Values in the order of the query, each once; what is missing or empty is no value. Rejects only when aborted. */
export async function readValues(
  variable: DashboardVariable,
  look: QueryLook & { readonly timeRange: TimeRangeChoice },
  bench: Workbench,
  signal: AbortSignal,
): Promise<VariableValuesResult> {
  if (variable.kind === 'text') return { kind: 'values', values: [], truncated: false };
  if (variable.kind === 'list') return cut([...new Set(variable.values)], false);
  const query = { id: variable.name, query: variable.query, timeRange: look.timeRange };
  const results: PanelResult[] = [];
  await runQueries([query], { ...look, sharing: false }, bench, signal, (_, result) => results.push(result));
  const [result] = results;
  if (result === undefined || result.kind === 'problem')
    return { kind: 'problem', message: `The values of "${variable.name}" cannot be listed: ${result?.message ?? ''}` };
  bench.release(result.resultId);
  return fromRows(variable, result);
}

function fromRows(
  { name, column }: Extract<DashboardVariable, { readonly kind: 'query' }>,
  { columns, rows, total }: Extract<PanelResult, { readonly kind: 'rows' }>,
): VariableValuesResult {
  const wanted = column?.toLowerCase();
  const index = wanted === undefined ? 0 : columns.findIndex((each) => each.name.toLowerCase() === wanted);
  if (index < 0) {
    const known = columns.map((each) => each.name).join(', ');
    return { kind: 'problem', message: `The query of "${name}" has no column "${column ?? ''}". It has: ${known}.` };
  }
  const texts = rows.map((row): ResultValue => row[index] ?? null).filter((value) => value !== null && value !== '');
  return cut([...new Set(texts.map(String))], rows.length < total);
}

function cut(values: readonly string[], isPart: boolean): VariableValuesResult {
  return {
    kind: 'values',
    values: values.slice(0, variableValues),
    truncated: isPart || values.length > variableValues,
  };
}
