/** Oddities 48 to 67: records that are JSON and still not what one expects. They stay as they are, and their kind is right. */
import { BOUNCE, bounceMessage, notification, trail, TRAIL, trailMessage } from './oddity.ts';
import type { Oddity } from './oddity.ts';

const mail = { timestamp: '2020-01-02T03:04:05.000Z' };
const cloudTrail = 'cloudtrail';
const event = 'ses.event';
const bounce = 'ses.notification';

/** Number, what, and the kind and text of the records. */
const kept: readonly (readonly [
  number: number,
  what: string,
  ...records: readonly (readonly [kind: string, text: string])[],
])[] = [
  [49, 'one bounce in two spellings', [bounce, BOUNCE], [event, JSON.stringify({ eventType: 'Bounce', mail })]],
  [50, 'CloudTrail has an eventType too', [cloudTrail, trail({ eventType: 'AwsApiCall' })]],
  [
    51,
    'spellings of a rendering failure',
    ...['Rendering Failure', 'RenderingFailure', 'RENDERING_FAILURE'].map(
      (eventType) => [event, JSON.stringify({ eventType, mail, failure: {} })] as const,
    ),
  ],
  [
    52,
    'both records of one bounce',
    [bounce, notification({ bounce: {} })],
    [event, JSON.stringify({ eventType: 'Bounce', mail, bounce: {} })],
  ],
  [
    53,
    'missing fields',
    [cloudTrail, '{"eventSource":"ses.amazonaws.com","eventName":"SendEmail","eventTime":"2022-01-02T03:04:05Z"}'],
    [event, JSON.stringify({ eventType: 'Open', mail })],
  ],
  [54, 'null where objects belong', [cloudTrail, trail({ responseElements: null, requestParameters: null })]],
  [
    55,
    'empty objects and texts',
    [cloudTrail, trail({ errorCode: '', userIdentity: { sessionContext: { sessionIssuer: {} } } })],
  ],
  [56, 'truth as text', [cloudTrail, trail({ readOnly: 'True', mfaAuthenticated: 'false' })]],
  [
    57,
    'numbers as text',
    [
      event,
      JSON.stringify({ eventType: 'Bounce', mail, delivery: { processingTimeMillis: '546', smtpReplyCode: '550' } }),
    ],
  ],
  [
    58,
    'account numbers',
    [
      cloudTrail,
      '{"eventVersion":"1.08","eventTime":"2022-01-02T03:04:05Z","eventName":"A","recipientAccountId":"012345678901","accountId":811596193553.0}',
    ],
  ],
  [
    59,
    'texts where lists belong',
    [cloudTrail, trail({ resources: '[{ARN=arn:aws:s3:::b}]', userIdentity: '{type=IAMUser}' })],
  ],
  [60, 'names in other cases', [cloudTrail, trail({ userIdentity: { principalid: 'p', sessioncontext: {} } })]],
  [61, 'misspelt names', [cloudTrail, trail({ accesKeyId: 'A' })]],
  [
    62,
    'values nobody has heard of',
    [event, JSON.stringify({ eventType: 'Bounce', mail, bounce: { bounceSubType: 'SRETeamEatenByDinosaurs' } })],
  ],
  [63, 'regions that do not exist', [cloudTrail, trail({ awsRegion: 'apiso-northsouth-3r' })]],
  [64, 'values that were taken out', [cloudTrail, trail({ sourceIPAddress: 'HIDDEN_DUE_TO_SECURITY_REASONS' })]],
  [
    65,
    'versions as text and as number',
    [cloudTrail, trail({ eventVersion: '1.10' })],
    [cloudTrail, '{"eventVersion":1.10,"eventTime":"2022-01-02T03:04:05Z","eventName":"A"}'],
  ],
  [
    66,
    'contents that were cut',
    [cloudTrail, trail({ userAgent: 'x'.repeat(1024), requestParameters: { omitted: true } })],
  ],
  [67, 'the same event twice', [cloudTrail, trail({ eventID: 'e' })], [cloudTrail, trail({ eventID: 'e' })]],
];

export const schemaOddities: readonly Oddity[] = [
  {
    number: 48,
    what: 'notifications and CloudTrail in one file',
    content: `${BOUNCE}\n${TRAIL}\n`,
    messages: [bounceMessage, trailMessage],
  },
  ...kept.map(([number, what, ...records]) => ({
    number,
    what: `${what} are kept as they are`,
    content: records.map(([, text]) => `${text}\n`).join(''),
    messages: records.map(([kind, text]) => `${kind} ${text}`),
  })),
];
