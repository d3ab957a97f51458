/** The panels about CloudTrail events, worked out record by record. */
import { at, firstText, textAt } from './records.ts';
import type { JsonObject } from './records.ts';
import { mapOf } from './places.ts';
import { countBy, day, frequencies, hour, sliceOf, sortRows, trend } from './tables.ts';
import type { Cell, Row, Table } from './tables.ts';
import type { Calculations, Window } from './window.ts';

interface Event {
  readonly record: JsonObject;
  readonly time: number;
  readonly name: string | null;
  readonly status: 'Success' | 'Failure';
}

function eventsOf({ records }: Window): readonly Event[] {
  return records
    .filter(({ value }) => value['eventSource'] === 'ses.amazonaws.com')
    .map(({ value, time }) => ({
      record: value,
      time,
      name: textAt(value, 'eventName'),
      status: firstText(textAt(value, 'errorCode'), null) === null ? 'Success' : 'Failure',
    }));
}

/** `role/session` of an assumed role, the last part of any other name of IAM or STS. */
export function arnName(arn: string | null): string | null {
  const [prefix, , service, , , ...rest] = (arn ?? '').split(':');
  if (prefix !== 'arn' || (service !== 'iam' && service !== 'sts')) return null;
  const resource = rest.join(':');
  const name = resource.startsWith('assumed-role/')
    ? resource.slice('assumed-role/'.length)
    : resource.slice(resource.lastIndexOf('/') + 1);
  return name === '' || name.endsWith('/') ? null : name;
}

function userOf(record: JsonObject): string | null {
  const name = textAt(record, 'userIdentity', 'userName');
  return firstText(name, arnName(textAt(record, 'userIdentity', 'arn')));
}

/** What each column of the tables shows. */
const columns: Readonly<Record<string, (event: Event) => Cell>> = {
  eventTime: ({ record }) => textAt(record, 'eventTime'),
  eventName: ({ name }) => name,
  eventType: ({ record }) => textAt(record, 'eventType'),
  type: ({ record }) => textAt(record, 'userIdentity', 'type'),
  user: ({ record }) => userOf(record),
  awsRegion: ({ record }) => textAt(record, 'awsRegion'),
  sourceIPAddress: ({ record }) => textAt(record, 'sourceIPAddress'),
  eventStatus: ({ status }) => status,
  accountId: ({ record }) =>
    firstText(textAt(record, 'userIdentity', 'accountId'), textAt(record, 'recipientAccountId')),
  requestId: ({ record }) => textAt(record, 'requestID'),
  errorCode: ({ record }) => textAt(record, 'errorCode'),
  errorMessage: ({ record }) => textAt(record, 'errorMessage'),
};

const tuple = (names: readonly string[], event: Event): Row => names.map((name) => columns[name]?.(event) ?? null);

/** Newest first, then by the other columns. */
function details(events: readonly Event[], names: readonly string[]): Table {
  const rows = countBy(events.map((event) => tuple(names, event)));
  const order = names.map((_, index) => [index, index === 0 ? 'desc' : 'asc'] as const);
  return { columns: [...names, 'eventCount'], rows: sortRows(rows, order) };
}

const named = (events: readonly Event[]): Table =>
  frequencies(
    'eventName',
    events.map(({ name }) => name),
  );
const withStatus = (window: Window, status: Event['status']): readonly Event[] =>
  eventsOf(window).filter((event) => event.status === status);
const places = (window: Window, status: Event['status']): Table =>
  mapOf(
    withStatus(window, status).map(({ record }) => textAt(record, 'sourceIPAddress')),
    window.findPlace,
  );

/** Every day that the window touches, also those without events. */
function statusTrend(window: Window): Table {
  const events = eventsOf(window);
  const first = sliceOf(window.from, day);
  const count = Math.floor((window.to - 1 - first) / day) + 1;
  const rows = Array.from({ length: count }, (_, index) => {
    const slice = first + index * day;
    const of = (status: Event['status']): number =>
      events.filter((event) => event.status === status && sliceOf(event.time, day) === slice).length;
    return [slice, of('Success'), of('Failure')];
  });
  return { columns: ['_timeslice', 'Success', 'Failure'], rows };
}

const failedColumns =
  'eventTime eventName errorCode errorMessage awsRegion sourceIPAddress accountId user type requestId'.split(' ');
const successfulColumns = 'eventTime eventName awsRegion sourceIPAddress accountId user type requestId'.split(' ');

export const cloudTrailOverview: Calculations = {
  'successful-events-location': (window) => places(window, 'Success'),
  'failure-events-location': (window) => places(window, 'Failure'),
  'event-status': (window) =>
    frequencies(
      'eventStatus',
      eventsOf(window).map(({ status }) => status),
    ),
  'top-error-codes': (window) =>
    frequencies(
      'errorCode',
      withStatus(window, 'Failure').map(({ record }) => textAt(record, 'errorCode')),
      10,
    ),
  'event-status-trend': statusTrend,
  'failed-events': (window) => named(withStatus(window, 'Failure')),
  'failed-event-details': (window) => details(withStatus(window, 'Failure'), failedColumns),
  'successful-events': (window) => named(withStatus(window, 'Success')),
  'successful-event-details': (window) => details(withStatus(window, 'Success'), successfulColumns),
  'top-users': (window) => {
    const names = ['type', 'user'];
    const rows = sortRows(countBy(eventsOf(window).map((event) => tuple(names, event))), [
      [2, 'desc'],
      [1, 'asc'],
      [0, 'asc'],
    ]);
    return { columns: [...names, 'eventCount'], rows: rows.slice(0, 10) };
  },
  'events-by-user': (window) =>
    frequencies(
      'user',
      eventsOf(window).map(({ record }) => userOf(record)),
    ),
  'events-trend-by-event-name': (window) =>
    trend(
      eventsOf(window).flatMap(({ time, name }) => (name === null || name === '' ? [] : [{ time, name }])),
      hour,
    ),
};

const groupColumns =
  'eventTime eventName eventType type user awsRegion sourceIPAddress eventStatus accountId requestId errorCode errorMessage'.split(
    ' ',
  );
const groups: readonly (readonly [id: string, isInGroup: (name: string) => boolean])[] = [
  ['identity', (name) => name.includes('Identit')],
  ['get-send', (name) => name.startsWith('GetSend')],
  ['domain', (name) => name.includes('Domain')],
  ['receipt', (name) => name.includes('Receipt')],
  ['email-address', (name) => name.includes('EmailAddress')],
];

export const cloudTrailByEventName: Calculations = Object.fromEntries(
  groups.flatMap(([id, isInGroup]) => {
    const select = (window: Window): readonly Event[] =>
      eventsOf(window).filter(({ record }) => isInGroup(String(at(record, 'eventName'))));
    return [
      [`${id}-events`, (window: Window) => named(select(window))],
      [`${id}-event-details`, (window: Window) => details(select(window), groupColumns)],
    ];
  }),
);
