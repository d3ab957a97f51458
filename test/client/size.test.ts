import assert from 'node:assert/strict';
import { parseSize } from '../../client/src/size.ts';

describe('sizes', () => {
  it('are read in decimal and binary units, with or without blanks', () => {
    const texts = ['512MB', ' 1.5 gb ', '16GiB', '2TB', '100 B', '1kib'];
    assert.deepEqual(texts.map(parseSize), [512e6, 1.5e9, 16 * 2 ** 30, 2e12, 100, 1024]);
  });

  it('anything else is no size', () => {
    for (const text of ['', '5', '-1GB', '1.GB', 'GB', '5 PB', '99999999TB', '1GB 2GB'])
      assert.equal(parseSize(text), undefined, text);
  });
});
