import type { Visualization, VisualizationKind } from '../../../../server/src/protocol/dashboard.ts';
import type { ChartData } from './model.ts';
import { outlierColumn } from './outlierModel.ts';
import { columnRoles } from './roles.ts';
import { columnNamed, isTime } from './values.ts';

/** Slices up to which a pie is easier to read than bars. */
const fewSlices = 6;

/** Every kind with its name for people, in the order of menus. */
export const kindNames: Readonly<Record<VisualizationKind, string>> = {
  table: 'Table',
  bar: 'Bar',
  column: 'Column',
  stackedColumn: 'Stacked column',
  line: 'Line',
  lineColumn: 'Line + column',
  area: 'Area',
  pie: 'Pie',
  singleValue: 'Single value',
  map: 'World map',
  outlier: 'Outlier',
};

/** The kinds that these rows can be drawn as, the best one first; empty when they are only a table. */
export function fittingKinds(data: ChartData): readonly VisualizationKind[] {
  const { columns, rows } = data;
  const has = (name: string): boolean => columnNamed(columns, name) !== -1;
  const { x, keys, values } = columnRoles(data, { kind: 'column' });
  const kinds: VisualizationKind[] = [];
  if ((has('latitude') && has('longitude')) || has('country_code') || has('country_name')) kinds.push('map');
  if (values.length === 0) return kinds;
  const overTime = x !== undefined && columns[x] !== undefined && isTime(columns[x]);
  if (overTime && outlierColumn(columns) !== undefined) kinds.push('outlier');
  if (x === undefined && rows.length === 1) kinds.push('singleValue');
  if (overTime) kinds.push('line', 'column', 'stackedColumn', 'area');
  else if (rows.length > 1 && rows.length <= fewSlices && keys.length === 0 && values.length === 1) {
    kinds.push('pie', 'bar', 'column', 'stackedColumn', 'line', 'area');
  } else kinds.push('bar', 'column', 'stackedColumn', 'pie', 'line', 'area');
  if (values.length > 1) kinds.push('lineColumn');
  if (!kinds.includes('singleValue')) kinds.push('singleValue');
  return kinds;
}

/** How to draw rows for which nobody said how; a table when nothing else fits. */
export function suggestVisualization(data: ChartData): Visualization {
  return { kind: fittingKinds(data)[0] ?? 'table' };
}
