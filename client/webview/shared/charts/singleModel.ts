import type { Tone, Visualization } from '../../../../server/src/protocol/dashboard.ts';
import type { ChartData, ChartModel } from './model.ts';
import { columnNamed, holdsNumbers, isMeasure, numberOf } from './values.ts';

/** The first number of the first row, or the chosen column of it. */
export function singleModel({ columns, rows }: ChartData, visualization: Visualization): ChartModel {
  const [row] = rows;
  if (row === undefined) return { kind: 'none', reason: 'There are no rows.' };
  const [chosen] = (visualization.series ?? [])
    .map((name) => columnNamed(columns, name))
    .filter((index) => index !== -1);
  const all = columns.map((_, index) => index);
  const found =
    chosen ??
    all.find((index) => columns[index] !== undefined && isMeasure(columns[index])) ??
    all.find((index) => columns[index]?.type === 'text' && holdsNumbers([row], index)) ??
    all.find((index) => columns[index]?.type === 'boolean') ??
    0;
  const column = columns[found];
  if (column === undefined) return { kind: 'none', reason: 'There are no columns.' };
  const raw = row[found] ?? null;
  const value = isMeasure(column) || column.type === 'text' ? (numberOf(raw) ?? raw) : raw;
  return {
    kind: 'single',
    name: visualization.labels?.[column.name] ?? column.name,
    value,
    tone: typeof value === 'number' ? toneOf(value, visualization) : undefined,
    notes: [],
  };
}

function toneOf(value: number, { thresholds = [] }: Visualization): Tone | undefined {
  return [...thresholds].sort((a, b) => b.from - a.from).find(({ from }) => value >= from)?.tone;
}
