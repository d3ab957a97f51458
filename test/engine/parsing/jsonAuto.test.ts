import assert from 'node:assert/strict';
import { messages, run, values } from '../support.ts';

const nested = { foo: { bar: [{ k1: 'v1' }, { k2: 'v2' }], baz: 'qux' }, 'a b': 1, tags: ['x', 'y'] };

/** The columns that a query makes, without those of every message. */
async function made(query: string, ...input: readonly (string | object)[]): Promise<Readonly<Record<string, unknown>>> {
  const { columns, rows } = await run(messages(...input), query);
  const [row = []] = rows;
  return Object.fromEntries(columns.flatMap((name, index) => (name.startsWith('_') ? [] : [[name, row[index]]])));
}

describe('json auto', () => {
  it('makes a field of everything, named by its path', async () => {
    assert.deepEqual(await made('* | json auto', nested), {
      'foo.bar[0].k1': 'v1',
      'foo.bar[1].k2': 'v2',
      'foo.baz': 'qux',
      a_b: '1',
      tags: '["x","y"]',
    });
  });

  it('opens as many levels as maxdepth says', async () => {
    assert.deepEqual(await made('* | json auto maxdepth 1', nested), {
      foo: '{"bar":[{"k1":"v1"},{"k2":"v2"}],"baz":"qux"}',
      a_b: '1',
      tags: '["x","y"]',
    });
    assert.deepEqual(Object.keys(await made('* | json auto maxdepth 2', nested)), [
      'foo.bar',
      'foo.baz',
      'a_b',
      'tags',
    ]);
  });

  it('opens arrays of plain values with extractarrays', async () => {
    assert.deepEqual(await made('* | json auto extractarrays', { tags: ['x', 'y'] }), {
      'tags[0]': 'x',
      'tags[1]': 'y',
    });
  });

  it('shows the fields of all rows in the order of their appearance', async () => {
    const result = await run(messages({ b: 1 }, { a: 2, b: 3 }, 'text'), '* | json auto');
    assert.deepEqual(result.columns, ['_messageTime', 'b', 'a', '_raw', '_sourceName']);
    assert.deepEqual(
      result.rows.map((row) => row.slice(1, 3)),
      [
        ['1', null],
        ['3', '2'],
        [null, null],
      ],
    );
  });

  it('looks up fields of later stages in any case', async () => {
    const query = '* | json auto | where FOO.baz = "qux" | count by foo.BAZ, %"foo.bar[1].k2"';
    assert.deepEqual((await run(messages(nested), query)).rows, [['qux', 'v2', 1]]);
  });

  it('reads names with percent signs', async () => {
    assert.deepEqual((await run(messages(nested), '* | json auto | count by %foo.bar[0].k1')).rows, [['v1', 1]]);
  });

  it('gives an opened object to those who ask for it', async () => {
    assert.deepEqual(await values(messages({ m: { a: 1 } }), '* | json auto | fields m', 'm'), [['{"a":1}']]);
  });

  it('knows only mentioned fields under refonly', async () => {
    assert.deepEqual(await made('* | json auto refonly | where %foo.baz = "qux"', nested), { 'foo.baz': 'qux' });
  });

  it('names keys, in any case', async () => {
    const query = '* | json auto keys "FOO.baz", "missing" as x, y';
    assert.deepEqual(await made(query, nested), { x: 'qux', y: null });
  });

  it('fills one field from several keys, with the last one that is there', async () => {
    const query = '* | json auto keys "a", "b", "c" as x, x, x | fields x';
    assert.deepEqual(await values(messages({ a: 1 }, { b: 2, c: 3 }, {}), query, 'x'), [['1'], ['3'], [null]]);
  });

  it('overrides fields of the same name where a row has them', async () => {
    const query = '* | 1 as a | json auto | fields a';
    assert.deepEqual(await values(messages({ A: 'new' }, { b: 1 }), query, 'a'), [['new'], ['1']]);
  });

  it('leaves the fields of messages alone', async () => {
    assert.deepEqual(
      await values(messages({ _sourceCategory: 'x' }), '* | json auto | count by _sourceCategory', '_sourceCategory'),
      [['AWS/SES/Notifications']],
    );
  });

  it('reads the last JSON of a text, and never drops a row', async () => {
    const input = messages('INFO {"a":1} then {"a":2} end', 'none');
    assert.deepEqual(await values(input, '* | json auto | fields a', 'a'), [['2'], [null]]);
  });

  it('reads a field', async () => {
    assert.deepEqual(await made('* | json "m" | json auto field=m | fields n', { m: { n: 'x' } }), { n: 'x' });
  });

  it('keeps the digits of numbers', async () => {
    assert.deepEqual(await made('* | json auto', '{"n":12345678901234567890}'), {
      n: '12345678901234567890',
    });
  });

  it('shows a hundred fields and says so, and finds others that are named', async () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`f${String(index)}`, index]));
    const result = await run(messages(many), '* | json auto | where f120 = 120');
    assert.equal(result.columns.length, 104);
    assert.deepEqual(result.notices, ['fields.too-many']);
    assert.deepEqual(
      result.rows.map((row) => row[result.columns.indexOf('f120')]),
      ['120'],
    );
  });

  it('asks for no names when an aggregation follows', async () => {
    assert.deepEqual((await run(messages(nested, 'text'), '* | json auto | count')).rows, [[2]]);
  });
});
