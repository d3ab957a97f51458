import type { Visualization } from '../../../../server/src/protocol/dashboard.ts';
import { counted, groupDigits } from '../format.ts';
import type { ChartAxis, ChartData, ChartModel, ChartSeries, Pick } from './model.ts';
import { columnRoles } from './roles.ts';
import { categoryOf, isTime, numberOf } from './values.ts';

/** More series than this cannot be told apart; the largest are drawn. */
const mostSeries = 100;
/** More categories than this are not drawn side by side. */
const mostCategories = 1000;

/** Values by series before it is known how each is drawn. */
interface RawSeries {
  readonly name: string;
  readonly column: string;
  readonly pick: Pick | undefined;
  readonly values: (number | null)[];
  readonly rows: number[];
}

interface Frame {
  readonly axis: ChartAxis;
  readonly series: readonly RawSeries[];
}

/** Line, area, column and bar charts. `labels` of the visualization replace the names of columns. */
export function axisModel(data: ChartData, visualization: Visualization): ChartModel {
  const { columns, rows } = data;
  const { x, keys, values } = columnRoles(data, visualization);
  if (values.length === 0) return { kind: 'none', reason: noNumbers };
  const notes: string[] = [];
  const xColumn = x === undefined ? undefined : columns[x];
  const overTime = xColumn !== undefined && isTime(xColumn);
  const order = rows.map((_, index) => index);
  let used = order;
  if (overTime && x !== undefined) {
    const at = (index: number): number => numberOf(rows[index]?.[x]) ?? Number.NaN;
    used = order.filter((index) => !Number.isNaN(at(index))).sort((a, b) => at(a) - at(b) || a - b);
    if (used.length === 0) return { kind: 'none', reason: `No row has a time in ${xColumn.name}.` };
    if (used.length < rows.length) notes.push(`${counted(rows.length - used.length, 'row')} without a time left out.`);
  }
  const isPivoted = x !== undefined && keys.length > 0 && (overTime || repeats(data, x));
  let frame = isPivoted
    ? pivoted(data, used, x, keys, values[0] ?? 0, overTime)
    : plain(data, used, x, values, overTime, visualization);
  frame = limitCategories(frame, visualization.maxCategories, notes);
  const kept = limitSeries(frame.series, notes);
  return {
    kind: 'axis',
    isHorizontal: visualization.kind === 'bar' && frame.axis.kind === 'category',
    axis: frame.axis,
    series: kept.map((each) => drawn(each, visualization, kept, isPivoted)),
    notes,
  };
}

/** Why a result without numbers cannot be drawn. */
export const noNumbers =
  'There is no column of numbers to draw. Count something, or turn text into numbers with num().';

function repeats({ rows }: ChartData, column: number): boolean {
  return new Set(rows.map((row) => row[column] ?? null)).size < rows.length;
}

function plain(
  { columns, rows }: ChartData,
  used: readonly number[],
  x: number | undefined,
  values: readonly number[],
  overTime: boolean,
  { labels = {} }: Visualization,
): Frame {
  const nameOf = (index: number): string => columns[index]?.name ?? '';
  const label = (index: number): string => labels[nameOf(index)] ?? nameOf(index);
  // One row of several numbers and nothing else compares the columns with each other.
  if (x === undefined && rows.length === 1 && values.length > 1) {
    return {
      axis: { kind: 'category', column: '', labels: values.map(label), picks: values.map(() => undefined) },
      series: [
        {
          name: 'value',
          column: '',
          pick: undefined,
          values: values.map((index) => numberOf(rows[0]?.[index])),
          rows: values.map(() => 0),
        },
      ],
    };
  }
  const column = x === undefined ? '' : nameOf(x);
  const axis: ChartAxis =
    overTime && x !== undefined
      ? { kind: 'time', column, times: used.map((row) => numberOf(rows[row]?.[x]) ?? 0) }
      : {
          kind: 'category',
          column,
          labels: used.map((row) => (x === undefined ? String(row + 1) : categoryOf(rows[row]?.[x]))),
          picks: used.map((row) => (x === undefined ? undefined : { column, value: rows[row]?.[x] ?? null })),
        };
  return {
    axis,
    series: values.map((index) => ({
      name: label(index),
      column: nameOf(index),
      pick: undefined,
      values: used.map((row) => numberOf(rows[row]?.[index])),
      rows: [...used],
    })),
  };
}

