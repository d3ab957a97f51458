import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { EngineProcess } from '../../client/src/engineProcess.ts';
import type { EngineProgress, EngineSettings, RunQueryParams } from '../../server/src/protocol/engine.ts';

const modulePath = fileURLToPath(new URL('fakeEngine.ts', import.meta.url));
const settings = (threads: number): EngineSettings => ({
  logs: [],
  categories: [],
  memoryLimit: '',
  threads,
  cacheFolder: undefined,
});
const params = (query: string): RunQueryParams => ({
  query,
  timeRange: {},
  now: 'data',
  timezone: 'UTC',
  parameters: {},
  operation: 'operation-1',
});

describe('engine process', () => {
  let threads = 1;
  let crashes: string[] = [];
  let lines: string[] = [];
  let engine: EngineProcess;
  let progressed: (progress: EngineProgress) => void = () => undefined;
  let logged: () => void = () => undefined;

  beforeEach(() => {
    [threads, crashes, lines] = [1, [], []];
    engine = new EngineProcess({
      modulePath,
      settings: () => settings(threads),
      log: (line) => {
        lines.push(line);
        logged();
      },
      crashed: (reason) => crashes.push(reason),
      progressed: (progress) => progressed(progress),
      panelFinished: () => undefined,
    });
  });
  afterEach(() => engine.dispose());

  const ask = async (query: string): Promise<{ pid: number; configured: readonly EngineSettings[] }> => {
    const result = await engine.request('query/run', params(query));
    assert.equal(result.kind, 'failed');
    return JSON.parse(result.message) as { pid: number; configured: readonly EngineSettings[] };
  };

  it('starts with the first request and stays', async () => {
    assert.equal(engine.isRunning, false);
    const [first, second] = [await ask('a'), await ask('b')];
    assert.equal(engine.isRunning, true);
    assert.equal(first.pid, second.pid);
  });

  it('is told the settings before the first request and again only when they change', async () => {
    await ask('a');
    await ask('b');
    threads = 2;
    const { configured } = await ask('c');
    assert.deepEqual(
      configured.map((each) => each.threads),
      [1, 2],
    );
  });

  it('passes its output on line by line', async () => {
    const line = new Promise<void>((resolve) => (logged = resolve));
    await ask('a');
    await line;
    assert.deepEqual(lines, ['ran a']);
  });

  it('cancels a request in the process', async () => {
    const cancellation = new CancellationTokenSource();
    const begun = new Promise<EngineProgress>((resolve) => (progressed = resolve));
    const answer = assert.rejects(engine.request('query/run', params('wait'), cancellation.token), /cancelled/);
    assert.equal((await begun).operation, 'operation-1');
    cancellation.cancel();
    await answer;
    assert.deepEqual(crashes, []);
  });

  it('rejects what was asked when it crashes, says so once, and starts again with new settings told', async () => {
    const { pid } = await ask('a');
    await assert.rejects(engine.request('query/run', params('crash')));
    assert.deepEqual(crashes, [
      'The query engine stopped unexpectedly (exit code 3). It starts again with the next query.',
    ]);
    const again = await ask('b');
    assert.notEqual(again.pid, pid);
    assert.deepEqual(again.configured, [JSON.parse(JSON.stringify(settings(1)))]);
  });

  it('ends without a word when it is disposed', async () => {
    const { pid } = await ask('a');
    const waiting = assert.rejects(engine.request('query/run', params('wait')));
    engine.dispose();
    await waiting;
    const ended = async (): Promise<boolean> => {
      for (let attempt = 0; attempt < 200; attempt += 1) {
        try {
          process.kill(pid, 0);
        } catch {
          return true;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return false;
    };
    assert.equal(await ended(), true);
    assert.deepEqual(crashes, []);
  });
});
