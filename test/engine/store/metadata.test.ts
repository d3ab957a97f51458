import assert from 'node:assert/strict';
import { appendFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { duckdbMessages } from '../../../server/src/engine/sql/duckdb/messageTable.ts';
import type { LogStore } from '../../../server/src/engine/store/store.ts';
import type { SourceSettings } from '../../../server/src/protocol/sources.ts';
import { rows, syncWith, withStore } from './helpers.ts';

const notification = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}\n';
const event = '{"eventType":"Open","mail":{"timestamp":"2020-01-02T03:04:05Z"}}\n';
const cloudTrail = '{"eventVersion":"1.08","eventTime":"2020-01-02T03:04:05Z","eventName":"SendEmail"}\n';
const other = '{"a":1,"t":"2020-01-02T03:04:05Z"}\n';

const metadata = "SELECT category, host, collector, source, fields, reading_key = '' FROM files ORDER BY path";

async function categories(store: LogStore): Promise<unknown[]> {
  const { expression } = duckdbMessages.attributes.sourceCategory;
  const found = await rows(
    store,
    `SELECT ${expression} FROM ${duckdbMessages.from(true, () => '')} ORDER BY m.message_id`,
  );
  return found.map(([category]) => category);
}

describe('what settings say of files', () => {
  const sources: readonly SourceSettings[] = [
    {
      name: 'Relay',
      paths: ['a.log'],
      category: 'Prod/Mail',
      hostName: 'mx1',
      collector: 'c1',
      fields: { team: 'mail' },
    },
  ];

  it('is written beside their messages without reading them again', () =>
    withStore(async (store, folder) => {
      const logs = [join(folder, 'a.log'), join(folder, 'b.log')];
      for (const path of logs) await writeFile(path, notification);
      const plain = { logs, categories: [] };
      await syncWith(store, plain);
      const unnamed = (name: string): unknown[] => ['AWS/SES/Notifications', hostname(), 'Local', name, '{}', true];
      assert.deepEqual(await rows(store, metadata), [unnamed('a.log'), unnamed('b.log')]);
      const named = await syncWith(store, { ...plain, sources: [{ base: folder, sources }] });
      assert.equal(named.read, 0);
      assert.deepEqual(await rows(store, metadata), [
        ['Prod/Mail', 'mx1', 'c1', 'Relay', '{"team":"mail"}', true],
        unnamed('b.log'),
      ]);
      assert.equal((await syncWith(store, plain)).read, 0);
      assert.deepEqual(await rows(store, metadata), [unnamed('a.log'), unnamed('b.log')]);
    }));

  it('makes files be read again when it changes how they are read', () =>
    withStore(async (store, folder) => {
      const logs = [join(folder, 'a.log'), join(folder, 'b.log')];
      for (const path of logs) await writeFile(path, '2020-01-02 03:04:05 started\n');
      const plain = { logs, categories: [] };
      await syncWith(store, plain);
      const zoned = [{ base: folder, sources: [{ paths: ['b.log'], timeZone: 'Asia/Tokyo' }] }];
      assert.equal((await syncWith(store, { ...plain, sources: zoned })).read, 28);
      const times = 'SELECT time_ms FROM messages ORDER BY message_id';
      assert.deepEqual(await rows(store, times), [['1577934245000'], ['1577901845000']]);
      assert.equal((await syncWith(store, { ...plain, sources: zoned })).read, 0);
      assert.equal((await syncWith(store, plain)).read, 28);
      assert.deepEqual(await rows(store, times), [['1577934245000'], ['1577934245000']]);
    }));

  it('gives all messages the time of the last change when times are not looked for', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'a.log');
      const settings = {
        logs: [log],
        categories: [],
        sources: [{ base: folder, sources: [{ paths: ['a.log'], automaticDateParsing: false }] }],
      };
      await writeFile(log, notification.repeat(400));
      await utimes(log, 1500000000, 1500000000);
      await syncWith(store, settings);
      await appendFile(log, notification);
      await utimes(log, 1600000000, 1600000000);
      await syncWith(store, settings);
      assert.deepEqual(await rows(store, 'SELECT time_ms, count(*) FROM messages GROUP BY 1'), [
        ['1600000000000', '401'],
      ]);
    }));

  it('is read again when a file of settings changes, and may be wrong', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'a.log');
      const sourcesFile = join(folder, 'sources.json');
      await writeFile(log, notification);
      const settings = { logs: [log], categories: [], sourcesFiles: [sourcesFile] };
      await syncWith(store, settings);
      for (const category of ['One', 'Three']) {
        await writeFile(sourcesFile, JSON.stringify({ version: 1, sources: [{ paths: ['*.log'], category }] }));
        const { report } = await syncWith(store, settings);
        assert.equal(report.files[0]?.category, category);
      }
      await writeFile(sourcesFile, '{');
      const result = await store.sync(settings, { signal: new AbortController().signal, onProgress: () => undefined });
      assert.equal(result.kind, 'invalid');
      await rm(sourcesFile);
      assert.equal((await syncWith(store, settings)).report.files[0]?.category, 'AWS/SES/Notifications');
    }));

  it('reaches files that were never asked for again after they moved', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'x.log');
      await writeFile(log, cloudTrail);
      await syncWith(store, { logs: [folder], categories: [] });
      const { report } = await syncWith(store, { logs: [log], categories: [{ category: 'Mine', glob: 'x.log' }] });
      assert.deepEqual(
        [report.files[0]?.category, await rows(store, 'SELECT source FROM files')],
        ['Mine', [['x.log']]],
      );
    }));
});

describe('the category of a message', () => {
  it('is that of its own kind in a file that mixes kinds', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'mixed'), cloudTrail + notification + event + other + cloudTrail);
      await writeFile(join(folder, 'plain'), cloudTrail);
      await syncWith(store, { logs: [folder], categories: [] });
      const trail = 'AWS/CloudTrail';
      const ses = 'AWS/SES/Notifications';
      assert.deepEqual(await categories(store), [trail, ses, ses, trail, trail, trail]);
    }));

  it('is that of the file when a rule or a source names one', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'mixed'), cloudTrail + notification);
      await syncWith(store, { logs: [folder], categories: [{ category: 'Prod', glob: 'mixed' }] });
      assert.deepEqual(await categories(store), ['Prod', 'Prod']);
      await syncWith(store, { logs: [folder], categories: [] });
      assert.deepEqual(await categories(store), ['AWS/CloudTrail', 'AWS/SES/Notifications']);
    }));
});
