/** Messages that say what an earlier one says. */
import assert from 'node:assert/strict';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';

import { markDuplicates } from '../../../server/src/engine/store/duplicates.ts';
import { hotFields } from '../../../server/src/engine/store/hotFields.ts';
import { openDatabase } from '../../../server/src/engine/store/open.ts';
import { moveBlocks } from '../../../server/src/engine/store/messageIds.ts';
import { LogStore } from '../../../server/src/engine/store/store.ts';
import { inFolder } from '../sources/read.ts';
import { MEMORY, rows, syncWith, withStore } from './helpers.ts';

const ID = '0100016292d33f2f-6a6d0111';

function trail(eventID: string, more: object = {}): object {
  return {
    eventVersion: '1.08',
    eventTime: '2020-01-02T03:04:05Z',
    eventSource: 's3',
    eventName: 'Get',
    eventID,
    ...more,
  };
}

function bounce(name: 'notificationType' | 'eventType', addresses: readonly string[], more: object = {}): object {
  return {
    [name]: 'Bounce',
    bounce: { bounceType: 'Permanent', bouncedRecipients: addresses.map((emailAddress) => ({ emailAddress })) },
    mail: { timestamp: '2020-01-02T03:04:05.000Z', messageId: ID, ...more },
  };
}

function opened(timestamp: string): object {
  return { eventType: 'Open', open: { timestamp }, mail: { timestamp: '2020-01-02T03:04:05.000Z', messageId: ID } };
}

function sns(MessageId: string, message: object): object {
  return { Type: 'Notification', MessageId, TopicArn: 't', Message: JSON.stringify(message) };
}

function control(MessageId: string): object {
  return { Type: 'SubscriptionConfirmation', MessageId, TopicArn: 't', Message: 'You have chosen', Token: MessageId };
}

function send(messageId: string, destination: readonly string[]): object {
  return { eventType: 'Send', send: {}, mail: { timestamp: '2020-01-02T03:04:05.000Z', messageId, destination } };
}

function lines(...records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

const both = bounce('notificationType', ['a@example.com', 'b@example.com']);

/** Records one after another, and the lines that are left out. */
const cases: readonly (readonly [what: string, records: readonly object[], leftOut: readonly number[]])[] = [
  ['the same event of CloudTrail', [trail('e1'), trail('e2'), trail('e1', { extra: 1 }), trail('e1')], [3, 4]],
  [
    'a copy of an event in another account',
    [trail('e1', { sharedEventID: 's1' }), trail('e2', { sharedEventID: 's1' }), trail('e3', { sharedEventID: 's2' })],
    [2],
  ],
  [
    'not the two ends of an insight',
    [
      { eventVersion: '1.08', eventID: 'e1', sharedEventID: 's1', insightDetails: { state: 'Start' } },
      { eventVersion: '1.08', eventID: 'e2', sharedEventID: 's1', insightDetails: { state: 'End' } },
    ],
    [],
  ],
  ['not events whose ids were made unreadable', [trail('REDACTED'), trail('REDACTED')], []],
  ['the same SNS message', [sns('m1', { a: 1 }), sns('m2', { a: 1 }), sns('m1', { a: 1 })], [3]],
  ['not several records of one SNS message', [sns('m1', { Records: [trail('e1'), trail('e2')] })], []],
  ['the same control message', [control('m1'), control('m2'), control('m1')], [3]],
  [
    'a bounce told as notification and as event',
    [
      both,
      bounce('eventType', ['b@example.com', 'a@example.com'], { tags: {} }),
      bounce('eventType', ['a@example.com']),
    ],
    [2],
  ],
  [
    'not bounces of other mails',
    [both, bounce('notificationType', ['a@example.com', 'b@example.com'], { messageId: 'x1' })],
    [],
  ],
  ['the same mail sent', [send('x1', ['a']), send('x1', ['b']), send('x1', ['a'])], [3]],
  ['not mails that were opened again', [opened('1'), opened('2'), opened('1')], [3]],
  ['not records of other kinds', [{ a: 1 }, { a: 1 }], []],
];

async function leftOut(store: LogStore): Promise<unknown[]> {
  const found = await rows(
    store,
    "SELECT parse_filename(path) || ':' || line FROM duplicates JOIN messages USING (message_id) JOIN files USING (file_id) ORDER BY message_id",
  );
  return found.map(([place]) => place);
}

/** The places of ids that came before, in the order of names. */
function repeatedIn(files: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set<string>();
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, ids]) =>
      ids.flatMap((id, index) => {
        const isRepeated = seen.has(id);
        seen.add(id);
        return isRepeated ? [`${name}:${String(index + 1)}`] : [];
      }),
    );
}

