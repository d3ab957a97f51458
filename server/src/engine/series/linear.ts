/** Straight lines through series of equally spaced values. */

/** `start` is the value at index 0. */
export interface Line {
  readonly start: number;
  readonly slope: number;
}

/**
 * The line of least squares through the values at the indexes 0 … `length` - 1; an index without a value counts as 0.
 * A single value gives a level line. `length` is at least 1.
 */
export function fitLine(values: ReadonlyMap<number, number>, length: number): Line {
  let sum = 0;
  for (const value of values.values()) sum += value;
  const mean = sum / length;
  const middle = (length - 1) / 2;
  let along = 0;
  for (const [index, value] of values) along += (index - middle) * value;
  // The squares of the distances from the middle of 0 … n - 1 add up to n (n² - 1) / 12.
  const spread = (length * (length * length - 1)) / 12;
  const slope = spread === 0 ? 0 : along / spread;
  return { start: mean - slope * middle, slope };
}

/** The value of a line at an index. */
export function lineAt({ start, slope }: Line, index: number): number {
  return start + slope * index;
}
