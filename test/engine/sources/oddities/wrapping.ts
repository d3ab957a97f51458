/** Oddities 39 to 47: records inside other things. */
import { gzipSync } from 'node:zlib';

import { BOUNCE, bounceMessage, SEND, sendMessage, sns, TRAIL, trail, trailMessage, UNDATED } from './oddity.ts';
import type { Oddity } from './oddity.ts';

const validated = sns('Successfully validated SNS topic for Amazon SES event publishing.', {
  Timestamp: '2023-01-02T00:00:00.000Z',
});
const confirmation = JSON.stringify({
  Type: 'SubscriptionConfirmation',
  MessageId: 'm',
  TopicArn: 'arn:aws:sns:us-east-1:1:t',
  Message: 'You have chosen to subscribe',
  SubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=secret',
  Token: 'secret',
  Timestamp: '2023-01-02T00:00:00.000Z',
});
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const subscription = JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents: [{ timestamp: 1, message: TRAIL }] });
const panther = trail({
  p_event_time: '2025-01-20 16:52:14.000000000',
  p_log_type: 'AWS.CloudTrail',
  p_any_ip_addresses: ['192.0.2.1'],
});
const sms = '{"eventType":"TEXT_DELIVERED","at":"2021-01-02T03:04:05Z"}';

function lines(...values: readonly (string | object)[]): string {
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');
}

export const wrappingOddities: readonly Oddity[] = [
  {
    number: 39,
    what: 'SNS messages, with and without a line end inside',
    content: lines(sns(BOUNCE), sns(`${SEND}\n`)),
    messages: [bounceMessage, sendMessage],
  },
  {
    number: 39,
    what: 'an SNS message whose text is nearly JSON',
    content: sns("{'notificationType': 'Bounce', 'mail': {'timestamp': '2020-01-02T03:04:05.000Z'}}"),
    messages: [bounceMessage],
    notes: ['1 record was repaired: single quotes (line 1).'],
  },
  {
    number: 40,
    what: 'wrappers inside wrappers',
    content: lines(
      { Records: [{ receiptHandle: 'r', body: sns(BOUNCE), eventSource: 'aws:sqs' }] },
      {
        Messages: [
          {
            ReceiptHandle: 'r',
            Body: JSON.stringify({
              'detail-type': 'Email Sent',
              source: 'aws.ses',
              detail: JSON.parse(SEND) as object,
            }),
          },
        ],
      },
    ),
    messages: [bounceMessage, sendMessage],
  },
  {
    number: 41,
    what: 'plain texts and confirmations are control messages',
    content: lines(validated, confirmation),
    messages: [`sns.control ${validated}`, `sns.control ${confirmation}`],
  },
  {
    number: 42,
    what: 'Base64, compressed or not',
    content: lines(
      { requestId: 'r', records: [{ data: base64(BOUNCE) }] },
      { awslogs: { data: base64(gzipSync(subscription)) } },
      { Records: [{ kinesis: { data: base64(SEND) } }] },
    ),
    messages: [bounceMessage, trailMessage, sendMessage],
  },
  {
    number: 43,
    what: 'looked-up events count by the time of the record inside',
    content: lines({ EventId: 'e', EventTime: '2022-02-08 09:23:18+11:00', ReadOnly: 'false', CloudTrailEvent: TRAIL }),
    messages: [trailMessage],
    times: ['2022-01-02T03:04:05.000Z'],
  },
  {
    number: 44,
    what: 'SNS messages as Lambda functions get them',
    content: lines({
      Records: [
        {
          EventVersion: '1.0',
          EventSource: 'aws:sns',
          Sns: {
            ...(JSON.parse(sns(BOUNCE)) as object),
            Subject: null,
            SigningCertUrl: 'https://x',
            MessageAttributes: {},
          },
        },
      ],
    }),
    messages: [bounceMessage],
  },
  {
    number: 45,
    what: 'records in the exports of other tools',
    content: lines(
      panther,
      { '@timestamp': '2024-01-01T00:00:00Z', event: { original: TRAIL, module: 'aws' } },
      { '@timestamp': '2024-01-01T00:00:00Z', 'event.original': TRAIL },
      { preview: false, result: { _raw: BOUNCE, host: 'h' } },
      { '@timestamp': '2024-01-01T00:00:00Z', message: SEND },
    ),
    messages: [`cloudtrail ${panther}`, trailMessage, trailMessage, bounceMessage, sendMessage],
  },
  {
    number: 46,
    what: 'links and tokens are text like any other',
    content: confirmation,
    messages: [`sns.control ${confirmation}`],
  },
  {
    number: 47,
    what: 'records of other services on the same stream',
    content: lines(sms, '{"test":"hello"}', BOUNCE),
    messages: [`other ${sms}`, 'other {"test":"hello"}', bounceMessage],
    notes: [UNDATED],
  },
];
