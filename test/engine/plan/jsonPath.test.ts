import assert from 'node:assert/strict';
import { isPlainPath, readJsonPath, writeJsonPath } from '../../../server/src/engine/plan/jsonPath.ts';

function rewritten(path: string): string {
  const result = readJsonPath(path);
  if (result.kind === 'invalid') return `invalid ${result.what}`;
  return isPlainPath(result.steps) ? writeJsonPath(result.steps) : result.steps.map(({ kind }) => kind).join(' ');
}

const cases: readonly (readonly [path: string, expected: string])[] = [
  ['a.b.c', '$."a"."b"."c"'],
  ['a[0].b', '$."a"[0]."b"'],
  ['a[*].b', '$."a"[*]."b"'],
  ['[0].value', '$[0]."value"'],
  ["$['a']['.tag']", '$."a".".tag"'],
  ['$.a', '$."a"'],
  ['event-data.Test Name', '$."event-data"."Test Name"'],
  ['a"b', '$."a\\"b"'],
  ["['it\\'s']", '$."it\'s"'],
  ['$price', '$."$price"'],
  ['$', '$'],
  ['a[?(@.b == 1)].c', 'key filter key'],
  ['a.[*].b', '$."a"[*]."b"'],
  ['a[-1]', '$."a"[#-1]'],
  ["a['b', 'c'][0,1][1:]", 'key keys indexes slice'],
  ['a[?(@.b =! 1)]', 'invalid [?(@.b =! 1)]'],
  ['a..b', 'key descend key'],
];

describe('JSON paths', () => {
  for (const [path, expected] of cases) {
    it(`reads ${path}`, () => {
      assert.equal(rewritten(path), expected);
    });
  }
});
