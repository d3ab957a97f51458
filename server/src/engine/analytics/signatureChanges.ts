/** Says how the patterns of messages have changed. */
import type { Signature } from './signatures.ts';

export interface SignatureChange {
  readonly id: string;
  readonly text: string;
  /** Messages now. */
  readonly count: number;
  /** Change of the share of all messages, as a part of the share before; Infinity when there was none. */
  readonly delta: number;
  /** Change of the share in percentage points, without its sign: how much of the log it is that has changed. */
  readonly score: number;
  readonly isNew: boolean;
}

/** Compares the first number of each pattern with its second, the largest change first. */
export function compareSignatures(signatures: readonly Signature[]): readonly SignatureChange[] {
  const total = (set: number): number => signatures.reduce((sum, { counts }) => sum + (counts[set] ?? 0), 0);
  const [allNow, allBefore] = [total(0), total(1)];
  const changes = signatures.map(({ id, text, counts: [now = 0, before = 0] }): SignatureChange => {
    const [target, baseline] = [allNow === 0 ? 0 : now / allNow, allBefore === 0 ? 0 : before / allBefore];
    return {
      id,
      text,
      count: now,
      delta: (target - baseline) / baseline,
      score: Math.abs(target - baseline) * 100,
      isNew: before === 0,
    };
  });
  return changes.sort((a, b) => b.score - a.score);
}
