/** Files that were damaged at random. The seeds are fixed, so a failure comes back. */
import assert from 'node:assert/strict';

import { frames } from './frames.ts';
import { readContent } from './read.ts';

const RECORDS = [
  '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"status":"5.1.1","action":"failed"}]},"mail":{"timestamp":"2020-01-02T03:04:05Z"}}',
  '{"eventVersion":"1.08","eventTime":"2022-01-02T03:04:05Z","requestParameters":{"a":[1,-2.5e3,true,null],"é":"\\u00e9 \\"x\\""}}',
  '{"Type":"Notification","MessageId":"m","TopicArn":"t","Message":"{\\"eventType\\":\\"Open\\",\\"mail\\":{}}\\n"}',
  '{\n  "eventType": "Send",\n  "mail": {\n    "tags": ["a",\n "b"]\n  }\n}',
  '2020-01-01T00:00:00Z INFO {"eventVersion":"1.08","eventName":"A"}',
  'just a line',
];
const PIECES = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\\',
  '\n',
  '\r\n',
  '\t',
  '#',
  '/*',
  '//',
  '\u0000',
  'True',
  'NaN',
  '{"a":',
  '"}\n',
  'é',
  '😀',
];

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Some records in one of the usual framings, then a few cuts, joins and insertions. */
function damaged(seed: number): Buffer {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const chosen = Array.from({ length: 1 + Math.floor(next() * 8) }, () => pick(RECORDS));
  const json = chosen.filter((text) => text.startsWith('{'));
  const framings = [chosen.join('\n'), json.join(''), `[${json.join(',\n')}]`, `{"Records":[${json.join(',')}]}\n`];
  let bytes = Buffer.from(pick(framings));
  for (let damage = Math.floor(next() * 5); damage > 0; damage--) {
    const at = Math.floor(next() * bytes.length);
    const to = Math.min(bytes.length, at + Math.floor(next() * 20));
    const inserted = next() < 0.3 ? Buffer.from([Math.floor(next() * 256)]) : Buffer.from(pick(PIECES));
    const kind = next();
    if (kind < 0.2) bytes = bytes.subarray(0, at);
    else if (kind < 0.4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    else if (kind < 0.5) bytes = Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
    else bytes = Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
  }
  return bytes;
}

/** What every frame must leave behind: nothing but blanks, separators, byte order marks and the brackets of containers. */
const BETWEEN = /^(?:[\s,[\]}]|\ufeff|null|\{\s*"Records"\s*:\s*\[|\{\})*$/;

/** What follows a list in its object is passed over, which a note says. */
const BESIDE = /^[\s,]*\][^]*$/;
const BESIDE_NOTE = /^(?:What stands beside|The object around) the "Records" array/;

describe('damaged files', () => {
  const seeds = Array.from({ length: 3_000 }, (_, index) => index + 1);

  it('lose no byte that may belong to a message', () => {
    for (const seed of seeds) {
      const bytes = damaged(seed);
      const { spans, notes } = frames(bytes);
      const isBeside = notes.some((note) => BESIDE_NOTE.test(note));
      const between = (text: string): boolean => BETWEEN.test(text) || (isBeside && BESIDE.test(text));
      let from = 0;
      for (const [start, end] of spans) {
        assert.ok(start >= from && end > start, `seed ${String(seed)}: ${String(start)} to ${String(end)}`);
        const skipped = bytes.toString('utf8', from, start);
        assert.ok(between(skipped), `seed ${String(seed)}: ${skipped}`);
        from = end;
      }
      assert.ok(between(bytes.toString('utf8', from)), `seed ${String(seed)}`);
    }
  });

  it('give the same frames however the bytes arrive', () => {
    for (const seed of seeds.slice(0, 600)) {
      const bytes = damaged(seed);
      const whole = frames(bytes);
      for (const size of [1, 5, 64])
        assert.deepEqual(frames(bytes, size), whole, `seed ${String(seed)}, ${String(size)}`);
    }
  });

  it('are read without an error, with totals that agree and reasons for whatever was rejected', async () => {
    for (const seed of seeds.slice(0, 600)) {
      const { summary, messages } = await readContent(damaged(seed));
      const kinds = Object.values(summary.kinds).reduce((sum, count) => sum + count, 0);
      assert.deepEqual([summary.records, kinds], [messages.length, messages.length], `seed ${String(seed)}`);
      assert.equal(summary.rejected.length, summary.rejectedCount);
      for (const { line, column, reason } of summary.rejected)
        assert.ok(line >= 1 && column >= 1 && reason.endsWith('.'), `seed ${String(seed)}: ${reason}`);
      for (const { kind, raw } of messages)
        if (kind !== 'text' && raw.startsWith('{'))
          assert.doesNotThrow(() => void JSON.parse(raw), `seed ${String(seed)}: ${raw}`);
    }
  });
});
