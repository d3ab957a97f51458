import assert from 'node:assert/strict';
import { AutomaticRefresh } from '../../client/src/dashboard/automaticRefresh.ts';

describe('automatic refresh of a dashboard', () => {
  /** A dashboard that counts how often it was refreshed. */
  const counting = () => {
    const refreshed = {
      isRunning: false,
      times: 0,
      refresh: (): Promise<void> => {
        refreshed.times += 1;
        refreshing.began();
        return Promise.resolve();
      },
    };
    const refreshing = new AutomaticRefresh(refreshed);
    return { refreshed, refreshing };
  };

  it('waits until the view is seen again, and then happens once', async () => {
    const { refreshed, refreshing } = counting();
    refreshing.showedOrHid(false);
    await refreshing.soon();
    await refreshing.soon();
    assert.equal(refreshed.times, 0);
    refreshing.showedOrHid(true);
    refreshing.showedOrHid(true);
    assert.equal(refreshed.times, 1);
  });

  it('is not needed any more when a run has begun meanwhile', async () => {
    const { refreshed, refreshing } = counting();
    refreshing.showedOrHid(false);
    await refreshing.soon();
    refreshing.began();
    refreshing.showedOrHid(true);
    assert.equal(refreshed.times, 0);
  });

  it('leaves a run alone that goes on, and happens once when that has ended', async () => {
    const { refreshed, refreshing } = counting();
    refreshing.began();
    refreshed.isRunning = true;
    await refreshing.soon();
    await refreshing.soon();
    assert.equal(refreshed.times, 0);
    refreshed.isRunning = false;
    refreshing.ended();
    refreshing.ended();
    assert.equal(refreshed.times, 1);
  });

  it('waits for the view when the run ended out of sight', async () => {
    const { refreshed, refreshing } = counting();
    refreshed.isRunning = true;
    await refreshing.soon();
    refreshing.showedOrHid(false);
    refreshed.isRunning = false;
    refreshing.ended();
    assert.equal(refreshed.times, 0);
    refreshing.showedOrHid(true);
    assert.equal(refreshed.times, 1);
  });

  it('at an interval skips what comes during a run, so that long runs do not follow each other at once', () => {
    const { refreshed, refreshing } = counting();
    const { setInterval: real } = globalThis;
    let tick = (): void => undefined;
    globalThis.setInterval = ((call: () => void) => {
      tick = call;
      return undefined;
    }) as unknown as typeof setInterval;
    try {
      refreshing.every(10);
    } finally {
      globalThis.setInterval = real;
    }
    refreshed.isRunning = true;
    tick();
    refreshed.isRunning = false;
    refreshing.ended();
    assert.equal(refreshed.times, 0);
    tick();
    assert.equal(refreshed.times, 1);
  });
});
