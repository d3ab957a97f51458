/** Counting and ordering as the panels ask for it. */
export type Cell = string | number | null;
export type Row = readonly Cell[];

/** An answer: names of columns and rows in their order. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Column, then the direction; nulls come last in both. */
export type Order = readonly (readonly [column: number, direction: 'asc' | 'desc'])[];

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** How often each tuple occurs; the count is the last column. */
export function countBy(tuples: readonly Row[]): readonly Row[] {
  const counts = new Map<string, number>();
  for (const tuple of tuples) {
    const key = JSON.stringify(tuple);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => [...(JSON.parse(key) as Row), count]);
}

export function sortRows(rows: readonly Row[], order: Order): readonly Row[] {
  return rows.toSorted((a, b) => {
    for (const [column, direction] of order) {
      const difference = compare(a[column] ?? null, b[column] ?? null, direction);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function compare(a: Cell, b: Cell, direction: 'asc' | 'desc'): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const upwards =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  return direction === 'asc' ? upwards : -upwards;
}

/** Names and how often they occur, the most frequent first, ties by name. */
export function frequencies(name: string, values: readonly Cell[], limit = Infinity): Table {
  const counted = countBy(values.map((value) => [value]));
  const rows = sortRows(counted, [
    [1, 'desc'],
    [0, 'asc'],
  ]);
  return { columns: [name, 'eventCount'], rows: rows.slice(0, limit) };
}

export function sliceOf(time: number, width: number): number {
  return Math.floor(time / width) * width;
}

/** A row for each slice with something in it, a column for each name; null where a name does not occur. */
export function trend(points: readonly { readonly time: number; readonly name: string }[], width: number): Table {
  const names = [...new Set(points.map(({ name }) => name))].toSorted((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  const slices = [...new Set(points.map(({ time }) => sliceOf(time, width)))].toSorted((a, b) => a - b);
  const counts = new Map(
    countBy(points.map(({ time, name }) => [sliceOf(time, width), name])).map(([slice, name, count]) => [
      `${String(slice)} ${String(name)}`,
      count ?? null,
    ]),
  );
  return {
    columns: ['_timeslice', ...names],
    rows: slices.map((slice) => [slice, ...names.map((name) => counts.get(`${String(slice)} ${name}`) ?? null)]),
  };
}
