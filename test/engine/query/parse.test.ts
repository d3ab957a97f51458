import assert from 'node:assert/strict';
import { messages, values } from '../support.ts';

describe('parse', () => {
  it('fills a field for each star', async () => {
    assert.deepEqual(
      await values(messages('user=bob: logged in'), '* | parse "user=*: *" as user, rest', 'user', 'rest'),
      [['bob', 'logged in']],
    );
  });

  it('matches literals in any case and drops what does not match', async () => {
    assert.deepEqual(await values(messages('User=bob;', 'nothing'), '* | parse "user=*;" as user', 'user'), [['bob']]);
  });

  it('takes as little as it can, and a last star the rest across lines', async () => {
    assert.deepEqual(await values(messages('a=1,2,3\nb'), '* | parse "a=*,*" as x, y', 'x', 'y'), [['1', '2,3\nb']]);
  });

  it('reads a leading star from the start of the text', async () => {
    const input = messages({ a: 'bob@example.com' });
    assert.deepEqual(await values(input, '* | json "a" | parse field=a "*@*" as name, domain', 'name', 'domain'), [
      ['bob', 'example.com'],
    ]);
  });

  it('captures an empty text', async () => {
    assert.deepEqual(await values(messages('a=;'), '* | parse "a=*;" as x', 'x'), [['']]);
  });

  it('keeps rows with nulls under nodrop', async () => {
    assert.deepEqual(await values(messages('a=1;', 'b'), '* | parse "a=*;" as x nodrop', 'x'), [['1'], [null]]);
  });

  it('keeps the old value under nodrop when there is no match, and replaces it on a match', async () => {
    const query = '* | parse "a=*;" as x nodrop | parse "b=*;" as x nodrop';
    assert.deepEqual(await values(messages('a=1;', 'b=2;', 'a=1; b=2;', 'c'), query, 'x'), [
      ['1'],
      ['2'],
      ['2'],
      [null],
    ]);
  });

  it('does not drop rows that an earlier nodrop parse of the same source matched', async () => {
    const query = '* | parse "a=*;" as x nodrop | parse "b=*;" as y';
    assert.deepEqual(await values(messages('a=1;', 'b=2;', 'c'), query, 'x', 'y'), [
      ['1', null],
      [null, '2'],
    ]);
  });

  it('drops by each source on its own', async () => {
    const query = '* | json "p", "q" | parse field=p "a*" as x nodrop | parse field=q "b*" as y';
    assert.deepEqual(await values(messages({ p: 'a1', q: 'z' }, { p: 'z', q: 'b2' }), query, 'x', 'y'), [[null, '2']]);
  });

  it('fills more than nine fields', async () => {
    const query = '* | parse "*,*,*,*,*,*,*,*,*,*,*,*" as a, b, c, d, e, f, g, h, i, j, k, l';
    assert.deepEqual(await values(messages('1,2,3,4,5,6,7,8,9,10,11,12'), query, 'a', 'j', 'l'), [['1', '10', '12']]);
  });

  it('needs all of several patterns', async () => {
    assert.deepEqual(await values(messages('a=1, b=2,', 'a=1,'), '* | parse "a=*," as a, "b=*," as b', 'a', 'b'), [
      ['1', '2'],
    ]);
  });
});

describe('parse regex', () => {
  it('fills named groups from the first match', async () => {
    assert.deepEqual(
      await values(messages('x1 y2', 'none'), '* | parse regex "(?<letter>[a-z])(?<digit>\\d)"', 'letter', 'digit'),
      [['x', '1']],
    );
  });

  it('ignores unnamed groups', async () => {
    assert.deepEqual(await values(messages('ab12'), '* | parse regex "([a-z]+)(?<n>\\d+)"', 'n'), [['12']]);
  });

  it('gives one row for each match with multi', async () => {
    const query = '* | parse regex "(?<k>\\w)=(?<v>\\d)" multi';
    assert.deepEqual(await values(messages('a=1 b=2', 'none', 'c=3'), query, 'k', 'v'), [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]);
  });

  it('keeps rows without a match once with multi nodrop', async () => {
    assert.deepEqual(await values(messages('a b', '-'), '* | parse regex "(?<w>[a-z])" multi nodrop', 'w'), [
      ['a'],
      ['b'],
      [null],
    ]);
  });

  it('multiplies under two multi stages and keeps the order of matches', async () => {
    const query = '* | parse regex "(?<x>[ab])" multi | parse regex "(?<y>[12])" multi';
    assert.deepEqual(await values(messages('ab12'), query, 'x', 'y'), [
      ['a', '1'],
      ['a', '2'],
      ['b', '1'],
      ['b', '2'],
    ]);
  });

  it('gives null for a group that takes no part in the match', async () => {
    assert.deepEqual(await values(messages('ac', 'abc'), '* | parse regex "a(?<b>b)?c"', 'b'), [[null], ['b']]);
    assert.deepEqual(await values(messages('x', 'y'), '* | parse regex "(?<x>x)|(?<y>y)" multi', 'x', 'y'), [
      ['x', null],
      [null, 'y'],
    ]);
  });

  it('knows look-around', async () => {
    assert.deepEqual(await values(messages('host end'), '* | parse regex "(?<h>.*?(?= ))"', 'h'), [['host']]);
    assert.deepEqual(await values(messages('a1 b2'), '* | parse regex "(?<=[a-z])(?<d>\\d)" multi', 'd'), [
      ['1'],
      ['2'],
    ]);
  });

  it('takes inline flags wherever they stand', async () => {
    assert.deepEqual(await values(messages('USER bob'), '* | parse regex "(?i)user (?<u>\\w+)"', 'u'), [['bob']]);
  });

  it('does not cross lines with a dot unless told so', async () => {
    assert.deepEqual(await values(messages('a\nb'), '* | parse regex "(?<x>a.b)"', 'x'), []);
    assert.deepEqual(await values(messages('a\nb'), '* | parse regex "(?s)(?<x>a.b)"', 'x'), [['a\nb']]);
  });

  it('reads quotes and other escapes that need none', async () => {
    assert.deepEqual(await values(messages('k:"v_w"'), '* | parse regex "k\\:\\"(?<v>v\\_w)\\""', 'v'), [['v_w']]);
  });

  it('replaces the source when the group has its name', async () => {
    assert.deepEqual(await values(messages({ r: 'id=7' }), '* | json "r" | parse regex field=r "id=(?<r>\\d)"', 'r'), [
      ['7'],
    ]);
  });
});
