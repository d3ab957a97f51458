/** Whatever the files hold and however they are written, they answer alike whether they are loaded or not. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { askAll, assertSame } from './support.ts';

const queries = [
  '* | count',
  'Bounce | count by _source',
  '_sourceCategory=AWS/SES/* | json "notificationType" as t nodrop | count by t',
  '* | json "mail.source" as s | count by s | sort by s',
  '* | json "mail.source" as s | first(s), last(s), count',
  '* | json "mail.source" as s nodrop | limit 5',
  'Bounce | parse regex "\\"emailAddress\\":\\"(?<a>[^\\"]*)\\"" multi',
  '* | json "mail.source" as s | fields s, _messageId, _format, _size',
  'not Bounce | sort by _raw | limit 4',
  '* | timeslice 10s | count by _timeslice | sort by _timeslice',
  '* | json "mail.source" as s | timeslice 1m | count by _timeslice, s | transpose row _timeslice column s',
  '* | json "mail.source" as s | where [subquery: Bounce | json "mail.source" as s | compose s] | count by s',
  '* | json "mail.source" as s | count by s | compare with timeshift 30s',
  '* | dedup by _sourceName | fields - _raw',
  '* | json auto | fields mail.source, notificationType',
] as const;

const ranges = [{}, { from: '-20s' }, { from: '2024-03-11T00:00:10Z' }, { from: '-1m', to: '-10s' }] as const;

/** Few times, so that many messages have the same. */
const time = fc.nat(59).map((second) => new Date(Date.UTC(2024, 2, 11, 0, 0, second)).toISOString());
const source = fc.constantFrom('a@x.example', 'ä@ü.example', 'quo\\"te@x.example', '\\u00e9@x.example', '');
/** Answers of mail servers, some with times of their own. */
const code = fc.constantFrom('smtp; 550', 'smtp; 550 at 2024-03-11T00:02:00.000Z', '2024-03-11T00:03:00.000Z: no');
const number = fc.constantFrom('1', '-0.5', '12345678901234567890', '1.10');

const bounce = fc
  .tuple(time, source, number, code, fc.array(source, { minLength: 1, maxLength: 2 }))
  .map(
    ([at, from, size, answer, to]) =>
      `{"notificationType":"Bounce","bounce":{"bouncedRecipients":[${to.map((each) => `{"emailAddress":"${each}"}`).join(',')}],"diagnosticCode":"${answer}","timestamp":"${at}"},"mail":{"timestamp":"${at}","source":"${from}","size":${size}}}`,
  );
const sent = fc
  .tuple(time, source)
  .map(([at, from]) => `{"eventType":"Send", "mail":{"timestamp":"${at}","source":"${from}"},"send":{}}`);
/** Mostly files are as they should be. */
const odd = fc.constantFrom(
  'Bounce at noon',
  '{"notificationType":"Bounce","bounce":{}}',
  '{"notificationType":"Bounce","mail":{"timestamp":"2024-03-11T00:00:30.000Z","source":"b@y.example",}}',
  '{"notificationType":"Bounce","mail":{"timestamp":"2024-03-11T00:00:30.000Z","size":1e3}}',
  '{"notificationType":"Bounce","mail":{"timestamp":"2024-03-11 00:00:30","source":"b@y.example"}}',
);
const line = fc.oneof(
  { weight: 40, arbitrary: bounce },
  { weight: 20, arbitrary: sent },
  { weight: 1, arbitrary: odd },
);

interface Written {
  readonly lines: readonly string[];
  readonly end: string;
  readonly mark: boolean;
  readonly members: number;
  readonly lastEnd: boolean;
}

const file: fc.Arbitrary<Written> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  end: fc.constantFrom('\n', '\n', '\r\n', '\n\n'),
  mark: fc.boolean(),
  members: fc.nat(2),
  lastEnd: fc.boolean(),
});

function bytesOf({ lines, end, mark, members, lastEnd }: Written): Buffer {
  const text = Buffer.from(`${mark ? '\ufeff' : ''}${lines.join(end)}${lastEnd ? end : ''}`);
  if (members === 0) return text;
  const cut = members === 1 ? text.length : Math.floor(text.length / 2);
  return Buffer.concat(
    [text.subarray(0, cut), text.subarray(cut)].filter((part) => part.length > 0).map((part) => gzipSync(part)),
  );
}

describe('files that are loaded and files that are not', () => {
  it('give the same answers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sesq-same-'));
    let streamed = 0;
    let asked = 0;
    try {
      const questions = fc.array(fc.tuple(fc.constantFrom(...queries), fc.constantFrom(...ranges)), {
        minLength: 3,
        maxLength: 5,
      });
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), questions, async (files, chosen) => {
          runs += 1;
          const logs = files.map((_, index) => join(folder, `${String(runs)}-${String(index)}.log`));
          await Promise.all(files.map((each, index) => writeFile(logs[index] ?? '', bytesOf(each))));
          const params = chosen.map(([query, timeRange]) => ({ query, timeRange }));
          const ways = [await askAll(params, logs, 0), await askAll(params, logs, Infinity)] as const;
          for (const [index, way] of ways[0].entries()) {
            const loaded = ways[1][index];
            assert.ok(loaded !== undefined);
            assertSame(way, loaded, JSON.stringify(params[index]));
            asked += 1;
            if (way.streamed) streamed += 1;
          }
        }),
        { numRuns: 40 },
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    // Otherwise nothing would have been compared.
    assert.ok(streamed > asked / 4, `${String(streamed)} of ${String(asked)}`);
  });
});
