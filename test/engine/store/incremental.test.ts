import assert from 'node:assert/strict';
import { appendFile, readFile, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { LogStore } from '../../../server/src/engine/store/store.ts';
import { inFolder } from '../sources/read.ts';
import { content, freshContent, MEMORY, rows, syncWith, withStore } from './helpers.ts';
import type { Content } from './helpers.ts';

const line = (n: number): string =>
  `{"notificationType":"Bounce","n":${String(n)},"mail":{"timestamp":"2020-01-02T03:04:05Z"}}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => line(from + index)).join('');
const first = lines(0, 1000);

/** Syncs, and checks that a new store would hold the same. Gives the bytes that were read. */
async function sameAsFresh(store: LogStore, folder: string): Promise<number> {
  const settings = { logs: [folder], categories: [] };
  const { read } = await syncWith(store, settings);
  assert.deepEqual(await content(store), await freshContent(settings));
  return read;
}

describe('incremental loading', () => {
  it('reads only what was appended', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.jsonl'), first);
      assert.equal(await sameAsFresh(store, folder), first.length);
      for (const n of [1000, 1001]) {
        await appendFile(join(folder, 'a.jsonl'), line(n));
        assert.equal(await sameAsFresh(store, folder), line(n).length);
      }
      assert.deepEqual(await rows(store, 'SELECT count(*), min(file_id), max(line) FROM messages'), [
        ['1002', 1, '1002'],
      ]);
    }));

  it('reads an incomplete last record again with what completes it', () =>
    withStore(async (store, folder) => {
      const file = join(folder, 'a.jsonl');
      await writeFile(file, first);
      await sameAsFresh(store, folder);
      await appendFile(file, line(1000).slice(0, 30));
      assert.equal(await sameAsFresh(store, folder), 30);
      assert.equal((await store.report()).totals.rejected, 1);
      await appendFile(file, line(1000).slice(30));
      assert.equal(await sameAsFresh(store, folder), line(1000).length);
      assert.deepEqual((await store.report()).totals, {
        files: 1,
        records: 1001,
        rejected: 0,
        bytes: first.length + line(1000).length,
      });
    }));

  it('goes on from the last whole line of a file that was first seen in the middle of one', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.jsonl'), first + line(1000).slice(0, 30));
      await sameAsFresh(store, folder);
      await appendFile(join(folder, 'a.jsonl'), line(1000).slice(30) + line(1001).trimEnd());
      assert.equal(await sameAsFresh(store, folder), line(1000).length + line(1001).length - 1);
    }));

  it('goes on in a file of text lines, and with text in a file of records', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.log'), '2020-01-02T03:04:05Z started\n'.repeat(1000));
      await writeFile(join(folder, 'b.log'), first);
      await sameAsFresh(store, folder);
      await appendFile(join(folder, 'a.log'), '2020-01-02T03:04:06Z ended\n');
      await appendFile(join(folder, 'b.log'), '2020-01-02T03:04:06Z ended\n');
      assert.equal(await sameAsFresh(store, folder), 54);
      assert.deepEqual(
        (await store.report()).files.map(({ format }) => format),
        ['text', 'mixed'],
      );
    }));

  it('goes on in a file that the database itself has read', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.jsonl');
      const settings = { logs: [file], categories: [] };
      const dated = lines(0, 4000).replaceAll('05Z', '05.678Z');
      await writeFile(file, dated);
      const store = await LogStore.open({ ...MEMORY, logs: [file] });
      await syncWith(store, settings);
      assert.deepEqual(await rows(store, 'SELECT count(byte_start) FROM messages'), [['0']]);
      await appendFile(file, line(4000) + line(4001));
      assert.equal((await syncWith(store, settings)).read, 2 * line(4000).length);
      const withoutBytes = ({ messages, report }: Content): unknown => [
        messages.map((row) => row.toSpliced(4, 2)),
        report,
      ];
      assert.deepEqual(withoutBytes(await content(store)), withoutBytes(await freshContent(settings)));
      store.close();
    }));

  it('reads a file as a whole when its beginning is another', () =>
    withStore(async (store, folder) => {
      const file = join(folder, 'a.jsonl');
      await writeFile(file, first);
      await sameAsFresh(store, folder);
      const other = lines(5000, 6100);
      await writeFile(file, other);
      assert.equal(await sameAsFresh(store, folder), other.length);
    }));

  it('reads a file as a whole when it is not made of lines', () =>
    withStore(async (store, folder) => {
      const files = {
        'a.json': `[${first.trimEnd().replaceAll('\n', ',\n')}`,
        'b.json': first.replaceAll('"n"', '\n"n"'),
        'c.json': Buffer.from(`\ufeff${first}`, 'utf16le'),
      };
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      await writeFile(join(folder, 'd.gz'), gzipSync(first));
      await sameAsFresh(store, folder);
      await appendFile(join(folder, 'a.json'), `,\n${line(1)}]`);
      await appendFile(join(folder, 'b.json'), line(1));
      await appendFile(join(folder, 'c.json'), Buffer.from(line(1), 'utf16le'));
      await appendFile(join(folder, 'd.gz'), gzipSync(line(1)));
      const sizes = await Promise.all(
        [...Object.keys(files), 'd.gz'].map(async (name) => (await stat(join(folder, name))).size),
      );
      assert.equal(
        await sameAsFresh(store, folder),
        sizes.reduce((sum, size) => sum + size),
      );
      assert.equal((await store.report()).totals.records, 4004);
    }));

  it('gives messages without a time the time of the last change, before and after appending', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.log'), 'started\n'.repeat(3000));
      await sameAsFresh(store, folder);
      await appendFile(join(folder, 'a.log'), 'ended\n');
      await utimes(join(folder, 'a.log'), 1600000000, 1600000000);
      await sameAsFresh(store, folder);
      assert.deepEqual(await rows(store, 'SELECT DISTINCT time_ms FROM messages'), [['1600000000000']]);
    }));

  it('replaces a file that became shorter', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.jsonl'), first);
      await sameAsFresh(store, folder);
      await truncate(join(folder, 'a.jsonl'), lines(0, 10).length);
      await sameAsFresh(store, folder);
      assert.equal((await store.report()).totals.records, 10);
    }));
});

describe('files that move', () => {
  it('are not read again', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.jsonl'), first);
      await writeFile(join(folder, 'b.jsonl'), lines(0, 3));
      await sameAsFresh(store, folder);
      await rename(join(folder, 'a.jsonl'), join(folder, 'c.jsonl'));
      assert.equal(await sameAsFresh(store, folder), 0);
      assert.deepEqual((await store.report()).totals, {
        files: 2,
        records: 1003,
        rejected: 0,
        bytes: first.length + lines(0, 3).length,
      });
    }));

  it('may exchange their names', () =>
    withStore(async (store, folder) => {
      for (const [name, n] of [
        ['a', 1],
        ['b', 2],
      ] as const) {
        await writeFile(join(folder, name), line(n));
        await utimes(join(folder, name), 1600000000, 1600000000);
      }
      await sameAsFresh(store, folder);
      await rename(join(folder, 'a'), join(folder, 'x'));
      await rename(join(folder, 'b'), join(folder, 'a'));
      await rename(join(folder, 'x'), join(folder, 'b'));
      assert.equal(await sameAsFresh(store, folder), 0);
    }));

  it('are followed by a new file in a rotation, after the last lines were written', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'log');
      await writeFile(log, first);
      await sameAsFresh(store, folder);
      await appendFile(log, line(1000));
      await rename(log, `${log}.1`);
      await writeFile(log, lines(1001, 1004));
      assert.equal(await sameAsFresh(store, folder), line(1000).length + lines(1001, 1004).length);
    }));

  it('are read again when they were copied and cut off', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'log');
      await writeFile(log, first);
      await sameAsFresh(store, folder);
      await writeFile(`${log}.1`, await readFile(log));
      await writeFile(log, line(1000));
      await sameAsFresh(store, folder);
      await rm(`${log}.1`);
      await sameAsFresh(store, folder);
      assert.equal((await store.report()).totals.records, 1);
    }));
});
