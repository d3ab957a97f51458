/** Oddities 20 to 38: how records follow each other, and what is wrong with some of them. */
import {
  BOUNCE,
  bounceMessage,
  fixture,
  notification,
  SEND,
  sendMessage,
  TRAIL,
  trailMessage,
  UNDATED,
} from './oddity.ts';
import type { Oddity } from './oddity.ts';

const three = [bounceMessage, sendMessage, trailMessage];
const deep = `{"notificationType":"Bounce","a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
const huge = notification({ text: 'x'.repeat(600_000) });
const names =
  '{"eventType":"Send","mail":{"tags":{"ses:source-ip":["192.0.2.0"],"x y":[],"__proto__":1,"constructor":{}},"timestamp":"2021-01-02T03:04:05.000Z"},"hasOwnProperty":1}';

export const framingOddities: readonly Oddity[] = [
  { number: 20, what: 'one object on a line, with blank lines', content: fixture('20-lines.jsonl'), messages: three },
  {
    number: 21,
    what: 'objects without anything between them',
    content: fixture('21-concatenated.json'),
    messages: [
      sendMessage,
      bounceMessage,
      'ses.event {"eventType":"Send","mail":{"timestamp":"2021-01-02T03:04:05.000Z","subject":"}{"}}',
    ],
  },
  {
    number: 22,
    what: 'objects over several lines',
    content: fixture('22-pretty.json'),
    messages: [bounceMessage, sendMessage],
  },
  { number: 23, what: 'a list at the top', content: fixture('23-array.json'), messages: [trailMessage, trailMessage] },
  {
    number: 24,
    what: 'lists under the names that services use',
    content: fixture('24-containers.json'),
    messages: [trailMessage, trailMessage, trailMessage, trailMessage, bounceMessage, trailMessage],
  },
  {
    number: 25,
    what: 'all of these in one file',
    content: fixture('25-mixed.json'),
    messages: [trailMessage, bounceMessage, trailMessage, trailMessage, 'text START'],
    notes: [UNDATED],
  },
  {
    number: 26,
    what: 'missing commas between elements',
    content: fixture('26-no-commas.json'),
    messages: [trailMessage, trailMessage],
    notes: ['Commas are missing between elements of an array.'],
  },
  {
    number: 27,
    what: 'trailing commas, comments, Python',
    content: fixture('27-lenient.jsonl'),
    messages: [
      'ses.notification {"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05.000Z","tags":["a"]}}',
      bounceMessage,
      'ses.notification {"notificationType":"Bounce","ok":true,"none":null,"mail":{"timestamp":"2020-01-02T03:04:05.000Z"}}',
    ],
    notes: [
      '3 records were repaired: single quotes (line 3), Python values (line 3), commas too many (line 1), comments (line 2).',
    ],
  },
  {
    number: 28,
    what: 'a stray bracket is reported and costs its own line',
    content: fixture('28-stray-bracket.jsonl'),
    messages: fixture('28-stray-bracket.jsonl')
      .toString()
      .trim()
      .split('\n')
      .map((line, index) => `${index === 1 ? 'text' : 'ses.notification'} ${line}`),
    rejected: ['2:94 Expected a value, found "(".'],
  },
  {
    number: 29,
    what: 'a last record that is cut short',
    content: fixture('29-cut-short.jsonl'),
    messages: [bounceMessage, 'text {"notificationType":"Bounce","bounce":{"bounceTy'],
    rejected: ['2:49 The record is cut short: expected the end of the text in quotes.'],
    notes: [UNDATED],
  },
  {
    number: 30,
    what: 'texts before a record stay, and the record says what the line is',
    content: fixture('30-prefixes.log'),
    messages: [
      `cloudtrail 2023-01-01T00:00:00.000Z ${TRAIL}`,
      `ses.notification <14>Jan  1 00:00:00 host ses: ${BOUNCE}`,
      'text START RequestId: 7 Version: $LATEST',
      bounceMessage,
    ],
    notes: [UNDATED],
  },
  {
    number: 31,
    what: 'texts behind a record, and columns of tables',
    content: fixture('31-suffixes.log'),
    messages: [bounceMessage, trailMessage, `cloudtrail 7,${TRAIL},ok`, `text ${BOUNCE} and more`],
    rejected: [`4:${String(BOUNCE.length + 2)} Expected the end of the line after the record, found "a".`],
    notes: ['3 records were repaired: comments (line 1), quotes doubled as in CSV (lines 2, 3).'],
  },
  {
    number: 31,
    what: 'a column that is no record stays as it is',
    content: `7,"{""a"":1}"\n8,"{""eventVersion"":""1.0`,
    messages: ['text 7,"{""a"":1}"', 'text 8,"{""eventVersion"":""1.0'],
    notes: ['2 messages have no timestamp and took the time the file was last changed.'],
  },
  {
    number: 32,
    what: 'a name twice in one object',
    content: fixture('32-twice.jsonl'),
    messages: fixture('32-twice.jsonl')
      .toString()
      .trim()
      .split('\n')
      .map((line) => `ses.notification ${line.replace('"status":"5.1.1",', '')}`),
    notes: ['1 record has a field twice in one object, and the last one counts: "status" (line 2).'],
  },
  {
    number: 33,
    what: 'a line of half a megabyte',
    content: `${huge}\n${BOUNCE}\n`,
    messages: [`ses.notification ${huge}`, bounceMessage],
  },
  {
    number: 35,
    what: 'brackets five thousand deep',
    content: `${deep}\n${BOUNCE}\n`,
    messages: [`text ${deep}`, bounceMessage],
    rejected: ['1:533 Nested deeper than 500 levels, found "[".'],
    notes: [UNDATED],
  },
  {
    number: 36,
    what: 'numbers with more digits than a double holds',
    content:
      '{"notificationType":"Bounce","id":12345678901234567890,"at":1644272345000,"mail":{"timestamp":"2020-01-02T03:04:05.000Z"}}',
    messages: [
      'ses.notification {"notificationType":"Bounce","id":12345678901234567890,"at":1644272345000,"mail":{"timestamp":"2020-01-02T03:04:05.000Z"}}',
    ],
  },
  {
    number: 37,
    what: 'NaN and Infinity become null, -0 and 1e400 stay',
    content: fixture('37-numbers.jsonl'),
    messages: [
      'ses.notification {"notificationType":"Bounce","a":null,"b":null,"c":-0,"d":1e400,"mail":{"timestamp":"2020-01-02T03:04:05.000Z"}}',
    ],
    notes: ['1 record was repaired: numbers that JSON does not know (line 1).'],
  },
  {
    number: 38,
    what: 'names with dots, blanks, colons, and those of prototypes',
    content: names,
    messages: [`ses.event ${names}`],
  },
  {
    number: 31,
    what: 'a number in brackets at the start of a line is no record',
    content: `[1234] 2020-01-01T00:00:00Z started ${SEND.length.toString()}\n`,
    messages: [`text [1234] 2020-01-01T00:00:00Z started ${SEND.length.toString()}`],
  },
];
