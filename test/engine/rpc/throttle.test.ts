import assert from 'node:assert/strict';
import { throttleProgress } from '../../../server/src/engine/rpc/throttle.ts';
import type { EngineProgress } from '../../../server/src/protocol/engine.ts';

describe('progress', () => {
  it('is sent at most ten times a second, and at each new phase', () => {
    const sent: string[] = [];
    let clock = 1000;
    const notify = throttleProgress(
      ({ phase, records }) => sent.push(`${phase} ${String(records)}`),
      () => clock,
    );
    const tell = (phase: EngineProgress['phase'], records: number): void => {
      notify({ operation: 'x', phase, fraction: undefined, bytes: 0, records });
    };
    tell('loading', 1);
    clock += 50;
    tell('loading', 2);
    clock += 50;
    tell('loading', 3);
    tell('running', 3);
    assert.deepEqual(sent, ['loading 1', 'loading 3', 'running 3']);
  });
});
