import type { JsonObject } from './mail.ts';
import type { Recipient } from './recipients.ts';
import type { Random, Weighted } from './random.ts';

/** One valid pair of bounce type and sub-type, and what the receiving side says about it. */
export interface BounceKind extends Weighted {
  readonly type: 'Permanent' | 'Transient' | 'Undetermined';
  readonly subType: string;
  /** SES stopped the mail itself: no receiving server was reached. */
  readonly bySes: boolean;
  readonly status: string;
  /** Diagnostic texts to choose from; `{}` stands for the address. Empty when there is never one. */
  readonly diagnostics: readonly string[];
}

const listAdvice = 'Amazon SES did not send the message to this address because it is on the suppression list for your';

/** Every valid pair with a realistic weight. */
export const bounceKinds = [
  {
    type: 'Permanent',
    subType: 'General',
    bySes: false,
    status: '5.1.1',
    weight: 22,
    diagnostics: [
      'smtp; 550 5.1.1 <{}>: Recipient address rejected: User unknown in virtual mailbox table',
      'smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the address for typos. - gsmtp',
    ],
  },
  {
    type: 'Permanent',
    subType: 'NoEmail',
    bySes: false,
    status: '5.1.1',
    weight: 15,
    diagnostics: ['smtp; 550 5.1.1 user unknown', 'smtp; 550 No such user here "{}"'],
  },
  {
    type: 'Permanent',
    subType: 'Suppressed',
    bySes: true,
    status: '5.1.1',
    weight: 12,
    diagnostics: [
      'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
    ],
  },
  {
    type: 'Permanent',
    subType: 'OnAccountSuppressionList',
    bySes: true,
    status: '5.1.1',
    weight: 8,
    diagnostics: [`${listAdvice} account.`],
  },
  {
    type: 'Permanent',
    subType: 'OnTenantSuppressionList',
    bySes: true,
    status: '5.1.1',
    weight: 3,
    diagnostics: [`${listAdvice} tenant.`],
  },
  {
    type: 'Permanent',
    subType: 'EmailValidationSuppressed',
    bySes: true,
    status: '5.1.1',
    weight: 2,
    diagnostics: ['Amazon SES did not send the message because the address did not pass validation.'],
  },
  {
    type: 'Permanent',
    subType: 'UnsubscribedRecipient',
    bySes: true,
    status: '5.7.1',
    weight: 3,
    diagnostics: ['Amazon SES did not send the message because the contact has unsubscribed.'],
  },
  {
    // An automatic answer has no delivery status, hence no diagnostic text either.
    type: 'Transient',
    subType: 'General',
    bySes: false,
    status: '4.0.0',
    weight: 16,
    diagnostics: ['', '', 'smtp; 421 4.3.0 Temporary system problem. Try again later'],
  },
  {
    type: 'Transient',
    subType: 'MailboxFull',
    bySes: false,
    status: '5.2.2',
    weight: 14,
    diagnostics: ['smtp; 552 5.2.2 <{}>: user is over quota', 'smtp; 452 4.2.2 The recipient mailbox is full'],
  },
  {
    type: 'Transient',
    subType: 'MessageTooLarge',
    bySes: false,
    status: '5.3.4',
    weight: 4,
    diagnostics: ['smtp; 552 5.3.4 Message size exceeds fixed limit'],
  },
  {
    type: 'Transient',
    subType: 'CustomTimeoutExceeded',
    bySes: true,
    status: '4.4.7',
    weight: 5,
    diagnostics: ['Amazon SES stopped retrying because the delivery time limit of the message was reached.'],
  },
  {
    type: 'Transient',
    subType: 'ContentRejected',
    bySes: false,
    status: '5.7.1',
    weight: 8,
    diagnostics: ['smtp; 554 5.7.1 Message blocked: content looks like spam', 'smtp; 550 5.7.1 Blocked by policy'],
  },
  {
    type: 'Transient',
    subType: 'AttachmentRejected',
    bySes: false,
    status: '5.6.1',
    weight: 3,
    diagnostics: ['smtp; 554 5.6.1 Attachment type not allowed'],
  },
  {
    type: 'Undetermined',
    subType: 'Undetermined',
    bySes: false,
    status: '5.0.0',
    weight: 6,
    diagnostics: ['smtp; 554 delivery error: dd This user has no account', 'x-unix; mail system error'],
  },
] as const satisfies readonly BounceKind[];

/** What a campaign to abandoned mailboxes brings back. */
export const staleListKinds: readonly BounceKind[] = bounceKinds.slice(0, 3);

/** One element of `bounce.bouncedRecipients`. */
export function bouncedRecipient(random: Random, kind: BounceKind, recipient: Recipient): JsonObject {
  const text = random.pick(kind.diagnostics);
  if (text === '') return { emailAddress: recipient.address };
  return {
    emailAddress: recipient.address,
    action: 'failed',
    status: kind.status,
    diagnosticCode: text.replaceAll('{}', recipient.address),
  };
}
