import assert from 'node:assert/strict';
import { fileNameOf } from '../../client/src/fileName.ts';

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
