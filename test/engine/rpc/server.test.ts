import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-jsonrpc/node';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import type { EngineProgress, EngineRequests, RunQueryParams } from '../../../server/src/protocol/engine.ts';

const entry = fileURLToPath(new URL('../../../server/src/engine/main.ts', import.meta.url));

describe('engine process', () => {
  let folder: string;
  let child: ChildProcess;
  let connection: MessageConnection;
  const progress: EngineProgress[] = [];

  function request<M extends keyof EngineRequests>(
    method: M,
    params: EngineRequests[M]['params'],
    token?: CancellationToken,
  ): Promise<EngineRequests[M]['result']> {
    return connection.sendRequest(method, params, token);
  }

  function query(text: string): RunQueryParams {
    return { query: text, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 'op-1' };
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sesq-rpc-'));
    const lines = Array.from({ length: 200 }, (_, index) =>
      JSON.stringify({ n: index, text: 'abcdefghijklmnopqrstuvwxyz'.repeat(4) }),
    );
    await writeFile(join(folder, 'log.jsonl'), lines.join('\n'));
    child = fork(entry, { serialization: 'json' });
    connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.onNotification('engine/progress', (each: EngineProgress) => {
      progress.push(each);
    });
    connection.listen();
  });

  after(async () => {
    await rm(folder, { recursive: true });
  });

  it('asks for settings first', async () => {
    await assert.rejects(request('query/run', query('* | count')), /engine\/configure/);
  });

  it('runs a query and gives its pages', async () => {
    assert.equal(
      await request('engine/configure', {
        logs: [folder],
        categories: [],
        memoryLimit: '',
        threads: 1,
        cacheFolder: undefined,
      }),
      null,
    );
    const result = await request('query/run', query('* | json "n" | num(n) | count, max(n) as m'));
    assert.ok(result.kind === 'rows');
    const page = await request('results/page', { resultId: result.resultId, offset: 0, limit: 10, sort: undefined });
    assert.deepEqual(page.rows, [[200, 199]]);
    assert.equal(await request('results/release', { resultId: result.resultId }), null);
    await assert.rejects(
      request('results/page', { resultId: result.resultId, offset: 0, limit: 10, sort: undefined }),
      /Run the query again/,
    );
  });

  it('notifies of progress with the name of the operation', () => {
    assert.ok(progress.some(({ operation, phase }) => operation === 'op-1' && phase === 'running'));
  });

  it('replaces the engine when its settings change', async () => {
    const settings = { logs: [folder], categories: [], memoryLimit: '500MB', threads: 1, cacheFolder: undefined };
    const [counted] = await Promise.all([
      request('query/run', query('* | count')),
      request('engine/configure', settings),
    ]);
    assert.equal(counted.kind, 'rows');
    assert.equal((await request('query/run', query('* | count'))).kind, 'rows');
  });

  it('lists the sources', async () => {
    const report = await request('sources/list', { operation: 'op-2' });
    assert.deepEqual([report.totals.files, report.totals.records], [1, 200]);
  });

  it('clears the store, and reads the files again when they are asked for', async () => {
    assert.equal(await request('store/clear', null), null);
    const report = await request('sources/list', { operation: 'op-3' });
    assert.deepEqual([report.totals.records, report.store.file], [200, undefined]);
  });

  it('cancels a query within a second', async () => {
    const source = new CancellationTokenSource();
    const heavy =
      '* | parse regex "(?<a>.)" multi | parse regex "(?<b>.)" multi | parse regex "(?<c>.)" multi | count by a, b, c';
    const running = request('query/run', query(heavy), source.token);
    setTimeout(() => {
      source.cancel();
    }, 200);
    const started = performance.now();
    await assert.rejects(running, { code: -32800 });
    assert.ok(performance.now() - started < 1200);
    const result = await request('query/run', query('* | count'));
    assert.equal(result.kind, 'rows');
  });

  it('ends with its client', async () => {
    const exited = once(child, 'exit');
    connection.dispose();
    child.disconnect();
    assert.deepEqual(await exited, [0, null]);
  });
});
