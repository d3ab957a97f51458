import assert from 'node:assert/strict';
import { open, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Engine } from '../../../server/src/engine/engine.ts';
import { openDatabase } from '../../../server/src/engine/store/open.ts';
import { STORE_FILE } from '../../../server/src/engine/store/schema.ts';
import type { EngineSettings, RunQueryParams } from '../../../server/src/protocol/engine.ts';
import { inFolder } from '../sources/read.ts';

const records = 20_000;

const question: RunQueryParams = {
  operation: 'q',
  query: 'nothing | json "mail.messageId" as id | count by id',
  timeRange: {},
  now: 'data',
  timezone: 'UTC',
  parameters: {},
};

function settingsFor(folder: string): EngineSettings {
  return {
    logs: [join(folder, 'log.jsonl')],
    categories: [],
    cacheFolder: join(folder, 'store'),
    memoryLimit: '',
    threads: 1,
  };
}

async function writeLog(folder: string): Promise<void> {
  const lines = Array.from({ length: records }, (_, n) =>
    JSON.stringify({
      notificationType: 'Bounce',
      mail: { timestamp: '2020-01-02T03:04:05Z', messageId: `m${String(n)}` },
    }),
  );
  await writeFile(join(folder, 'log.jsonl'), `${lines.join('\n')}\n`);
}

async function ask(engine: Engine): Promise<string> {
  const answer = await engine.run(question, { signal: new AbortController().signal });
  return answer.kind === 'rows' ? 'rows' : answer.kind === 'failed' ? answer.message : answer.kind;
}

/** Loads a log into a store in the folder and closes it. */
async function filledStore(folder: string): Promise<{ readonly settings: EngineSettings; readonly file: string }> {
  await writeLog(folder);
  const settings = settingsFor(folder);
  const first = await Engine.open(settings);
  assert.equal(await ask(first), 'rows');
  first.close();
  return { settings, file: join(folder, 'store', STORE_FILE) };
}

/** Writes over a part of every block behind the first few, which hold what is read when a file is opened. */
async function damage(file: string, from: number): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  for (let at = from; at < size - 2000; at += 262_144) await handle.write(Buffer.alloc(2000, 0xa5), 0, 2000, at);
  await handle.close();
}

describe('a damaged store', () => {
  it('that shows it when it is opened is built anew, and not taken for one in use', () =>
    inFolder(async (folder) => {
      const { file } = await filledStore(folder);
      await damage(file, 13_000);
      const database = await openDatabase({ cacheFolder: join(folder, 'store'), memoryLimit: '', threads: 1 });
      assert.deepEqual([database.file, database.notes], [file, [`The store ${file} was damaged and is built anew.`]]);
      database.close();
    }));

  it('that shows it later says so once and answers the next question from the log files', () =>
    inFolder(async (folder) => {
      const { settings, file } = await filledStore(folder);
      const { size } = await stat(file);
      let found: string | undefined;
      // Which block holds the texts is the database's affair: take them from the back, one by one.
      for (let at = size - 200_000; found === undefined && at > 12_288; at -= 262_144) {
        await damage(file, at);
        const engine = await Engine.open(settings);
        const answer = await ask(engine);
        if (answer !== 'rows') found = answer;
        assert.equal(engine.isDamaged, answer !== 'rows');
        assert.equal(engine.configure(settings), answer === 'rows');
        engine.close();
      }
      assert.equal(found, 'The store of loaded logs is damaged. Ask again: it is then built anew from the log files.');
      const again = await Engine.open(settings);
      const answer = await again.run(question, { signal: new AbortController().signal });
      assert.ok(answer.kind === 'rows');
      assert.deepEqual(
        [answer.stats.messagesTotal, answer.notices.map(({ message }) => message)],
        [records, [`The store ${file} was damaged and is built anew.`]],
      );
      again.close();
      assert.deepEqual(await readdir(join(folder, 'store')), [STORE_FILE]);
    }));
});
