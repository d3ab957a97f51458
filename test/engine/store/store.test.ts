import assert from 'node:assert/strict';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { STORE_FILE } from '../../../server/src/engine/store/schema.ts';
import { LogStore } from '../../../server/src/engine/store/store.ts';
import type { SyncResult } from '../../../server/src/engine/store/store.ts';
import type { CategoryRule, SourcesReport } from '../../../server/src/protocol/engine.ts';
import { inFolder } from '../sources/read.ts';

const line = (n: number): string =>
  `{"notificationType":"Bounce","n":${String(n)},"mail":{"timestamp":"2020-01-02T03:04:05Z"}}\n`;
const MEMORY = { cacheFolder: undefined, memoryLimit: '512MB', threads: 1 };

async function sync(
  store: LogStore,
  logs: string[],
  categories: CategoryRule[] = [],
): Promise<Extract<SyncResult, { kind: 'ok' }> & { readonly report: SourcesReport }> {
  const result = await store.sync(
    { logs, categories },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
  assert.ok(result.kind === 'ok');
  return { ...result, report: await store.report() };
}

async function rows(store: LogStore, sql: string): Promise<unknown[][]> {
  return (await store.connection().runAndReadAll(sql)).getRowsJson();
}

async function withStore(work: (store: LogStore, folder: string) => Promise<void>, cached = false): Promise<void> {
  await inFolder(async (folder) => {
    const store = await LogStore.open(cached ? { ...MEMORY, cacheFolder: join(folder, '.cache') } : MEMORY);
    try {
      await work(store, folder);
    } finally {
      store.close();
    }
  });
}

describe('the store', () => {
  it('holds every message with its place and time', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.jsonl'), `${line(1)}{"bad":é}\n`);
      const { report } = await sync(store, [folder]);
      assert.deepEqual(
        await rows(
          store,
          'SELECT message_id, file_id, time_ms, kind, is_json, raw, line, col, byte_start, byte_end FROM messages ORDER BY 1',
        ),
        [
          ['1', 1, '1577934245000', 'ses.notification', true, line(1).trim(), '1', 1, '0', String(line(1).length - 1)],
          [
            '2',
            1,
            (await rows(store, 'SELECT floor(mtime_ms)::BIGINT FROM files'))[0]?.[0],
            'text',
            false,
            '{"bad":é}',
            '2',
            1,
            String(line(1).length),
            String(line(1).length + 10),
          ],
        ],
      );
      assert.deepEqual(report.totals, { files: 1, records: 2, rejected: 1, bytes: line(1).length + 11 });
      assert.deepEqual(report.files[0]?.rejected, [{ line: 2, column: 8, reason: 'Expected a value, found "é".' }]);
      assert.equal(report.files[0]?.category, 'AWS/SES/Notifications');
    }));

  it('numbers messages by path and position across vectors', () =>
    withStore(async (store, folder) => {
      for (const name of ['b', 'a'])
        await writeFile(join(folder, name), Array.from({ length: 5000 }, (_, n) => line(n)).join(''));
      await sync(store, [folder]);
      assert.deepEqual(
        await rows(
          store,
          "SELECT count(DISTINCT message_id), min(message_id), max(message_id), bool_and(message_id = (f.path LIKE '%b')::INT * 5000 + line), bool_and(raw LIKE '%\"n\":' || (line - 1) || ',%') FROM messages JOIN files f USING (file_id)",
        ),
        [['10000', '1', '10000', true, true]],
      );
    }));

  it('reads changed files again, forgets vanished ones and leaves the others alone', () =>
    withStore(async (store, folder) => {
      for (const name of ['a', 'b', 'c']) await writeFile(join(folder, name), line(1));
      await sync(store, [folder]);
      await appendFile(join(folder, 'b'), line(2));
      await rm(join(folder, 'c'));
      const { report } = await sync(store, [folder]);
      assert.equal(report.totals.records, 3);
      assert.deepEqual(
        await rows(
          store,
          "SELECT file_id, count(*), regexp_extract(path, '[abc]$') FROM messages JOIN files USING (file_id) GROUP BY ALL ORDER BY 1",
        ),
        [
          [1, '1', 'a'],
          [4, '2', 'b'],
        ],
      );
    }));

  it('applies category rules without reading again, first match first', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.jsonl'), line(1));
      await writeFile(join(folder, 'b.jsonl'), line(1));
      const rules = [
        { category: 'Prod/A', glob: 'a.*' },
        { category: 'Prod/All', glob: `${folder}/*` },
      ];
      await sync(store, [folder]);
      assert.deepEqual(
        (await sync(store, [folder], rules)).report.files.map(({ category }) => category),
        ['Prod/A', 'Prod/All'],
      );
      assert.deepEqual(
        (await sync(store, [folder])).report.files.map(({ category }) => category),
        ['AWS/SES/Notifications', 'AWS/SES/Notifications'],
      );
      assert.deepEqual(await rows(store, 'SELECT max(file_id) FROM files'), [[2]]);
    }));

  it('refuses a path that does not exist', () =>
    withStore(async (store, folder) => {
      const result = await store.sync(
        { logs: [join(folder, 'x')], categories: [] },
        { signal: new AbortController().signal, onProgress: () => undefined },
      );
      assert.deepEqual(result, {
        kind: 'invalid',
        message: `There is no file or folder ${join(folder, 'x')}: check the path.`,
      });
    }));

  it('keeps whole files only when it is aborted', () =>
    withStore(async (store, folder) => {
      const small = join(folder, 'a');
      await writeFile(small, line(1));
      await writeFile(join(folder, 'b'), line(2).repeat(60_000));
      const controller = new AbortController();
      const started = store.sync(
        { logs: [folder], categories: [] },
        {
          signal: controller.signal,
          onProgress: ({ bytes }) => {
            if (bytes > 1_000_000) controller.abort();
          },
        },
      );
      await assert.rejects(started, { name: 'AbortError' });
      assert.deepEqual(await rows(store, 'SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM messages)'), [
        ['1', '1'],
      ]);
      assert.equal((await sync(store, [folder])).report.totals.records, 60_001);
    }));

  it('lets SQL reach no file and change no setting', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.csv'), 'x\n1\n');
      for (const sql of [
        `SELECT * FROM read_csv('${join(folder, 'a.csv')}')`,
        `COPY files TO '${join(folder, 'out.csv')}'`,
        'SET enable_external_access = true',
        "SET TimeZone = 'Asia/Tokyo'",
      ]) {
        await assert.rejects(store.connection().run(sql), /disabled|locked/i, sql);
      }
    }));
});

