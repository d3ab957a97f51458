/** What can be done with a value that was clicked. Pure. */
import type { Dashboard, DashboardPanel } from '../../../server/src/protocol/dashboard.ts';
import type { ResultColumn, ResultValue } from '../../../server/src/protocol/engine.ts';

/** A choice of the menu of a clicked value. */
export type DrillChoice =
  | { readonly kind: 'filter'; readonly variable: string; readonly label: string; readonly value: string }
  | { readonly kind: 'dashboard'; readonly dashboard: string; readonly variable: string; readonly value: string }
  | { readonly kind: 'messages'; readonly column: string; readonly value: ResultValue };

/** A value with the columns and the row it stands in. */
export interface ClickedValue {
  readonly column: string;
  readonly value: ResultValue;
  readonly columns: readonly ResultColumn[];
  readonly row: readonly ResultValue[] | undefined;
}

/** The choices in the order of the menu: filters of this dashboard, another dashboard, the messages. */
export function drillChoices(
  dashboard: Dashboard,
  panel: DashboardPanel,
  clicked: ClickedValue,
): readonly DrillChoice[] {
  const { drillDown } = panel;
  const column = drillDown?.column ?? clicked.column;
  const value = valueOf(column, clicked);
  const choices: DrillChoice[] = [];
  const text = value === null || value === undefined ? undefined : String(value);
  if (text !== undefined && drillDown?.dashboard && drillDown.variable) {
    choices.push({ kind: 'dashboard', dashboard: drillDown.dashboard, variable: drillDown.variable, value: text });
  }
  const wanted = drillDown?.dashboard ? undefined : drillDown?.variable;
  const variable = dashboard.variables.find(({ name }) => same(name, wanted ?? column));
  if (variable !== undefined && text !== undefined) {
    choices.unshift({ kind: 'filter', variable: variable.name, label: variable.label ?? variable.name, value: text });
  }
  choices.push({ kind: 'messages', column: clicked.column, value: clicked.value });
  return choices;
}

/** A value as short text for a menu. */
export function shortText(value: ResultValue, longest = 40): string {
  const text = value === null ? 'null' : String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function valueOf(
  column: string,
  { column: clickedColumn, value, columns, row }: ClickedValue,
): ResultValue | undefined {
  if (same(column, clickedColumn)) return value;
  const index = columns.findIndex(({ name }) => same(name, column));
  return index === -1 ? value : row?.[index];
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
