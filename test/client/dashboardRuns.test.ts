import assert from 'node:assert/strict';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import { DashboardRuns } from '../../client/src/dashboard/dashboardRuns.ts';
import type { RunsHost } from '../../client/src/dashboard/dashboardRuns.ts';
import type { PanelResult, RunDashboardParams, RunDashboardResult } from '../../server/src/protocol/dashboard.ts';
import type { ToDashboardView } from '../../server/src/protocol/dashboardView.ts';
import { emptyModel, received } from '../../client/webview/dashboard/viewModel.ts';

interface Asked {
  readonly params: RunDashboardParams;
  readonly token: CancellationToken | undefined;
  finish(result?: Partial<RunDashboardResult>): void;
  fail(): void;
}

const source = { kind: 'shipped', id: 'd' } as const;
const view = {
  now: 'data',
  timezone: 'UTC',
  variables: {},
  dataSources: { cloudTrail: '', sesNotifications: '' },
} as const;
const rows = (resultId: string): PanelResult => ({ kind: 'rows', resultId }) as PanelResult;

describe('runs of a dashboard', () => {
  let posted: ToDashboardView[];
  let asked: Asked[];
  let released: string[];
  let runs: DashboardRuns;

  beforeEach(() => {
    [posted, asked, released] = [[], [], []];
    const request = (method: string, params: unknown, token?: CancellationToken): Promise<unknown> => {
      if (method === 'results/release') {
        released.push((params as { resultId: string }).resultId);
        return Promise.resolve(null);
      }
      return new Promise((resolve, reject) =>
        asked.push({
          params: params as RunDashboardParams,
          token,
          finish: (result) => resolve({ kind: 'done', now: 5, range: { from: 1, to: 5 }, elapsed: 7, ...result }),
          fail: () => reject(new Error('gone')),
        }),
      );
    };
    const host: RunsHost = {
      engine: { isRunning: true, request: request as RunsHost['engine']['request'] },
      post: (message) => posted.push(message),
      log: () => undefined,
    };
    runs = new DashboardRuns(host);
  });

  const start = (panels: readonly string[], all: readonly string[] = ['a', 'b', 'c']) =>
    runs.run(source, view, panels, all);
  const done = (panelId: string, resultId: string, run = asked.length - 1): boolean =>
    runs.panelFinished({ operation: asked[run]?.params.operation ?? '', panelId, result: rows(resultId) });
  const types = (): readonly string[] => posted.map(({ type }) => type);

  it('tell of their beginning, each panel and their end', async () => {
    const running = start(['a', 'b', 'c']);
    done('a', 'r1');
    asked[0]?.finish();
    assert.equal((await running)?.kind, 'done');
    assert.deepEqual(types(), ['running', 'panel', 'finished']);
    assert.equal('panels' in (asked[0]?.params ?? {}), false);
    const last = posted.at(-1);
    assert.ok(last?.type === 'finished');
    assert.deepEqual([last.message, last.now, last.range, last.elapsed], [undefined, 5, { from: 1, to: 5 }, 7]);
  });

  it('end the one before and take over what it had not finished', async () => {
    const first = start(['a', 'b']);
    done('a', 'r1');
    const second = start(['c']);
    assert.equal(asked[0]?.token?.isCancellationRequested, true);
    assert.deepEqual(asked[1]?.params.panels, ['b', 'c']);
    asked[0]?.finish();
    asked[1]?.finish();
    assert.deepEqual([await first, (await second)?.kind], [undefined, 'done']);
    assert.deepEqual(types(), ['running', 'panel', 'running', 'finished']);
  });

  it('do not take panels of a run that has ended', () => {
    void start(['a']);
    void start(['a']);
    assert.equal(done('a', 'late', 0), false);
    assert.deepEqual([runs.result('a'), done('a', 'new'), runs.holds('new')], [undefined, true, true]);
  });

  it('release results that are replaced, those of panels that are gone, and all in the end', async () => {
    void start(['a', 'b', 'c']);
    done('a', 'a1');
    done('b', 'b1');
    done('a', 'a2');
    assert.deepEqual(released, ['a1']);
    void start(['a'], ['a']);
    assert.deepEqual(released, ['a1', 'b1']);
    runs.dispose();
    assert.deepEqual(released, ['a1', 'b1', 'a2']);
    assert.equal(asked[1]?.token?.isCancellationRequested, true);
  });

  it('say so when they are stopped or fail, once', async () => {
    const stopped = start(['a']);
    runs.cancel();
    asked[0]?.fail();
    assert.equal(await stopped, undefined);
    assert.deepEqual(types(), ['running', 'finished']);
    const failed = start(['a']);
    asked[1]?.fail();
    await failed;
    const messages = posted.flatMap((message) => (message.type === 'finished' ? [message.message] : []));
    assert.equal(messages[0], 'Stopped');
    assert.match(messages[1] ?? '', /did not answer/);
    assert.equal(messages.length, 2);
  });

  it('are told again to a view that comes back', async () => {
    assert.deepEqual(runs.replay(), []);
    const running = start(['a', 'b']);
    done('a', 'r1');
    assert.deepEqual(
      runs.replay().map((message) => (message.type === 'running' ? message.panels : message.type)),
      [[], 'panel', ['b']],
    );
    asked[0]?.finish();
    await running;
    assert.deepEqual(
      runs.replay().map(({ type }) => type),
      ['running', 'panel', 'finished'],
    );
  });

  it('leave a panel that is computed again loading in a view that comes back', async () => {
    const first = start(['a']);
    done('a', 'r1');
    asked[0]?.finish();
    await first;
    void start(['a']);
    const { panels } = runs
      .replay()
      .reduce((model, message) => received(model, message as Parameters<typeof received>[1]), emptyModel);
    assert.deepEqual(panels.get('a'), { isLoading: true, result: rows('r1') });
  });
});
