import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { readContent, readPath } from './read.ts';

const FIXTURE = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures/sources/seed-shapes.jsonl');
const BOUNCE = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}';
const TRAIL =
  '{"eventVersion":"1.08","userIdentity":{"creationDate":"2019-01-01T00:00:00Z"},"eventTime":"2020-05-06T07:08:09Z","eventName":"SendEmail"}';

describe('reading a log', () => {
  it('keeps lines as they are, and the malformed one as text', async () => {
    const lines = (await readFile(FIXTURE, 'utf8')).trimEnd().split('\n');
    const { summary, messages } = await readPath(FIXTURE);
    assert.deepEqual(messages, [
      { kind: 'ses.notification', raw: lines[0], time: '2018-02-08T18:18:09.060Z', place: '1:1' },
      { kind: 'ses.notification', raw: lines[1], time: '2018-03-01T10:00:00.000Z', place: '2:1' },
      { kind: 'text', raw: lines[2], time: '2018-04-12T12:25:07.641Z', place: '3:1' },
    ]);
    const column = (lines[2] ?? '').indexOf('(') + 1;
    assert.deepEqual(summary.rejected, [{ line: 3, column, reason: 'Expected a value, found "(".' }]);
    assert.deepEqual(
      [summary.format, summary.records, summary.kinds, summary.notes],
      ['ndjson', 3, { 'ses.notification': 2, text: 1 }, []],
    );
  });

  it('takes the time of a CloudTrail record from eventTime', async () => {
    const { summary, messages } = await readContent(`{"Records":[${TRAIL}]}`);
    assert.deepEqual(messages, [{ kind: 'cloudtrail', raw: TRAIL, time: '2020-05-06T07:08:09.000Z', place: '1:13' }]);
    assert.equal(summary.format, 'cloudtrail');
  });

  it('takes no time of a delayed mail from when it is given up, also where the names are in order', async () => {
    const delay = (delayed: string): string =>
      `{"deliveryDelay":${delayed},"eventType":"DeliveryDelay","mail":{"timestamp":"2020-06-14T10:00:00.000Z"}}`;
    const expiration = '"expirationTime" : "2020-06-16T00:25:40.914Z"';
    const { messages } = await readContent(
      [delay(`{${expiration},"timestamp":"2020-06-15T00:25:40.095Z"}`), delay(`{${expiration}}`)].join('\n'),
    );
    assert.deepEqual(
      messages.map(({ time }) => time),
      ['2020-06-15T00:25:40.095Z', '2020-06-14T10:00:00.000Z'],
    );
  });

  it('takes no time of a notification from the middle of what a server said', async () => {
    const bounce = (diagnosis: string, timestamp: string): string =>
      `{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"diagnosticCode":"${diagnosis}"}],"timestamp":"${timestamp}"}}`;
    const diagnosis = 'smtp; 550 5.4.1 denied. [x.example 2023-11-15T15:41:33.264Z 08DB]';
    const { messages } = await readContent(
      [
        bounce(diagnosis, '2023-11-15T15:45:00.000Z'),
        bounce(`\\"${diagnosis.slice(-30)}`, '2023-11-15T15:45:00+01:00'),
        bounce(diagnosis, 'redacted'),
      ].join('\n'),
    );
    assert.deepEqual(
      messages.map(({ time }) => time),
      ['2023-11-15T15:45:00.000Z', '2023-11-15T14:45:00.000Z', '2023-11-15T15:41:33.264Z'],
    );
  });

  it('takes the blanks out of a pretty-printed record and keeps digits, order and escapes', async () => {
    const { messages } = await readContent('{\n  "z": 12345678901234567890,\n  "a": "\\u00e9 \\/ x",\n  "d": 1.0\n}\n');
    assert.deepEqual(
      messages.map(({ raw }) => raw),
      ['{"z":12345678901234567890,"a":"\\u00e9 \\/ x","d":1.0}'],
    );
  });

  it('opens SNS envelopes, in Lambda events too', async () => {
    const sns = JSON.stringify({
      Type: 'Notification',
      MessageId: '1',
      TopicArn: 'arn:aws:sns:x',
      Message: `${BOUNCE}\n`,
      Timestamp: '2020-09-09T09:09:09Z',
    });
    const { messages } = await readContent(
      `${sns}\n{"Records":[{"EventSource":"aws:sns","EventVersion":"1.0","Sns":${sns}}]}\n`,
    );
    const bounce = { kind: 'ses.notification', raw: BOUNCE, time: '2020-01-02T03:04:05.000Z' };
    assert.deepEqual(messages, [
      { ...bounce, place: '1:1' },
      { ...bounce, place: '2:13' },
    ]);
  });

  it('opens nested envelopes up to a limit', async () => {
    let text = BOUNCE;
    for (let level = 0; level < 6; level++)
      text = JSON.stringify({ Type: 'Notification', MessageId: '1', TopicArn: 't', Message: text });
    const inner = (await readContent(text)).messages[0];
    assert.deepEqual(
      [inner?.kind, inner?.raw],
      ['sns.control', JSON.stringify({ Type: 'Notification', MessageId: '1', TopicArn: 't', Message: BOUNCE })],
    );
  });

  const kinds: readonly (readonly [name: string, text: string, kind: string])[] = [
    ['an SES event', '{"eventType":"Open","mail":{}}', 'ses.event'],
    [
      'a CloudTrail record without version',
      '{"eventSource":"ses.amazonaws.com","eventName":"SendEmail","eventType":"AwsApiCall"}',
      'cloudtrail',
    ],
    [
      'an SNS message with text',
      '{"Type":"Notification","MessageId":"1","TopicArn":"t","Message":"Successfully validated"}',
      'sns.control',
    ],
    ['an inbound Lambda record', '{"eventSource":"aws:ses","eventVersion":"1.0","ses":{}}', 'other'],
    ['an unrelated event', '{"eventType":"TEXT_DELIVERED"}', 'other'],
    ['a line of text', 'hello', 'text'],
  ];
  for (const [name, text, kind] of kinds) {
    it(`knows ${name}`, async () => {
      assert.deepEqual((await readContent(text)).summary.kinds, { [kind]: 1 });
    });
  }

  const empty: readonly (readonly [text: string, note: string])[] = [
    ['', 'The file holds no records.'],
    [' \n\n', 'The file holds no records.'],
    ['[]', 'An empty array holds no records.'],
    ['{}', 'An empty object holds no record.'],
    ['{"Records":[]}', 'An empty "Records" array holds no records.'],
    ['null', 'A bare null holds no record.'],
    [
      '{"awsAccountId":"1","digestStartTime":"2015-08-17T14:01:31Z"}',
      'A CloudTrail digest was skipped: it lists log files and holds no events.',
    ],
  ];
  for (const [text, note] of empty) {
    it(`finds no records in ${JSON.stringify(text)} and says so`, async () => {
      const { summary } = await readContent(text);
      assert.deepEqual(
        [summary.format, summary.records, summary.rejectedCount, summary.notes],
        ['empty', 0, 0, [note]],
      );
    });
  }

  const formats: readonly (readonly [format: string, text: string])[] = [
    ['json', BOUNCE],
    ['json', `${BOUNCE}${BOUNCE}`],
    ['ndjson', `${BOUNCE}\n${BOUNCE}\n`],
    ['array', `[${BOUNCE}]`],
    ['text', '2020-01-01T00:00:00Z started\n'],
    ['mixed', `2020-01-01T00:00:00Z started\n${BOUNCE}\n`],
  ];
  for (const [format, text] of formats)
    it(`calls ${JSON.stringify(text.slice(0, 30))}… ${format}`, async () => {
      assert.equal((await readContent(text)).summary.format, format);
    });
});

