/** Records inside the wrappers of other services. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';

import { readContent } from './read.ts';

const BOUNCE = '{"notificationType":"Bounce","n":12345678901234567890,"mail":{"timestamp":"2020-01-02T03:04:05Z"}}';
const EVENT = '{"eventType":"Open","mail":{"timestamp":"2021-01-02T03:04:05Z"}}';
const TRAIL = '{"eventVersion":"1.08","eventTime":"2020-05-06T07:08:09Z","eventName":"SendEmail"}';
const MAIL = '{"mail":{"timestamp":"2022-01-02T03:04:05Z"},"receipt":{}}';
const NEWER = Date.UTC(2023, 0, 2);

/** What is kept: kind and text of every message. */
async function kept(content: string): Promise<readonly string[]> {
  return (await readContent(content)).messages.map(({ kind, raw }) => `${kind} ${raw}`);
}

function sns(message: string, more: object = {}): object {
  return { Type: 'Notification', MessageId: '1', TopicArn: 't', Message: message, ...more };
}

function base64(text: string | Buffer): string {
  return Buffer.from(text).toString('base64');
}

/** A delivery of log events as the service sends it. */
function subscription(...messages: readonly string[]): object {
  const logEvents = messages.map((message, id) => ({ id: String(id), timestamp: NEWER, message }));
  return { messageType: 'DATA_MESSAGE', owner: '1', logGroup: 'g', logStream: 's', logEvents };
}

/** Each wrapper around records, and the records in it. */
const wrappers: readonly (readonly [what: string, wrapper: object, inside: readonly string[]])[] = [
  ['an SNS message', sns(`${BOUNCE}\n`), [`ses.notification ${BOUNCE}`]],
  [
    'messages of a queue',
    { Messages: [{ MessageId: '1', ReceiptHandle: 'r', MD5OfBody: 'm', Body: JSON.stringify(sns(BOUNCE)) }] },
    [`ses.notification ${BOUNCE}`],
  ],
  [
    'queue messages for Lambda',
    { Records: [{ messageId: '1', receiptHandle: 'r', body: BOUNCE, eventSource: 'aws:sqs' }] },
    [`ses.notification ${BOUNCE}`],
  ],
  [
    'an SNS message for Lambda',
    { Records: [{ EventSource: 'aws:sns', Sns: sns(BOUNCE) }] },
    [`ses.notification ${BOUNCE}`],
  ],
  [
    'inbound mail for Lambda',
    { Records: [{ eventVersion: '1.0', ses: JSON.parse(MAIL) as object, eventSource: 'aws:ses' }] },
    [`ses.notification ${MAIL}`],
  ],
  [
    'a stream for Lambda',
    { Records: [{ kinesis: { data: base64(EVENT) }, eventSource: 'aws:kinesis', eventVersion: '1.0' }] },
    [`ses.event ${EVENT}`],
  ],
  [
    'an EventBridge event',
    { 'detail-type': 'Email Opened', source: 'aws.ses', detail: JSON.parse(EVENT) as object },
    [`ses.event ${EVENT}`],
  ],
  [
    'log events',
    subscription(TRAIL, JSON.stringify(sns(BOUNCE))),
    [`cloudtrail ${TRAIL}`, `ses.notification ${BOUNCE}`],
  ],
  ['log events that are text', subscription('START request\n'), ['text START request']],
  [
    'compressed log events',
    { awslogs: { data: base64(gzipSync(JSON.stringify(subscription(TRAIL)))) } },
    [`cloudtrail ${TRAIL}`],
  ],
  [
    'a Firehose delivery',
    { requestId: 'r', timestamp: 1, records: [{ data: base64(`${EVENT}\n`) }, { data: base64(BOUNCE + EVENT) }] },
    [`ses.event ${EVENT}`, `ses.notification ${BOUNCE}`, `ses.event ${EVENT}`],
  ],
  [
    'looked-up events',
    { Events: [{ EventId: '1', EventName: 'SendEmail', CloudTrailEvent: TRAIL }], NextToken: 'n' },
    [`cloudtrail ${TRAIL}`],
  ],
  ['one looked-up event', { EventId: '1', CloudTrailEvent: TRAIL }, [`cloudtrail ${TRAIL}`]],
  [
    'filtered log events',
    {
      events: [{ logStreamName: 's', timestamp: NEWER, message: TRAIL, ingestionTime: NEWER }],
      searchedLogStreams: [],
    },
    [`cloudtrail ${TRAIL}`],
  ],
  ['a list of events', { events: [JSON.parse(EVENT)] }, [`ses.event ${EVENT}`]],
  [
    'search results',
    { took: 1, hits: { total: 1, hits: [{ _index: 'i', _source: JSON.parse(TRAIL) as object }] } },
    [`cloudtrail ${TRAIL}`],
  ],
];

/** Records that look like wrappers at first sight. */
const records: readonly (readonly [what: string, record: object, kind: string])[] = [
  ['a notification with a list of events', { notificationType: 'Bounce', events: [{ a: 1 }] }, 'ses.notification'],
  ['a list beside other members', { user: 'u', events: [{ a: 1 }] }, 'other'],
  ['a list of numbers', { events: [1, 2] }, 'other'],
  ['a queue message of text', { messageId: '1', receiptHandle: 'r', body: 'hello' }, 'other'],
  ['a queue message of broken JSON', { messageId: '1', receiptHandle: 'r', body: '{"a":' }, 'other'],
  [
    'an EventBridge event of another service',
    { 'detail-type': 'd', source: 'aws.ec2', detail: { state: 's' } },
    'other',
  ],
  ['a control message', { ...subscription('CWL CONTROL MESSAGE'), messageType: 'CONTROL_MESSAGE' }, 'other'],
  ['a body of a request', { httpMethod: 'POST', body: BOUNCE }, 'other'],
  ['a payload that is not Base64', { awslogs: { data: '***' } }, 'other'],
  ['a payload that is binary', { awslogs: { data: base64(Buffer.from([1, 0, 2])) } }, 'other'],
  ['a payload that is damaged', { awslogs: { data: base64(gzipSync(EVENT).subarray(0, 20)) } }, 'other'],
];

