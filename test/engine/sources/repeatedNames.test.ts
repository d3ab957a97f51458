/** Names that one object holds twice. */
import assert from 'node:assert/strict';

import { JsonScanner } from '../../../server/src/engine/sources/jsonScanner.ts';
import { readContent } from './read.ts';

/** The repeated name with its offset; undefined without one. The text comes in pieces of `size` bytes. */
function repeated(text: string, size = Infinity): string | undefined {
  const bytes = Buffer.from(text);
  const scanner = new JsonScanner();
  for (let end = Math.min(size, bytes.length); ; end = Math.min(end + size, bytes.length)) {
    if (scanner.scan(bytes, 0, end, end === bytes.length) !== 'more') break;
  }
  const { repeated: found } = scanner;
  return found === undefined
    ? undefined
    : `${bytes.toString('utf8', found.start, found.end)} at ${String(found.start)}`;
}

const cases: readonly (readonly [text: string, name: string | undefined])[] = [
  ['{"a":1,"b":2,"a":3}', 'a at 14'],
  ['{"a":{"b":1,"b":2}}', 'b at 13'],
  ['{"a":{"b":1},"b":2,"c":{"b":1}}', undefined],
  ['[{"a":1},{"a":1}]', undefined],
  ['{"a":{},"b":[{"c":1}],"a":2}', 'a at 23'],
  ['{"":1,"":2}', ' at 7'],
  ['{"a":"b","b":"a"}', undefined],
  [`{${Array.from({ length: 500 }, (_, n) => `"n${String(n)}":1`).join()}}`, undefined],
];

describe('names that occur twice', () => {
  for (const [text, name] of cases)
    it(`in ${text.slice(0, 40)}`, () => {
      for (const size of [1, 4, Infinity]) assert.equal(repeated(text, size), name, String(size));
    });

  it('are named once for a file, with a few lines', async () => {
    const twice = '{"t":"2020-01-01T00:00:00Z","a":1,"a":2}\n';
    const { summary, messages } = await readContent(`{"t":"2020-01-01T00:00:00Z"}\n${twice.repeat(5)}`);
    assert.deepEqual(summary.notes, [
      '5 records have a field twice in one object, and queries read the first one: "a" (lines 2, 3, 4 and more).',
    ]);
    assert.equal(messages[1]?.raw, twice.trim());
  });

  it('are found in records inside strings', async () => {
    const text = JSON.stringify({
      Type: 'Notification',
      MessageId: 'm',
      TopicArn: 't',
      Message: '{"t":"2020-01-01T00:00:00Z","a":1,"a":2}',
    });
    const { summary } = await readContent(`\n${text}`);
    assert.deepEqual(summary.notes, [
      '1 record has a field twice in one object, and queries read the first one: "a" (line 2).',
    ]);
  });
});
