/** Lenient reading of files that grow. */
import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { content, freshContent, rows, syncWith, withStore } from './helpers.ts';

const line = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z","source":"a@example.com"}}\n';

describe('lenient reading', () => {
  it('keeps the beginning of a line until the rest of it has come', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'a');
      const settings = { logs: [log], categories: [], lenient: true };
      const last = 'SELECT kind, raw FROM messages ORDER BY message_id DESC LIMIT 1';
      await writeFile(log, line.repeat(300) + line.slice(0, 75));
      await syncWith(store, settings);
      const beginning = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}';
      assert.deepEqual(await rows(store, last), [['ses.notification', beginning]]);
      await appendFile(log, line.slice(75));
      const { read } = await syncWith(store, settings);
      assert.ok(read < 1000, String(read));
      assert.deepEqual(await rows(store, last), [['ses.notification', line.trim()]]);
      assert.deepEqual(await content(store), await freshContent(settings));
    }));

  it('reads files again when it is switched on, and when it is switched off', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'a');
      await writeFile(log, `${line.slice(0, 75)}\n`);
      const settings = { logs: [log], categories: [] };
      const kinds = async (lenient: boolean): Promise<unknown> =>
        (await syncWith(store, { ...settings, lenient })).report.files[0]?.kinds;
      assert.deepEqual(await kinds(false), { text: 1 });
      assert.deepEqual(await kinds(true), { 'ses.notification': 1 });
      assert.deepEqual(await kinds(false), { text: 1 });
    }));
});
