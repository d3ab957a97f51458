import assert from 'node:assert/strict';
import fc from 'fast-check';

import { compact } from '../../../server/src/engine/sources/compact.ts';
import { JsonScanner } from '../../../server/src/engine/sources/jsonScanner.ts';

function accepts(text: string): boolean {
  const bytes = Buffer.from(text);
  const scanner = new JsonScanner();
  return (
    scanner.scan(bytes, 0, bytes.length, true) === 'done' &&
    text.slice(scanner.offset).trim() === '' &&
    bytes.length > 0
  );
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the JSON scanner', () => {
  it('accepts what JSON.parse accepts, and nothing else, in damaged JSON', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '0', '-', '\\', 'e', '.', 't', ' ', '\n'),
      )
      .map(
        ([text, at, insert]) =>
          text.slice(0, at % (text.length + 1)) + insert + text.slice((at % (text.length + 1)) + (at % 2)),
      );
    fc.assert(
      fc.property(damaged, (text) => {
        assert.equal(accepts(text), parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('locates the members of the outermost object', () => {
    const bytes = Buffer.from('{"a": {"x": 1}, "b" : [2,3], "c":-4.5e6}');
    const scanner = new JsonScanner();
    assert.equal(scanner.scan(bytes, 0, bytes.length, false), 'done');
    const texts: string[] = [];
    for (let at = 0; at < scanner.members.length; at += 2)
      texts.push(bytes.toString('utf8', scanner.members[at], scanner.members[at + 1]));
    assert.deepEqual(texts, ['a', '{"x": 1}', 'b', '[2,3]', 'c', '-4.5e6']);
  });
});

describe('compacting', () => {
  it('removes blanks outside strings and changes nothing else', () => {
    const text = '{ "z" : 9007199254740993 ,\n\t"a b" : "x  \\" \\u00e9 \\\\" , "n" : [ 1.0 , -0 ] }';
    assert.equal(
      Buffer.from(compact(Buffer.from(text))).toString(),
      '{"z":9007199254740993,"a b":"x  \\" \\u00e9 \\\\","n":[1.0,-0]}',
    );
  });

  it('undoes pretty printing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(
          Buffer.from(compact(Buffer.from(JSON.stringify(value, null, 3)))).toString(),
          JSON.stringify(value),
        );
      }),
    );
  });
});
