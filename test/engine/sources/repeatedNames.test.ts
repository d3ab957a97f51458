/** Names that one object holds twice. */
import assert from 'node:assert/strict';
import fc from 'fast-check';

import { JsonScanner } from '../../../server/src/engine/sources/jsonScanner.ts';
import { hasRepeatedNames, keepLastOfRepeated } from '../../../server/src/engine/sources/repeatedNames.ts';
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

/** JSON texts in which names often come again, with blanks and escapes. */
const repetitive: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('1', 'null', '"a"', '"{\\"a\\":1,"', '" , "', '""'),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom('"a"', '"b"', '"\\u0061"', '"é"', '"__proto__"'), tie('value')), { maxLength: 5 })
      .map((members) => `{${members.map(([name, value]) => `${name} : ${value}`).join(' ,\n')}}`),
  ),
})).value;

/** A value with the members of objects in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([name, inner]) => [name, sorted(inner)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('names that occur twice', () => {
  it('leave the last of them, as in JavaScript', () => {
    fc.assert(
      fc.property(repetitive, (text) => {
        const kept = keepLastOfRepeated(Buffer.from(text)).toString();
        assert.deepEqual(sorted(JSON.parse(kept)), sorted(JSON.parse(text)));
        assert.equal(repeated(kept.replaceAll('\\u0061', 'a')), undefined);
      }),
      { numRuns: 500 },
    );
  });

  for (const [text, name] of cases)
    it(`in ${text.slice(0, 40)}`, () => {
      for (const size of [1, 4, Infinity]) assert.equal(repeated(text, size), name, String(size));
    });

  it('are named once for a file, with a few lines', async () => {
    const twice = '{"t":"2020-01-01T00:00:00Z","a":1,"a":2}\n';
    const { summary, messages } = await readContent(`{"t":"2020-01-01T00:00:00Z"}\n${twice.repeat(5)}`);
    assert.deepEqual(summary.notes, [
      '5 records have a field twice in one object, and the last one counts: "a" (lines 2, 3, 4 and more).',
    ]);
    assert.equal(messages[1]?.raw, '{"t":"2020-01-01T00:00:00Z","a":2}');
  });

  it('are found in records inside strings', async () => {
    const text = JSON.stringify({
      Type: 'Notification',
      MessageId: 'm',
      TopicArn: 't',
      Message: '{"t":"2020-01-01T00:00:00Z","a":1,"a":2}',
    });
    const { summary, messages } = await readContent(`\n${text}`);
    assert.deepEqual(
      messages.map(({ raw }) => raw),
      ['{"t":"2020-01-01T00:00:00Z","a":2}'],
    );
    assert.deepEqual(summary.notes, [
      '1 record has a field twice in one object, and the last one counts: "a" (line 2).',
    ]);
  });
});

describe('looking whether a name comes twice', () => {
  const has = (text: string): boolean => hasRepeatedNames(Buffer.from(text));

  it('tells objects apart, and names by what they say', () => {
    assert.equal(has('{"bounce":{"timestamp":1},"mail":{"timestamp":2,"source":"timestamp"}}'), false);
    assert.equal(has('{"mail":{"timestamp":1,"tags":[{"a":1},{"a":2}],"timestamp":2}}'), true);
    assert.equal(has('{"a":1,"\\u0061":2}'), true);
  });
});
