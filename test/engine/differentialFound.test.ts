/** What random queries have found, one small query each. */
import assert from 'node:assert/strict';
import { ask, fillStore, messages, openStore, run, values } from './support.ts';

describe('once found by random queries', () => {
  it('a pattern matches from the start of a text whatever it matched before', async () => {
    const connection = await openStore();
    const input = messages('id=1 id=2');
    await fillStore(connection, input);
    const rows = async (query: string): Promise<number> => (await ask(connection, input, query)).rows.length;
    assert.equal(await rows('* | parse regex "id=(?<id>\\d)?"'), 1);
    assert.equal(await rows('* | parse regex "id=(?<id>\\d)?" multi'), 2);
    assert.equal(await rows('* | parse regex "id=(?<id>\\d)?" multi'), 2);
  });

  for (const text of ['1_000', 'nan', 'inf', 'Infinity', '0x1F', '1,000', '٣', '1e', ''])
    it(`"${text}" is no number`, async () => {
      const query = '* | json "n" | num(n) as d | toLong(n) as l | n + 1 as s | fields d, l, s';
      assert.deepEqual(await values(messages({ n: text }), query, 'd', 'l', 's'), [[null, null, null]]);
    });

  it('values lists an empty text', async () => {
    assert.deepEqual((await run(messages({ n: '' }), '* | json "n" | values(n)')).rows, [['']]);
    assert.deepEqual((await run(messages({ n: null }), '* | json "n" | values(n)')).rows, [[null]]);
  });

  it('half a character in a JSON escape spoils no query', async () => {
    const input = messages('{"k":"cut \\ud83d","n":1}', '{"k":"whole","n":2}');
    const found = await values(input, '* | json "k", "n"', 'k', 'n');
    assert.deepEqual(found, [
      ['cut \ufffd', '1'],
      ['whole', '2'],
    ]);
  });

  it('a field that does not exist is neither equal to anything nor different from it', async () => {
    const query = '* | nothing = nothing as a | nothing != "x" as b | "x" != nothing as c | nothing != null as d';
    assert.deepEqual(await values(messages('x'), query, 'a', 'b', 'c', 'd'), [[false, false, false, false]]);
  });
});
