import assert from 'node:assert/strict';
import { columnTemplate } from '../../client/webview/shared/grid/widths.ts';

describe('grid columns', () => {
  it('leave what is left to the last text, or to nobody', () => {
    assert.equal(columnTemplate([80, 200], ['long', 'text']), '80px minmax(200px, 1fr)');
    assert.equal(columnTemplate([200, 80], ['text', 'long']), '200px 80px 1fr');
  });

  it('leave it to a text that is cut before all others', () => {
    assert.equal(columnTemplate([160, 420, 90], ['time', 'text', 'text'], 900), '160px minmax(420px, 1fr) 90px');
  });

  it('the widest text gives way where that brings all columns on screen', () => {
    assert.equal(columnTemplate([300, 70], ['text', 'long'], 320), '250px 70px 1fr');
  });

  it('stay as wide as they are where that would not be enough', () => {
    assert.equal(columnTemplate([300, 70], ['text', 'long'], 200), '300px 70px 1fr');
    assert.equal(columnTemplate([300, 70], ['long', 'long'], 320), '300px 70px 1fr');
  });

  it('stay as they were chosen', () => {
    assert.equal(columnTemplate([300, 70], ['text', 'long'], undefined), '300px 70px 1fr');
  });
});
