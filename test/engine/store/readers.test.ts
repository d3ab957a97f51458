/** How files come into the store must not depend on which thread reads them, nor on which others come with them. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { LogSource } from '../../../server/src/engine/sources/readInBatches.ts';
import { inThisThread } from '../../../server/src/engine/sources/readInBatches.ts';
import { defaultReading } from '../../../server/src/engine/sources/settings/reading.ts';
import { ReaderEnded } from '../../../server/src/engine/sources/threads/reading.ts';
import { registerParsingFunctions } from '../../../server/src/engine/sql/duckdb/parsing/functions.ts';
import { FileLoader } from '../../../server/src/engine/store/fileLoader.ts';
import type { FileLoad } from '../../../server/src/engine/store/fileLoader.ts';
import { openDatabase } from '../../../server/src/engine/store/open.ts';
import { ProgressCounter } from '../../../server/src/engine/store/progress.ts';
import { inFolder } from '../sources/read.ts';
import { freshContent, MEMORY } from './helpers.ts';

const event = (number: number): string =>
  `{"eventVersion":"1.08","eventTime":"2022-01-02T03:04:05Z","eventName":"E${String(number)}","requestParameters":null,"errorCode":${number % 3 === 0 ? 'null' : '"x"'}}`;

/** Files of all kinds that are read by hand, some of them larger than the least that is loaded by itself. */
async function writeFiles(folder: string): Promise<void> {
  await mkdir(folder);
  const events = (count: number, from = 0): string[] =>
    Array.from({ length: count }, (_, index) => event(from + index));
  const files: Readonly<Record<string, string | Buffer>> = {
    'a.json.gz': gzipSync(`{"Records":[${events(500).join(',')}]}`),
    'b.jsonl.gz': gzipSync(events(3000).join('\n')),
    'c.jsonl': `${events(400).join('\n')}\n{"cut":`,
    'd.log': '2022-01-01T00:00:00Z one\n2022-01-01T00:00:01Z two',
    'e.json': `[\n  ${events(300).join(',\n  ')}\n]`,
    'f.gz': gzipSync(events(50).join('')).subarray(0, -20),
    'g.jsonl': '',
    'h.jsonl': events(3).join('\r\n'),
    'i.jsonl': `${JSON.stringify({ n: 1 })}\n`.repeat(2500),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

/** Works with a loader on a database of its own; `read` gives the rows of a statement. */
async function withLoader(
  work: (loader: FileLoader, read: (sql: string) => Promise<unknown[][]>) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(MEMORY);
  const connection = await database.instance.connect();
  registerParsingFunctions(connection);
  const loader = new FileLoader(connection, true, async (transaction) => {
    await connection.run('BEGIN');
    try {
      const result = await transaction();
      await connection.run('COMMIT');
      return result;
    } catch (error) {
      await connection.run('ROLLBACK');
      throw error;
    }
  });
  try {
    await work(loader, async (sql) => (await connection.runAndReadAll(sql)).getRowsJson());
  } finally {
    connection.closeSync();
    database.close();
  }
}

/** A load of a file as it is now. */
async function loadOf(
  path: string,
  reader: LogSource,
  more: Pick<FileLoad, 'fileId'> & Partial<FileLoad>,
): Promise<FileLoad> {
  const { size, mtimeMs } = await stat(path);
  const { signal } = new AbortController();
  return {
    file: { path, source: path, bytes: size, modified: mtimeMs },
    source: {
      name: undefined,
      category: undefined,
      host: undefined,
      collector: undefined,
      fields: {},
      reading: defaultReading,
      readingKey: '',
    },
    firstId: 1,
    old: undefined,
    signal,
    progress: new ProgressCounter(1, { signal, onProgress: () => undefined }),
    reader,
    ...more,
  };
}

describe('reading for the store', () => {
  it('gives the same in other threads as in this one', () =>
    inFolder(async (folder) => {
      const logs = join(folder, 'logs');
      await writeFiles(logs);
      const here = await freshContent({ logs: [logs], categories: [] });
      // Compressed bytes that are worth threads, in a file that comes last.
      const noise = `2022-01-01T00:00:00Z ${randomBytes(3 * 1024 * 1024).toString('hex')}`;
      await writeFile(join(folder, 'noise.log.gz'), gzipSync(noise));
      const there = await freshContent({ logs: [logs, join(folder, 'noise.log.gz')], categories: [] });
      const isNoise = (path: unknown): boolean => String(path).endsWith('noise.log.gz');
      assert.deepEqual(
        there.messages.filter((row) => !isNoise(row[1])),
        here.messages,
      );
      assert.deepEqual(
        there.report.files.filter(({ path }) => !isNoise(path)),
        here.report.files,
      );
      assert.equal(there.messages.length, here.messages.length + 1);
    }));

  it('leaves nothing of a file whose reading ended, and says so', () =>
    inFolder(async (folder) => {
      const names = ['a.log', 'b.log', 'c.log'];
      for (const name of names) await writeFile(join(folder, name), `2022-01-01T00:00:00Z ${name}\n`);
      const attempts: string[] = [];
      const dying: LogSource = {
        async read(request, signal, hooks) {
          attempts.push(request.path.slice(-5));
          const summary = await inThisThread.read(request, signal, hooks);
          // Once for a reading that another file ended, always for one that ends it itself.
          if (request.path.endsWith('b.log') || attempts.length === 1) throw new ReaderEnded('Out of memory');
          return summary;
        },
      };
      await withLoader(async (loader, read) => {
        const loads = names.map((name, index) => loadOf(join(folder, name), dying, { fileId: index + 1 }));
        const blocks = await loader.loadTogether(await Promise.all(loads));
        assert.deepEqual(attempts, ['a.log', 'a.log', 'b.log', 'b.log', 'c.log']);
        assert.deepEqual(blocks, [
          { fileId: 1, first: 1, records: 1 },
          { fileId: 2, first: 2, records: 0 },
          { fileId: 3, first: 2, records: 1 },
        ]);
        assert.deepEqual(await read('SELECT message_id, file_id, raw FROM messages ORDER BY 1'), [
          ['1', 1, '2022-01-01T00:00:00Z a.log'],
          ['2', 3, '2022-01-01T00:00:00Z c.log'],
        ]);
        assert.deepEqual(await read('SELECT readable, notes FROM files ORDER BY file_id'), [
          [true, '[]'],
          [false, '["The file could not be read: reading it ended unexpectedly (Out of memory)."]'],
          [true, '[]'],
        ]);
      });
    }));

  for (const [what, place, records] of [
    ['and its reading went on alone', 'tail', 302],
    ['and cannot be read at all', 'any', 0],
  ] as const)
    it(`leaves nothing of what came before when a file was appended to ${what}`, () =>
      inFolder(async (folder) => {
        const path = join(folder, 'a.log');
        const line = `2022-01-01T00:00:00Z ${'x'.repeat(80)}\n`;
        await writeFile(path, line.repeat(300));
        const dying: LogSource = {
          read: (request, signal, hooks) =>
            place === 'any' || (request.part?.start ?? 0) > 0
              ? Promise.reject(new ReaderEnded('Out of memory'))
              : inThisThread.read(request, signal, hooks),
        };
        await withLoader(async (loader, read) => {
          const block = await loader.load(await loadOf(path, inThisThread, { fileId: 1 }));
          assert.deepEqual(block, { fileId: 1, first: 1, records: 300 });
          await appendFile(path, line.repeat(2));
          const old = { ...block, mayContinue: true, room: 1000 };
          const again = await loader.load(await loadOf(path, dying, { fileId: 2, firstId: 301, old }));
          assert.deepEqual(again, { fileId: 2, first: 301, records });
          assert.deepEqual(await read('SELECT file_id, records FROM files'), [[2, String(records)]]);
          assert.deepEqual(await read('SELECT count(*), count(DISTINCT message_id) FROM messages'), [
            [String(records), String(records)],
          ]);
        });
      }));
});
