/** Lines that are more than a record. */
import assert from 'node:assert/strict';

import { readContent } from './read.ts';

const BOUNCE = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}';
const TRAIL = '{"eventVersion":"1.08","userIdentity":{"d":"2019-01-01T00:00:00Z"},"eventTime":"2020-05-06T07:08:09Z"}';
const sns = (text: string): string =>
  JSON.stringify({ Type: 'Notification', MessageId: 'm', TopicArn: 't', Message: text });

/** What becomes of a line. */
const lines: readonly (readonly [what: string, line: string, message: string])[] = [
  ['a record behind a time', `2023-01-01T00:00:00Z ${TRAIL}`, `cloudtrail ${'2023-01-01T00:00:00Z '}${TRAIL}`],
  ['a record between texts', `got ${BOUNCE} from queue`, `ses.notification got ${BOUNCE} from queue`],
  ['a record behind another object', `ctx={"a":1} ${BOUNCE}`, `ses.notification ctx={"a":1} ${BOUNCE}`],
  ['an object that is no record', 'INFO {"a":1}', 'text INFO {"a":1}'],
  ['a list of nothing known', 'sent {"events":[{"a":1}]}', 'text sent {"events":[{"a":1}]}'],
  ['an object that is not JSON', 'INFO {"eventVersion":(1)}', 'text INFO {"eventVersion":(1)}'],
  ['a wrapper', `2023-01-01T00:00:00Z ${sns(BOUNCE)}`, `ses.notification ${BOUNCE}`],
  ['a list in a wrapper', `START {"Records":[{"Sns":${sns(BOUNCE)}}]}`, `ses.notification ${BOUNCE}`],
  [
    'a record of a container',
    JSON.stringify({ log: `${BOUNCE}\n`, stream: 'stdout', time: '2023-01-01T00:00:00Z' }),
    `ses.notification ${BOUNCE}`,
  ],
  [
    'a line of a container',
    JSON.stringify({ log: 'hello \n', stream: 'stderr', time: '2023-01-01T00:00:00Z' }),
    'text hello',
  ],
  [
    'something like a line of a container',
    '{"log":"hello","stream":"s","time":"2023-01-01T00:00:00Z"}',
    'other {"log":"hello","stream":"s","time":"2023-01-01T00:00:00Z"}',
  ],
  [
    'a message that is no record',
    '{"@timestamp":"2023-01-01T00:00:00Z","message":"{\\"a\\":1}"}',
    'other {"@timestamp":"2023-01-01T00:00:00Z","message":"{\\"a\\":1}"}',
  ],
];

describe('a line with', () => {
  for (const [what, line, message] of lines)
    it(what, async () => {
      const { messages, summary } = await readContent(`${line}\n`);
      assert.deepEqual(
        messages.map(({ kind, raw }) => `${kind} ${raw}`),
        [message],
      );
      assert.equal(summary.rejectedCount, 0);
    });

  it('a CloudTrail record has the time of the event', async () => {
    const { messages } = await readContent(`2023-01-01T00:00:00Z ${TRAIL}`);
    assert.deepEqual(
      messages.map(({ time }) => time),
      ['2020-05-06T07:08:09.000Z'],
    );
  });

  it('a wrapper gives its text up, and a note says so', async () => {
    const { summary } = await readContent(`2023-01-01T00:00:00Z ${sns(BOUNCE)}`);
    assert.deepEqual(summary.notes, ['Text beside wrapped records was left out.']);
  });
});
