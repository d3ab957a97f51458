import assert from 'node:assert/strict';
import { withoutMarkup } from '../../client/src/withoutMarkup.ts';

describe('text in messages of the editor', () => {
  it('makes no link and no icon', () => {
    assert.equal(withoutMarkup('[run](command:x) and $(trash)'), '[run] (command:x) and $ (trash)');
  });

  it('is left alone otherwise', () => {
    const text = 'sources[0].paths (a) costs $5: ["x"]';
    assert.equal(withoutMarkup(text), text);
  });
});
