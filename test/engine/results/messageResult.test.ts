import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../server/src/engine/engine.ts';
import type { ResultSort, ResultValue } from '../../../server/src/protocol/engine.ts';

const texts = ['2018-01-01T00:00:01Z b', '2018-01-01T00:00:02Z a', '2018-01-01T00:00:03Z c'];

async function shown(
  query: string,
  sort: ResultSort | undefined,
  offset = 0,
): Promise<readonly (readonly ResultValue[])[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-messages-'));
  const path = join(folder, 'a.log');
  await writeFile(path, texts.join('\n'));
  const engine = await Engine.open({
    logs: [path],
    categories: [],
    memoryLimit: '',
    threads: 1,
    cacheFolder: undefined,
  });
  try {
    const params = { query, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 'test' } as const;
    const result = await engine.run(params, { signal: new AbortController().signal });
    assert.equal(result.kind, 'rows');
    if (result.kind !== 'rows') return [];
    const raw = result.columns.findIndex(({ name }) => name === '_raw');
    const { rows } = await engine.page({ resultId: result.resultId, offset, limit: 10, sort });
    return rows.map((row) => [row[raw] ?? null]);
  } finally {
    engine.close();
    await rm(folder, { recursive: true });
  }
}

describe('messages as a result', () => {
  it('show their texts, the newest first', async () => {
    assert.deepEqual(await shown('*', undefined), [[texts[2]], [texts[1]], [texts[0]]]);
  });

  it('come page by page', async () => {
    assert.deepEqual(await shown('*', undefined, 1), [[texts[1]], [texts[0]]]);
  });

  it('are sorted by their texts', async () => {
    assert.deepEqual(await shown('*', { column: 1, descending: false }), [[texts[0]], [texts[1]], [texts[2]]]);
    assert.deepEqual(await shown('*', { column: 1, descending: true }), [[texts[2]], [texts[1]], [texts[0]]]);
  });

  it('show a text once for each of its matches', async () => {
    const query = '* | parse regex "(?<digit>0)[12]" multi | where digit = "0"';
    assert.deepEqual((await shown(query, undefined)).slice(0, 2), [[texts[2]], [texts[2]]]);
  });

  it('show a text that a query has changed as it was changed', async () => {
    assert.deepEqual(await shown('* | toUpperCase(_raw) as _raw | limit 1', undefined), [['2018-01-01T00:00:03Z C']]);
  });
});
