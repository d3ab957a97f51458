/** The values that the variables of a dashboard have in one look at it. */
import { sourceVariables } from '../../language/index.ts';
import type { Dashboard, DashboardVariable, DataSources } from '../../protocol/dashboard.ts';

/** Lists of values by name of the variable. */
export type VariableValues = Readonly<Record<string, readonly string[]>>;

/** What stands for everything. */
const everything = '*';

/** Chosen values or defaults of all variables of a dashboard. Values for names that it does not have are left out. */
export function usedValues({ variables }: Pick<Dashboard, 'variables'>, chosen: VariableValues): VariableValues {
  const byName = new Map(Object.entries(chosen).map(([name, values]) => [name.toLowerCase(), values]));
  return Object.fromEntries(
    variables.map((variable) => {
      const values = byName.get(variable.name.toLowerCase()) ?? [];
      return [variable.name, values.length === 0 ? [variable.default ?? everything] : values];
    }),
  );
}

/** With the scopes of the data sources, which every query may use. */
export function withSources(values: VariableValues, sources: DataSources): VariableValues {
  return {
    ...values,
    [sourceVariables.cloudTrail]: [sources.cloudTrail],
    [sourceVariables.sesNotifications]: [sources.sesNotifications],
  };
}

/** The variable of a name, in any case. */
export function findVariable({ variables }: Pick<Dashboard, 'variables'>, name: string): DashboardVariable | undefined {
  return variables.find((variable) => variable.name.toLowerCase() === name.toLowerCase());
}
