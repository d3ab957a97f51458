/** SES notifications for measuring: one record a line, always the same ones for the same count. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Time of the first record, epoch milliseconds. */
const start = Date.UTC(2024, 2, 11);

/** Milliseconds from one record to the next: a million of them span two weeks. */
const spacing = 1200;

const providers = ['example.com', 'example.net', 'mail.example', 'courriel.example', 'post.example', 'inbox.example'];

const bounceTypes = [
  ['Permanent', 'General'],
  ['Permanent', 'Suppressed'],
  ['Permanent', 'NoEmail'],
  ['Transient', 'General'],
  ['Transient', 'MailboxFull'],
  ['Transient', 'ContentRejected'],
  ['Undetermined', 'Undetermined'],
] as const;

/** A small generator of pseudo-random whole numbers below a bound. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

type Pick = (below: number) => number;

function iso(time: number): string {
  return new Date(time).toISOString();
}

function address(pick: Pick): string {
  return `user${String(pick(20_000))}@${providers[pick(providers.length)] ?? ''}`;
}

function id(pick: Pick): string {
  const part = (): string =>
    pick(2 ** 31)
      .toString(16)
      .padStart(8, '0');
  return `0102018e${part()}-${part()}-4513-9ecb-${part()}0000-000000`;
}

function mail(pick: Pick, time: number, to: readonly string[]): object {
  const account = String(111122223333 + pick(4));
  const domain = `shop${String(pick(40))}.example`;
  return {
    timestamp: iso(time - 900),
    source: `Shop <offers@${domain}>`,
    sourceArn: `arn:aws:ses:us-east-1:${account}:identity/${domain}`,
    sourceIp: `34.240.${String(pick(250))}.${String(pick(250))}`,
    sendingAccountId: account,
    messageId: id(pick),
    destination: to,
  };
}

function delivery(pick: Pick, time: number): object {
  const to = [address(pick)];
  return {
    notificationType: 'Delivery',
    mail: mail(pick, time, to),
    delivery: {
      timestamp: iso(time),
      processingTimeMillis: 300 + pick(4000),
      recipients: to,
      smtpResponse: `250 2.0.0 OK ${id(pick)}`,
      remoteMtaIp: `142.250.${String(pick(250))}.${String(pick(250))}`,
      reportingMTA: `a${String(pick(20))}-${String(pick(90))}.smtp-out.amazonses.com`,
    },
  };
}

function bounce(pick: Pick, time: number): object {
  const to = pick(8) === 0 ? [address(pick), address(pick)] : [address(pick)];
  const [bounceType, bounceSubType] = bounceTypes[pick(bounceTypes.length)] ?? bounceTypes[0];
  return {
    notificationType: 'Bounce',
    bounce: {
      bounceType,
      bounceSubType,
      bouncedRecipients: to.map((emailAddress) => ({
        emailAddress,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 The email account that you tried to reach does not exist',
      })),
      timestamp: iso(time),
      feedbackId: id(pick),
      reportingMTA: 'dns; amazonses.com',
    },
    mail: mail(pick, time, to),
  };
}

function complaint(pick: Pick, time: number): object {
  const to = [address(pick)];
  return {
    notificationType: 'Complaint',
    complaint: {
      complainedRecipients: to.map((emailAddress) => ({ emailAddress })),
      timestamp: iso(time),
      feedbackId: id(pick),
      userAgent: 'Yahoo!-Mail-Feedback/2.0',
      complaintFeedbackType: 'abuse',
    },
    mail: mail(pick, time, to),
  };
}

/** Writes `count` records to a file, 85 % deliveries, 12 % bounces, 3 % complaints; gives its size in bytes. */
export async function writeNotifications(path: string, count: number): Promise<number> {
  const pick = random(42);
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const time = start + index * spacing;
    const share = pick(100);
    const record = share < 85 ? delivery(pick, time) : share < 97 ? bounce(pick, time) : complaint(pick, time);
    text += `${JSON.stringify(record)}\n`;
    if (text.length > 1 << 20) {
      if (!file.write(text)) await once(file, 'drain');
      text = '';
    }
  }
  file.end(text);
  await once(file, 'finish');
  return file.bytesWritten;
}