describe('bytes of a log', () => {
  it('are inflated when they are gzip, several members too, whatever the name', async () => {
    const { summary, messages } = await readContent(
      Buffer.concat([gzipSync(`${BOUNCE}\n`), gzipSync(`${BOUNCE}\n`)]),
      'x.json',
    );
    assert.deepEqual([summary.format, messages.length, summary.notes], ['ndjson+gzip', 2, []]);
  });

  it('are read as text when only the name says gzip', async () => {
    assert.equal((await readContent(BOUNCE, 'x.json.gz')).summary.format, 'json');
  });

  it('that a cut gzip file still holds are read, with a note', async () => {
    const lines = Array.from(
      { length: 5000 },
      (_, n) => `{"n":${String(n)},"r":"${String(Math.sin(n))}","t":"2020-01-02T03:04:05Z"}\n`,
    ).join('');
    const packed = gzipSync(lines);
    const { summary, messages } = await readContent(packed.subarray(0, packed.length >> 1));
    assert.ok(summary.records > 1000 && summary.records < 5000, String(summary.records));
    assert.match(messages[0]?.raw ?? '', /^\{"n":0,/);
    assert.ok(
      summary.notes.includes('The compressed file ends early: what could be unpacked was read.'),
      summary.notes.join(),
    );
  });

  it('may begin with a byte order mark, which is no column', async () => {
    const { messages, summary } = await readContent(`\ufeff${BOUNCE}`);
    assert.deepEqual([messages[0]?.raw, messages[0]?.place, summary.rejectedCount], [BOUNCE, '1:1', 0]);
  });

  it('that are not UTF-8 are replaced, with one note', async () => {
    const bad = Buffer.from('{"a":"\xe9"}\n{"b":"\xe8"}\n', 'latin1');
    const { messages, summary } = await readContent(bad);
    assert.deepEqual(
      messages.map(({ raw }) => raw),
      ['{"a":"\ufffd"}', '{"b":"\ufffd"}'],
    );
    assert.equal(summary.notes[0], 'Bytes that are not UTF-8 were replaced, first in the record at byte 0.');
  });

  it('that are no text are refused with a note', async () => {
    const { summary } = await readContent(Buffer.from([1, 2, 0, 3]));
    assert.deepEqual(
      [summary.readable, summary.records, summary.notes],
      [false, 0, ['The file is binary, not text. It was not read.']],
    );
  });

  it('that are gone are no error', async () => {
    const { summary } = await readPath('/nowhere/log.json');
    assert.deepEqual([summary.readable, summary.records, summary.notes], [false, 0, ['The file is gone.']]);
  });
});
