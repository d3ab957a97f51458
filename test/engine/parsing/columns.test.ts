import assert from 'node:assert/strict';
import { splitColumns } from '../../../server/src/engine/sql/duckdb/parsing/columns.ts';
import { messages, run, values } from '../support.ts';

function cut(text: string, settings: { delimiter?: string; escape?: string; quote?: string } = {}): readonly string[] {
  const positions = [1, 2, 3, 4];
  return splitColumns(text, { delimiter: ',', escape: '\\', quote: '"', positions, ...settings });
}

describe('columns of a text', () => {
  const cases: readonly (readonly [title: string, text: string, columns: readonly string[]])[] = [
    ['are cut at the delimiter', 'a,b,c', ['a', 'b', 'c']],
    ['may be empty', ',a,,', ['', 'a', '', '']],
    ['are one when there is no delimiter', 'a', ['a']],
    ['keep delimiters inside quotes', '"a,b",c', ['a,b', 'c']],
    ['lose quotes after blanks too', 'a, "b,c" ,d', ['a', 'b,c ', 'd']],
    ['keep quotes that stand later', 'a"b,c"', ['a"b', 'c"']],
    ['take a doubled quote for one', '"say ""hi""",b', ['say "hi"', 'b']],
    ['take the meaning from an escaped delimiter and quote', 'a\\,b,"c\\"d"', ['a,b', 'c"d']],
    ['keep an escape before ordinary characters', 'C:\\dir,b', ['C:\\dir', 'b']],
    ['reach to the end when a quote is never closed', '"a,b', ['a,b']],
    ['keep line ends', 'a\nb,c', ['a\nb', 'c']],
  ];
  for (const [title, text, columns] of cases) {
    it(title, () => {
      assert.deepEqual(cut(text), columns);
    });
  }

  it('know a quote that is its own escape', () => {
    assert.deepEqual(cut("'it''s',b", { quote: "'", escape: "'" }), ["it's", 'b']);
  });

  it('are not cut further than asked for', () => {
    assert.deepEqual(cut('1,2,3,4,5,6').length, 4);
  });
});

describe('csv and split', () => {
  it('take columns by number', async () => {
    assert.deepEqual(
      await values(
        messages('alice,"1,2",Bob'),
        '* | csv _raw extract 1 as user, 3 as name, 2 as ids',
        'user',
        'name',
        'ids',
      ),
      [['alice', 'Bob', '1,2']],
    );
  });

  it('take columns in their order, pass over `_`, and go on after a number', async () => {
    const query = '* | split _raw extract A, _, 5 as E, F';
    const result = await run(messages('1,2,3,4,5,6'), query);
    assert.deepEqual(
      result.columns.filter((name) => !name.startsWith('_')),
      ['A', 'E', 'F'],
    );
    assert.deepEqual(await values(messages('1,2,3,4,5,6'), query, 'A', 'E', 'F'), [['1', '5', '6']]);
  });

  it('keep rows with fewer columns, with nulls', async () => {
    assert.deepEqual(await values(messages('x', 'x,y'), '* | csv _raw extract a, b', 'a', 'b'), [
      ['x', null],
      ['x', 'y'],
    ]);
  });

  it('overwrite a field with null when the column is missing', async () => {
    assert.deepEqual(await values(messages('x'), '* | "old" as b | csv _raw extract a, b', 'b'), [[null]]);
  });

  it('give nulls for a source that is null or unknown', async () => {
    assert.deepEqual(await values(messages('x'), '* | json "a" nodrop | split a extract 1 as p', 'p'), [[null]]);
    assert.deepEqual(await values(messages('x'), '* | split nowhere extract 1 as p', 'p'), [[null]]);
  });

  it('cut at a delimiter of choice', async () => {
    const text = 'ann:A01:"done: all sent"';
    assert.deepEqual(await values(messages(text), "* | split _raw delim=':' extract user, _, text", 'user', 'text'), [
      ['ann', 'done: all sent'],
    ]);
    assert.deepEqual(await values(messages('a\tb'), "* | split _raw delim='\t' extract 2 as x", 'x'), [['b']]);
    assert.deepEqual(await values(messages('a|b'), "* | split _raw delim='|' extract 2 as x", 'x'), [['b']]);
  });

  it('know other quotes and escapes', async () => {
    assert.deepEqual(await values(messages("'x,y',z"), "* | csv _raw quote=''' extract 1 as a, 2 as b", 'a', 'b'), [
      ['x,y', 'z'],
    ]);
    assert.deepEqual(await values(messages('x^,y,z'), "* | csv _raw escape='^' extract 1 as a, 2 as b", 'a', 'b'), [
      ['x,y', 'z'],
    ]);
  });

  it('can rewrite their own source', async () => {
    assert.deepEqual(
      await values(
        messages({ url: '/a?b' }),
        '* | json "url" | split url delim=\'?\' extract 1 as url, 2 as q',
        'url',
        'q',
      ),
      [['/a', 'b']],
    );
  });

  it('refuse the column 0', async () => {
    await assert.rejects(run(messages('x'), '* | csv _raw extract 0 as a'), /counted from 1/);
  });
});
