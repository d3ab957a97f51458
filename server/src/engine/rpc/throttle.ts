/** Keeps progress notifications at a rate that a screen can follow. */
import type { EngineProgress } from '../../protocol/engine.ts';

/** Milliseconds between two notifications of one operation and phase. */
const interval = 100;

/** Passes on the first notification of each phase and then at most ten a second; the clock is in milliseconds. */
export function throttleProgress(
  send: (progress: EngineProgress) => void,
  clock: () => number,
): (progress: EngineProgress) => void {
  let phase: EngineProgress['phase'] | undefined;
  let last = 0;
  return (progress) => {
    const now = clock();
    if (progress.phase === phase && now - last < interval) return;
    phase = progress.phase;
    last = now;
    send(progress);
  };
}
