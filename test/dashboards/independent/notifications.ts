/** The panels about notifications and published events, worked out record by record. */
import { at, firstText, textAt } from './records.ts';
import type { Json, JsonObject } from './records.ts';
import { outliers } from './outliers.ts';
import { mapOf } from './places.ts';
import { frequencies, hour, minute, sliceOf, trend } from './tables.ts';
import type { Table } from './tables.ts';
import type { Calculations, Window } from './window.ts';

interface Notification {
  readonly record: JsonObject;
  readonly time: number;
  readonly type: string;
}

const typeOf = (record: JsonObject): string | null =>
  firstText(textAt(record, 'notificationType'), textAt(record, 'eventType'));

const ofType = ({ records }: Window, type: string): readonly Notification[] =>
  records.filter(({ value }) => typeOf(value) === type).map(({ value, time }) => ({ record: value, time, type }));

/** Records of other services may have an `eventType` too, but none about a mail. */
function notificationsOf({ records }: Window): readonly Notification[] {
  return records.flatMap(({ value, time }) => {
    const type = (value['mail'] ?? null) === null ? textAt(value, 'notificationType') : typeOf(value);
    return type === null || type === '' ? [] : [{ record: value, time, type }];
  });
}

function senderIp(record: JsonObject): string | null {
  const tag = at(record, 'mail', 'tags', 'ses:source-ip');
  return firstText(
    textAt(record, 'mail', 'sourceIp'),
    Array.isArray(tag) && typeof tag[0] === 'string' ? tag[0] : null,
  );
}

const filled = (values: readonly (string | null)[]): readonly string[] =>
  values.flatMap((value) => (value === null || value === '' ? [] : [value]));
const texts = (notifications: readonly Notification[], ...path: readonly string[]): readonly (string | null)[] =>
  notifications.map(({ record }) => textAt(record, ...path));

export const notificationOverview: Calculations = {
  'mail-source-ip-locations': (window) =>
    mapOf(
      notificationsOf(window).map(({ record }) => senderIp(record)),
      window.findPlace,
    ),
  'notification-types': (window) =>
    frequencies(
      'notificationType',
      notificationsOf(window).map(({ type }) => type),
    ),
  'mail-source': (window) => frequencies('mailSource', filled(texts(notificationsOf(window), 'mail', 'source'))),
  'mail-sending-accountid': (window) =>
    frequencies('mailSendingAccountId', filled(texts(notificationsOf(window), 'mail', 'sendingAccountId'))),
  'notification-type-trend': (window) =>
    trend(
      notificationsOf(window).map(({ time, type }) => ({ time, name: type })),
      hour,
    ),
};

/** A recipient and the notification that names it. */
interface Recipient extends Notification {
  readonly address: string;
}

function recipientsOf(
  window: Window,
  type: string,
  list: readonly string[],
  address: (item: Json) => Json | undefined,
): readonly Recipient[] {
  return ofType(window, type).flatMap((notification) => {
    const items = at(notification.record, ...list);
    return (Array.isArray(items) ? items : [])
      .map(address)
      .filter((item) => typeof item === 'string')
      .map((item) => ({ ...notification, address: item }));
  });
}

function domainOf(address: string): string {
  const start = address.lastIndexOf('@');
  const domain =
    start < 0
      ? ''
      : address
          .slice(start + 1)
          .trim()
          .replace(/>$/, '')
          .toLowerCase();
  return domain === '' ? '(none)' : domain;
}

const addresses = (name: string, recipients: readonly Recipient[]): Table =>
  frequencies(
    name,
    recipients.map(({ address }) => address),
    10,
  );
const domains = (recipients: readonly Recipient[]): Table =>
  frequencies(
    'domain',
    recipients.map(({ address }) => domainOf(address)),
    10,
  );
const trendOf = (recipients: readonly Recipient[], width: number, ...path: readonly string[]): Table =>
  trend(
    recipients.flatMap(({ record, time }) => filled([textAt(record, ...path)]).map((name) => ({ time, name }))),
    width,
  );

const delivered = (window: Window): readonly Recipient[] =>
  recipientsOf(window, 'Delivery', ['mail', 'destination'], (item) => item);

/** A reporting server without the kind of name that may stand before it: `dns; host`. */
const hostOf = (server: string): string => server.replace(/^(dns|dsn)\s*;\s*/i, '');