/** Two keys and a value, such as `count by _timeslice, type`: one series for each value of the second key. */
function pivoted(
  { columns, rows }: ChartData,
  used: readonly number[],
  x: number,
  keys: readonly number[],
  value: number,
  overTime: boolean,
): Frame {
  const column = columns[x]?.name ?? '';
  const places = new Map<string | number, number>();
  const firstRows: number[] = [];
  const series = new Map<string, RawSeries>();
  const placeOf = (row: number): number => {
    const raw = rows[row]?.[x];
    const place = overTime ? (numberOf(raw) ?? 0) : categoryOf(raw);
    const known = places.get(place);
    if (known !== undefined) return known;
    firstRows.push(row);
    places.set(place, places.size);
    return places.size - 1;
  };
  const [firstKey] = keys;
  for (const row of used) {
    const name = keys.map((key) => categoryOf(rows[row]?.[key])).join(' | ');
    const pick =
      firstKey === undefined || keys.length > 1
        ? undefined
        : { column: columns[firstKey]?.name ?? '', value: rows[row]?.[firstKey] ?? null };
    let each = series.get(name);
    if (each === undefined) {
      each = { name, column: name, pick, values: [], rows: [] };
      series.set(name, each);
    }
    const place = placeOf(row);
    const number = numberOf(rows[row]?.[value]);
    const before = each.values[place] ?? null;
    each.values[place] = before === null ? number : before + (number ?? 0);
    each.rows[place] = row;
  }
  const names = [...places.keys()];
  const filled = [...series.values()].map((each) => ({
    ...each,
    values: names.map((_, place) => each.values[place] ?? null),
    rows: names.map((_, place) => each.rows[place] ?? -1),
  }));
  const axis: ChartAxis = overTime
    ? { kind: 'time', column, times: names.map(Number) }
    : {
        kind: 'category',
        column,
        labels: names.map(String),
        picks: firstRows.map((row) => ({ column, value: rows[row]?.[x] ?? null })),
      };
  return { axis, series: filled };
}

/** Beyond `most` categories the smallest are added up under one name; without it the first thousand are kept. */
function limitCategories({ axis, series }: Frame, most: number | undefined, notes: string[]): Frame {
  if (axis.kind === 'time') return { axis, series };
  const total = axis.labels.length;
  const limit = most ?? mostCategories;
  if (total <= limit) return { axis, series };
  const sum = (place: number): number =>
    series.reduce((before, { values }) => before + Math.abs(values[place] ?? 0), 0);
  const places = axis.labels.map((_, place) => place);
  const kept =
    most === undefined
      ? places.slice(0, limit)
      : [...places]
          .map((place) => ({ place, size: sum(place) }))
          .sort((a, b) => b.size - a.size || a.place - b.place)
          .slice(0, limit)
          .map(({ place }) => place)
          .sort((a, b) => a - b);
  if (most === undefined) {
    notes.push(`The first ${groupDigits(String(limit))} of ${groupDigits(String(total))} categories are drawn.`);
  }
  const isKept = new Set(kept);
  const rest = most === undefined ? [] : places.filter((place) => !isKept.has(place));
  const restName = `Other (${groupDigits(String(rest.length))})`;
  return {
    axis: {
      ...axis,
      labels: [...kept.map((place) => axis.labels[place] ?? ''), ...(rest.length > 0 ? [restName] : [])],
      picks: [...kept.map((place) => axis.picks[place]), ...(rest.length > 0 ? [undefined] : [])],
    },
    series: series.map((each) => ({
      ...each,
      values: [
        ...kept.map((place) => each.values[place] ?? null),
        ...(rest.length > 0 ? [addUp(rest.map((place) => each.values[place] ?? null))] : []),
      ],
      rows: [...kept.map((place) => each.rows[place] ?? -1), ...(rest.length > 0 ? [-1] : [])],
    })),
  };
}

function addUp(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0);
}

function limitSeries(series: readonly RawSeries[], notes: string[]): readonly RawSeries[] {
  if (series.length <= mostSeries) return series;
  notes.push(`The ${mostSeries} largest of ${groupDigits(String(series.length))} series are drawn.`);
  const size = ({ values }: RawSeries): number => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
  const largest = new Set(
    series
      .map((each) => ({ each, size: size(each) }))
      .sort((a, b) => b.size - a.size)
      .slice(0, mostSeries)
      .map(({ each }) => each),
  );
  return series.filter((each) => largest.has(each));
}

function drawn(
  series: RawSeries,
  { kind, lines = [] }: Visualization,
  all: readonly RawSeries[],
  isPivoted: boolean,
): ChartSeries {
  const { name, column, pick, values, rows } = series;
  // Without a choice the last column is the line: `count, avg(x) by _timeslice`.
  const isChosen = lines.includes(column) || (lines.length === 0 && all.length > 1 && series === all.at(-1));
  const mark = kind === 'line' || (kind === 'lineColumn' && isChosen) ? 'line' : kind === 'area' ? 'area' : 'column';
  // Values of a second key are parts of a bar; several columns are different things and stand beside each other.
  const isStacked = all.length > 1 && (kind === 'stackedColumn' || kind === 'area' || (kind === 'bar' && isPivoted));
  return { name, mark, isStacked, values, rows, pick };
}
