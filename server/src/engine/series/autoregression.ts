/** Autoregressive models: the next value as a weighted sum of those before it, learned by the method of Burg. */

/** Called now and then; rejects when the work is to stop. */
export type Pause = () => Promise<void>;

/** Weights of the values before: the first belongs to the value right before. Fewer than `order` for short series. */
export async function fitAutoregression(
  values: readonly number[],
  order: number,
  pause: Pause,
): Promise<readonly number[]> {
  const forward = Float64Array.from(values);
  const backward = Float64Array.from(values);
  let weights: number[] = [];
  for (let step = 0; step < Math.min(order, values.length - 1); step += 1) {
    await pause();
    let shared = 0;
    let power = 0;
    for (let index = step + 1; index < values.length; index += 1) {
      const [f, b] = [forward[index] ?? 0, backward[index - 1] ?? 0];
      shared += f * b;
      power += f * f + b * b;
    }
    if (!(power > 0) || !Number.isFinite(power)) break;
    const reflection = (2 * shared) / power;
    const before = weights;
    weights = [...before.map((weight, at) => weight - reflection * (before[step - 1 - at] ?? 0)), reflection];
    for (let index = values.length - 1; index > step; index -= 1) {
      const [f, b] = [forward[index] ?? 0, backward[index - 1] ?? 0];
      forward[index] = f - reflection * b;
      backward[index] = b - reflection * f;
    }
  }
  return weights;
}

/** What a model expects at an index from the values before it; they must be as many as its weights. */
export function expectedAt(weights: readonly number[], values: readonly number[], index: number): number {
  return weights.reduce((sum, weight, at) => sum + weight * (values[index - 1 - at] ?? 0), 0);
}
