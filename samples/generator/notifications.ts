import type { BounceKind } from './bounces.ts';
import { bounceKinds, bouncedRecipient } from './bounces.ts';
import type { JsonObject, Mail, TimedRecord } from './mail.ts';
import { acceptedReply, addresses, deliveryHost, feedbackMail, sesId } from './mail.ts';
import { address } from './networks.ts';
import type { Recipient } from './recipients.ts';
import type { Random, Weighted } from './random.ts';
import { isoMillis, minute, second } from './time.ts';

interface ComplaintKind extends Weighted {
  readonly userAgent: string | undefined;
  readonly feedbackTypes: readonly string[];
}

const complaintKinds = [
  { userAgent: 'Yahoo!-Mail-Feedback/2.0', feedbackTypes: ['abuse', 'abuse', 'abuse', 'fraud'], weight: 36 },
  { userAgent: 'AOL SComp', feedbackTypes: ['abuse'], weight: 22 },
  { userAgent: 'ReturnPathFBL/1.0', feedbackTypes: ['abuse', 'abuse', 'other', 'not-spam'], weight: 16 },
  { userAgent: 'Fastmail-FBL/1.2', feedbackTypes: ['abuse', 'fraud', 'virus'], weight: 10 },
  { userAgent: 'OpenDMARC-Report/1.4', feedbackTypes: ['auth-failure'], weight: 5 },
  // Some providers report without saying how or why.
  { userAgent: undefined, feedbackTypes: [], weight: 11 },
] as const satisfies readonly ComplaintKind[];

/** The `delivery` object. `processing` is in milliseconds; the mail was accepted that long after it was sent. */
export function deliveryDetail(random: Random, mail: Mail, processing: number): JsonObject {
  const provider = mail.recipients[0]?.provider;
  const time = mail.time + processing;
  return {
    timestamp: isoMillis(time),
    processingTimeMillis: processing,
    recipients: addresses(mail.recipients),
    smtpResponse: acceptedReply(random, provider?.style ?? 'postfix', time),
    ...(random.chance(0.97) ? { remoteMtaIp: address(random, provider?.network ?? 'virginia') } : {}),
    reportingMTA: deliveryHost(random, mail.sender.region),
  };
}

/** The `bounce` object for a bounce of one kind that arrives at `time`. */
export function bounceDetail(
  random: Random,
  mail: Mail,
  bounced: readonly Recipient[],
  bounce: { readonly kind: BounceKind; readonly time: number },
): JsonObject {
  const { kind, time } = bounce;
  const provider = bounced[0]?.provider;
  const reached = !kind.bySes && provider !== undefined;
  return {
    bounceType: kind.type,
    bounceSubType: kind.subType,
    bouncedRecipients: bounced.map((recipient) => bouncedRecipient(random, kind, recipient)),
    timestamp: isoMillis(time),
    feedbackId: sesId(random, mail.sender.region, time),
    ...(reached && random.chance(0.85) ? { remoteMtaIp: address(random, provider.network) } : {}),
    reportingMTA: kind.bySes ? 'dns; amazonses.com' : `dns; ${deliveryHost(random, mail.sender.region)}`,
  };
}

/** The `complaint` object for a report that arrives at `time`. */
export function complaintDetail(random: Random, mail: Mail, time: number): JsonObject {
  const base = {
    complainedRecipients: addresses(mail.recipients).map((emailAddress) => ({ emailAddress })),
    timestamp: isoMillis(time),
    feedbackId: sesId(random, mail.sender.region, time),
  };
  if (random.chance(0.04)) return { ...base, complaintSubType: 'OnAccountSuppressionList' };
  const kind: ComplaintKind = random.weighted(complaintKinds);
  if (kind.userAgent === undefined) return { ...base, complaintSubType: null };
  return {
    ...base,
    complaintSubType: null,
    userAgent: kind.userAgent,
    complaintFeedbackType: random.pick(kind.feedbackTypes),
    arrivalDate: isoMillis(time - random.int(1, 20) * minute),
  };
}

/** A Delivery notification. */
export function deliveryNotification(random: Random, mail: Mail, processing: number): TimedRecord {
  return {
    time: mail.time + processing + random.int(100, 900),
    sender: mail.sender,
    record: {
      notificationType: 'Delivery',
      mail: feedbackMail(random, mail),
      delivery: deliveryDetail(random, mail, processing),
    },
  };
}

/** A Bounce notification of the given kind, or of any. */
export function bounceNotification(
  random: Random,
  mail: Mail,
  kind: BounceKind = random.weighted(bounceKinds),
): TimedRecord {
  // Servers refuse within seconds; the answer of a person's mail program takes longer.
  const delay = kind.type === 'Permanent' ? random.int(1 * second, 20 * second) : random.int(5 * second, 40 * minute);
  const time = mail.time + delay;
  const detail = bounceDetail(random, mail, mail.recipients, { kind, time });
  return {
    time: time + random.int(100, 900),
    sender: mail.sender,
    record: { notificationType: 'Bounce', bounce: detail, mail: feedbackMail(random, mail) },
  };
}

/** A Complaint notification that arrives minutes to hours after the mail. */
export function complaintNotification(random: Random, mail: Mail): TimedRecord {
  const time = mail.time + random.int(6, 300) * minute + random.int(0, 59999);
  return {
    time: time + random.int(100, 900),
    sender: mail.sender,
    record: {
      notificationType: 'Complaint',
      complaint: complaintDetail(random, mail, time),
      mail: feedbackMail(random, mail),
    },
  };
}
