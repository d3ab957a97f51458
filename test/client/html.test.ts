import assert from 'node:assert/strict';
import { contentSecurityPolicy, createNonce, viewHtml } from '../../client/src/results/html.ts';

describe('page of a view', () => {
  it('allows its own resources and the one script, nothing else', () => {
    assert.equal(
      contentSecurityPolicy('https://view.example', 'abc'),
      "default-src 'none'; img-src https://view.example data: blob:; font-src https://view.example; style-src https://view.example; script-src 'nonce-abc'",
    );
  });

  it('uses a fresh nonce of 16 bytes each time', () => {
    const [first, second] = [createNonce(), createNonce()];
    assert.equal(Buffer.from(first, 'base64').length, 16);
    assert.notEqual(first, second);
  });

  it('escapes what comes from file names', () => {
    const resources = { cspSource: 'x', scriptUri: 's', styleUris: [], codiconsUri: 'c', title: '"><script>&' };
    assert.match(viewHtml(resources, 'n'), /<title>&quot;&gt;&lt;script&gt;&amp;<\/title>/);
  });
});
