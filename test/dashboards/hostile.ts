/** Records with everything that real logs get wrong, always the same ones for the same seed. */
import type { Json, JsonObject } from './independent/records.ts';
import { day, hour } from './independent/tables.ts';

/** Instant of the newest record, epoch milliseconds. */
export const newest = Date.UTC(2024, 2, 14, 17, 3, 21, 250);

interface Dice {
  readonly below: (bound: number) => number;
  readonly pick: <T>(values: readonly T[]) => T;
  /** The member most of the time; else left out, null or empty. */
  readonly member: (name: string, value: Json) => JsonObject;
  readonly time: (reach: number) => string;
}

function rollFrom(seed: number): Dice {
  let state = seed;
  const below = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * bound);
  };
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  return {
    below,
    pick,
    member: (name, value) =>
      pick<JsonObject>([...Array<JsonObject>(7).fill({ [name]: value }), {}, { [name]: null }, { [name]: '' }]),
    time: (reach) => new Date(newest - below(reach)).toISOString(),
  };
}

const names = [
  'ListIdentities',
  'VerifyDomainIdentity',
  'GetSendQuota',
  'GetSendStatistics',
  'getsendquota',
  'SetIdentityMailFromDomain',
  'CreateReceiptRule',
  'VerifyEmailAddress',
  'SendEmail',
  'Identit',
];
const identities: readonly JsonObject[] = [
  { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/jbrown', userName: 'jbrown', accountId: '123456789012' },
  { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/mail/team/zoe', accountId: '123456789012' },
  { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/jbrown', userName: '', accountId: '123456789012' },
  { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/Admin/first.last@example.com' },
  { type: 'AssumedRole', arn: 'arn:aws-us-gov:sts::210987654321:assumed-role/Deep/a/b@c', userName: null },
  { type: 'AssumedRole', arn: 'arn:aws-cn:sts::210987654321:assumed-role/', accountId: 210987654321 },
  { type: 'Root', arn: 'arn:aws:iam::444455556666:root', accountId: '444455556666' },
  { type: 'FederatedUser', arn: 'arn:aws:sts::123456789012:federated-user/Alice' },
  { type: 'AWSService', invokedBy: 'cognito-idp.amazonaws.com' },
  { type: null, arn: '', userName: null },
  { arn: 'no arn at all', accountId: '000000000001' },
  {},
];
const addresses = [
  '8.8.8.8',
  '1.1.1.1',
  '2001:4860:4860::8888',
  '::ffff:8.8.8.8',
  ' 81.2.69.142, 192.168.10.10',
  '10.0.0.7',
  '127.0.0.1',
  'AWS Internal',
  'ses.amazonaws.com',
  '<img src=x onerror=alert(1)>',
];

function event(dice: Dice): JsonObject {
  const { pick, member, time } = dice;
  return {
    eventVersion: '1.09',
    ...pick([{ userIdentity: pick(identities) }, { userIdentity: pick(identities) }, {}, { userIdentity: null }]),
    ...pick<JsonObject>([
      ...Array.from({ length: 12 }, () => ({ eventTime: `${time(8 * day).slice(0, 19)}Z` })),
      { eventTime: 'redacted', at: time(8 * day) },
      { eventTime: 'redacted' },
    ]),
    ...pick<JsonObject>([
      ...Array<JsonObject>(8).fill({ eventSource: 'ses.amazonaws.com' }),
      { eventSource: 'sts.amazonaws.com' },
      { eventSource: 'email.amazonaws.com', userAgent: 'ses.amazonaws.com' },
    ]),
    ...member('eventName', pick(names)),
    ...member('awsRegion', pick(['us-east-1', 'us-gov-west-1', 'us-west-3'])),
    ...member('sourceIPAddress', pick(addresses)),
    ...pick<JsonObject>([
      {},
      {},
      { errorCode: null },
      { errorCode: '' },
      { errorCode: 'AccessDenied' },
      { errorCode: 'Throttling' },
      { errorCode: ' ' },
    ]),
    ...member('errorMessage', pick(['no "right"\nfor that', '=1+1', 'naïve \u{1f600}'])),
    ...member('requestID', pick(['r-1', 'r-2', 'r-3'])),
    ...member('eventType', 'AwsApiCall'),
    ...member('recipientAccountId', pick(['123456789012', '000000000001'])),
    requestParameters: { notificationType: 'Bounce', mail: { source: 'not.a@mail.example' } },
  };
}

const mailboxes = [
  'ann@example.com',
  'Ann@Example.COM',
  'bob@example.net',
  'Bob <bob@example.net>',
  '"Doe, John" <john@mail.example>',
  '"a@b"@odd.example',
  '"Doe", Jr <jr@mail.example>',
  '"[x],{y}"@odd.example',
  'tag+it@EXAMPLE.com ',
  'josé@bücher.example',
  'no address',
  'HIDDEN_DUE_TO_SECURITY_REASONS',
  'back\\slash@example.org',
  'dangling@',
];
const bounces: readonly (readonly [Json, Json])[] = [
  ['Transient', 'MailboxFull'],
  ['Transient', 'MAILBOXFULL'],
  ['Transient', 'ContentRejected'],
  ['Transient', 'General'],
  ['TRANSIENT', 'General'],
  ['Transient', 'SRETeamEatenByDinosaurs'],
  ['Permanent', 'General'],
  ['Permanent', 'Suppressed'],
  ['Permanent', 'OnAccountSuppressionList'],
  ['Permanent', null],
  ['Undetermined', 'Undetermined'],
  [null, 'General'],
];

function several<T>(dice: Dice, make: () => T): readonly T[] {
  return Array.from({ length: dice.pick([0, 1, 1, 1, 2, 3]) }, make);
}

function recipients(dice: Dice): Json {
  const { pick } = dice;
  const one = (): Json => {
    const address = pick([...mailboxes, null]);
    return pick<Json>([
      { emailAddress: address },
      { emailAddress: address, status: '5.1.1', diagnosticCode: 'smtp; "emailAddress":"not@this.example", said {it}' },
      { action: 'failed', emailAddress: address, diagnosticCode: 'line\nline' },
      { action: 'failed' },
    ]);
  };
  return pick<Json>([several(dice, one), several(dice, one), several(dice, one), null, 'text']);
}

function mail(dice: Dice): JsonObject {
  const { pick, member } = dice;
  const to = several(dice, () => pick<Json>([...mailboxes, null, 7]));
  return {
    ...member('source', pick(['Shop <offers@shop.example>', 'offers@shop.example', '=?utf-8?b?Imxj?= <x@y.example>'])),
    ...pick<JsonObject>([
      { sourceIp: pick(addresses) },
      { tags: { 'ses:source-ip': [pick(addresses)] } },
      { sourceIp: '', tags: { 'ses:source-ip': [pick(addresses), '9.9.9.9'] } },
      {},
    ]),
    ...member('sendingAccountId', pick(['012345678901', '123456789012'])),
    ...pick<JsonObject>([
      { sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/shop.example' },
      { sourceArn: 'arn:aws-us-gov:ses:us-gov-west-1:123456789012:identity/a:b@shop.example' },
      { sourceArn: 'arn:aws:ses::123456789012:identity/' },
      { sourceArn: 'shop.example' },
      {},
    ]),
    ...pick<JsonObject>([{ destination: to }, { destination: to }, { destination: to }, {}, { destination: null }]),
  };
}

function notification(dice: Dice): JsonObject {
  const { below, pick, member, time } = dice;
  const [bounceType, bounceSubType] = pick(bounces);
  const details: Readonly<Record<string, JsonObject>> = {
    Bounce: {
      bounce: { ...pick([{ bounceType }, {}]), ...pick([{ bounceSubType }, {}]), bouncedRecipients: recipients(dice) },
    },
    Complaint: {
      complaint: {
        complainedRecipients: recipients(dice),
        ...member('userAgent', pick(['AOL SComp', 'Yahoo!-Mail-Feedback/2.0'])),
        ...member('complaintFeedbackType', pick(['abuse', 'fraud', 'not-spam'])),
      },
    },
    Delivery: {
      delivery: {
        ...member('processingTimeMillis', pick<Json>([200 + below(900), String(below(900)), 20_000, 0.5])),
        ...member(
          'reportingMTA',
          pick([
            'a8-43.smtp-out.amazonses.com',
            'a9-19.smtp-out.amazonses.com',
            'dns; a8-43.smtp-out.amazonses.com',
            'DSN;a9-19.smtp-out.amazonses.com',
          ]),
        ),
        ...member('remoteMtaIp', pick(addresses)),
        recipients: ['not.counted@example.com'],
      },
    },
  };
  const type = pick(['Bounce', 'Complaint', 'Delivery', 'Delivery', 'Delivery', 'Send', 'Rendering Failure', 'bounce']);
  return {
    ...pick<JsonObject>([
      { notificationType: type },
      { notificationType: type },
      { eventType: type },
      { notificationType: '', eventType: type },
      { notificationType: type, eventType: 'Send' },
      { notificationType: null },
    ]),
    timestamp: time(30 * hour),
    ...pick<JsonObject>([
      ...Array.from({ length: 9 }, () => ({ mail: mail(dice) })),
      {},
      { mail: null },
      { mail: 'text' },
    ]),
    ...pick([details[type] ?? {}, details[type] ?? {}, details[type] ?? {}, {}]),
  };
}

const others: readonly JsonObject[] = [
  { eventType: 'TEXT_DELIVERED', eventTimestamp: 1710435600000, at: '2024-03-14T10:00:00.000Z' },
  { test: 'without a time' },
  { test: 'Bounce', at: '2024-03-14T11:00:00.000Z' },
  { notificationType: 'AmazonSnsSubscriptionSucceeded', message: 'Delivery', at: '2024-03-14T12:00:00.000Z' },
];

/** Records of both kinds and some others; the last one is the newest. */
export function hostileRecords(seed: number, count: number): readonly JsonObject[] {
  const dice = rollFrom(seed);
  const records = Array.from({ length: count }, (_, index) => (index % 2 === 0 ? event(dice) : notification(dice)));
  return [...records, ...others, { notificationType: 'Send', mail: { timestamp: new Date(newest).toISOString() } }];
}

/** The records as texts of log files: in lines, indented, and in lines of ASCII alone. */
export function toFiles(records: readonly JsonObject[]): Readonly<Record<string, string>> {
  const part = (index: number): readonly JsonObject[] => records.filter((_, place) => place % 3 === index);
  const lines = (values: readonly JsonObject[], indent?: number): string =>
    values.map((value) => `${JSON.stringify(value, null, indent)}\n`).join('');
  const ascii = lines(part(2)).replace(
    /[^\n -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { 'lines.jsonl': lines(part(0)), 'indented.json': lines(part(1), 2), 'ascii.jsonl': ascii };
}
