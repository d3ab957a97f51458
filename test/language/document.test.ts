import assert from 'node:assert/strict';
import { cellAt, LineIndex, parseDocument } from '../../server/src/language/index.ts';

describe('cells', () => {
  const text = '// @title First\n// @time last 24h\n* | count\n// %% Second\nerror\n// %%\n// @param x=1\n{{x}}';

  it('are separated by lines that begin with // %%', () => {
    assert.deepEqual(
      parseDocument(text).cells.map((cell) => [cell.title, text.slice(cell.query.range.start, cell.query.range.end)]),
      [
        ['First', '* | count'],
        ['Second', 'error'],
        [undefined, '{{x}}'],
      ],
    );
  });

  it('carry their directives', () => {
    assert.deepEqual(
      parseDocument(text).cells.map((cell) => cell.directives.map(({ name, value }) => `${name}=${value}`)),
      [['title=First', 'time=last 24h'], [], ['param=x=1']],
    );
  });

  it('are found by offset, the last one past the end', () => {
    const document = parseDocument(text);
    assert.equal(cellAt(document, text.indexOf('error'))?.title, 'Second');
    assert.equal(cellAt(document, text.length), document.cells[2]);
  });

  it('keep ranges of the whole text in their findings', () => {
    const source = '* | count\n// %%\n* | sotr';
    assert.equal(parseDocument(source).diagnostics[0]?.range.start, source.indexOf('sotr'));
  });

  it('before the first separator count only when they hold a query', () => {
    assert.equal(parseDocument('// a note\n// %%\n*').cells.length, 1);
  });
});

describe('line index', () => {
  it('converts offsets and positions with every kind of line end', () => {
    const text = 'a\r\nbc\rd\n😀e';
    const index = new LineIndex(text);
    assert.deepEqual(index.positionAt(text.indexOf('c')), { line: 1, character: 1 });
    assert.deepEqual(index.positionAt(text.indexOf('e')), { line: 3, character: 2 });
    assert.equal(index.offsetAt({ line: 3, character: 2 }), text.indexOf('e'));
    assert.deepEqual(index.positionAt(999), { line: 3, character: 3 });
    assert.equal(index.offsetAt({ line: 0, character: 99 }), 3);
    assert.equal(index.offsetAt({ line: 99, character: 0 }), text.length);
  });
});
