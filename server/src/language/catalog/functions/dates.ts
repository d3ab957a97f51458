import type { FunctionRecord } from '../records.ts';
import { define, gives, optional, required } from './define.ts';

const pattern = 'Letters as in `yyyy-MM-dd HH:mm:ss`';
const patternLetters =
  'Letters: `yyyy` year, `MM` month, `MMM` its name, `dd` day, `EEE` day of the week, `HH` hour to 23, `hh` hour to 12 with `a`, `mm` minute, `ss` second, `SSS` millisecond, `z`, `Z` and `XXX` zone. Words stand in single quotes. `MM` and `mm` are not the same.';
const zone = optional(
  'zone',
  'text',
  'Name of a time zone such as `America/New_York`; the zone of the query unless given.',
);
const millisOrNull = 'Null and text that is no number give null; text of digits counts as a number.';
const neverNull = 'Never null: there is always a time range, and it has a start and an end.';

/** Times: epoch milliseconds, their texts, and the time range of the query. */
export const dateFunctions: readonly FunctionRecord[] = [
  define({
    names: ['now'],
    parameters: [],
    returns: 'time',
    summary: 'The moment that counts as now, in milliseconds.',
    documentation:
      'The same for all rows of a run. A setting decides whether now is the clock or the newest record of the data. Durations can be taken off: `now() - 30d`.',
    nulls: 'Never null.',
    restrictions: { live: 'never' },
    examples: [gives('now() > 0', true), gives('now() - 1d < now()', true)],
  }),
  define({
    names: ['queryStartTime'],
    parameters: [],
    returns: 'time',
    summary: 'The start of the time range of the query, in milliseconds.',
    documentation:
      'Together with `queryEndTime` it drops slices that are cut off: `where _timeslice >= queryStartTime() and __timeslice_end <= queryEndTime()`.',
    nulls: neverNull,
    restrictions: { live: 'never' },
    examples: [gives('queryStartTime() <= queryEndTime()', true)],
  }),
  define({
    names: ['queryEndTime'],
    parameters: [],
    returns: 'time',
    summary: 'The end of the time range of the query, in milliseconds.',
    documentation: 'The end itself is outside the range: the last millisecond that is searched comes just before it.',
    nulls: neverNull,
    restrictions: { live: 'never' },
    examples: [gives('queryEndTime() >= queryStartTime()', true)],
  }),
  define({
    names: ['queryTimeRange'],
    parameters: [],
    returns: 'number',
    summary: 'The length of the time range of the query, in milliseconds.',
    documentation: 'Name the result with `as`. Divide a count by it to get a rate that does not depend on the range.',
    nulls: neverNull,
    examples: [
      gives('queryTimeRange() >= 0', true),
      gives('queryTimeRange() = queryEndTime() - queryStartTime()', true),
    ],
  }),
  define({
    names: ['formatDate'],
    parameters: [
      required('milliseconds', 'time', 'The time, in milliseconds since 1970.'),
      optional('pattern', 'text', `${pattern}; \`MM/dd/yyyy\` unless given.`),
      zone,
    ],
    returns: 'text',
    summary: 'Writes a time as text.',
    documentation: `Without a pattern the date is written the American way. ${patternLetters} The result is text and sorts as text, so \`yyyy-MM-dd\` sorts by time and \`MM/dd/yyyy\` does not.`,
    nulls: millisOrNull,
    examples: [
      gives('formatDate(1500534030000, "yyyy-MM-dd", "UTC")', '2017-07-20'),
      gives('formatDate(1500534030000, "MM-dd-yyyy HH:mm", "America/New_York")', '07-20-2017 03:00'),
      gives('formatDate(1500534030000, "EEE", "UTC")', 'Thu'),
    ],
  }),
  define({
    names: ['parseDate'],
    parameters: [
      required('text', 'text', 'Text that begins with a date.'),
      required('pattern', 'text', `${pattern}.`),
      zone,
    ],
    returns: 'time',
    summary: 'Reads a time from text, in milliseconds.',
    documentation: `${patternLetters} Text after the date is ignored. A zone in the text counts more than the argument. There is no \`nodrop\`: a row with other text stays and has null.`,
    nulls: 'Null and text that does not fit the pattern give null.',
    examples: [
      gives('parseDate("20170720000030", "yyyyMMddHHmmss", "America/Los_Angeles")', 1500534030000),
      gives(`parseDate("2019-11-18T19:00:00.000-08:00", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")`, 1574132400000),
      gives('parseDate("3/4/2005 other", "M/d/yyyy", "UTC")', 1109894400000),
    ],
  }),
  define({
    names: ['toMillis'],
    parameters: [required('time', 'time', 'A time.')],
    returns: 'number',
    summary: 'Turns a time into a number of milliseconds.',
    documentation: 'Times are milliseconds here already, so the number stays the same.',
    nulls: millisOrNull,
    examples: [gives('toMillis(fromSeconds(1500534030))', 1500534030000)],
  }),
  define({
    names: ['fromMillis'],
    parameters: [required('milliseconds', 'number', 'Milliseconds since 1970.')],
    returns: 'time',
    summary: 'Turns a number of milliseconds into a time.',
    documentation: 'The number stays the same; the result is shown as a date and fits `formatDate`.',
    nulls: millisOrNull,
    examples: [gives('formatDate(fromMillis(1500534030000), "yyyy-MM-dd", "UTC")', '2017-07-20')],
  }),
  define({
    names: ['fromSeconds'],
    parameters: [required('seconds', 'number', 'Seconds since 1970.')],
    returns: 'time',
    summary: 'Turns a number of seconds into a time.',
    documentation: 'Multiplies by 1000; the result is shown as a date and fits `formatDate`.',
    nulls: millisOrNull,
    examples: [
      gives('fromSeconds(1500534030)', 1500534030000),
      gives('formatDate(fromSeconds(1500534030), "dd-MM-yyyy", "UTC")', '20-07-2017'),
    ],
  }),
];
