import assert from 'node:assert/strict';
import {
  defaultFormatOptions,
  formatDocument,
  formatRange,
  parseDocument,
} from '../../../server/src/language/index.ts';

const edits = (text: string) => formatDocument(parseDocument(text), defaultFormatOptions);

/** The text after the edits of a range. */
function afterRange(text: string, start: number, end: number): string {
  return formatRange(parseDocument(text), { start, end }, defaultFormatOptions)
    .toReversed()
    .reduce((all, { range, newText }) => all.slice(0, range.start) + newText + all.slice(range.end), text);
}

describe('edits of the formatter', () => {
  it('are none when nothing changes', () => {
    assert.deepEqual(edits('// @title a\n*\n| where a = 1 // b\n'), []);
  });

  it('touch only what changes between tokens', () => {
    assert.deepEqual(edits('*\n| count by a ,b\n| limit   1\n'), [
      { range: { start: 14, end: 15 }, newText: '' },
      { range: { start: 16, end: 16 }, newText: ' ' },
      { range: { start: 26, end: 28 }, newText: '' },
    ]);
  });

  it('never stand inside a line break of Windows', () => {
    assert.deepEqual(edits('*\r\n\r\n| count\r\n'), [{ range: { start: 3, end: 5 }, newText: '' }]);
  });

  it('of a range are those of the stages it touches, from the pipe to the last word', () => {
    const text = '*  |  count   by a  |  sort   by a  |  limit   1  \n';
    const at = text.indexOf('sort');
    assert.equal(afterRange(text, at, at), '*  |  count   by a\n| sort by a  |  limit   1  \n');
    assert.equal(afterRange(text, at, text.length), '*  |  count   by a\n| sort by a\n| limit 1\n');
    assert.equal(afterRange(text, 0, 1), text);
  });

  it('of a range leave other cells alone', () => {
    assert.equal(afterRange('*|count\n// %%\n*|count\n', 15, 20), '*|count\n// %%\n*\n| count\n');
  });
});
