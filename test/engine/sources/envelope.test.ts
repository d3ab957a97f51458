/** What wrappers say about the records in them. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { readLog } from '../../../server/src/engine/sources/readLog.ts';
import { defaultReading } from '../../../server/src/engine/sources/settings/reading.ts';
import type { ReadingOptions } from '../../../server/src/engine/sources/settings/types.ts';
import { wrapperFields } from '../../../server/src/language/index.ts';
import { inFolder } from './read.ts';

const BOUNCE = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}';
const TRAIL = '{"eventVersion":"1.08","eventTime":"2020-05-06T07:08:09Z","eventName":"SendEmail"}';

/** What is said about each message of a value; null when nothing is. */
async function said(value: unknown, reading: Partial<ReadingOptions> = {}): Promise<readonly unknown[]> {
  return inFolder(async (folder) => {
    const path = join(folder, 'log');
    await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
    const envelopes: unknown[] = [];
    await readLog(path, 0, new AbortController().signal, {
      reading: { ...defaultReading, ...reading },
      onMessage: ({ envelope = 'null' }) => envelopes.push(JSON.parse(envelope)),
      onBytes: () => undefined,
    });
    return envelopes;
  });
}

function sns(message: string, more: object = {}): object {
  return { Type: 'Notification', MessageId: 'm', TopicArn: 'arn:aws:sns:t', Message: message, ...more };
}

const aboutSns = { 'sns.Type': 'Notification', 'sns.MessageId': 'm', 'sns.TopicArn': 'arn:aws:sns:t' };

function base64(text: string | Buffer): string {
  return Buffer.from(text).toString('base64');
}

const secrets = {
  Signature: 's',
  SigningCertURL: 'https://c',
  UnsubscribeURL: 'https://u',
  SubscribeURL: 'https://s',
  Token: 't',
};

const cases: readonly (readonly [what: string, wrapper: unknown, said: readonly unknown[]])[] = [
  ['a record without a wrapper', BOUNCE, [null]],
  ['a file of CloudTrail', { Records: [JSON.parse(TRAIL)] }, [null]],
  [
    'an SNS message, without what is secret',
    sns(BOUNCE, { Subject: null, Timestamp: '2020-01-02T03:04:06Z', ...secrets }),
    [{ ...aboutSns, 'sns.Timestamp': '2020-01-02T03:04:06Z' }],
  ],
  ['a message of SNS about its topic', sns('You have chosen', secrets), [aboutSns]],
  [
    'an SNS message for Lambda',
    {
      Records: [
        { EventSource: 'aws:sns', EventSubscriptionArn: 'arn:sub', Sns: sns(BOUNCE, { MessageAttributes: {} }) },
      ],
    },
    [{ 'sns.EventSubscriptionArn': 'arn:sub', ...aboutSns, 'sns.MessageAttributes': {} }],
  ],
  [
    'a message of a queue around one of SNS',
    {
      Messages: [
        {
          MessageId: 'q',
          ReceiptHandle: 'secret',
          Attributes: { SentTimestamp: '1' },
          Body: JSON.stringify(sns(BOUNCE)),
        },
      ],
    },
    [{ 'sqs.SentTimestamp': '1', 'sqs.messageId': 'q', ...aboutSns }],
  ],
  [
    'a queue message for Lambda',
    { Records: [{ messageId: 'q', receiptHandle: 'r', body: BOUNCE, eventSource: 'aws:sqs', awsRegion: 'us-east-1' }] },
    [{ 'sqs.messageId': 'q', 'sqs.awsRegion': 'us-east-1' }],
  ],
  [
    'a stream for Lambda',
    { Records: [{ kinesis: { partitionKey: 'k', data: base64(BOUNCE) }, eventID: 'e', eventSource: 'aws:kinesis' }] },
    [{ 'kinesis.eventID': 'e', 'kinesis.partitionKey': 'k' }],
  ],
  [
    'an event of EventBridge',
    {
      id: 'i',
      'detail-type': 'Email Bounced',
      source: 'aws.ses',
      resources: ['r'],
      detail: JSON.parse(BOUNCE) as object,
    },
    [
      {
        'eventbridge.id': 'i',
        'eventbridge.detail-type': 'Email Bounced',
        'eventbridge.source': 'aws.ses',
        'eventbridge.resources': ['r'],
      },
    ],
  ],
  [
    'each of several log events, compressed',
    {
      awslogs: {
        data: base64(
          gzipSync(
            JSON.stringify({
              messageType: 'DATA_MESSAGE',
              logGroup: 'g',
              logEvents: [
                { id: '1', timestamp: 1, message: TRAIL },
                { id: '2', timestamp: 2, message: 'START' },
              ],
            }),
          ),
        ),
      },
    },
    [
      { 'logs.logGroup': 'g', 'logs.id': '1', 'logs.timestamp': 1 },
      { 'logs.logGroup': 'g', 'logs.id': '2', 'logs.timestamp': 2 },
    ],
  ],
  [
    'a Firehose delivery',
    { requestId: 'r', timestamp: 1, records: [{ recordId: '1', data: base64(BOUNCE + BOUNCE) }] },
    [
      { 'firehose.requestId': 'r', 'firehose.recordId': '1' },
      { 'firehose.requestId': 'r', 'firehose.recordId': '1' },
    ],
  ],
  [
    'looked-up events',
    { Events: [{ EventId: '1', Username: 'u', CloudTrailEvent: TRAIL }] },
    [{ 'lookup.EventId': '1', 'lookup.Username': 'u' }],
  ],
  [
    'a search result',
    { hits: { hits: [{ _index: 'i', _id: 'd', _source: { '@timestamp': 't', ...(JSON.parse(TRAIL) as object) } }] } },
    [{ 'elastic.@timestamp': 't', 'elastic._index': 'i', 'elastic._id': 'd' }],
  ],
  [
    'a line of a container',
    { log: `${BOUNCE}\n`, stream: 'stdout', time: 't' },
    [{ 'docker.stream': 'stdout', 'docker.time': 't' }],
  ],
  [
    'an export with the original',
    { _raw: BOUNCE, host: 'h', index: 'main' },
    [{ 'splunk.host': 'h', 'splunk.index': 'main' }],
  ],
];

describe('what wrappers say', () => {
  for (const [what, wrapper, expected] of cases)
    it(`is kept of ${what}`, async () => {
      assert.deepEqual(await said(wrapper), expected);
    });

  it('comes from the innermost of two of the same kind', async () => {
    const outer = sns(JSON.stringify(sns(BOUNCE, { MessageId: 'inner' })), { Subject: 'outer' });
    assert.deepEqual(await said(outer), [{ ...aboutSns, 'sns.MessageId': 'inner', 'sns.Subject': 'outer' }]);
  });

  it('is masked as the records are', async () => {
    const rules = [{ name: 'topics', filterType: 'Mask', regexp: 'arn:aws:sns:\\w+', mask: '***' }] as const;
    assert.deepEqual(await said(sns(BOUNCE), { rules }), [{ ...aboutSns, 'sns.TopicArn': '***' }]);
  });

  it('stays valid when a character was cut in half', async () => {
    const text = JSON.stringify(sns(BOUNCE)).replace('"m"', '"\\ud83d"');
    assert.deepEqual(await said(text), [{ ...aboutSns, 'sns.MessageId': '\ufffd' }]);
  });

  it('has one name for each field, whatever the case', () => {
    const names = wrapperFields.map(({ name }) => name.toLowerCase());
    assert.equal(new Set(names).size, names.length);
  });
});