export const deliveredDashboard: Calculations = {
  'top-delivered-email-destinations': (window) => addresses('deliveredEmailAddress', delivered(window)),
  'top-delivered-email-domains': (window) => domains(delivered(window)),
  'delivery-trend': (window) => {
    const recipients = delivered(window);
    const slices = [...new Set(recipients.map(({ time }) => sliceOf(time, hour)))].toSorted((a, b) => a - b);
    const distinct = (slice: number): number =>
      new Set(recipients.filter(({ time }) => sliceOf(time, hour) === slice).map(({ address }) => address)).size;
    return { columns: ['_timeslice', 'deliveredAddresses'], rows: slices.map((slice) => [slice, distinct(slice)]) };
  },
  'top-reporting-mta': (window) =>
    frequencies('reportingMTA', filled(texts(delivered(window), 'delivery', 'reportingMTA')).map(hostOf), 10),
  'reporting-mta-ip-location': (window) => mapOf(texts(delivered(window), 'delivery', 'remoteMtaIp'), window.findPlace),
  'delivery-processing-time-outlier': (window) => {
    const times = ofType(window, 'Delivery').flatMap(({ record, time }) => {
      const value = Number.parseFloat(textAt(record, 'delivery', 'processingTimeMillis') ?? '');
      return value >= 0 ? [{ slice: sliceOf(time, 5 * minute), value }] : [];
    });
    const slices = [...new Set(times.map(({ slice }) => slice))].toSorted((a, b) => a - b);
    const averages = slices.map((slice) => {
      const values = times.filter((each) => each.slice === slice).map(({ value }) => value);
      return { slice, value: values.reduce((sum, value) => sum + value, 0) / values.length };
    });
    return outliers('processingTime', averages, window.to - 5 * minute);
  },
};

const bounced = (window: Window): readonly Recipient[] =>
  recipientsOf(window, 'Bounce', ['bounce', 'bouncedRecipients'], (item) => at(item, 'emailAddress'));
const hasText = (record: JsonObject, key: string, wanted: string): boolean => textAt(record, 'bounce', key) === wanted;
const bouncedAs = (window: Window, type: string, subType?: string): readonly Recipient[] =>
  bounced(window).filter(
    ({ record }) =>
      hasText(record, 'bounceType', type) && (subType === undefined || hasText(record, 'bounceSubType', subType)),
  );
const bouncedAddresses = (type: string, subType: string): Calculations[string] => {
  return (window) => addresses('bouncedEmailAddress', bouncedAs(window, type, subType));
};
const subTypeTrend = (type: string): Calculations[string] => {
  return (window) => trendOf(bouncedAs(window, type), 15 * minute, 'bounce', 'bounceSubType');
};

export const bouncedDashboard: Calculations = {
  'top-bounced-email-addresses': (window) => addresses('bouncedEmailAddress', bounced(window)),
  'top-bounced-email-domains': (window) => domains(bounced(window)),
  'bounce-type-trend': (window) => trendOf(bounced(window), 15 * minute, 'bounce', 'bounceType'),
  'transient-bounce-mailbox-full': bouncedAddresses('Transient', 'MailboxFull'),
  'transient-bounce-content-rejected': bouncedAddresses('Transient', 'ContentRejected'),
  'transient-bounce-general': bouncedAddresses('Transient', 'General'),
  'transient-bounce-subtype-breakup': (window) =>
    frequencies('bounceSubType', filled(texts(bouncedAs(window, 'Transient'), 'bounce', 'bounceSubType'))),
  'permanent-bounce-suppressed': bouncedAddresses('Permanent', 'Suppressed'),
  'permanent-bounce-general': bouncedAddresses('Permanent', 'General'),
  'transient-bounce-sub-type-trend': subTypeTrend('Transient'),
  'permanent-bounce-sub-type-trend': subTypeTrend('Permanent'),
  'undetermined-bounce-sub-type-trend': subTypeTrend('Undetermined'),
};

const complained = (window: Window): readonly Recipient[] =>
  recipientsOf(window, 'Complaint', ['complaint', 'complainedRecipients'], (item) => at(item, 'emailAddress'));

const identityArns = (recipients: readonly Recipient[]): readonly string[] =>
  filled(texts(recipients, 'mail', 'sourceArn')).filter((arn) => arn.startsWith('arn:'));

export const complaintDashboard: Calculations = {
  'top-complaint-email-addresses': (window) => addresses('complaintEmailAddress', complained(window)),
  'top-complaint-email-domains': (window) => domains(complained(window)),
  'top-complaint-useragents': (window) =>
    frequencies('userAgent', filled(texts(complained(window), 'complaint', 'userAgent')), 10),
  'complaint-feedback-type-trend': (window) =>
    trendOf(complained(window), 15 * minute, 'complaint', 'complaintFeedbackType'),
  'top-source-generating-complaints': (window) =>
    frequencies('source', filled(texts(complained(window), 'mail', 'source')), 10),
  'sending-accountid': (window) =>
    frequencies('sendingAccountId', filled(texts(complained(window), 'mail', 'sendingAccountId'))),
  'sending-aws-region': (window) =>
    frequencies('awsRegion', filled(identityArns(complained(window)).map((arn) => arn.split(':')[3] ?? null))),
  'sending-sourceip': (window) =>
    frequencies('sourceIp', filled(complained(window).map(({ record }) => senderIp(record)))),
  'sending-identity': (window) =>
    frequencies(
      'sendingIdentity',
      filled(identityArns(complained(window)).map((arn) => arn.split(':identity/')[1] ?? null)),
    ),
};
