/** Makes one value of the values of a group. */
import type { CellValue } from '../plan/steps.ts';

export type MergeMode = 'join' | 'takeDistinct' | 'takeFirst' | 'takeLast';

/** Merges values in their order; nulls are passed over, and nothing but nulls gives null. */
export function mergeValues(values: readonly CellValue[], mode: MergeMode, separator: string): CellValue {
  const there = values.filter((value) => value !== null);
  if (mode === 'takeFirst') return there[0] ?? null;
  if (mode === 'takeLast') return there.at(-1) ?? null;
  const texts = there.map(String);
  if (texts.length === 0) return null;
  return (mode === 'takeDistinct' ? [...new Set(texts)] : texts).join(separator);
}
