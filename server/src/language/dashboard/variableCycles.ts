import type { DashboardVariable } from '../../protocol/dashboard.ts';
import { variableNames } from '../templates/templateVariables.ts';
import type { FileVariable } from './fileTypes.ts';
import { toQuery } from './toDashboard.ts';

/** The way from a variable of that index back to it, over the variables that its values need, with it at both ends. */
export interface VariableCycle {
  readonly index: number;
  readonly way: readonly string[];
}

/** Variables whose values depend on themselves, over whichever others: they could never be filled. */
export function variableCycles(variables: readonly (FileVariable | DashboardVariable)[]): readonly VariableCycle[] {
  const names = new Map(variables.map(({ name }) => [name.toLowerCase(), name]));
  const needs = new Map(variables.map((variable) => [variable.name.toLowerCase(), needsOf(variable)]));
  return variables.flatMap(({ name }, index) => {
    const way = wayBack(name.toLowerCase(), needs);
    return way === undefined ? [] : [{ index, way: way.map((step) => names.get(step) ?? step) }];
  });
}

function needsOf(variable: FileVariable | DashboardVariable): readonly string[] {
  return variable.kind === 'query' ? variableNames(toQuery(variable.query)).map((name) => name.toLowerCase()) : [];
}

/** The shortest way from a variable back to it; undefined when there is none. */
function wayBack(start: string, needs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of needs.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
