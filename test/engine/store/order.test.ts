/** The same files give the same answers whatever the way in which the store came to hold them. */
import assert from 'node:assert/strict';
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';

import { Engine } from '../../../server/src/engine/engine.ts';
import { orderBlocks } from '../../../server/src/engine/store/messageIds.ts';
import { LogStore } from '../../../server/src/engine/store/store.ts';
import { inFolder } from '../sources/read.ts';
import { content, freshContent, MEMORY, rows, syncWith, withStore } from './helpers.ts';

let written = 0;
/** Records that nearly all have the same time. */
const lines = (count: number): string =>
  Array.from({ length: count }, () => {
    written++;
    return `{"notificationType":"Bounce","n":${String(written)},"mail":{"timestamp":"2020-01-02T03:04:0${String(written % 2)}Z"}}\n`;
  }).join('');

type Change = (folder: string) => Promise<unknown>;

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(name, fc.constantFrom(1, 3, 250)).map(
    ([file, count]): Change =>
      (folder) =>
        appendFile(join(folder, file), lines(count)),
  ),
  fc.tuple(name, fc.constantFrom(2, 250)).map(
    ([file, count]): Change =>
      (folder) =>
        writeFile(join(folder, file), lines(count)),
  ),
  name.map(
    (file): Change =>
      (folder) =>
        appendFile(join(folder, file), lines(1).slice(0, 40)),
  ),
  name.map(
    (file): Change =>
      (folder) =>
        rm(join(folder, file), { force: true }),
  ),
  fc.tuple(name, name).map(
    ([from, to]): Change =>
      (folder) =>
        rename(join(folder, from), join(folder, to)).catch(() => undefined),
  ),
);

describe('the order of messages', () => {
  it('follows paths and positions after any changes of files', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 5 }),
        (rounds) =>
          withStore(async (store, folder) => {
            const settings = { logs: [folder], categories: [] };
            await writeFile(join(folder, 'b'), lines(300));
            for (const changes of rounds) {
              for (const make of changes) await make(folder);
              await syncWith(store, settings);
            }
            assert.deepEqual(await content(store), await freshContent(settings));
            assert.deepEqual(await rows(store, 'SELECT 1 FROM messages GROUP BY message_id HAVING count(*) > 1'), []);
          }),
      ),
      { seed: 20180412, numRuns: 12 },
    )).timeout(60_000);

  it('is that of a fresh store when files come in another order', () =>
    withStore(async (store, folder) => {
      const names = ['c', 'a', 'e', 'b', 'd'];
      for (const file of names) await writeFile(join(folder, file), lines(5));
      for (let count = 1; count <= names.length; count++) {
        const logs = names.slice(0, count).map((file) => join(folder, file));
        await syncWith(store, { logs, categories: [] });
      }
      const logs = names.map((file) => join(folder, file));
      assert.deepEqual((await content(store)).messages, (await freshContent({ logs, categories: [] })).messages);
    }));

  it('decides queries in which times are equal', () =>
    inFolder(async (folder) => {
      const settings = { logs: [folder], categories: [], memoryLimit: '', threads: 1, cacheFolder: undefined };
      const ask = async (engine: Engine): Promise<unknown> => {
        const operation = { signal: new AbortController().signal };
        const result = await engine.run(
          {
            query: '* | json "n" | limit 12 | fields n',
            timeRange: {},
            now: 'data',
            timezone: 'UTC',
            parameters: {},
            operation: '',
          },
          operation,
        );
        assert.ok(result.kind === 'rows');
        return (await engine.page({ resultId: result.resultId, offset: 0, limit: 100, sort: undefined })).rows;
      };
      const grown = await Engine.open(settings);
      for (const file of ['c', 'a', 'b']) {
        await writeFile(join(folder, file), lines(10));
        await ask(grown);
      }
      const fresh = await Engine.open(settings);
      assert.deepEqual(await ask(grown), await ask(fresh));
      grown.close();
      fresh.close();
    }));
});

describe('blocks of numbers', () => {
  const block = (fileId: number, first: number, records: number) => ({ fileId, first, records });

  it('stay where they are while they ascend', () => {
    assert.deepEqual(orderBlocks([block(2, 1, 5), block(1, 6, 0), block(3, 6, 2)], 8), { moves: [], next: 8 });
  });

  it('move behind all others from the first that is out of order', () => {
    assert.deepEqual(orderBlocks([block(1, 1, 5), block(3, 8, 2), block(2, 6, 2)], 10), {
      moves: [{ fileId: 2, delta: 4 }],
      next: 12,
    });
  });

  it('start anew when there are no numbers left', () => {
    const next = 2 ** 32 - 1;
    assert.deepEqual(orderBlocks([block(1, 9, 5), block(3, next - 2, 2), block(2, 16, 2)], next), {
      moves: [
        { fileId: 1, delta: -8 },
        { fileId: 3, delta: 6 - (next - 2) },
        { fileId: 2, delta: -8 },
      ],
      next: 10,
    });
  });
});

describe('results that are shown while files change', () => {
  it('lose texts that were read again, and never show others', () =>
    withStore(async (store, folder) => {
      const settings = { logs: [folder], categories: [] };
      for (const file of ['a', 'b']) await writeFile(join(folder, file), lines(2));
      await syncWith(store, settings);
      const before = new Map((await rows(store, 'SELECT message_id, raw FROM messages')) as [string, string][]);
      for (const make of [
        () => writeFile(join(folder, 'a'), lines(3)),
        () => writeFile(join(folder, 'aa'), lines(3)),
        () => rm(join(folder, 'b')),
        () => writeFile(join(folder, 'b'), lines(1)),
      ]) {
        await make();
        await syncWith(store, settings);
        for (const [id, raw] of (await rows(store, 'SELECT message_id, raw FROM messages')) as [string, string][])
          assert.ok(!before.has(id) || before.get(id) === raw);
      }
    }));

  it('do so after the store was cleared as well', async () => {
    const store = await LogStore.open(MEMORY);
    await inFolder(async (folder) => {
      const settings = { logs: [folder], categories: [] };
      await writeFile(join(folder, 'a'), lines(2));
      await syncWith(store, settings);
      await store.clear();
      assert.deepEqual(await rows(store, 'SELECT (SELECT count(*) FROM messages), (SELECT count(*) FROM files)'), [
        ['0', '0'],
      ]);
      assert.equal((await syncWith(store, settings)).report.totals.records, 2);
      assert.deepEqual(await rows(store, 'SELECT min(message_id) FROM messages'), [['3']]);
    });
    store.close();
  });
});
