import assert from 'node:assert/strict';
import { appendFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Engine } from '../../../server/src/engine/engine.ts';
import type { LogStore } from '../../../server/src/engine/store/store.ts';
import { rows, syncWith, withStore } from './helpers.ts';

const MB = 1024 * 1024;

/** Texts that do not compress well. */
function records(day: number, count: number): string {
  let state = day * 7919;
  const text = (): string => {
    let result = '';
    while (result.length < 900) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      result += state.toString(36);
    }
    return result;
  };
  return Array.from(
    { length: count },
    () =>
      `{"notificationType":"Bounce","x":"${text()}","mail":{"timestamp":"2020-01-${String(day).padStart(2, '0')}T00:00:00Z"}}\n`,
  ).join('');
}

/** Five files of 1 MB; the later the name in the alphabet, the older. */
async function writeDays(folder: string): Promise<void> {
  for (const [index, name] of ['e', 'd', 'c', 'b', 'a'].entries())
    await writeFile(join(folder, name), records(index + 1, 1100));
}

async function held(store: LogStore): Promise<string> {
  const found = await rows(store, 'SELECT DISTINCT path[-1:] FROM messages JOIN files USING (file_id) ORDER BY 1');
  return found.map(([name]) => String(name)).join('');
}

describe('the limit of the store', () => {
  it('drops the oldest files, says so every time, and takes them back when it is raised', () =>
    withStore(async (store, folder) => {
      await writeDays(folder);
      const settings = { logs: [folder], categories: [], storeLimit: 3 * MB };
      const { notes, report } = await syncWith(store, settings);
      const used = Number((await rows(store, 'SELECT used_blocks * block_size FROM pragma_database_size()'))[0]?.[0]);
      assert.ok(used <= 3 * MB, String(used));
      const kept = await held(store);
      assert.match(kept, /^ab?c?$/);
      const missing = 5 - kept.length;
      const note = `The store has reached its limit of 3.0 MB: ${String(missing)} files with ${String(missing * 1100)} of the oldest records are not in it and are missing from the answers. Raise the limit or choose fewer logs.`;
      assert.deepEqual([notes, store.notes], [[note], [note]]);
      assert.equal(report.store.limit, 3 * MB);
      assert.equal(report.totals.records, 5500);
      assert.deepEqual(report.files.at(-1)?.notes, ['The records are not held: the store has reached its limit.']);

      const again = await syncWith(store, settings);
      assert.deepEqual([again.read, again.notes, await held(store)], [0, [note], kept]);

      const raised = await syncWith(store, { ...settings, storeLimit: 100 * MB });
      assert.deepEqual([raised.notes, await held(store)], [[], 'abcde']);
      const readAgain = raised.report.files.slice(kept.length).map(({ bytes }) => bytes);
      assert.equal(
        raised.read,
        readAgain.reduce((sum, bytes) => sum + bytes),
      );
      const lowered = await syncWith(store, settings);
      assert.deepEqual([lowered.read, lowered.notes.length], [0, 1]);
      assert.match(await held(store), /^ab?c?$/);
    }, true));

  it('reads a dropped file again only when it changes, and never drops the newest', () =>
    withStore(async (store, folder) => {
      await writeDays(folder);
      const settings = { logs: [folder], categories: [], storeLimit: 1 };
      await syncWith(store, settings);
      assert.equal(await held(store), 'a');
      await appendFile(join(folder, 'e'), records(20, 1));
      const { size } = await stat(join(folder, 'e'));
      assert.equal((await syncWith(store, settings)).read, size);
      assert.equal(await held(store), 'e');
      assert.equal((await syncWith(store, settings)).read, 0);
    }, true));

  it('is told with every answer, and not when the store is in memory', () =>
    withStore(async (_, folder) => {
      await writeDays(folder);
      const base = { logs: [folder], categories: [], memoryLimit: '', threads: 1, storeLimit: 1 };
      const notices = async (cacheFolder: string | undefined): Promise<unknown[]> => {
        const engine = await Engine.open({ ...base, cacheFolder });
        const query = {
          query: '* | count',
          timeRange: {},
          now: 'data',
          timezone: 'UTC',
          parameters: {},
          operation: '',
        } as const;
        const found: unknown[] = [];
        for (let time = 0; time < 2; time++) {
          const result = await engine.run(query, { signal: new AbortController().signal });
          assert.ok(result.kind === 'rows');
          found.push(result.notices.map(({ code }) => code));
        }
        engine.close();
        return found;
      };
      assert.deepEqual(await notices(join(folder, '.limited')), [['store.note'], ['store.note']]);
      assert.deepEqual(await notices(undefined), [[], []]);
    }));
});

describe('clearing the store', () => {
  it('gives the disk space back', () =>
    withStore(async (store, folder) => {
      await writeDays(folder);
      const settings = { logs: [folder], categories: [] };
      const { report } = await syncWith(store, settings);
      assert.ok(report.store.bytes > 2 * MB);
      assert.equal(report.store.textBytes, report.totals.bytes);
      await store.clear();
      const cleared = await store.report();
      assert.deepEqual([cleared.totals.files, cleared.store.textBytes], [0, 0]);
      assert.ok(cleared.store.bytes < MB, String(cleared.store.bytes));
      assert.equal((await syncWith(store, settings)).report.totals.records, 5500);
    }, true));
});
