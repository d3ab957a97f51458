import type { Visualization } from '../../../../server/src/protocol/dashboard.ts';
import { counted, groupDigits } from '../format.ts';
import { noNumbers } from './axisModel.ts';
import type { ChartData, ChartModel, PieSlice } from './model.ts';
import { columnRoles } from './roles.ts';
import { categoryOf, isTime, numberOf } from './values.ts';

/** Slices of a pie that names no number of its own. */
const defaultSlices = 12;

/** A pie of the first column of numbers; of one row with several numbers, a slice for each column. */
export function pieModel(
  data: ChartData,
  visualization: Visualization,
  timeText: (epoch: number) => string,
): ChartModel {
  const { columns, rows } = data;
  const { x, keys, values } = columnRoles(data, visualization);
  const [value] = values;
  if (value === undefined) return { kind: 'none', reason: noNumbers };
  const labels = visualization.labels ?? {};
  const label = (index: number): string => labels[columns[index]?.name ?? ''] ?? columns[index]?.name ?? '';
  const notes: string[] = [];
  let slices: readonly PieSlice[];
  if (x === undefined && rows.length === 1) {
    slices = values.map((index) => ({
      name: label(index),
      value: numberOf(rows[0]?.[index]) ?? 0,
      row: 0,
      pick: undefined,
    }));
  } else {
    const column = x === undefined ? undefined : columns[x];
    const parts = x === undefined ? [] : [x, ...keys];
    const textOf = (row: number, index: number): string => {
      const cell = rows[row]?.[index];
      const definition = columns[index];
      return definition !== undefined && isTime(definition) && typeof cell === 'number'
        ? timeText(cell)
        : categoryOf(cell);
    };
    slices = rows.map((cells, row) => ({
      name: parts.length === 0 ? String(row + 1) : parts.map((index) => textOf(row, index)).join(' | '),
      value: numberOf(cells[value]) ?? 0,
      row,
      pick: column === undefined || x === undefined ? undefined : { column: column.name, value: cells[x] ?? null },
    }));
  }
  const negative = slices.filter((slice) => slice.value < 0).length;
  if (negative > 0)
    notes.push(`${counted(negative, 'negative value')} left out: a pie has no place for less than nothing.`);
  const positive = slices.filter((slice) => slice.value > 0);
  if (positive.length === 0) return { kind: 'none', reason: 'All values are zero, so there is nothing to divide.' };
  const shown = limitSlices(positive, visualization.maxCategories ?? defaultSlices);
  return {
    kind: 'pie',
    valueName: label(value),
    slices: shown,
    total: shown.reduce((sum, slice) => sum + slice.value, 0),
    notes,
  };
}

function limitSlices(slices: readonly PieSlice[], most: number): readonly PieSlice[] {
  if (slices.length <= most) return slices;
  const ordered = [...slices].sort((a, b) => b.value - a.value);
  const largest = new Set(ordered.slice(0, most));
  const rest = ordered.slice(most);
  const name = `Other (${groupDigits(String(rest.length))})`;
  const value = rest.reduce((sum, slice) => sum + slice.value, 0);
  return [...slices.filter((slice) => largest.has(slice)), { name, value, row: -1, pick: undefined }];
}
