import { BYTE } from './bytes.ts';
import type { JsonObject } from './jsonObject.ts';

/** What a message is. `text` is everything that is not JSON, `other` is JSON of no known kind. */
export const RECORD_KINDS = ['cloudtrail', 'ses.notification', 'ses.event', 'sns.control', 'other', 'text'] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

/** The source category that a file gets when most of its records are of this kind and no rule names it. */
export const DEFAULT_CATEGORY: Readonly<Record<RecordKind, string>> = {
  cloudtrail: 'AWS/CloudTrail',
  'ses.notification': 'AWS/SES/Notifications',
  'ses.event': 'AWS/SES/Notifications',
  'sns.control': 'AWS/SES/Notifications',
  other: 'Other',
  text: 'Other',
};

/** Members that records of other services have beside fields they share with CloudTrail (`eventVersion`, `eventSource`). */
const NOT_CLOUDTRAIL: readonly string[] = ['ses', 's3', 'Sns', 'kinesis', 'dynamodb', 'body'];

/** The kind of a record that no envelope is left around. */
export function classify(record: JsonObject): RecordKind {
  if (record.has('notificationType')) return 'ses.notification';
  if (record.has('eventType') && record.has('mail')) return 'ses.event';
  if (isCloudTrail(record)) return 'cloudtrail';
  if (isSnsEnvelope(record)) return 'sns.control';
  // What Lambda gets of inbound mail lacks the type that a notification has.
  if (record.has('mail') && record.has('receipt')) return 'ses.notification';
  return 'other';
}

/** An SNS message around something else: the type, and the topic or the message's id. */
export function isSnsEnvelope(record: JsonObject): boolean {
  return record.value('Type')?.[0] === BYTE.quote && record.has('TopicArn') && record.has('MessageId');
}

/** The signature that comes with saved query results of CloudTrail Lake. */
export function isQuerySignature(record: JsonObject): boolean {
  return record.has('hashSignature') && record.has('publicKeyFingerprint') && record.has('files');
}

/** A digest lists log files and is not a log itself. */
export function isDigest(record: JsonObject): boolean {
  return record.has('digestStartTime');
}

// `eventType` says nothing here: SES events have one as well.
function isCloudTrail(record: JsonObject): boolean {
  if (!record.has('eventVersion') && !(record.has('eventSource') && record.has('eventName'))) return false;
  return !NOT_CLOUDTRAIL.some((name) => record.has(name));
}

/**
 * The category of a file by the kinds of its messages: that of most of them, texts aside unless there is nothing else.
 * `Other` for a file without messages.
 */
export function detectCategory(kinds: Readonly<Partial<Record<RecordKind, number>>>): string {
  const votes = new Map<string, number>();
  for (const kind of RECORD_KINDS) {
    const count = kinds[kind] ?? 0;
    if (kind !== 'text' && count > 0)
      votes.set(DEFAULT_CATEGORY[kind], (votes.get(DEFAULT_CATEGORY[kind]) ?? 0) + count);
  }
  let best = DEFAULT_CATEGORY.text;
  let most = 0;
  for (const [category, count] of votes) {
    if (count > most) {
      best = category;
      most = count;
    }
  }
  return best;
}
