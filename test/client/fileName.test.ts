import assert from 'node:assert/strict';
import { distinctNames, fileNameOf } from '../../client/src/fileName.ts';

describe('file name of a title', () => {
  it('is the title without what file systems refuse', () => {
    assert.equal(fileNameOf('Top 10: a/b\\c?', 'chart'), 'Top 10 a b c');
    assert.equal(fileNameOf('Bounces: a/b\\c? \u0007 "x".', 'chart'), 'Bounces a b c x');
    assert.equal(fileNameOf('../../etc/passwd', 'chart'), 'etc passwd');
    assert.equal(fileNameOf('x'.repeat(200), 'chart').length, 80);
    assert.deepEqual(
      ['', '...', 'CON', 'nul.txt', '\u0000'].map((title) => fileNameOf(title, 'chart')),
      Array(5).fill('chart'),
    );
  });
});

describe('names of files that are written together', () => {
  it('differ, on systems that do not tell cases apart too', () => {
    assert.deepEqual(distinctNames(['a', 'b', 'A', 'a (2)', 'a']), ['a', 'b', 'A (2)', 'a (2) (2)', 'a (3)']);
  });
});
