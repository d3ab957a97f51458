import type { Cell, Table } from './tables.ts';

const length = 10;
const threshold = 3;

/**
 * Values beside the mean of the ten before them: bounds are three population standard deviations away. There are none
 * before ten values are known, and none for a slice that begins after `lastComplete`.
 */
export function outliers(
  name: string,
  points: readonly { readonly slice: number; readonly value: number }[],
  lastComplete: number,
): Table {
  const rows = points.map(({ slice, value }, index): readonly Cell[] => {
    const before = points.slice(Math.max(0, index - length), index).map((point) => point.value);
    if (before.length < length || slice > lastComplete) return [slice, value, null, null, null, 0, 0];
    const mean = before.reduce((sum, each) => sum + each, 0) / length;
    const deviation = Math.sqrt(before.reduce((sum, each) => sum + (each - mean) ** 2, 0) / length);
    const [lower, upper] = [mean - threshold * deviation, mean + threshold * deviation];
    const isOutside = value < lower || value > upper ? 1 : 0;
    return [slice, value, value - mean, lower, upper, isOutside, isOutside];
  });
  const columns = ['error', 'lower', 'upper', 'indicator', 'violation'].map((suffix) => `${name}_${suffix}`);
  return { columns: ['_timeslice', name, ...columns], rows };
}
