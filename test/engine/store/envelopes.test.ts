/** What wrappers say, in the store. */
import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { LogStore } from '../../../server/src/engine/store/store.ts';
import { rows, syncWith, withStore } from './helpers.ts';

/** Lines of records, every third of them in an envelope that is numbered as its line. */
function mixed(first: number, last: number): string {
  let text = '';
  for (let line = first; line <= last; line++) {
    const record = `{"notificationType":"Bounce","n":${String(line)},"mail":{"timestamp":"2020-01-02T03:04:05Z"}}`;
    const envelope = { Type: 'Notification', MessageId: String(line), TopicArn: 't', Message: record };
    text += `${line % 3 === 0 ? JSON.stringify(envelope) : record}\n`;
  }
  return text;
}

/** How many messages have an envelope, and how many have one that is not theirs. */
function counted(store: LogStore): Promise<unknown[][]> {
  return rows(
    store,
    `SELECT count(*)::INTEGER, count(envelope)::INTEGER, count_if(json_extract_string(envelope, 'sns.MessageId') IS DISTINCT FROM CASE WHEN line % 3 = 0 THEN line::VARCHAR END)::INTEGER
     FROM messages JOIN files USING (file_id) GROUP BY path ORDER BY path`,
  );
}

describe('envelopes in the store', () => {
  it('belong to their messages, however many there are and wherever they come from', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'a.jsonl'), mixed(1, 5000));
      await writeFile(join(folder, 'b.jsonl.gz'), gzipSync(mixed(1, 3000)));
      await writeFile(join(folder, 'c.jsonl'), mixed(1, 10));
      const settings = { logs: [folder], categories: [] };
      await syncWith(store, settings);
      assert.deepEqual(await counted(store), [
        [5000, 1666, 0],
        [3000, 1000, 0],
        [10, 3, 0],
      ]);
      await appendFile(join(folder, 'a.jsonl'), mixed(5001, 5007));
      await syncWith(store, settings);
      assert.deepEqual((await counted(store))[0], [5007, 1669, 0]);
    }));
});