describe('the store in a file', () => {
  it('is still there after it was closed', () =>
    inFolder(async (folder) => {
      const cacheFolder = join(folder, 'cache');
      await writeFile(join(folder, 'a.jsonl'), line(1));
      for (const expected of [1, 1]) {
        const store = await LogStore.open({ ...MEMORY, cacheFolder });
        const { notes } = await sync(store, [join(folder, 'a.jsonl')]);
        assert.deepEqual(
          [await rows(store, 'SELECT file_id FROM messages'), notes, store.file],
          [[[expected]], [], join(cacheFolder, STORE_FILE)],
        );
        store.close();
      }
    }));

  it('is built anew when it is damaged or of another version', () =>
    inFolder(async (folder) => {
      const file = join(folder, STORE_FILE);
      await writeFile(file, 'no database');
      const damaged = await LogStore.open({ ...MEMORY, cacheFolder: folder });
      assert.deepEqual([damaged.file, damaged.notes], [file, [`The store ${file} was damaged and is built anew.`]]);
      await damaged.connection().run('UPDATE store_version SET version = 0');
      damaged.close();
      const old = await LogStore.open({ ...MEMORY, cacheFolder: folder });
      assert.deepEqual(
        [old.file, old.notes],
        [file, [`The store ${file} was made by another version and is built anew.`]],
      );
      old.close();
    }));

  it('falls back to memory when the file is in use', () =>
    withStore(async (first, folder) => {
      const second = await LogStore.open({ ...MEMORY, cacheFolder: join(folder, '.cache') });
      assert.equal(second.file, undefined);
      assert.deepEqual(second.notes, [
        `The store ${String(first.file)} is in use by another process: this one keeps its data in memory.`,
      ]);
      second.close();
    }, true));

  it('refuses a memory limit that is none', async () => {
    await assert.rejects(LogStore.open({ ...MEMORY, memoryLimit: 'lots' }), {
      message: 'The memory limit "lots" is not understood: give a number and a unit, for example 1GB or 512MB.',
    });
  });
});
