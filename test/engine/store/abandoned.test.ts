import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LogStore } from '../../../server/src/engine/store/store.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('a reading that was given up', () => {
  it('leaves nothing behind that comes into the store with the next one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sesq-abandoned-'));
    const path = join(folder, 'undated.jsonl');
    // Without times a file is not read in parts, which is found out after the first part was read.
    await writeFile(path, Array.from({ length: 10_005 }, (_, n) => JSON.stringify({ n })).join('\n'));
    const store = await LogStore.open({ cacheFolder: undefined, memoryLimit: '', threads: 0, logs: [path] });
    try {
      await store.sync(
        { logs: [path], categories: [] },
        { signal: new AbortController().signal, onProgress: () => collectGarbage() },
      );
      const counted = await store
        .connection()
        .runAndReadAll('SELECT count(*), count(DISTINCT message_id) FROM messages');
      assert.deepEqual(counted.getRowsJson(), [['10005', '10005']]);
    } finally {
      store.close();
      await rm(folder, { recursive: true });
    }
  });
});
