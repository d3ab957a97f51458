/** Oddities 68 to 81: times. */
import type { Oddity } from './oddity.ts';

/** Number, what, the time as JSON, what is made of it (undefined: the file's time), and other notes. */
const forms: readonly (readonly [number: number, what: string, json: string, time: string])[] = [
  [68, 'without a fraction', '"2018-01-02T19:45:18Z"', '2018-01-02T19:45:18.000Z'],
  [68, 'with three digits', '"2018-01-02T19:45:44.101Z"', '2018-01-02T19:45:44.101Z'],
  [68, 'with six digits', '"2018-01-02T19:45:37.131096Z"', '2018-01-02T19:45:37.131Z'],
  [68, 'with nine digits', '"2018-01-02T19:45:37.131096486Z"', '2018-01-02T19:45:37.131Z'],
  [69, 'with an offset', '"2009-12-03T04:24:21.000-05:00"', '2009-12-03T09:24:21.000Z'],
  [70, 'with a blank before the offset', '"2018-10-08T14:05:45 +0000"', '2018-10-08T14:05:45.000Z'],
  [72, 'in the basic form', '"20131102T010628Z"', '2013-11-02T01:06:28.000Z'],
  [77, 'of 1970', '"1970-01-01T00:00:00.000Z"', '1970-01-01T00:00:00.000Z'],
  [77, 'of 2099', '"2099-01-01T00:00:00.000Z"', '2099-01-01T00:00:00.000Z'],
  [81, 'with a leap second', '"2016-12-31T23:59:60Z"', '2017-01-01T00:00:00.000Z'],
];

function notification(json: string): string {
  return `{"notificationType":"Bounce","mail":{"timestamp":${json}}}`;
}

const several =
  '{"notificationType":"Delivery","mail":{"timestamp":"2018-02-08T18:18:09.060Z"},"delivery":{"timestamp":"2017-12-01T00:00:00.000Z"}}';
const session =
  '{"eventVersion":"1.08","userIdentity":{"sessionContext":{"attributes":{"creationDate":"2021-01-01T00:00:00Z"}}},"eventTime":"2022-01-02T03:04:05Z","eventName":"A"}';

export const timeOddities: readonly Oddity[] = [
  ...forms.map(([number, what, json, time]) => ({
    number,
    what: `a time ${what}`,
    content: notification(json),
    messages: [`ses.notification ${notification(json)}`],
    times: [time],
  })),
  {
    number: 71,
    what: 'a time without a zone',
    content: notification('"2025-01-20 16:52:14.000000000"'),
    messages: [`ses.notification ${notification('"2025-01-20 16:52:14.000000000"')}`],
    times: ['2025-01-20T16:52:14.000Z'],
    notes: ['1 message has a time without a zone: UTC was assumed.'],
  },
  {
    number: 78,
    what: 'the leftmost of several times counts, and eventTime in CloudTrail',
    content: `${several}\n${session}\n`,
    messages: [`ses.notification ${several}`, `cloudtrail ${session}`],
    times: ['2018-02-08T18:18:09.060Z', '2022-01-02T03:04:05.000Z'],
  },
  {
    number: 79,
    what: 'messages stay in the order of the file, whatever their times',
    content: `${session}\n${several}\n`,
    messages: [`cloudtrail ${session}`, `ses.notification ${several}`],
    times: ['2022-01-02T03:04:05.000Z', '2018-02-08T18:18:09.060Z'],
  },
];
