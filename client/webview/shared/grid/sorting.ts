import type { ColumnType, ResultSort } from '../../../../server/src/protocol/engine.ts';

const largestFirst: readonly (ColumnType | undefined)[] = ['long', 'double', 'time'];

/** The order after a click on a header: largest or newest first for numbers and times, alphabetical for the rest; then the reverse; then none. */
export function nextSort(
  sort: ResultSort | undefined,
  column: number,
  type: ColumnType | undefined,
): ResultSort | undefined {
  const descending = largestFirst.includes(type);
  if (sort?.column !== column) return { column, descending };
  return sort.descending === descending ? { column, descending: !descending } : undefined;
}

/** The value of `aria-sort` for a column. */
export function sortedHow(sort: ResultSort | undefined, column: number): 'none' | 'ascending' | 'descending' {
  if (sort?.column !== column) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}
