/** Reading in other threads must give what reading here gives, and leave no thread behind. */
import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getActiveResourcesInfo } from 'node:process';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';

import type { MessageBatch } from '../../../../server/src/engine/sources/messageBatch.ts';
import { inThisThread } from '../../../../server/src/engine/sources/readInBatches.ts';
import type { LogSource, ReadRequest } from '../../../../server/src/engine/sources/readInBatches.ts';
import { defaultReading } from '../../../../server/src/engine/sources/settings/reading.ts';
import { ReaderEnded } from '../../../../server/src/engine/sources/threads/reading.ts';
import { ReaderPool } from '../../../../server/src/engine/sources/threads/readerPool.ts';
import { inFolder } from '../read.ts';

const event = '{"eventVersion":"1.08","eventTime":"2022-01-02T03:04:05Z","eventName":"A","responseElements":null}';
const bounce = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z","source":"é"}}';
const pieces = [
  event,
  bounce,
  '{"Type":"Notification","MessageId":"m","TopicArn":"t","Message":"{\\"eventType\\":\\"Open\\",\\"mail\\":{}}"}',
  '{ "a" : [1, 2.5e3, {"b":"\\u00e9"}] }',
  '{"a":1,"a":2}',
  "{'a': True}",
  '{"cut":',
  '2020-01-01T00:00:00Z just a line',
  '',
];

