import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../server/src/engine/engine.ts';

const lastChange = new Date('2026-01-02T03:04:05.678Z');
const signal = new AbortController().signal;

/** Now, and how many messages lie in the day before it. */
async function lastDay(lines: readonly string[]): Promise<readonly [now: string, messages: number]> {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-undated-'));
  const path = join(folder, 'messages.jsonl');
  await writeFile(path, lines.join('\n'));
  await utimes(path, lastChange, lastChange);
  const settings = { logs: [path], categories: [], memoryLimit: '', threads: 1, cacheFolder: undefined };
  const engine = await Engine.open(settings);
  try {
    const result = await engine.run(
      { query: '*', timeRange: { from: '-24h' }, now: 'data', timezone: 'UTC', parameters: {}, operation: 'test' },
      { signal },
    );
    assert.equal(result.kind, 'rows');
    return [new Date(result.stats.now ?? NaN).toISOString(), result.stats.rows];
  } finally {
    engine.close();
    await rm(folder, { recursive: true });
  }
}

describe('now of the data', () => {
  const dated = ['{"at":"2018-02-08T10:00:00Z"}', '{"at":"2018-02-08T18:00:00.250Z"}', '{"at":"2018-02-01T00:00:00Z"}'];

  it('is the newest time that a message says, whatever messages without one take theirs from', async () => {
    assert.deepEqual(await lastDay([...dated, 'no time at all', '{"test":"hello"}']), ['2018-02-08T18:00:00.250Z', 2]);
  });

  it('is not the time of a record that is cut short', async () => {
    const broken = '{"at":"2018-02-08T18:30:00Z","mail":{"timest';
    assert.deepEqual(await lastDay([...dated, broken]), ['2018-02-08T18:00:00.250Z', 2]);
  });

  it('is the time of a line of plain text that is newer than all records', async () => {
    assert.deepEqual(await lastDay([...dated, '2018-02-08T18:30:00Z started']), ['2018-02-08T18:30:00.000Z', 3]);
  });

  it('is the time of a broken record where there is nothing else', async () => {
    assert.deepEqual(await lastDay(['{"at":"2018-02-08T18:30:00Z","mail":{"timest']), ['2018-02-08T18:30:00.000Z', 1]);
  });

  it('is the last change of a file in which no message says a time', async () => {
    assert.deepEqual(await lastDay(['no time at all', '{"test":"hello"}']), [lastChange.toISOString(), 2]);
  });
});
