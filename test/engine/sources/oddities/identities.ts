/** Oddities 73 to 76 and 82 to 95: texts that only look like what they are called. Reading leaves them as they are. */
import { notification, trail } from './oddity.ts';
import type { Oddity } from './oddity.ts';

/** Number, what, kind and text of a record, and its time where it is not that of `notification` or `trail`. */
const kept: readonly (readonly [number: number, what: string, kind: string, text: string, time?: string])[] = [
  [
    73,
    'dates of mail headers',
    'ses.notification',
    notification({ commonHeaders: { date: 'Wed, 27 Jan 2016 14:05:45 +0000' } }),
  ],
  [74, 'American dates', 'cloudtrail', trail({ responseElements: { expiration: 'Oct 8, 2024, 4:15:32\u202fPM' } })],
  [75, 'epoch milliseconds', 'other', '{"test":1,"timestamp":1606255960435}', '2020-11-24T22:12:40.435Z'],
  [75, 'epoch seconds', 'other', '{"test":1,"timestamp":1644272345}', '2022-02-07T22:19:05.000Z'],
  [
    76,
    'blanks inside times and names',
    'cloudtrail',
    trail({ arn: 'arn: aws: sts', createDate: '2021-02-21T23: 46: 28Z' }),
  ],
  [82, 'names before addresses', 'ses.notification', notification({ source: '"Doe, John" <john@example.com>' })],
  [
    83,
    'unusual addresses',
    'ses.notification',
    notification({ destination: ['"a@b"@example.com', 'prvs=1=x@EXAMPLE.com', 'nobody'] }),
  ],
  [
    84,
    'several recipients',
    'ses.notification',
    notification({ bounce: { bouncedRecipients: [{ status: '5.1.1' }, { status: '4.0.0' }] } }),
  ],
  [85, 'addresses of version 6', 'cloudtrail', trail({ sourceIPAddress: '2600:1f18::1' })],
  [86, 'services for addresses', 'cloudtrail', trail({ sourceIPAddress: 'AWS Internal' })],
  [87, 'lists of addresses', 'cloudtrail', trail({ sourceIPAddress: '81.2.69.142, 192.168.10.10' })],
  [88, 'addresses that are not routed', 'cloudtrail', trail({ sourceIPAddress: '127.0.3.0' })],
  [
    89,
    'prefixes of mail servers',
    'ses.notification',
    notification({ bounce: { reportingMTA: 'dns; a8-43.smtp-out.amazonses.com' } }),
  ],
  [
    90,
    'identities without a name',
    'cloudtrail',
    trail({ userIdentity: { accountId: '1', invokedBy: 'ses.amazonaws.com' } }),
  ],
  [
    91,
    'session names with slashes',
    'cloudtrail',
    trail({ arn: 'arn:aws:sts::1:assumed-role/AWSReservedSSO_x/first.last@example.com' }),
  ],
  [92, 'other partitions', 'cloudtrail', trail({ arn: 'arn:aws-us-gov:iam::1:user/a' })],
  [93, 'agents in brackets or none', 'cloudtrail', trail({ userAgent: '[Boto3/1.15]', other: { userAgent: null } })],
  [
    94,
    'diagnostics over several lines',
    'ses.notification',
    notification({ diagnosticCode: 'smtp; 550-5.1.1 a\n550 5.1.1 b' }),
  ],
  [95, 'tags that are lists', 'ses.notification', notification({ tags: { 'ses:source-ip': ['192.0.2.0'] } })],
];

export const identityOddities: readonly Oddity[] = kept.map(([number, what, kind, text, time]) => ({
  number,
  what: `${what} are kept as they are`,
  content: `${text}\n`,
  messages: [`${kind} ${text}`],
  ...(time === undefined ? {} : { times: [time] }),
}));
