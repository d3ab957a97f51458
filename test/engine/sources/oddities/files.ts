/** Oddities about files rather than records. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

import { discover } from '../../../../server/src/engine/sources/discover.ts';
import { Framer } from '../../../../server/src/engine/sources/frame.ts';
import { readLog } from '../../../../server/src/engine/sources/readLog.ts';
import { defaultReading } from '../../../../server/src/engine/sources/settings/reading.ts';
import { inFolder, readContent, readPath } from '../read.ts';
import { BOUNCE, TRAIL } from './oddity.ts';
import type { OddityCheck } from './oddity.ts';

const DIGEST = '{"awsAccountId":"1","digestStartTime":"2015-08-17T14:01:31Z","logFiles":[]}';
const SIGNATURE =
  '{"version":"1.0","files":[{"fileName":"result_1.csv.gz"}],"hashSignature":"x","publicKeyFingerprint":"y"}';

export const fileChecks: readonly OddityCheck[] = [
  {
    number: 10,
    what: 'the bytes decide what is compressed, not the name',
    check: async () => {
      assert.equal((await readContent(gzipSync(BOUNCE), 'firehose-1-2020')).summary.format, 'json+gzip');
      assert.equal((await readContent(BOUNCE, 'log.json.gz')).summary.format, 'json');
    },
  },
  { number: 14, what: 'a file that unpacks to more than the limit is read up to it', check: bomb },
  { number: 16, what: 'a tree of folders as CloudTrail makes it', check: tree },
  {
    number: 17,
    what: 'digests and signatures are skipped with a note',
    check: async () => {
      const notes = await Promise.all([DIGEST, SIGNATURE].map(async (text) => (await readContent(text)).summary));
      assert.deepEqual(
        notes.map((summary) => [summary.records, summary.rejectedCount, ...summary.notes]),
        [
          [0, 0, 'A CloudTrail digest was skipped: it lists log files and holds no events.'],
          [0, 0, 'The signature of saved query results was skipped: it holds no events.'],
        ],
      );
    },
  },
  { number: 34, what: 'lists that are too long to be held give their records one by one', check: longLists },
  {
    number: 98,
    what: 'times in names mean nothing',
    check: async () => {
      const { messages } = await readContent(BOUNCE, '1_CloudTrail_us-east-1_20991231T2359Z_x.json');
      assert.deepEqual(
        messages.map(({ time }) => time),
        ['2020-01-02T03:04:05.000Z'],
      );
    },
  },
];

async function bomb(): Promise<void> {
  await inFolder(async (folder) => {
    const path = join(folder, 'bomb.gz');
    const lines = gzipSync(`${BOUNCE}\n`.repeat(10_000));
    // The limit is for all members together.
    await writeFile(path, Buffer.concat([lines, lines, gzipSync(Buffer.alloc(50_000_000, ' '))]));
    let read = 0;
    const summary = await readLog(path, 0, new AbortController().signal, {
      reading: { ...defaultReading, inflateLimit: (BOUNCE.length + 1) * 15_000 + 10 },
      onMessage: () => read++,
      onBytes: () => undefined,
    });
    assert.equal(read, 15_001);
    assert.deepEqual(summary.rejected, [
      { line: 15_001, column: 11, reason: 'The record is cut short: expected the end of the text in quotes.' },
    ]);
    assert.equal(
      summary.notes[0],
      'The compressed file unpacks to more than 1143 kB: only so much was read. The setting sesq.engine.inflateLimit holds the limit.',
    );
  });
}

async function tree(): Promise<void> {
  await inFolder(async (folder) => {
    const day = 'AWSLogs/1/CloudTrail/us-east-1/2022/01/02';
    const files: Readonly<Record<string, string>> = {
      [`${day}/1_CloudTrail_us-east-1_20220102T0000Z_a.json.gz`]: `{"Records":[${TRAIL}]}`,
      [`${day}/1_CloudTrail_us-east-1_20220102T0005Z_b.json.gz`]: `{"Records":[${TRAIL},${TRAIL}]}`,
      'AWSLogs/1/CloudTrail-Digest/us-east-1/2022/01/02/d.json.gz': DIGEST,
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), gzipSync(text));
    }
    const found = await discover([folder]);
    assert.equal(found.kind, 'ok');
    const counts: [string, number][] = [];
    for (const { path } of found.files) {
      const { summary } = await readPath(path);
      counts.push([relative(folder, path).split('/').at(-1) ?? '', summary.records]);
    }
    assert.deepEqual(counts, [
      ['d.json.gz', 0],
      ['1_CloudTrail_us-east-1_20220102T0000Z_a.json.gz', 1],
      ['1_CloudTrail_us-east-1_20220102T0005Z_b.json.gz', 2],
    ]);
  });
}

/** With a limit of a kilobyte every list here is too long. */
async function longLists(): Promise<void> {
  await Promise.resolve();
  const records = Array.from({ length: 100 }, (_, n) => `{"n":${String(n)},"text":"${'x'.repeat(100)}"}`);
  const list = `[${records.join(', ')}]`;
  const texts = [
    [`{"Events":${list},"NextToken":"t"}`, 'What stands beside the "Events" array was left out.'],
    [`{"messageType":"DATA_MESSAGE","logEvents":${list}}`],
    [`{"took":1,"hits":{"total":{"value":100},"hits":${list}}}`],
    [`{"hits":{"hits":${list},"x":[1]},"y":{}}`, 'What stands beside the "hits" array was left out.'],
  ] as const;
  for (const [text, ...expected] of texts) {
    const seen: string[] = [];
    const notes: string[] = [];
    const sink = {
      frame: ({ bytes }: { bytes: Buffer }) => seen.push(bytes.toString()),
      note: (note: string) => notes.push(note),
    };
    const framer = new Framer(sink, 0, 1024);
    const bytes = Buffer.from(`${text}\n{"last":1}\n`);
    for (let at = 0; at < bytes.length; at += 700) framer.push(bytes.subarray(at, at + 700));
    framer.end();
    assert.deepEqual(seen, [...records, '{"last":1}']);
    assert.deepEqual(notes, expected);
  }
}
