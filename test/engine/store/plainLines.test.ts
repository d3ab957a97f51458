/** The quick way of loading must keep the same messages as the careful one, or leave the file to it. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LogStore } from '../../../server/src/engine/store/store.ts';
import type { SourcesReport } from '../../../server/src/protocol/engine.ts';

const record =
  '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"é@b.example"}],"timestamp":"2018-04-12T11:46:41.807Z"},"mail":{"timestamp":"2017-12-19T09:17:52.309Z","source":"a <a@b.example>","sourceIp":"2001:4e8::1","tags":{}}}';
const event =
  '{"eventType":"Delivery","mail":{"timestamp":"2024-02-29T23:59:59.999Z","source":null},"delivery":{"processingTimeMillis":671}}';

interface Loaded {
  readonly quick: boolean;
  readonly report: SourcesReport;
  readonly rows: readonly unknown[];
}

async function load(path: string, mayBeQuick: boolean): Promise<Loaded> {
  const store = await LogStore.open({
    cacheFolder: undefined,
    memoryLimit: '',
    threads: 1,
    ...(mayBeQuick ? { logs: [path] } : {}),
  });
  try {
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    const result = await store.sync({ logs: [path], categories: [] }, context);
    assert.equal(result.kind, 'ok');
    const read = async (sql: string): Promise<readonly unknown[]> =>
      (await store.connection().runAndReadAll(sql)).getRowsJson();
    return {
      quick: (await read('SELECT 1 FROM messages WHERE byte_start IS NULL LIMIT 1')).length > 0,
      report: await store.report(),
      rows: await read('SELECT * EXCLUDE (byte_start, byte_end) FROM messages ORDER BY message_id'),
    };
  } finally {
    store.close();
  }
}

/** Loads a file that is large enough for the quick way in both ways; says whether the quick one was taken. */
function quickAndSame(lines: readonly (string | Buffer)[], end = '\n', last = '\n'): Promise<boolean> {
  const all = [...padding, ...lines];
  return bytesAreQuickAndSame(
    Buffer.concat(
      all.flatMap((line, index) => [Buffer.from(line), Buffer.from(index === all.length - 1 ? last : end)]),
    ),
  );
}

/** Enough lines for the quick way. */
const padding: readonly (string | Buffer)[] = Array.from({ length: 1200 }, () => record);

