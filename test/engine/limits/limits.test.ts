import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../server/src/engine/engine.ts';
import type { EngineSettings, RunQueryResult } from '../../../server/src/protocol/engine.ts';

const signal = new AbortController().signal;

async function withEngine(
  lines: readonly string[],
  settings: Partial<EngineSettings>,
  work: (engine: Engine, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-limits-'));
  const path = join(folder, 'a.log');
  await writeFile(path, lines.join('\n'));
  const defaults = { logs: [path], categories: [], memoryLimit: '', threads: 1, cacheFolder: undefined };
  const engine = await Engine.open({ ...defaults, ...settings });
  try {
    await work(engine, folder);
  } finally {
    engine.close();
    await rm(folder, { recursive: true });
  }
}

function ask(engine: Engine, query: string): Promise<RunQueryResult> {
  const params = { query, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 'test' } as const;
  return engine.run(params, { signal });
}

const catastrophic = '* | parse regex "(?<x>(?=a)(a+)+)$" | count';

describe('limits of a query', () => {
  it('end a regular expression that would run for ever', async () => {
    await withEngine([`${'a'.repeat(60)}!`], {}, async (engine) => {
      const started = performance.now();
      const result = await ask(engine, catastrophic);
      assert.ok(performance.now() - started < 10_000);
      assert.equal(result.kind, 'failed');
      assert.match(result.message, /regular expression with look-around or back-references took too long/);
      assert.equal((await ask(engine, '* | count')).kind, 'rows');
    });
  }).timeout(20_000);

  it('let many texts take the time they need', async () => {
    await withEngine(
      Array.from({ length: 5000 }, (_, index) => `id${String(index)} ${'word '.repeat(20)}`),
      {},
      async (engine) => {
        const result = await ask(engine, '* | parse regex "id(?<n>\\\\d+)(?= word)" | count');
        assert.equal(result.kind, 'rows');
      },
    );
  }).timeout(20_000);

  it('end a query after its time', async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `line ${String(index)} ${'xy '.repeat(400)}`);
    await withEngine(lines, { queryTimeout: 1500 }, async (engine) => {
      const result = await ask(
        engine,
        '* | parse regex "(?<a>x)" multi | parse regex "(?<b>y)" multi | parse regex "(?<c>x)" multi | count by a, b, c',
      );
      assert.deepEqual(result, {
        kind: 'failed',
        message:
          'The query was stopped after 1.5 seconds, its time limit. Narrow the time range or the search, or raise the limit.',
      });
      assert.equal((await ask(engine, '* | count')).kind, 'rows');
    });
  }).timeout(20_000);

  it('say what to do when memory runs out', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `${String(index)} ${'abcdefgh'.repeat(25)}`);
    await withEngine(lines, { memoryLimit: '40MB', threads: 1 }, async (engine) => {
      const result = await ask(
        engine,
        '* | parse regex "(?<l>[a-h])" multi | count_distinct(_raw), values(_raw), last(_raw) by _raw, l',
      );
      assert.equal(result.kind, 'failed');
      assert.match(result.message, /more memory than the engine may use|more disk space/);
    });
  }).timeout(60_000);

  it('leave no folder for intermediate results behind', async () => {
    const before = new Set(
      (await readdir(tmpdir())).filter((name) => name.startsWith(`sesq-spill-${String(process.pid)}`)),
    );
    await withEngine(
      Array.from({ length: 60_000 }, (_, index) => `${String(index)} ${'abcdefgh'.repeat(25)}`),
      { memoryLimit: '60MB' },
      async (engine) => {
        await ask(engine, '* | count by _raw | sort by _raw');
      },
    );
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith(`sesq-spill-${String(process.pid)}`));
    assert.deepEqual(
      after.filter((name) => !before.has(name) && existsSync(join(tmpdir(), name))),
      [],
    );
  }).timeout(60_000);
});
