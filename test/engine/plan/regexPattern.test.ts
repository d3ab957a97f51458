import assert from 'node:assert/strict';
import { isolateGroup, readRegex, rewriteReplacement } from '../../../server/src/engine/plan/regexPattern.ts';

const cases: readonly (readonly [title: string, written: string, source: string, backtracking: boolean])[] = [
  ['numbers named groups', '(?<a>x)(y)(?<b>z)', '(x)(y)(z)', false],
  ['lifts flags from anywhere', 'a(?i)b', '(?i)ab', false],
  ['does not take an escaped bracket for flags', '\\(?i)', '', false],
  ['drops escapes that only the query needed', '\\"a\\/b\\"', '"a/b"', false],
  ['drops escapes of ordinary punctuation', 'a\\:\\_b', 'a:_b', false],
  ['keeps escapes of special characters', '\\.\\$\\[', '\\.\\$\\[', false],
  ['keeps classes as written', '[^\\]"\\d]+', '[^\\]"\\d]+', false],
  ['needs backtracking for look-ahead', '(?<a>x)(?= )', '(x)(?= )', true],
  ['needs backtracking for look-behind', '(?<!y)(?<a>x)', '(?<!y)(x)', true],
  ['needs backtracking for an optional group', '(?<a>x)?', '(x)?', true],
  ['needs backtracking for a group in one of several branches', '(?<a>x)|y', '(x)|y', true],
  ['needs none for branches inside a group', '(?<a>x|y)+', '(x|y)+', false],
  ['takes possessive quantifiers for greedy ones', '(?<a>x{1,3}+)[+*+]\\++', '(x{1,3})[+*+]\\++', false],
  ['turns named references into numbers', '(?<q>x)\\k<q>', '(x)\\1', true],
];

describe('regular expressions', () => {
  for (const [title, written, source, backtracking] of cases) {
    it(title, () => {
      const result = readRegex(written);
      if (source === '') assert.equal(result.kind, 'invalid');
      else
        assert.deepEqual(result.kind === 'regex' && [result.pattern.source, result.pattern.backtracking], [
          source,
          backtracking,
        ]);
    });
  }

  it('says which group is which field', () => {
    const result = readRegex('(x)(?<a>y)');
    assert.deepEqual(result.kind === 'regex' && result.pattern.groups, [{ name: 'a', number: 2 }]);
  });

  it('reports what cannot be read', () => {
    assert.equal(readRegex('(').kind, 'invalid');
  });

  it('rewrites groups of a replacement', () => {
    const result = readRegex('(?<a>x)');
    assert.ok(result.kind === 'regex');
    assert.equal(rewriteReplacement('$1-${a}-$0 \\$5 c:\\d', result.pattern), '\\1-\\1-\\0 $5 c:\\\\d');
  });

  it('leaves one group of many', () => {
    assert.equal(isolateGroup('(?i)(a[(])\\((?:b)(c)', 2), '(?i)(?:a[(])\\((?:b)(c)');
  });
});
