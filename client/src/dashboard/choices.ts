/** What is chosen above the panels: where it comes from, what the engine is told, and which panels a change concerns. Pure. */
import type { Dashboard, DashboardView, DataSources } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardChoices } from '../../../server/src/protocol/dashboardView.ts';
import { cleanChoices, isChoices } from './guard.ts';

/** The settings that choices begin with. */
export interface ChoiceDefaults {
  readonly now: 'data' | 'clock';
  readonly timezone: string;
  /** Seconds, 0 for none. */
  readonly refreshInterval: number;
  readonly refreshOnChange: boolean;
}

/**
 * The choices a dashboard opens with: those made before (`stored`, unchecked), else what its file says, else the settings.
 * Variables that the file no longer has are dropped.
 */
export function initialChoices(
  { refresh, variables }: Pick<Dashboard, 'refresh' | 'variables'>,
  defaults: ChoiceDefaults,
  stored: unknown,
  paths: readonly string[],
): DashboardChoices {
  if (isChoices(stored)) {
    const known = new Set(variables.map(({ name }) => name));
    const choices = cleanChoices(stored);
    const kept = Object.entries(choices.variables).filter(([name]) => known.has(name));
    return { ...choices, variables: Object.fromEntries(kept), paths };
  }
  return {
    timeRange: undefined,
    now: defaults.now,
    timezone: defaults.timezone,
    variables: {},
    interval: refresh.interval ?? defaults.refreshInterval,
    onChange: refresh.onChange ?? defaults.refreshOnChange,
    paths,
  };
}

/** The choices as the engine takes them. */
export function viewOf(choices: DashboardChoices, dataSources: DataSources): DashboardView {
  const { timeRange, now, timezone, variables, paths } = choices;
  return {
    ...(timeRange === undefined ? {} : { timeRange }),
    now,
    timezone,
    variables,
    dataSources,
    ...(paths.length === 0 ? {} : { paths }),
  };
}

/** Ids of the panels whose answers may differ after other choices. */
export function concernedPanels(
  dashboard: Dashboard,
  before: DashboardChoices,
  after: DashboardChoices,
): readonly string[] {
  const differ = (name: keyof DashboardChoices): boolean =>
    JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const all = (['now', 'timezone', 'paths'] as const).some(differ);
  const variables = [...new Set([...Object.keys(before.variables), ...Object.keys(after.variables)])].filter(
    (name) => JSON.stringify(before.variables[name]) !== JSON.stringify(after.variables[name]),
  );
  return dashboard.panels
    .filter(
      ({ timeRange, query }) =>
        all || (differ('timeRange') && timeRange === undefined) || variables.some((name) => usesVariable(query, name)),
    )
    .map(({ id }) => id);
}

/** Ids of the panels of a changed file whose answers may differ from before; layout, titles and charts do not count. */
export function changedPanels(before: Dashboard | undefined, after: Dashboard): readonly string[] {
  const shared = ({ timeRange, variables }: Dashboard): string => JSON.stringify([timeRange, variables]);
  const asked = ({ query, timeRange }: Dashboard['panels'][number]): string => JSON.stringify([query, timeRange]);
  const known = new Map(before?.panels.map((panel) => [panel.id, asked(panel)]));
  const all = before === undefined || shared(before) !== shared(after);
  return after.panels.filter((panel) => all || known.get(panel.id) !== asked(panel)).map(({ id }) => id);
}

function usesVariable(query: string, name: string): boolean {
  const names = [...query.matchAll(/\{\{\s*([^{}\s]+)\s*\}\}/g)].map((match) => match[1]?.toLowerCase());
  return names.includes(name.toLowerCase());
}
