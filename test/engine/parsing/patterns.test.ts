import assert from 'node:assert/strict';
import { readRegex } from '../../../server/src/engine/plan/regexPattern.ts';
import { evaluate, messages, run, values } from '../support.ts';

function source(written: string, letters = ''): string {
  const result = readRegex(written, letters);
  return result.kind === 'regex' ? result.pattern.source : `invalid: ${result.reason}`;
}

describe('forms of other regular expressions', () => {
  const cases: readonly (readonly [title: string, written: string, source: string])[] = [
    ['texts between \\Q and \\E', '\\Qa.b(\\E+', 'a\\.b\\(+'],
    ['ends of the text', '\\Aa\\z', '^a$'],
    ['horizontal blanks', '\\h[\\hx]', '[ \\t][ \\tx]'],
    ['atomic groups', '(?>ab|a)c', '(?:ab|a)c'],
    ['classes by name', '\\p{Alpha}[[:digit:]x]\\P{Upper}', '[A-Za-z][0-9x][^A-Z]'],
    ['classes of Unicode', '\\p{Lu}\\pL', '\\p{Lu}\\p{L}'],
    ['a bracket in first place of a class', '[]a][^]b]', '[\\]a][^\\]b]'],
    ['a bracket inside a class', '[a[b]', '[a\\[b]'],
    ['escapes of letters that need none', '\\ya\\_', 'ya_'],
    ['Python names of groups', '(?P<x>a)', '(a)'],
  ];
  for (const [title, written, expected] of cases) {
    it(`are understood: ${title}`, () => {
      assert.equal(source(written), expected);
    });
  }

  it('put the letters after a literal in front', () => {
    assert.equal(source('a', 'i'), '(?i)a');
    assert.equal(source('(?s)a', 'i'), '(?is)a');
  });
});

describe('parse regex', () => {
  it('runs each of these forms', async () => {
    const input = messages('Ab 9.x]');
    for (const pattern of [
      '\\\\A(?<x>A)',
      '(?<x>\\\\Q9.\\\\E)',
      '\\\\h(?<x>\\\\d)',
      '(?>A|Ab)(?<x>b)',
      '(?<x>[[:digit:]])',
      '(?<x>\\\\p{Lu})',
      '(?<x>[]])',
    ])
      assert.equal(
        (await values(input, `* | parse regex "${pattern.replaceAll('\\\\', '\\')}"`, 'x')).length,
        1,
        pattern,
      );
  });

  it('knows classes of Unicode beside look-around', async () => {
    assert.deepEqual(await values(messages('été 1'), '* | parse regex "(?<w>\\p{L}+)(?= )"', 'w'), [['été']]);
  });

  it('takes nested groups', async () => {
    assert.deepEqual(await values(messages('k=v'), '* | parse regex "(?<all>(?<k>\\w)=(\\w))"', 'all', 'k'), [
      ['k=v', 'k'],
    ]);
  });

  it('takes several expressions, each from the start', async () => {
    const query = '* | parse regex "(?<b>b\\d)", regex "(?<a>a\\d)"';
    assert.deepEqual(await values(messages('a1 b2', 'a1'), query, 'a', 'b'), [['a1', 'b2']]);
  });

  it('fills what it can of several expressions under nodrop', async () => {
    const query = '* | parse regex "(?<b>b\\d)", "(?<a>a\\d)" nodrop';
    assert.deepEqual(await values(messages('a1'), query, 'a', 'b'), [['a1', null]]);
  });

  it('may be called extract', async () => {
    assert.deepEqual(await values(messages('id=7'), '* | extract "id=(?<id>\\d)"', 'id'), [['7']]);
  });

  it('keeps case', async () => {
    assert.deepEqual(await values(messages('ABC'), '* | parse regex "(?<x>abc)"', 'x'), []);
  });

  it('keeps an old value under multi nodrop when nothing matches', async () => {
    const query = '* | "old" as x | parse regex "(?<x>\\d)" multi nodrop';
    assert.deepEqual(await values(messages('1 2', '-'), query, 'x'), [['1'], ['2'], ['old']]);
  });

  it('spares what an earlier nodrop has matched, through several stages', async () => {
    const query =
      '* | parse regex "(?<x>a)" nodrop | parse regex "(?<x>b)" nodrop | parse "c*" as y nodrop | parse regex "(?<x>d)"';
    assert.deepEqual(await values(messages('a', 'b', 'c1', 'd', 'e'), query, 'x'), [['a'], ['b'], [null], ['d']]);
  });

  it('forgets what was matched once the source is overwritten', async () => {
    const query = '* | "a" as f | parse regex field=f "(?<x>a)" nodrop | "b" as f | parse regex field=f "(?<x>c)"';
    assert.deepEqual(await values(messages('m'), query, 'x'), []);
  });
});

describe('parse with anchors', () => {
  it('takes lines and tabs as anchors', async () => {
    assert.deepEqual(await values(messages('a\tb\nc'), '* | parse "\\t*\\n*" as x, y', 'x', 'y'), [['b', 'c']]);
  });

  it('takes pattern characters literally', async () => {
    assert.deepEqual(await values(messages('f(x)[1]+$v.'), '* | parse "f(*)[*]+$*." as a, b, c', 'a', 'b', 'c'), [
      ['x', '1', 'v'],
    ]);
  });

  it('takes aliases in brackets, quoted and dotted ones', async () => {
    const query = '* | parse "*,*,*" as (a, %"Class ID", client.ip)';
    assert.deepEqual(await values(messages('1,2,3'), query, 'a', 'Class ID', 'client.ip'), [['1', '2', '3']]);
  });

  it('lets the last of equal aliases win', async () => {
    assert.deepEqual(await values(messages('1,2'), '* | parse "*,*" as x, x', 'x'), [['2']]);
  });

  it('finds nothing in a field that is null or unknown', async () => {
    assert.deepEqual(await values(messages('m'), '* | parse field=nowhere "*" as x nodrop', 'x'), [[null]]);
    assert.deepEqual(await values(messages('m'), '* | parse field=nowhere "*" as x', 'x'), []);
  });

  it('refuses two stars without text between them', async () => {
    await assert.rejects(run(messages('m'), '* | parse "a**b" as x, y'));
  });
});

describe('patterns of expressions', () => {
  it('take the letter i', async () => {
    assert.equal(await evaluate('a matches /ERR/i', { a: 'an error' }), true);
    assert.equal(await evaluate('a matches /ERR/', { a: 'an error' }), false);
    assert.equal(await evaluate('replace(a, /E/i, "-")', { a: 'eE' }), '--');
  });

  it('find a regular expression anywhere', async () => {
    assert.equal(await evaluate('a matches /1|HIGH/', { a: 'x HIGH y' }), true);
  });

  it('match a glob as a whole and in its case', async () => {
    assert.equal(await evaluate('a matches "fail*"', { a: 'failure' }), true);
    assert.equal(await evaluate('a matches "fail*"', { a: 'Failure' }), false);
    assert.equal(await evaluate('a matches "*"', { a: '' }), true);
    assert.equal(await evaluate('a matches "*/x?*"', { a: 'GET /x?y' }), true);
    assert.equal(await evaluate('a matches "*/x?*"', { a: 'GET /xzy' }), false);
  });

  it('put groups into a replacement', async () => {
    const url = 'http://s.com/flight/12345678/c';
    assert.equal(
      await evaluate('replace(u, /(flight)\\/([0-9]{5,})/, "new-$2-url")', { u: url }),
      'http://s.com/new-12345678-url/c',
    );
  });
});