async function bytesAreQuickAndSame(bytes: Buffer): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-plain-'));
  const path = join(folder, 'ses.jsonl');
  await writeFile(path, bytes);
  try {
    const careful = await load(path, false);
    const quick = await load(path, true);
    assert.equal(careful.quick, false);
    assert.deepEqual(quick.rows, careful.rows);
    assert.deepEqual(quick.report, careful.report);
    return quick.quick;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Lines that a file of plain records may have. */
const plain: readonly (readonly [what: string, line: string])[] = [
  ['a notification', record],
  ['an event', event],
  ['escapes', '{"notificationType":"x\\"\\u0041\\n","mail":{"timestamp":"2018-01-01T00:00:00.000Z"}}'],
  [
    'a JSON null',
    '{"notificationType":"Complaint","complaint":{"complaintSubType":null},"mail":{"timestamp":"2018-01-01T00:00:00.000Z"}}',
  ],
  [
    'names that wrappers have',
    '{"notificationType":"a","t":"2018-01-01T00:00:00.000Z","events":[{"a":1}],"detail-type":"d","source":"s","detail":{"mail":{},"eventType":"Open"}}',
  ],
  ['a key with a dot', '{"notificationType":"a","t":"2018-01-01T00:00:00.000Z","mail.source":"x"}'],
];

/** Lines that need the careful way. */
const special: readonly (readonly [what: string, line: string | Buffer])[] = [
  ['text', 'relay-2 restarted'],
  ['a cut record', '{"notificationType":"Bounce","mail":{"timestamp":"2018-01-01T00:00:00.000Z"'],
  ['a comma too many', '{"notificationType":"Bounce","t":["2018-01-01T00:00:00.000Z",]}'],
  ['NaN', '{"notificationType":"Bounce","x":NaN,"t":"2018-01-01T00:00:00.000Z"}'],
  ['an infinity in a list', '{"notificationType":"Bounce","x":[1,-Infinity],"t":"2018-01-01T00:00:00.000Z"}'],
  ['a number with an exponent', '{"notificationType":"Bounce","eventName":1e+21,"t":"2018-01-01T00:00:00.000Z"}'],
  ['an envelope', '{"notificationType":"Bounce","Records":[{"a":"2018-01-01T00:00:00.000Z"}]}'],
  ['an envelope behind a null', '{"notificationType":"a","Records":null,"Records":[{"a":"2018-01-01T00:00:00.000Z"}]}'],
  [
    'an EventBridge event',
    '{"eventType":"x","t":"2018-01-01T00:00:00.000Z","detail-type":"d","source":"aws.ses","detail":{"eventType":"Open","mail":{}}}',
  ],
  [
    'a queue message',
    '{"eventType":"x","t":"2018-01-01T00:00:00.000Z","receiptHandle":"r","body":"{\\"eventType\\":\\"Open\\",\\"mail\\":{}}"}',
  ],
  [
    'a looked-up event',
    '{"EventId":"1","CloudTrailEvent":"{\\"eventVersion\\":\\"1\\",\\"t\\":\\"2018-01-01T00:00:00Z\\"}"}',
  ],
  ['a list of events', `{"Events":[${event}]}`],
  ['a digest', '{"notificationType":"Bounce","digestStartTime":null,"t":"2018-01-01T00:00:00.000Z"}'],
  ['two records in a line', `${record}${record}`],
  ['two records with a comma', `${record}, ${record}`],
  ['a record after a carriage return', `${record}\r${record}`],
  ['an event without mail', '{"eventType":"AwsApiCall","eventVersion":"1","eventTime":"2018-01-01T00:00:00Z"}'],
  ['no time', '{"notificationType":"Bounce"}'],
  ['a time with an offset', '{"notificationType":"Bounce","t":"2018-01-01T00:00:00.000+02:00"}'],
  ['a day that is none', '{"notificationType":"Bounce","t":"2018-02-30T00:00:00.000Z","u":"2018-03-01T00:00:00.000Z"}'],
  ['a basic time first', '{"notificationType":"Bounce","t":"20180101T000000Z","u":"2018-03-01T00:00:00.000Z"}'],
  ['bytes that are no UTF-8', Buffer.from('{"notificationType":"\xff","t":"2018-01-01T00:00:00.000Z"}', 'latin1')],
  ['half a character', '{"notificationType":"\\ud800","t":"2018-01-01T00:00:00.000Z"}'],
  ['deep nesting', `{"notificationType":"a","t":"2018-01-01T00:00:00.000Z","x":${'['.repeat(600)}${']'.repeat(600)}}`],
  ['an empty line', ''],
  ['a blank at the end', `${record} `],
];

describe('loading plain lines', () => {
  it('is quick for records of all plain forms, and keeps the same', async () => {
    assert.equal(await quickAndSame(plain.map(([, line]) => line)), true);
  });

  it('needs no newline at the end', async () => {
    assert.equal(await quickAndSame([record], '\n', ''), true);
  });

  it('leaves files with carriage returns to the careful way', async () => {
    assert.equal(await quickAndSame([record], '\r\n', '\r\n'), false);
  });

  for (const [what, line] of special) {
    it(`leaves a file with ${what} to the careful way`, async () => {
      assert.equal(await quickAndSame([line, record]), false);
    });
  }

  // Compressed files have to be large as well, so these are not made smaller.
  const packed = (...lines: readonly string[]): Buffer =>
    gzipSync([...padding, ...lines].map((line) => `${String(line)}\n`).join(''), { level: 0 });

  it('is quick for compressed files, of several members too, and keeps the same', async () => {
    assert.equal(await bytesAreQuickAndSame(packed(event)), true);
    assert.equal(await bytesAreQuickAndSame(Buffer.concat([packed(event), packed(record)])), true);
  });

  const changed = (bytes: Buffer): Buffer => Buffer.from(bytes.with(-8, (bytes.at(-8) ?? 0) ^ 1));

  const odd: readonly (readonly [what: string, bytes: Buffer])[] = [
    ['that was cut short', packed(event).subarray(0, -2000)],
    ['whose last bytes are missing', packed(event).subarray(0, -4)],
    ['whose sum is wrong', changed(packed(event))],
    ['with other bytes behind it', Buffer.concat([packed(event), Buffer.from('restarted')])],
    ['with text in it', packed('relay-2 restarted')],
    ['with an empty line', packed('', event)],
    ['with a byte order mark', gzipSync(`\ufeff${[...padding, ''].join('\n')}`, { level: 0 })],
  ];

  for (const [what, bytes] of odd) {
    it(`leaves a compressed file ${what} to the careful way`, async () => {
      assert.equal(await bytesAreQuickAndSame(bytes), false);
    });
  }
});
