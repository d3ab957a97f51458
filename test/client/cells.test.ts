import assert from 'node:assert/strict';
import { cellAt, findCells, leadingComments } from '../../client/src/query/cells.ts';

describe('cells of a query document', () => {
  const texts = (text: string): readonly string[] => findCells(text).map(({ start, end }) => text.slice(start, end));

  it('a text without markers is one cell', () => {
    assert.deepEqual(findCells('error\n| count'), [
      { index: 0, markerStart: 0, start: 0, end: 13, markerTitle: '', queryStart: 0 },
    ]);
  });

  it('an empty text is one cell without a query', () => {
    assert.deepEqual(findCells(''), [
      { index: 0, markerStart: 0, start: 0, end: 0, markerTitle: '', queryStart: undefined },
    ]);
  });

  it('marker lines separate cells and belong to none', () => {
    assert.deepEqual(texts('a\n// %% second\nb\n  //%%\nc'), ['a\n', 'b\n', 'c']);
    assert.deepEqual(
      findCells('a\n// %% second\nb').map(({ markerTitle }) => markerTitle),
      ['', 'second'],
    );
  });

  it('keeps offsets right with Windows line breaks', () => {
    assert.deepEqual(texts('a\r\n// %% x\r\n\r\nb\r\n'), ['a\r\n', '\r\nb\r\n']);
    assert.equal(findCells('a\r\n// %% x\r\n\r\nb\r\n')[1]?.queryStart, 14);
  });

  it('the query begins below blank lines, comments and directives', () => {
    const text = '// %% one\n\n// @title One\n/* a\n   b */\n  error | count\n';
    assert.equal(findCells(text)[1]?.queryStart, text.indexOf('  error'));
  });

  it('a cell of comments only has no query', () => {
    assert.equal(findCells('// a\n/* b */\n\n')[0]?.queryStart, undefined);
    assert.equal(findCells('/* never closed\nerror')[0]?.queryStart, undefined);
  });

  it('a word on the line where a block comment ends is a query', () => {
    assert.deepEqual(leadingComments('/* a */ error'), { comments: [], queryStart: 0 });
    assert.deepEqual(leadingComments('/* a\nb */ error'), { comments: [], queryStart: 5 });
  });

  it('finds the cell of an offset; a marker line belongs to the cell below', () => {
    const cells = findCells('a\n// %% b\nb\n');
    assert.deepEqual(
      [0, 2, 5, 12, 99].map((offset) => cellAt(cells, offset)?.index),
      [0, 1, 1, 1, 1],
    );
  });
});
