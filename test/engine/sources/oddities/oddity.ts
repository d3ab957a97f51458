import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One thing that real log files do, as a file and what reading it must give. */
export interface Oddity {
  /** Its number in the list of oddities. */
  readonly number: number;
  /** Completes "oddity N: ". */
  readonly what: string;
  readonly content: string | Buffer;
  /** Kind and text of every message. */
  readonly messages: readonly string[];
  /** Times of the messages, where they are what the oddity is about. */
  readonly times?: readonly string[];
  /** `line:column reason` of every rejected piece; none when left out. */
  readonly rejected?: readonly string[];
  /** None when left out. */
  readonly notes?: readonly string[];
}

/** An oddity that needs more than one file, or more than a look at the messages. */
export interface OddityCheck {
  readonly number: number;
  readonly what: string;
  readonly check: () => Promise<void>;
}

export const BOUNCE = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05.000Z"}}';
export const SEND = '{"eventType":"Send","mail":{"timestamp":"2021-01-02T03:04:05.000Z"},"send":{}}';
export const TRAIL = '{"eventVersion":"1.08","eventTime":"2022-01-02T03:04:05Z","eventName":"SendEmail"}';

export const bounceMessage = `ses.notification ${BOUNCE}`;
export const sendMessage = `ses.event ${SEND}`;
export const trailMessage = `cloudtrail ${TRAIL}`;

/** What is said when one message has no time. */
export const UNDATED = '1 message has no timestamp and took the time the file was last changed.';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '../../../fixtures/oddities');

/** The bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(join(FIXTURES, name));
}

/** An SNS message around a text. */
export function sns(message: string, more: object = {}): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: 'm',
    TopicArn: 'arn:aws:sns:us-east-1:1:t',
    Message: message,
    ...more,
  });
}

/** A notification with other members beside the ones it always has. */
export function notification(members: object): string {
  return JSON.stringify({ notificationType: 'Bounce', mail: { timestamp: '2020-01-02T03:04:05.000Z' }, ...members });
}

/** A CloudTrail record with other members beside the ones it always has. */
export function trail(members: object): string {
  return JSON.stringify({
    eventVersion: '1.08',
    eventTime: '2022-01-02T03:04:05Z',
    eventName: 'SendEmail',
    ...members,
  });
}
