/** Objects that are nearly JSON. */
import assert from 'node:assert/strict';

import { DEPTH_LIMIT } from '../../../server/src/engine/sources/jsonScanner.ts';
import { repairObject } from '../../../server/src/engine/sources/repair.ts';
import { frames } from './frames.ts';

/** The repaired text with the kinds of repairs and where they start, or why there is none. */
function repaired(text: string, final = true): string {
  const bytes = Buffer.from(text);
  const result = repairObject({ bytes, start: 0, end: bytes.length, final, indent: 0 });
  if (result.kind !== 'repaired') return result.kind;
  assert.doesNotThrow(() => JSON.parse(result.text.toString()), text);
  return [result.text.toString(), ...result.repairs.map(({ kind, at }) => `${kind} at ${String(at)}`)].join(' | ');
}

const REPAIRED: readonly (readonly [text: string, result: string])[] = [
  ['{"a": 1}', '{"a":1}'],
  ['{"a":"x\ny"}', '{"a":"x\\ny"} | raw line breaks in strings at 7'],
  ['{"a":"x\r\n  y"}', '{"a":"x\\r\\n  y"} | raw line breaks in strings at 7'],
  ['{"a":"x\ty\u0001"}', '{"a":"x\\ty\\u0001"} | raw control characters in strings at 7'],
  ['{"a":"\\email"}', '{"a":"\\\\email"} | escapes that JSON does not know at 6'],
  ['{"a":"\\x41\\u12"}', '{"a":"\\u0041\\\\u12"} | escapes that JSON does not know at 6'],
  ["{'a':'it\\'s \"x\"'}", '{"a":"it\'s \\"x\\""} | single quotes at 1'],
  ["{u'a':b'x'}", '{"a":"x"} | Python values at 1 | single quotes at 2'],
  ['{"a":True,"b":None,"c":False}', '{"a":true,"b":null,"c":false} | Python values at 5'],
  ['{"a":NaN,"b":-Infinity}', '{"a":null,"b":null} | numbers that JSON does not know at 5'],
  ['{"a":+1,"b":.5,"c":5.,"d":007}', '{"a":1,"b":0.5,"c":5,"d":7} | numbers that JSON does not know at 5'],
  ['{a:1,b_2:{}}', '{"a":1,"b_2":{}} | field names without quotes at 1'],
  ['{"a":1 "b":[1\n"x" {"c":2}{}]}', '{"a":1,"b":[1,"x",{"c":2},{}]} | missing commas at 7'],
  ['{"a":[1,2,],}', '{"a":[1,2]} | commas too many at 10'],
  ['{,"a":[,1,,2],,"b":1}', '{"a":[1,2],"b":1} | commas too many at 1'],
  ['{ // x\n"a":1, /* "b":2, */ "c":3 # y\n}', '{"a":1,"c":3} | comments at 2'],
  ['{"a":12345678901234567890,"b":1.0}', '{"a":12345678901234567890,"b":1.0}'],
];

const KEPT: readonly (readonly [what: string, text: string])[] = [
  ['a stray bracket', '{"a":(["b"]}}'],
  ['a value that is no value', '{"a":<see below>}'],
  ['a word as value', '{"a":yes}'],
  ['an object without end', '{"a":{"b":1}'],
  ['a string without end', '{"a":"b'],
  ['brackets that do not pair', '{"a":[1}]'],
  ['quotes inside a string', '{"a":"he said "hi" there"}'],
  ['strings without anything between them', '{"a":"x""b":"y"}'],
  ['a name without colon', '{main}'],
  ['an empty object', '{ }'],
  ['a string that runs into the next record', '{"a":"b\n{"c":"d"}\n'],
  ['an object that runs into the next record', '{"a":[1\n{"c":"d"}\n'],
  ['deep nesting', `{'a':${'['.repeat(DEPTH_LIMIT)}${']'.repeat(DEPTH_LIMIT)}}`],
];

describe('repairing', () => {
  for (const [text, result] of REPAIRED)
    it(JSON.stringify(text), () => {
      assert.equal(repaired(text), result);
    });

  for (const [what, text] of KEPT)
    it(`leaves ${what}`, () => {
      assert.equal(repaired(text), 'failed');
    });

  it('asks for more as long as a text may go on', () => {
    for (const [text] of REPAIRED)
      for (let length = 1; length < text.length; length++)
        assert.equal(repaired(text.slice(0, length), false), 'more', text.slice(0, length));
  });

  it('gives the same frames however the bytes arrive', () => {
    const text = `${REPAIRED.map(([each]) => each).join('\n')}\n${KEPT.map(([, each]) => each).join('\n')}\n{"z":1}\n`;
    const whole = frames(text);
    assert.equal(whole.seen.filter(([kind]) => kind === 'value').length > REPAIRED.length, true);
    for (const size of [1, 2, 3, 7, 64]) assert.deepEqual(frames(text, size), whole);
  });

  it('takes no longer than the text is long, even when nothing can be repaired', () => {
    const text = `${"{'a':[\n".repeat(5_000)}${'{"a":"\n x\n'.repeat(100_000)}`;
    const begun = performance.now();
    frames(text);
    assert.ok(performance.now() - begun < 15_000, String(performance.now() - begun));
  });
});
