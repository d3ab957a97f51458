import assert from 'node:assert/strict';
import { readJsonPath, writeJsonPath } from '../../../server/src/engine/plan/jsonPath.ts';

function rewritten(path: string): string {
  const result = readJsonPath(path);
  return result.kind === 'path' ? writeJsonPath(result.steps) : `unsupported ${result.what}`;
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
  ['a[?(@.b == 1)].c', 'unsupported [?(@.b == 1)].c'],
  ['a.[*].b', '$."a"[*]."b"'],
  ['a..b', 'unsupported ..b'],
];

describe('JSON paths', () => {
  for (const [path, expected] of cases) {
    it(`reads ${path}`, () => {
      assert.equal(rewritten(path), expected);
    });
  }
});
