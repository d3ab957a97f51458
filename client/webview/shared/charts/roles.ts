import type { Visualization, VisualizationKind } from '../../../../server/src/protocol/dashboard.ts';
import type { ChartData } from './model.ts';
import { columnNamed, holdsNumbers, isMeasure, isTime } from './values.ts';

/** What the columns of a result are for a chart; positions of columns. */
export interface ColumnRoles {
  /** Of the axis or the categories; undefined when rows have nothing to be told apart by. */
  readonly x: number | undefined;
  /** Further texts: with an axis that repeats they split the values into series. */
  readonly keys: readonly number[];
  readonly values: readonly number[];
}

/** Numbers that say where or when something is, not how much. */
const notMeasured = new Set(['latitude', 'longitude', '__timeslice_end']);

/** Kinds that compare categories: a text is preferred over an instant that is no slice of time. */
const categorical: ReadonlySet<VisualizationKind> = new Set(['bar', 'pie']);

/**
 * Finds axis and values: what the visualization names, else the first column of instants, else the first text; values
 * are the numbers. Text that holds numbers counts as numbers only where nothing else does, because account and phone
 * numbers are written in digits too. Names that are not columns are ignored.
 */
export function columnRoles({ columns, rows }: ChartData, visualization: Visualization): ColumnRoles {
  const named = (names: readonly string[]): readonly number[] =>
    names.map((name) => columnNamed(columns, name)).filter((index) => index !== -1);
  const all = columns.map((_, index) => index);
  const chosenValues = named(visualization.series ?? []);
  const chosenX = named(visualization.x === undefined ? [] : [visualization.x])[0];
  const typed = all.filter((index) => {
    const column = columns[index];
    return column !== undefined && isMeasure(column) && !notMeasured.has(column.name.toLowerCase());
  });
  const written = all.filter((index) => columns[index]?.type === 'text' && holdsNumbers(rows, index));
  const numbers = typed.length > 0 ? typed : written;
  const texts = all.filter(
    (index) => ['text', 'boolean'].includes(columns[index]?.type ?? '') && !numbers.includes(index),
  );
  const isFree = (index: number): boolean => !chosenValues.includes(index);
  const times = all.filter((index) => {
    const column = columns[index];
    return column !== undefined && isTime(column) && !notMeasured.has(column.name.toLowerCase()) && isFree(index);
  });
  const slice = times.find((index) => columns[index]?.name.toLowerCase() === '_timeslice');
  const candidates = categorical.has(visualization.kind)
    ? [slice, ...texts.filter(isFree), ...times]
    : [slice, ...times, ...texts.filter(isFree)];
  let x = chosenX ?? candidates.find((index) => index !== undefined);
  let values = (chosenValues.length > 0 ? chosenValues : numbers).filter((index) => index !== x);
  // `count by statusCode`: a key of numbers, such as a status or an hour.
  if (x === undefined && values.length > 1 && chosenValues.length === 0 && rows.length > 1) [x, ...values] = values;
  return { x, keys: texts.filter((index) => index !== x && isFree(index)), values };
}
