import { gzipSync } from 'node:zlib';
import type { JsonObject, JsonValue, TimedRecord } from './mail.ts';
import type { Random } from './random.ts';
import { isoMillis } from './time.ts';

/** One record a line, the last line ended too. */
export function jsonLines(records: readonly JsonObject[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** One array over many lines, as a tool that prints for people writes it. */
export function prettyArray(records: readonly JsonObject[]): string {
  return `${JSON.stringify(records, null, 2)}\n`;
}

/** The form of CloudTrail's files: one object on one line. */
export function trailFile(records: readonly JsonValue[]): string {
  return `${JSON.stringify({ Records: records })}\n`;
}

/** Gzip whose header names neither a time nor a system, so that equal text gives an equal header. */
export function gzip(text: string): Buffer {
  const bytes = gzipSync(text, { level: 9 });
  bytes.writeUInt32LE(0, 4);
  bytes.writeUInt8(255, 9);
  return bytes;
}

const topicArn = 'arn:aws:sns:eu-central-1:111122223333:portal-feedback';

/** Wraps a record as SNS does without raw delivery: the record is text inside the envelope. */
export function snsEnvelope(random: Random, item: Pick<TimedRecord, 'time' | 'record'>): JsonObject {
  return envelope(random, item.time, JSON.stringify(item.record));
}

/** The message SES publishes once to see whether a topic works: plain text inside an envelope. */
export function topicCheck(random: Random, time: number): JsonObject {
  return envelope(random, time, 'Successfully validated SNS topic for Amazon SES event publishing.');
}

function envelope(random: Random, time: number, message: string): JsonObject {
  return {
    Type: 'Notification',
    MessageId: random.uuid(),
    TopicArn: topicArn,
    Message: message,
    Timestamp: isoMillis(time),
    SignatureVersion: '1',
    Signature: `${random.token(86)}==`,
    SigningCertURL: `https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-${random.hex(32)}.pem`,
    UnsubscribeURL: `https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${topicArn}:${random.uuid()}`,
  };
}