describe('duplicates', () => {
  for (const hotFields of [true, false])
    for (const [what, records, expected] of cases)
      it(`are ${what}${hotFields ? '' : ', without columns for fields'}`, () =>
        inFolder(async (folder) => {
          const log = join(folder, 'a');
          await writeFile(log, lines(...records));
          const store = await LogStore.open({ ...MEMORY, hotFields });
          try {
            const { report, notes } = await syncWith(store, { logs: [log], categories: [], deduplicate: true });
            assert.deepEqual(
              await leftOut(store),
              expected.map((line) => `a:${String(line)}`),
            );
            assert.equal(report.totals.duplicates, expected.length);
            assert.equal(notes.length, expected.length === 0 ? 0 : 1);
          } finally {
            store.close();
          }
        }));

  it('are only counted while nobody wants them left out', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'a');
      await writeFile(log, lines(trail('e1'), trail('e1')));
      const settings = { logs: [log], categories: [] };
      const before = await syncWith(store, settings);
      assert.deepEqual([before.report.repeated, before.report.totals.duplicates, before.notes], [1, undefined, []]);
      const on = await syncWith(store, { ...settings, deduplicate: true });
      assert.equal(on.read, 0);
      assert.deepEqual([on.report.repeated, on.report.totals.duplicates], [undefined, 1]);
      assert.deepEqual(on.notes, [
        '1 duplicate in the logs is left out: the first of the records that say the same counts.',
      ]);
      assert.deepEqual((await syncWith(store, settings)).notes, []);
      assert.deepEqual(await leftOut(store), []);
    }));

  it('follow files that come, grow and go', () =>
    withStore(async (store, folder) => {
      const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder, name)) as [string, string, string];
      const settings = { logs: [folder], categories: [], deduplicate: true };
      await writeFile(b, lines(trail('e1'), trail('e2')));
      await writeFile(c, lines(trail('e2')));
      await syncWith(store, settings);
      assert.deepEqual(await leftOut(store), ['c:1']);
      await writeFile(a, lines(trail('e1')));
      await syncWith(store, settings);
      assert.deepEqual(await leftOut(store), ['b:1', 'c:1']);
      await appendFile(a, lines(trail('e2')));
      await syncWith(store, settings);
      assert.deepEqual(await leftOut(store), ['b:1', 'b:2', 'c:1']);
      await rm(a);
      const { report } = await syncWith(store, settings);
      assert.deepEqual(await leftOut(store), ['c:1']);
      assert.deepEqual(
        report.files.map(({ duplicates, records }) => [duplicates, records]),
        [
          [0, 2],
          [1, 1],
        ],
      );
    }));

  it('stay the same messages while these are given other numbers', () =>
    withStore(async (store, folder) => {
      for (const name of ['a', 'b']) await writeFile(join(folder, name), lines(trail('e1'), trail(name), trail('e1')));
      await syncWith(store, { logs: [folder], categories: [], deduplicate: true });
      const before = await leftOut(store);
      assert.deepEqual(before, ['a:3', 'b:1', 'b:3']);
      const files = await rows(store, 'SELECT file_id FROM files ORDER BY path');
      const [a, b] = files.map(([id]) => Number(id)) as [number, number];
      await moveBlocks(store.connection(), [
        { fileId: a, delta: 10 },
        { fileId: b, delta: 20 },
      ]);
      assert.deepEqual(await leftOut(store), before);
    }));

  it('are those after the first by path and position, whatever happened to the files', async () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const ids = fc.array(fc.constantFrom('e1', 'e2', 'e3'), { minLength: 1, maxLength: 4 });
    const change = fc.oneof(
      fc.record({ kind: fc.constantFrom('write', 'append'), name, ids }),
      fc.record({ kind: fc.constant('remove'), name, ids: fc.constant([] as string[]) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) =>
        withStore(async (store, folder) => {
          const files = new Map<string, readonly string[]>();
          for (const { kind, name: file, ids: written } of changes) {
            const now = kind === 'append' ? [...(files.get(file) ?? []), ...written] : written;
            if (kind === 'remove') files.delete(file);
            else files.set(file, now);
            const path = join(folder, file);
            if (kind === 'remove') await rm(path, { force: true });
            else await writeFile(path, lines(...now.map((id) => trail(id))));
            await syncWith(store, { logs: [folder], categories: [], deduplicate: true });
            assert.deepEqual(await leftOut(store), repeatedIn(files));
          }
        }),
      ),
      { numRuns: 12 },
    );
  });

  it('are found in what was appended to a large file', () =>
    withStore(async (store, folder) => {
      const log = join(folder, 'a');
      const many = Array.from({ length: 500 }, (_, n) => trail(`e${String(n)}`));
      const settings = { logs: [log], categories: [], deduplicate: true };
      await writeFile(log, lines(...many));
      await syncWith(store, settings);
      await appendFile(log, lines(trail('e7')));
      const { read } = await syncWith(store, settings);
      assert.ok(read < 1000, String(read));
      assert.deepEqual(await leftOut(store), ['a:501']);
    }));

  it('are remembered by a store in a file, and looked for again when that is older than the messages', () =>
    inFolder(async (folder) => {
      const logs = [join(folder, 'a')];
      await writeFile(join(folder, 'a'), lines(trail('e1'), trail('e1')));
      const options = { ...MEMORY, cacheFolder: join(folder, 'cache') };
      const settings = { logs, categories: [] };
      const counted = async (deduplicate: boolean): Promise<readonly [unknown, number]> => {
        const store = await LogStore.open(options);
        try {
          const { report } = await syncWith(store, { ...settings, deduplicate });
          return [report.totals.duplicates, store.version];
        } finally {
          store.close();
        }
      };
      await counted(true);
      assert.deepEqual(await counted(true), [1, 0], 'nothing is written');
      await appendFile(join(folder, 'a'), lines(trail('e1')));
      assert.equal((await counted(false))[0], undefined);
      assert.equal((await counted(true))[0], 2);
    }));

  it('are not looked for any longer when the caller has had enough', async () => {
    const { instance, close } = await openDatabase(MEMORY);
    const connection = await instance.connect();
    const column = hotFields.find(({ path }) => path === 'eventID')?.column ?? '';
    await connection.run(
      `INSERT INTO messages BY NAME SELECT range AS message_id, 1 AS file_id, 0 AS time_ms, 'cloudtrail' AS kind, TRUE AS is_json,
         '' AS raw, TRUE AS hot_trusted, 'e' || range // 2 AS ${column} FROM range(1000000)`,
    );
    const abort = new AbortController();
    let ended = '';
    const transaction = (work: () => Promise<unknown>): Promise<never> =>
      work().then(
        () => assert.fail('It went on to its end.'),
        (error: unknown) => {
          ended = String(error);
          throw error;
        },
      );
    setTimeout(() => {
      abort.abort(new Error('enough'));
    }, 30);
    const marking = { isOn: true, hotFields: true, files: [] };
    await assert.rejects(markDuplicates(connection, marking, transaction, abort.signal), /^Error: enough$/);
    assert.equal(ended, 'Error: enough');
    connection.closeSync();
    close();
  });

  it('are left out when a file of sources says so', () =>
    withStore(async (store, folder) => {
      const file = join(folder, 'sources.json');
      await writeFile(join(folder, 'a'), lines(trail('e1'), trail('e1')));
      await writeFile(file, '{ "version": 1, "deduplicate": true, "sources": [] }');
      const { report } = await syncWith(store, { logs: [join(folder, 'a')], categories: [], sourcesFiles: [file] });
      assert.equal(report.totals.duplicates, 1);
    }));
});
