/** Stores and processes that are killed, that share one, and that load while others ask. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { STORE_FILE } from '../../../server/src/engine/store/schema.ts';
import { LogStore } from '../../../server/src/engine/store/store.ts';
import { inFolder } from '../sources/read.ts';
import { MEMORY, rows, syncWith, withStore } from './helpers.ts';

const entry = fileURLToPath(new URL('syncProcess.ts', import.meta.url));
const lines = (from: number, count: number): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `{"notificationType":"Bounce","n":${String(from + index)},"mail":{"timestamp":"2020-01-02T03:04:05.678Z"}}\n`,
  ).join('');

class SyncProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #output: AsyncIterator<string>;

  constructor(cacheFolder: string, logs: string) {
    this.child = spawn(process.execPath, [entry, cacheFolder, logs], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#output = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  async says(): Promise<string> {
    const next = await this.#output.next();
    return next.done === true ? '' : next.value;
  }

  sync(): void {
    this.child.stdin.write('\n');
  }

  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.stdin.end();
    await ended;
  }
}

/** Numbers from 0 to 1 that are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const torn =
  'SELECT f.path FROM files f LEFT JOIN (SELECT file_id, count(*) AS held FROM messages GROUP BY file_id) USING (file_id) WHERE coalesce(held, 0) <> records UNION ALL SELECT raw FROM messages WHERE file_id NOT IN (SELECT file_id FROM files)';

describe('a store whose process is killed', () => {
  it('opens and answers right, at whatever point of loading that was', () =>
    inFolder(async (folder) => {
      const cacheFolder = join(folder, 'cache');
      const logs = join(folder, '*.jsonl');
      const random = numbers(42);
      const counts = [4500, 600, 600, 600];
      const write = (): Promise<unknown> =>
        Promise.all(counts.map((count, file) => writeFile(join(folder, `${String(file)}.jsonl`), lines(0, count))));
      await write();
      for (let kill = 0; kill < 20; kill++) {
        const child = new SyncProcess(cacheFolder, logs);
        assert.equal(await child.says(), '{"open":[]}');
        child.sync();
        assert.equal(await child.says(), 'syncing');
        await new Promise((done) => setTimeout(done, random.next().value * 150));
        await child.kill();
        const store = await LogStore.open({ ...MEMORY, cacheFolder });
        assert.deepEqual(store.notes, []);
        assert.deepEqual(await rows(store, torn), []);
        if (kill % 2 === 0) {
          await syncWith(store, { logs: [logs], categories: [] });
          assert.deepEqual(
            await rows(
              store,
              `SELECT count(*), sum(json_extract(raw, '$.n')::BIGINT), count(DISTINCT message_id) FROM messages`,
            ),
            [
              counts
                .reduce<number[]>(([all = 0, sum = 0], n) => [all + n, sum + (n * (n - 1)) / 2, all + n], [])
                .map(String),
            ],
          );
        }
        store.close();
        // One file grows, another is replaced, the others stay.
        const grown = kill % 4;
        await appendFile(join(folder, `${String(grown)}.jsonl`), lines(counts[grown] ?? 0, 1));
        counts[grown] = (counts[grown] ?? 0) + 1;
        const replaced = (grown + 1) % 4;
        counts[replaced] = (counts[replaced] ?? 0) - 1;
        await writeFile(join(folder, `${String(replaced)}.jsonl`), lines(0, counts[replaced]));
      }
    })).timeout(60_000);
});

describe('two processes with one store', () => {
  it('work beside each other, and the next one takes over from the first', () =>
    inFolder(async (folder) => {
      const logs = join(folder, 'log');
      const cacheFolder = join(folder, 'cache');
      await writeFile(logs, lines(0, 10));
      const first = new SyncProcess(cacheFolder, logs);
      assert.equal(await first.says(), '{"open":[]}');
      const second = new SyncProcess(cacheFolder, logs);
      const note = `The store ${join(cacheFolder, STORE_FILE)} is in use by another process: this one keeps its data in memory.`;
      assert.equal(await second.says(), JSON.stringify({ open: [note] }));
      for (const child of [first, second]) {
        child.sync();
        assert.deepEqual([await child.says(), await child.says()], ['syncing', '{"synced":10}']);
      }
      await first.kill();
      const third = new SyncProcess(cacheFolder, logs);
      assert.equal(await third.says(), '{"open":[]}');
      third.sync();
      assert.deepEqual([await third.says(), await third.says()], ['syncing', '{"synced":10}']);
      await Promise.all([second.end(), third.end()]);
    })).timeout(30_000);
});

describe('loading beside queries', () => {
  it('shows them whole files only, and never fewer messages than before', () =>
    withStore(async (store, folder) => {
      const file = join(folder, 'log');
      const settings = { logs: [folder], categories: [] };
      await writeFile(file, lines(0, 1000));
      await syncWith(store, settings);
      let isLoading = true;
      const load = async (): Promise<void> => {
        for (let round = 1; round <= 8; round++) {
          // Every other time the file is replaced.
          if (round % 2 === 0) await appendFile(file, lines(round * 1000, 1000));
          else await writeFile(file, lines(0, (round + 1) * 1000));
          await syncWith(store, settings);
        }
        isLoading = false;
      };
      const seen: number[] = [];
      const ask = async (): Promise<void> => {
        while (isLoading) seen.push(Number((await rows(store, 'SELECT count(*) FROM messages'))[0]?.[0]));
      };
      await Promise.all([load(), ask()]);
      assert.deepEqual(
        seen.filter((count) => count % 1000 !== 0),
        [],
      );
      assert.deepEqual(
        seen.toSorted((a, b) => a - b),
        seen,
      );
      assert.ok(new Set(seen).size > 2);
    }));
});
