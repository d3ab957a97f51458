import { bounceKinds } from './bounces.ts';
import type { JsonObject, Mail, TimedRecord } from './mail.ts';
import { eventMail } from './mail.ts';
import { address, anyAddress } from './networks.ts';
import type { Network } from './networks.ts';
import { bounceDetail, complaintDetail, deliveryDetail } from './notifications.ts';
import type { Random, Weighted } from './random.ts';
import { hour, isoMillis, minute, second } from './time.ts';

interface DelayKind extends Weighted {
  readonly type: string;
  readonly status: string;
  readonly diagnostic: string;
}

const delayKinds = [
  { type: 'MailboxFull', status: '4.2.2', diagnostic: 'smtp; 452 4.2.2 Mailbox full', weight: 20 },
  {
    type: 'TransientCommunicationFailure',
    status: '4.4.1',
    diagnostic: 'smtp; 421 4.4.1 Unable to connect to remote host',
    weight: 30,
  },
  {
    type: 'RecipientServerError',
    status: '4.3.0',
    diagnostic: 'smtp; 451 4.3.0 Mail server temporarily rejected message',
    weight: 16,
  },
  { type: 'IPFailure', status: '4.7.0', diagnostic: 'smtp; 421 4.7.0 Too many messages from this address', weight: 14 },
  { type: 'SpamDetected', status: '4.7.1', diagnostic: 'smtp; 421 4.7.1 Unusual rate of unsolicited mail', weight: 8 },
  { type: 'General', status: '4.0.0', diagnostic: 'smtp; 450 try again later', weight: 8 },
  { type: 'InternalFailure', status: '4.3.5', diagnostic: 'smtp; 451 internal error', weight: 3 },
  { type: 'Undetermined', status: '4.0.0', diagnostic: 'smtp; 400 unknown', weight: 3 },
] as const satisfies readonly DelayKind[];

const readers: readonly { readonly network: Network; readonly userAgent: string }[] = [
  {
    network: 'google',
    userAgent: 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  },
  {
    network: 'london',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  },
  {
    network: 'brazil',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
  },
  {
    network: 'tokyo',
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:123.0) Gecko/20100101 Firefox/123.0',
  },
  {
    network: 'nigeria',
    userAgent:
      'Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Mobile Safari/537.36',
  },
  {
    network: 'mexico',
    userAgent:
      'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
  },
];

const links = [
  'https://www.news.example/tides',
  'https://www.news.example/harbour?ref=mail',
  'https://www.news.example/account',
];

type EventParts = {
  readonly type: string;
  readonly time: number;
  readonly details: JsonObject;
  readonly first?: boolean;
};

/** The events of one mail: sent, what became of it, and what its readers did. `processing` is in milliseconds. */
export function mailEvents(random: Random, mail: Mail, processing: number): readonly TimedRecord[] {
  const tags: JsonObject = { campaign: [random.pick(['march-tides', 'welcome', 'digest'])] };
  const withHeaders = random.chance(0.3);
  const outgoing = { 'ses:outgoing-ip': [address(random, 'virginia')], 'ses:outgoing-tls-version': ['TLSv1.3'] };

  const event = ({ type, time, details, first }: EventParts): TimedRecord => {
    const mailObject = eventMail(mail, { withHeaders, tags: type === 'Delivery' ? { ...outgoing, ...tags } : tags });
    // AWS writes bounce and complaint before the mail, everything else after it.
    const record =
      first === true
        ? { eventType: type, ...details, mail: mailObject }
        : { eventType: type, mail: mailObject, ...details };
    return { time: time + random.int(100, 900), sender: mail.sender, record };
  };
  const sent = event({ type: 'Send', time: mail.time, details: { send: {} } });
  const fate = random.next();
  if (fate < 0.015)
    return [sent, event({ type: 'Reject', time: mail.time, details: { reject: { reason: 'Bad content' } } })];
  if (fate < 0.04) return [event(renderingFailure(random, mail))];
  if (fate < 0.12) return [sent, event(bounced(random, mail))];

  const delayed = fate < 0.17 ? [event(delay(random, mail))] : [];
  const acceptedAt = mail.time + processing;
  const delivered = event({
    type: 'Delivery',
    time: acceptedAt,
    details: { delivery: deliveryDetail(random, mail, processing) },
  });
  return [sent, ...delayed, delivered, ...reactions(random, mail, acceptedAt).map(event)];
}

function reactions(random: Random, mail: Mail, acceptedAt: number): readonly EventParts[] {
  const result: EventParts[] = [];
  if (random.chance(0.35)) {
    const openedAt = acceptedAt + random.int(1, 400) * minute + random.int(0, 59999);
    const reader = random.pickEarly(readers);
    const who = {
      ipAddress: anyAddress(random, reader.network),
      timestamp: isoMillis(openedAt),
      userAgent: reader.userAgent,
    };
    result.push({ type: 'Open', time: openedAt, details: { open: who } });
    if (random.chance(0.35)) {
      const clickedAt = openedAt + random.int(3, 90) * second;
      const linkTags = random.chance(0.5) ? { position: [random.pick(['top', 'footer'])] } : null;
      const click = { ...who, timestamp: isoMillis(clickedAt), link: random.pick(links), linkTags };
      result.push({ type: 'Click', time: clickedAt, details: { click } });
    }
  }
  if (random.chance(0.02)) {
    const time = acceptedAt + random.int(10, 200) * minute;
    result.push({ type: 'Complaint', time, details: { complaint: complaintDetail(random, mail, time) }, first: true });
  }
  if (random.chance(0.025)) result.push(unsubscribed(random, acceptedAt + random.int(2, 100) * minute));
  return result;
}

function bounced(random: Random, mail: Mail): EventParts {
  const time = mail.time + random.int(1, 30) * second;
  const detail = bounceDetail(random, mail, mail.recipients, { kind: random.weighted(bounceKinds), time });
  return { type: 'Bounce', time, details: { bounce: detail }, first: true };
}

function renderingFailure(random: Random, mail: Mail): EventParts {
  const attribute = random.pick(['firstName', 'harbour', 'unsubscribeUrl']);
  const errorMessage = `Attribute '${attribute}' is not present in the rendering data.`;
  return {
    type: 'Rendering Failure',
    time: mail.time,
    details: { failure: { errorMessage, templateName: 'WeeklyDigest' } },
  };
}

function delay(random: Random, mail: Mail): EventParts {
  const kind = random.weighted(delayKinds);
  const time = mail.time + random.int(1, 5) * second;
  const delayedRecipients = mail.recipients.map((recipient) => ({
    emailAddress: recipient.address,
    status: kind.status,
    diagnosticCode: kind.diagnostic,
  }));
  const deliveryDelay = {
    timestamp: isoMillis(time),
    delayType: kind.type,
    expirationTime: isoMillis(time + 14 * hour),
    delayedRecipients,
    ...(random.chance(0.5) ? { reportingMTA: address(random, 'virginia') } : {}),
  };
  return { type: 'DeliveryDelay', time, details: { deliveryDelay } };
}

function unsubscribed(random: Random, time: number): EventParts {
  const topics = (status: string): JsonObject => ({
    unsubscribeAll: status === 'OptOut' && random.chance(0.4),
    topicSubscriptionStatus: [{ topicName: 'Tides', subscriptionStatus: status }],
  });
  const subscription = {
    contactList: 'coast-readers',
    timestamp: isoMillis(time),
    source: 'UnsubscribeHeader',
    newTopicPreferences: topics('OptOut'),
    oldTopicPreferences: topics('OptIn'),
  };
  return { type: 'Subscription', time, details: { subscription } };
}
