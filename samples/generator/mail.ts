import { anyAddress } from './networks.ts';
import type { Recipient, ServerStyle } from './recipients.ts';
import type { Sender } from './senders.ts';
import type { Random } from './random.ts';
import { isoMillis, mailDate } from './time.ts';

/** A JSON object of a log record, keys in the order they are written. */
export type JsonObject = { readonly [key: string]: JsonValue };
/** Any JSON value of a log record. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** One mail on its way: what every record about it repeats. */
export interface Mail {
  readonly sender: Sender;
  readonly recipients: readonly Recipient[];
  /** When it was handed to SES, epoch milliseconds. */
  readonly time: number;
  readonly messageId: string;
  readonly sourceIp: string;
  readonly subject: string;
}

/** A log record and when it reached the log, epoch milliseconds. */
export interface TimedRecord {
  readonly time: number;
  readonly sender: Sender;
  readonly record: JsonObject;
}

const idPrefixes: Readonly<Record<string, string>> = {
  'us-east-1': '0100',
  'eu-west-1': '0102',
  'eu-central-1': '0107',
  'ap-southeast-2': '0108',
  'sa-east-1': '0103',
};

/** An id of the kind SES gives to mails and to feedback: region, time, random parts; 60 characters. */
export function sesId(random: Random, region: string, time: number): string {
  const head = (idPrefixes[region] ?? '0101') + time.toString(16).padStart(12, '0');
  return `${head}-${random.uuid()}-000000`;
}

/** Hands a mail to SES at `time`. */
export function createMail(random: Random, sender: Sender, recipients: readonly Recipient[], time: number): Mail {
  return {
    sender,
    recipients,
    time,
    messageId: sesId(random, sender.region, time),
    sourceIp: anyAddress(random, random.pickEarly(sender.networks)),
    subject: random.pick(sender.subjects),
  };
}

/** Addresses of recipients as a list of strings. */
export function addresses(recipients: readonly Recipient[]): readonly string[] {
  return recipients.map((recipient) => recipient.address);
}

function commonPart(mail: Mail): JsonObject {
  const { sender } = mail;
  return {
    timestamp: isoMillis(mail.time),
    source: sender.source,
    sourceArn: `arn:aws:ses:${sender.region}:${sender.account}:identity/${sender.identity}`,
  };
}

/** The `mail` object of a feedback notification. Optional members are now and then missing, as in real logs. */
export function feedbackMail(random: Random, mail: Mail): JsonObject {
  return {
    ...commonPart(mail),
    sourceIp: mail.sourceIp,
    ...(random.chance(0.9) ? { callerIdentity: mail.sender.caller } : {}),
    sendingAccountId: mail.sender.sendingAccount,
    messageId: mail.messageId,
    destination: addresses(mail.recipients),
  };
}

/** The `mail` object of an event-publishing record; `tags` are added to the automatic ones. */
export function eventMail(
  mail: Mail,
  options: { readonly withHeaders: boolean; readonly tags: JsonObject },
): JsonObject {
  const { sender } = mail;
  const to = addresses(mail.recipients);
  const headers = [
    { name: 'From', value: sender.source },
    { name: 'To', value: to.join(', ') },
    { name: 'Subject', value: mail.subject },
    { name: 'MIME-Version', value: '1.0' },
  ];
  const common = {
    from: [sender.source],
    date: mailDate(mail.time),
    to,
    messageId: mail.messageId,
    subject: mail.subject,
  };
  return {
    ...commonPart(mail),
    sendingAccountId: sender.sendingAccount,
    messageId: mail.messageId,
    destination: to,
    headersTruncated: false,
    headers: options.withHeaders ? headers : [],
    commonHeaders: options.withHeaders ? common : { subject: mail.subject },
    tags: {
      'ses:operation': [sender.configurationSet === 'newsletter' ? 'SendBulkEmail' : 'SendEmail'],
      'ses:configuration-set': [sender.configurationSet ?? 'none'],
      'ses:source-ip': [mail.sourceIp],
      'ses:from-domain': [sender.address.slice(sender.address.indexOf('@') + 1)],
      'ses:caller-identity': [sender.caller],
      ...options.tags,
    },
  };
}

/** What a receiving server says when it takes a mail. */
export function acceptedReply(random: Random, style: ServerStyle, time: number): string {
  const replies: Readonly<Record<ServerStyle, () => string>> = {
    google: () =>
      `250 2.0.0 OK  ${Math.floor(time / 1000)} ${random.hex(12)}si${random.int(1000000, 9999999)}qta.${random.int(100, 999)} - gsmtp`,
    microsoft: () =>
      `250 2.6.0 <${random.hex(16)}@email.amazonses.com> [InternalId=${random.int(100000000, 999999999)}] Queued mail for delivery`,
    yahoo: () => '250 ok dirdel',
    postfix: () => `250 2.0.0 Ok: queued as ${random.token(11)}`,
    exim: () => `250 OK id=1r${random.hex(4)}-${random.hex(6)}-${random.hex(2)}`,
  };
  return replies[style]();
}

const deliveryHosts: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': [
    'a8-43.smtp-out.amazonses.com',
    'a8-70.smtp-out.amazonses.com',
    'a9-19.smtp-out.amazonses.com',
    'a48-110.smtp-out.amazonses.com',
  ],
};

/** Name of a host SES delivers from. The same few names return, the first ones most often. */
export function deliveryHost(random: Random, region: string): string {
  const known = deliveryHosts[region];
  if (known !== undefined) return random.pickEarly(known);
  return `${random.pickEarly(['a3-12', 'a6-28', 'b224-13'])}.smtp-out.${region}.amazonses.com`;
}
