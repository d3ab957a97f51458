import { staleListKinds } from './bounces.ts';
import { mailEvents } from './events.ts';
import type { Mail, TimedRecord } from './mail.ts';
import { createMail } from './mail.ts';
import { bounceNotification, complaintNotification, deliveryNotification } from './notifications.ts';
import type { Recipient } from './recipients.ts';
import { providers, recipientPool, staleProvider } from './recipients.ts';
import type { Sender } from './senders.ts';
import { eventSenders, feedbackSenders, pausedAccount } from './senders.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { hour, minute, pauseEnd, pauseStart, periodEnd, periodHours, second, spikeStart } from './time.ts';

const feedbackMailsPerHour = 17;
const eventMailsPerHour = 4.6;
const spikeMails = 130;

/** Hours in which deliveries were far slower than usual, and by how much. */
const slowHours = new Map<number, number>([
  [Date.UTC(2024, 2, 12, 9), 40],
  [Date.UTC(2024, 2, 14, 17), 25],
]);

/** All that SES reported in the period, and what was sent or tried. */
export interface Traffic {
  /** Feedback notifications and events, oldest first, all inside the period. */
  readonly records: readonly TimedRecord[];
  /** Every attempt to send through event publishing, those of the pause included. */
  readonly eventMails: readonly Mail[];
}

/** Simulates the sending of the whole period. The same seed gives the same traffic. */
export function simulateTraffic(seed: number): Traffic {
  const random = createRandom(seed);
  const people = recipientPool(random, 170, providers);
  const unreachable = recipientPool(random, 42, providers);
  const stale = recipientPool(random, 48, [staleProvider]);
  const records: TimedRecord[] = [];
  const eventMails: Mail[] = [];

  const offers = feedbackSenders[1];

  for (const { start, load } of periodHours()) {
    const slow = slowHours.get(start) ?? 1;
    for (let rest = mailCount(random, feedbackMailsPerHour * load); rest > 0; rest -= 1) {
      records.push(
        ...feedbackFor(random, random.weighted(feedbackSenders), { people, unreachable, start, load, slow }),
      );
    }
    for (let rest = mailCount(random, eventMailsPerHour * load); rest > 0; rest -= 1) {
      const processing = processingTime(random, load, slow);
      const mail = createMail(
        random,
        random.weighted(eventSenders),
        [random.pick(people)],
        sendTime(random, start, processing),
      );
      eventMails.push(mail);
      if (!isPaused(mail)) records.push(...mailEvents(random, mail, processing));
    }
    if (start === spikeStart) records.push(...staleCampaign(random, offers, { stale, people }));
  }
  const kept = records.filter((item) => item.time < periodEnd);
  return { records: kept.toSorted((a, b) => a.time - b.time), eventMails };
}

interface FeedbackPlan {
  readonly people: readonly Recipient[];
  readonly unreachable: readonly Recipient[];
  readonly start: number;
  readonly load: number;
  readonly slow: number;
}

function feedbackFor(random: Random, sender: Sender, plan: FeedbackPlan): readonly TimedRecord[] {
  const fate = random.next();
  if (fate < 0.13) {
    const bounced = [
      random.pickEarly(plan.unreachable),
      ...(random.chance(0.12) ? [random.pick(plan.unreachable)] : []),
    ];
    const mail = createMail(random, sender, distinct(bounced), sendTime(random, plan.start, 0));
    return isPaused(mail) ? [] : [bounceNotification(random, mail)];
  }
  const processing = processingTime(random, plan.load, plan.slow);
  const extra = random.chance(0.06) ? [random.pick(plan.people), random.pick(plan.people)] : [];
  const mail = createMail(
    random,
    sender,
    distinct([random.pickEarly(plan.people), ...extra]),
    sendTime(random, plan.start, processing),
  );
  if (isPaused(mail)) return [];
  const delivered = deliveryNotification(random, mail, processing);
  return fate < 0.17 ? [delivered, complaintNotification(random, mail)] : [delivered];
}

/** A mailing to addresses that were abandoned years ago: many bounces within half an hour, complaints later. */
function staleCampaign(
  random: Random,
  sender: Sender,
  lists: { readonly stale: readonly Recipient[]; readonly people: readonly Recipient[] },
): readonly TimedRecord[] {
  const records: TimedRecord[] = [];
  for (let index = 0; index < spikeMails; index += 1) {
    const time = spikeStart + 10 * minute + random.int(0, 30 * minute);
    const mail = createMail(random, sender, [random.pick(lists.stale)], time);
    records.push(bounceNotification(random, mail, random.pickEarly(staleListKinds)));
  }
  for (let index = 0; index < 24; index += 1) {
    const time = spikeStart + 12 * minute + random.int(0, 25 * minute);
    records.push(complaintNotification(random, createMail(random, sender, [random.pick(lists.people)], time)));
  }
  return records;
}

/** Whether the account was not allowed to send at that moment. */
function isPaused(mail: Mail): boolean {
  return mail.sender.sendingAccount === pausedAccount && mail.time >= pauseStart && mail.time < pauseEnd;
}

function mailCount(random: Random, expected: number): number {
  return Math.max(1, Math.floor(expected * (0.8 + 0.4 * random.next()) + 0.5));
}

/** A moment of the hour early enough for the delivery to be over within the same hour. */
function sendTime(random: Random, start: number, processing: number): number {
  return start + random.int(0, hour - processing - 10 * second);
}

/** Milliseconds until the receiving server takes a mail: slower at busy hours, now and then very slow. */
function processingTime(random: Random, load: number, slow: number): number {
  if (random.chance(0.004)) return random.int(3 * minute, 14 * minute);
  const skewed = random.next() * random.next() * random.next();
  return Math.floor((380 + 500 * load + 4200 * skewed) * (slow > 1 && random.chance(0.7) ? slow : 1));
}

function distinct(recipients: readonly Recipient[]): readonly Recipient[] {
  return [...new Set(recipients)];
}