describe('wrappers', () => {
  for (const [what, wrapper, inside] of wrappers)
    it(`are opened: ${what}`, async () => {
      assert.deepEqual(await kept(JSON.stringify(wrapper)), inside);
    });

  for (const [what, record, kind] of records)
    it(`are not seen in ${what}`, async () => {
      const text = JSON.stringify(record);
      assert.deepEqual(await kept(text), [`${kind} ${text}`]);
    });

  it('give their records the place of the outermost value', async () => {
    const { messages } = await readContent(`\n  ${JSON.stringify(subscription(TRAIL, TRAIL))}\n`);
    assert.deepEqual(
      messages.map(({ place }) => place),
      ['2:3', '2:3'],
    );
  });

  it('leave the text of a record inside a string as it is', async () => {
    const text = '{"eventType": "Open", "mail": {"a": "\\u00e9\\/", "n": 1.0}}';
    assert.deepEqual(await kept(JSON.stringify(sns(text))), [`ses.event ${text}`]);
  });

  it('leave the text of a record inside an object as it is, blanks aside', async () => {
    const text =
      '{ "detail-type":"d", "source":"aws.ses", "detail":{ "eventType": "Open", "mail": {"a": "\\/", "n": 1.0} } }';
    assert.deepEqual(await kept(text), ['ses.event {"eventType":"Open","mail":{"a":"\\/","n":1.0}}']);
  });

  it('give their time to what has none', async () => {
    const { messages, summary } = await readContent(
      [
        subscription('hello'),
        sns('{"a":1}', { Timestamp: '2023-01-03T00:00:00.000Z' }),
        { receiptHandle: 'r', body: '{"a":1}', attributes: { SentTimestamp: String(NEWER) } },
      ]
        .map((value) => JSON.stringify(value))
        .join('\n'),
    );
    assert.deepEqual(
      messages.map(({ time }) => time),
      ['2023-01-02T00:00:00.000Z', '2023-01-03T00:00:00.000Z', '2023-01-02T00:00:00.000Z'],
    );
    assert.deepEqual(summary.notes, []);
  });

  it('are opened five deep and no deeper', async () => {
    let text = BOUNCE;
    for (let level = 0; level < 5; level++) text = JSON.stringify(sns(text));
    assert.deepEqual(await kept(text), [`ses.notification ${BOUNCE}`]);
    const deeper = await kept(JSON.stringify(sns(text)));
    assert.deepEqual(deeper, [`sns.control ${JSON.stringify(sns(BOUNCE))}`]);
  });

  it('keep a malformed record of a payload and say where it came from', async () => {
    const { messages, summary } = await readContent(
      JSON.stringify({ requestId: 'r', records: [{ data: base64(`{"a":(}\n${EVENT}`) }] }),
    );
    assert.deepEqual(
      messages.map(({ kind, raw }) => [kind, raw]),
      [
        ['text', '{"a":(}'],
        ['ses.event', EVENT],
      ],
    );
    assert.deepEqual(summary.rejected, [
      { line: 1, column: 1, reason: 'Inside an encoded payload: Expected a value, found "(".' },
    ]);
  });

  it('keep a payload that would inflate to more than the limit, with a note', async () => {
    const text = JSON.stringify({ awslogs: { data: base64(gzipSync(Buffer.alloc(64 * 1024 * 1024 + 1, ' '))) } });
    const { messages, summary } = await readContent(text);
    assert.deepEqual(
      messages.map(({ raw }) => raw),
      [text],
    );
    assert.equal(
      summary.notes[0],
      'Compressed payloads are larger than 64 MB when unpacked: they were left as they are.',
    );
  });

  it('say what is wrong with a record that is broken inside them, and are kept', async () => {
    const cut = BOUNCE.slice(0, 40);
    const garbled = BOUNCE.replace('"Bounce"', '("Bounce")');
    const lines = [
      sns(cut),
      { MessageId: '1', ReceiptHandle: 'r', MD5OfBody: 'm', Body: garbled },
      subscription(cut, 'START {', BOUNCE),
      sns('Successfully validated SNS topic for Amazon SES event publishing.'),
    ].map((value) => JSON.stringify(value));
    const { summary, messages } = await readContent(lines.join('\n'));
    assert.deepEqual(
      summary.rejected.map(({ line, reason }) => `${String(line)} ${reason}`),
      [
        '1 Inside a wrapper: The record is cut short: expected "," or "}".',
        '2 Inside a wrapper: Expected a value, found "(".',
        '3 Inside a wrapper: The record is cut short: expected "," or "}".',
      ],
    );
    assert.deepEqual(
      messages.map(({ kind, raw }) => `${kind} ${raw}`),
      [
        `sns.control ${lines[0] ?? ''}`,
        `other ${lines[1] ?? ''}`,
        `text ${cut}`,
        'text START {',
        `ses.notification ${BOUNCE}`,
        `sns.control ${lines[3] ?? ''}`,
      ],
    );
  });
});
