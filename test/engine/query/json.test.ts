import assert from 'node:assert/strict';
import { messages, run, values } from '../support.ts';

const text = 'not JSON {';

describe('json', () => {
  it('drops messages without the key', async () => {
    assert.deepEqual(await values(messages({ a: 1 }, { b: 2 }, text), '* | json "a"', 'a'), [['1']]);
  });

  it('keeps them with nulls under nodrop', async () => {
    assert.deepEqual(await values(messages({ a: 1 }, { b: 2 }, text), '* | json "a" nodrop', 'a'), [
      ['1'],
      [null],
      [null],
    ]);
  });

  it('keeps a row whose key is there with a JSON null', async () => {
    assert.deepEqual(await values(messages({ a: null }), '* | json "a"', 'a'), [[null]]);
  });

  it('needs every path of a stage', async () => {
    assert.deepEqual(await values(messages({ a: 1, b: 2 }, { a: 1 }), '* | json "a", "b" as x, y', 'x', 'y'), [
      ['1', '2'],
    ]);
  });

  it('names a field by its path', async () => {
    const result = await run(messages({ a: { b: 'x' } }), '* | json "a.b" | count by a.b');
    assert.deepEqual([result.columns, result.rows], [['a.b', '_count'], [['x', 1]]]);
  });

  it('follows dots, indexes and quoted keys', async () => {
    const input = messages({ 'a b': [{ 'c-d': { 'e.f': true } }] });
    assert.deepEqual(await values(input, `* | json "a b[0].c-d['e.f']" as x`, 'x'), [['true']]);
  });

  it('prefers a key that is spelled like the path', async () => {
    assert.deepEqual(await values(messages({ 'a.b': 1, a: { b: 2 } }, { a: { b: 3 } }), '* | json "a.b" as x', 'x'), [
      ['1'],
      ['3'],
    ]);
  });

  it('gives objects and arrays as compact JSON', async () => {
    assert.deepEqual(await values(messages('{ "a": { "b": [ 1, "x" ] } }'), '* | json "a" as x', 'x'), [
      ['{"b":[1,"x"]}'],
    ]);
  });

  it('gives all matches of [*] as a JSON array, none as missing', async () => {
    const input = messages({ a: [{ b: 1 }, { b: 'z' }] }, { a: [] });
    assert.deepEqual(await values(input, '* | json "a[*].b" as x', 'x'), [['[1,"z"]']]);
  });

  it('reads JSON out of a field', async () => {
    const input = messages({ m: '{"a":5}' }, { m: 'no' });
    assert.deepEqual(await values(input, '* | json "m" | json field=m "a" as x nodrop', 'x'), [['5'], [null]]);
  });

  it('keeps an old value under nodrop when the key is missing', async () => {
    assert.deepEqual(
      await values(messages({ a: 1 }, { a: 1, b: 2 }), '* | json "a" as x | json "b" as x nodrop', 'x'),
      [['1'], ['2']],
    );
  });

  it('takes keys with quotes as text, never as a path of the engine', async () => {
    assert.deepEqual(await values(messages({ 'a"b': 1 }), `* | json "a\\"b" as x`, 'x'), [['1']]);
  });

  it('keeps keys case-sensitive', async () => {
    assert.deepEqual(await values(messages({ A: 1 }), '* | json "a" nodrop', 'a'), [[null]]);
  });
});