/** The content of a file in one of the usual framings, some of it compressed, some of that cut short. */
const content = fc
  .record({
    chosen: fc.array(fc.constantFrom(...pieces), { maxLength: 30 }),
    framing: fc.constantFrom<(parts: readonly string[]) => string>(
      (parts) => parts.join('\n'),
      (parts) => parts.join(''),
      (parts) => `[${parts.join(',')}]`,
      (parts) => `{"Records":[${parts.filter((part) => part.startsWith('{')).join(',')}]}`,
    ),
    packing: fc.constantFrom<(text: string) => Buffer>(
      (text) => Buffer.from(text),
      (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
      (text) => gzipSync(text),
      (text) => Buffer.concat([gzipSync(text), gzipSync(text)]),
      (text) => gzipSync(text).subarray(0, -9),
      (text) => Buffer.concat([gzipSync(text), Buffer.from('junk')]),
    ),
  })
  .map(({ chosen, framing, packing }) => packing(framing(chosen)));

const signal = new AbortController().signal;

/** How the code of a thread begins that says that it has started. */
const started = 'import{parentPort}from"node:worker_threads";parentPort.postMessage({kind:"ready"})';

async function requestFor(path: string): Promise<ReadRequest> {
  const { size, mtimeMs } = await stat(path);
  const part = size === 0 ? undefined : { start: 0, end: size - 1, line: 1 };
  return { path, modified: mtimeMs, part, reading: defaultReading };
}

/** Everything that comes of reading a file. */
async function all(source: LogSource, request: ReadRequest): Promise<unknown> {
  const messages: unknown[] = [];
  let bytes = 0;
  const summary = await source.read(request, signal, {
    onBatch(batch) {
      messages.push(...rowsOf(batch));
      return Promise.resolve();
    },
    onBytes: (count) => (bytes += count),
  });
  return { messages, bytes, summary };
}

function rowsOf(batch: MessageBatch): unknown[] {
  return Array.from({ length: batch.rows }, (_, row) => ({
    raw: Buffer.from(batch.raws.subarray(row === 0 ? 0 : batch.rawEnds[row - 1], batch.rawEnds[row])).toString(
      'latin1',
    ),
    columns: [batch.kinds[row], batch.json[row], batch.columns[row]],
    halves: [batch.times, batch.lines, batch.starts, batch.ends].map((list) => [list[2 * row], list[2 * row + 1]]),
    envelope: batch.envelopes.find(([of]) => of === row)?.[1],
  }));
}

async function withPool(work: (pool: ReaderPool) => Promise<void>, size = 2, entry?: URL): Promise<void> {
  const pool = new ReaderPool(size, entry);
  try {
    await work(pool);
  } finally {
    await pool.close();
  }
}

function threads(): number {
  return getActiveResourcesInfo().filter((name) => name === 'Worker' || name === 'MessagePort').length;
}

describe('reading in other threads', () => {
  it('gives what reading in this thread gives, read ahead or not', () =>
    inFolder(async (folder) => {
      let count = 0;
      await withPool((pool) =>
        fc.assert(
          fc.asyncProperty(fc.array(content, { minLength: 1, maxLength: 9 }), fc.boolean(), async (files, isAhead) => {
            const requests: ReadRequest[] = [];
            for (const file of files) {
              const path = join(folder, String(++count));
              await writeFile(path, file);
              requests.push(await requestFor(path));
            }
            if (isAhead) pool.expect(requests);
            // What is left out was read in vain.
            for (const request of requests.filter((_, index) => index % 4 !== 2))
              assert.deepEqual(await all(pool, request), await all(inThisThread, request));
          }),
          { numRuns: 60, seed: 5 },
        ),
      );
    }));

  it('gives parts of files that were expected as a whole, and files in another order', () =>
    inFolder(async (folder) => {
      const requests: ReadRequest[] = [];
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
        await writeFile(join(folder, name), `${event}\n${name}\n${bounce}`);
        requests.push(await requestFor(join(folder, name)));
      }
      const [a, b, c, d, e, f] = requests as [
        ReadRequest,
        ReadRequest,
        ReadRequest,
        ReadRequest,
        ReadRequest,
        ReadRequest,
      ];
      const cut = event.length + 1;
      const parts = [a, c].flatMap((request) => [
        { ...request, part: { start: 0, end: cut - 1, line: 1 } },
        { ...request, part: { start: cut, end: request.part?.end ?? 0, line: 2 } },
      ]);
      await withPool(async (pool) => {
        pool.expect(requests);
        for (const request of [...parts.slice(0, 2), b, ...parts.slice(2), a, f, e, d, f])
          assert.deepEqual(await all(pool, request), await all(inThisThread, request));
      }, 1);
    }));

  it('holds back what is not taken, and hands over all of it in its order', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'log.gz');
      const line = (number: number): string => JSON.stringify({ number, padding: 'x'.repeat(1000) });
      const count = 40_000;
      await writeFile(path, gzipSync(Array.from({ length: count }, (_, number) => line(number)).join('\n')));
      const request = await requestFor(path);
      await withPool(async (pool) => {
        let next = 0;
        await pool.read(request, signal, {
          async onBatch({ rows, raws, rawEnds }) {
            assert.equal(Buffer.from(raws.subarray(0, rawEnds[0])).toString(), line(next));
            next += rows;
            await new Promise((resolve) => setTimeout(resolve, 2));
          },
          onBytes: () => undefined,
        });
        assert.equal(next, count);
      }, 1);
    }));

  it('ends with the reason of the signal, and all threads with it', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'log');
      await writeFile(path, `${bounce}\n`.repeat(50_000));
      const request = await requestFor(path);
      const before = threads();
      await withPool(async (pool) => {
        const controller = new AbortController();
        const reading = pool.read(request, controller.signal, {
          onBatch() {
            assert.ok(threads() > before);
            controller.abort(new Error('enough'));
            return Promise.resolve();
          },
          onBytes: () => undefined,
        });
        await assert.rejects(reading, /^Error: enough$/);
      });
      assert.equal(threads(), before);
    }));

  it('fails when the thread ends, and goes on with another one', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'log');
      await writeFile(path, bounce);
      const request = await requestFor(path);
      const dying = new URL(`data:text/javascript,${started};process.exit(7)`);
      await withPool(
        async (pool) => {
          pool.expect([request, { ...request, modified: 1 }]);
          for (let attempt = 0; attempt < 3; attempt++) await assert.rejects(all(pool, request), ReaderEnded);
        },
        2,
        dying,
      );
    }));

  it('says why a thread ended', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'log');
      await writeFile(path, bounce);
      const request = await requestFor(path);
      await withPool(
        (pool) => assert.rejects(all(pool, request), new ReaderEnded('out of order')),
        1,
        new URL(`data:text/javascript,${started};throw new Error("out of order")`),
      );
    }));

  for (const [what, entry] of [
    ['is not there', new URL('noSuchReader.cjs', import.meta.url).href],
    ['fails', 'data:text/javascript,throw new Error("out of order")'],
    ['ends at once', 'data:text/javascript,process.exit(7)'],
  ] as const)
    it(`reads in this thread when the code of the others ${what}`, () =>
      inFolder(async (folder) => {
        const requests: ReadRequest[] = [];
        for (const name of ['a', 'b', 'c', 'd', 'e']) {
          const path = join(folder, name);
          await writeFile(path, `${bounce}\n${event}\n${name}`);
          requests.push(await requestFor(path));
        }
        await withPool(
          async (pool) => {
            pool.expect(requests);
            for (const request of requests)
              assert.deepEqual(await all(pool, request), await all(inThisThread, request));
          },
          2,
          new URL(entry),
        );
      }));

  it('tells the thread when the rest of a reading is not wanted', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'log');
      await writeFile(path, bounce);
      const request = await requestFor(path);
      // Gives one batch for the first reading, and then says what it was told.
      const code = `${started};const empty={rows:0,raws:new Uint8Array(0),rawEnds:new Uint32Array(0),envelopes:[]};
        parentPort.on('message',({kind,job})=>{
          if(kind==='read')parentPort.postMessage(job===1?{kind:'batch',job,batch:empty,read:0}:{kind:'failed',job,message:seen});
          else seen+=kind+job;
        });let seen='';`;
      await withPool(
        async (pool) => {
          const controller = new AbortController();
          const reading = pool.read(request, controller.signal, {
            onBatch() {
              controller.abort(new Error('enough'));
              return Promise.resolve();
            },
            onBytes: () => undefined,
          });
          await assert.rejects(reading, /^Error: enough$/);
          await assert.rejects(all(pool, request), new ReaderEnded('drop1taken1'));
        },
        1,
        new URL(`data:text/javascript,${encodeURIComponent(code)}`),
      );
    }));
});
