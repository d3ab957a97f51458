import type { ResultColumn, ResultValue } from '../../../../server/src/protocol/engine.ts';

/** What stands for a group without a value. */
export const noneLabel = '(none)';
const emptyLabel = '(empty)';

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const timeNames = new Set(['_timeslice', '__timeslice_end', '_messagetime', '_receipttime']);

/** The number a value is, also when it is written as text; null for everything else. */
export function numberOf(value: ResultValue | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return plainNumber.test(text) ? Number(text) : null;
}

/** The text of a value as a category. */
export function categoryOf(value: ResultValue | undefined): string {
  if (value === null || value === undefined) return noneLabel;
  return value === '' ? emptyLabel : String(value);
}

/** True for columns of instants, by their type or by a name that only instants have. */
export function isTime({ name, type }: ResultColumn): boolean {
  return type === 'time' || ((type === 'long' || type === 'double') && timeNames.has(name.toLowerCase()));
}

/** True for columns that are numbers by type and no instants. */
export function isMeasure(column: ResultColumn): boolean {
  return (column.type === 'long' || column.type === 'double') && !isTime(column);
}

/** True when there is at least one value and every one is a number written as text. */
export function holdsNumbers(rows: readonly (readonly ResultValue[])[], column: number): boolean {
  let found = false;
  for (const row of rows) {
    const value = row[column] ?? null;
    if (value === null) continue;
    if (numberOf(value) === null) return false;
    found = true;
  }
  return found;
}

/** Position of a column by its name, first as written, then without case; -1 for none. */
export function columnNamed(columns: readonly ResultColumn[], name: string): number {
  const exact = columns.findIndex((column) => column.name === name);
  if (exact !== -1) return exact;
  const lower = name.toLowerCase();
  return columns.findIndex((column) => column.name.toLowerCase() === lower);
}
