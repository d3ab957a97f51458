/** Continues a series of slices into the future. */
import { expectedAt, fitAutoregression } from './autoregression.ts';
import type { Pause } from './autoregression.ts';
import { fitLine, lineAt } from './linear.ts';

export interface ForecastRequest {
  /** Values by their index, which is at least 0; an index without a value counts as 0. */
  readonly values: ReadonlyMap<number, number>;
  /** Number of slices, at least 1. */
  readonly length: number;
  readonly model: 'linear' | 'ar';
  /** Values that a prediction of the autoregressive model looks back on; undefined for a usual number. */
  readonly window: number | undefined;
  /** Slices after the last. */
  readonly ahead: number;
  readonly pause: Pause;
}

export interface Forecast {
  /** The straight line at an index. */
  readonly linearAt: (index: number) => number;
  /** What the model says of an index up to `length` + `ahead` - 1. */
  readonly predictedAt: (index: number) => number;
}

/** Values that the usual autoregressive model looks back on, when the series is long enough. */
const usualWindow = 50;

/** Learns from a series. The autoregressive model predicts what the straight line leaves over. */
export async function forecast({ values, length, model, window, ahead, pause }: ForecastRequest): Promise<Forecast> {
  const line = fitLine(values, length);
  const linearAt = (index: number): number => lineAt(line, index);
  if (model === 'linear') return { linearAt, predictedAt: linearAt };
  const rest = Array.from({ length }, (_, index) => (values.get(index) ?? 0) - linearAt(index));
  const order = Math.min(window ?? usualWindow, Math.floor(length / 3));
  const weights = await fitAutoregression(rest, order, pause);
  const expected = rest.map((_, index) => (index < weights.length ? 0 : expectedAt(weights, rest, index)));
  for (let step = 0; step < ahead; step += 1) {
    const next = expectedAt(weights, rest, length + step);
    rest.push(next);
    expected.push(next);
  }
  return { linearAt, predictedAt: (index) => linearAt(index) + (expected[index] ?? 0) };
}
