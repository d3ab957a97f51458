import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-jsonrpc/node';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import type { PanelFinished, RunDashboardParams } from '../../../server/src/protocol/dashboard.ts';
import type { EngineRequests } from '../../../server/src/protocol/engine.ts';
import { samples, view } from './support.ts';

const entry = fileURLToPath(new URL('../../../server/src/engine/main.ts', import.meta.url));

describe('dashboards of the engine process', () => {
  let child: ChildProcess;
  let connection: MessageConnection;
  let finished: PanelFinished[] = [];
  let onPanel: (() => void) | undefined;

  function request<M extends keyof EngineRequests>(
    method: M,
    params: EngineRequests[M]['params'],
    token?: CancellationToken,
  ): Promise<EngineRequests[M]['result']> {
    return connection.sendRequest(method, params, token);
  }

  const bounced: RunDashboardParams = { operation: 'd-1', source: { kind: 'shipped', id: 'bounced' }, view };

  before(async () => {
    child = fork(entry, { serialization: 'json' });
    connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.onNotification('dashboard/panel', (panel: PanelFinished) => {
      finished.push(panel);
      onPanel?.();
    });
    connection.listen();
    const settings = { logs: [samples], categories: [], memoryLimit: '', threads: 1, cacheFolder: undefined };
    await request('engine/configure', settings);
  });

  after(() => {
    connection.dispose();
    child.kill();
  });

  beforeEach(() => {
    finished = [];
    onPanel = undefined;
  });

  it('reads those that come along', async () => {
    const read = await request('dashboard/read', { source: { kind: 'shipped', id: 'delivered' } });
    assert.equal(read.kind === 'dashboard' ? read.dashboard.panels.length : 0, 6);
  });

  it('tells of every panel before it answers', async () => {
    const result = await request('dashboard/run', bounced);
    assert.equal(result.kind, 'done');
    assert.equal(finished.length, 12);
    assert.ok(finished.every(({ operation, result: panel }) => operation === 'd-1' && panel.kind === 'rows'));
    const [first] = finished;
    if (first?.result.kind !== 'rows') throw new Error('no rows');
    const { resultId } = first.result;
    const page = await request('results/page', { resultId, offset: 0, limit: 2, sort: undefined });
    assert.deepEqual(page.rows, first.result.rows.slice(0, 2));
  });

  it('stops between two panels when the request is cancelled, and goes on answering', async () => {
    const source = new CancellationTokenSource();
    onPanel = () => source.cancel();
    await assert.rejects(request('dashboard/run', bounced, source.token), /cancelled/);
    assert.ok(finished.length < 12, String(finished.length));
    onPanel = undefined;
    const again = await request('dashboard/run', { ...bounced, operation: 'd-2' });
    assert.equal(again.kind, 'done');
  });

  it('answers with a report, values of variables and conversions', async () => {
    const values = await request('dashboard/values', { ...bounced, variable: 'bouncetype' });
    assert.deepEqual(values.kind === 'values' ? values.values.toSorted() : values, [
      'Permanent',
      'Transient',
      'Undetermined',
    ]);
    const exported = await request('dashboard/export', { source: bounced.source });
    const imported = await request('dashboard/import', { text: exported.kind === 'converted' ? exported.text : '' });
    assert.equal(imported.kind, 'converted');
    const report = await request('dashboard/report', { ...bounced, source: { kind: 'shipped', id: 'none' } });
    assert.match(report.kind === 'invalid' ? report.message : '', /no dashboard "none"/);
  });
});
