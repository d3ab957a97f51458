import type { Visualization } from '../../../../server/src/protocol/dashboard.ts';
import type { ResultColumn, ResultValue } from '../../../../server/src/protocol/engine.ts';
import { groupDigits } from '../format.ts';
import type { ChartData, ChartModel, OutlierSeries } from './model.ts';
import { categoryOf, columnNamed, isTime, numberOf } from './values.ts';

/** Bands of more series than this hide each other. */
const mostOutliers = 10;

/** The column whose bounds stand beside it as `X_lower` and `X_upper`; undefined when there is none. */
export function outlierColumn(columns: readonly ResultColumn[], chosen: readonly string[] = []): string | undefined {
  const names = [...chosen, ...columns.map(({ name }) => name)];
  return names.find(
    (name) =>
      columnNamed(columns, name) !== -1 &&
      columnNamed(columns, `${name}_lower`) !== -1 &&
      columnNamed(columns, `${name}_upper`) !== -1,
  );
}

/** The value, the band in which it is expected and the places where it breaks out; one series for each group. */
export function outlierModel({ columns, rows }: ChartData, visualization: Visualization): ChartModel {
  const measured = outlierColumn(columns, visualization.series);
  const x = columns.findIndex(isTime);
  if (measured === undefined || x === -1) {
    return {
      kind: 'none',
      reason: 'An outlier chart needs the columns that the outlier stage adds, such as _count_lower, and a _timeslice.',
    };
  }
  const at = (suffix: string): number => columnNamed(columns, `${measured}${suffix}`);
  const [value, lower, upper, violation, indicator] = [
    at(''),
    at('_lower'),
    at('_upper'),
    at('_violation'),
    at('_indicator'),
  ];
  const flag = violation === -1 ? indicator : violation;
  const keys = columns.flatMap(({ type }, index) => (type === 'text' && index !== x ? [index] : []));
  const times = [...new Set(rows.map((row) => numberOf(row[x])).filter((time) => time !== null))].sort((a, b) => a - b);
  const placeOf = new Map(times.map((time, place) => [time, place]));
  const groups = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const group = keys.map((key) => categoryOf(row[key])).join(' | ');
    groups.set(group, [...(groups.get(group) ?? []), index]);
  });
  const notes =
    groups.size > mostOutliers
      ? [`The first ${mostOutliers} of ${groupDigits(String(groups.size))} series are drawn.`]
      : [];
  const label = visualization.labels?.[measured] ?? measured;
  const series = [...groups].slice(0, mostOutliers).map(([group, indexes]): OutlierSeries => {
    const rowAt: number[] = times.map(() => -1);
    for (const index of indexes) {
      const place = placeOf.get(numberOf(rows[index]?.[x]) ?? Number.NaN);
      if (place !== undefined) rowAt[place] = index;
    }
    const take = (column: number): readonly (number | null)[] =>
      rowAt.map((row) => (row === -1 || column === -1 ? null : numberOf(rows[row]?.[column])));
    const [key] = keys;
    const first = indexes[0] ?? 0;
    return {
      name: group === '' ? label : group,
      mark: 'line',
      isStacked: false,
      values: take(value),
      lower: take(lower),
      upper: take(upper),
      violations: rowAt.map((row) => row !== -1 && flag !== -1 && isSet(rows[row]?.[flag])),
      rows: rowAt,
      pick:
        key === undefined || keys.length > 1
          ? undefined
          : { column: columns[key]?.name ?? '', value: rows[first]?.[key] ?? null },
    };
  });
  return { kind: 'outlier', axis: { kind: 'time', column: columns[x]?.name ?? '', times }, series, notes };
}

const isSet = (value: ResultValue | undefined): boolean => value === true || numberOf(value) === 1;
