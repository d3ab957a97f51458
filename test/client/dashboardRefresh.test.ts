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

  it('leaves a run alone that goes on', async () => {
    const { refreshed, refreshing } = counting();
    refreshed.isRunning = true;
    await refreshing.soon();
    assert.equal(refreshed.times, 0);
  });
});
