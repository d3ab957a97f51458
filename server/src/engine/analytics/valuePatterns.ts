/** Groups rows by values, leaving out what is different in nearly every row. */
import type { CellValue } from '../plan/steps.ts';

/** Values with the number of rows that have them. */
export interface CountedValues {
  readonly values: readonly CellValue[];
  readonly count: number;
}

/** A field with more different values than this, in more than half of the rows, tells nothing about groups. */
const tellingValues = 20;

/** Groups of rows; `undefined` stands for any value. */
export function groupValues(
  rows: readonly CountedValues[],
  fields: number,
): readonly { readonly values: readonly (CellValue | undefined)[]; readonly count: number }[] {
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const isTelling = Array.from({ length: fields }, (_, field) => {
    const distinct = new Set(rows.map(({ values }) => values[field])).size;
    return distinct <= tellingValues || distinct <= total / 2;
  });
  const groups = new Map<string, { readonly values: readonly (CellValue | undefined)[]; count: number }>();
  for (const { values, count } of rows) {
    const kept = isTelling.map((telling, field) => (telling ? (values[field] ?? null) : undefined));
    const key = JSON.stringify(kept.map((value) => (value === undefined ? [] : value === null ? null : String(value))));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values: kept, count });
    else group.count += count;
  }
  return [...groups.values()];
}
