import assert from 'node:assert/strict';
import { messages, noon, run, values } from '../support.ts';
import type { TestMessage } from '../support.ts';

const log = messages(
  { type: 'Bounce', from: 'Ann@a.com', n: 1 },
  { type: 'Delivery', from: 'ann@a.com', n: 1 },
  { type: 'Delivery', from: 'bob@b.com', n: 2 },
  { type: 'Delivery' },
);
const read = '| json "type", "from", "n" nodrop';

describe('a subquery in where', () => {
  it('keeps rows with the values that it found, case and all', async () => {
    const query = `* ${read} | where [subquery: Bounce ${read} | compose from]`;
    assert.deepEqual(await values(log, query, 'type', 'from'), [['Bounce', 'Ann@a.com']]);
  });

  it('can be negated and combined', async () => {
    const query = `* ${read} | where ![subquery: Bounce ${read} | compose from] and type = "Delivery"`;
    assert.deepEqual(await values(log, query, 'from'), [['ann@a.com'], ['bob@b.com'], [null]]);
    const all = `* ${read} | where "*" = "*" or [subquery: Bounce ${read} | compose from] | count`;
    assert.deepEqual((await run(log, all)).rows, [[4]]);
  });

  it('compares all composed fields of a row together', async () => {
    const query = `* ${read} | where [subquery: Delivery ${read} | compose type, n] | count by type, n`;
    assert.deepEqual((await run(log, query)).rows, [
      ['Delivery', '1', 1],
      ['Delivery', '2', 1],
    ]);
  });

  it('keeps values apart that look alike when put together', async () => {
    const tricky = messages({ k: 1, a: 'x|;y', b: 'z' }, { k: 2, a: 'x', b: 'y|;z' }, { k: 3, a: 'x|', b: ';y|;z' });
    const query = '* | json "k", "a", "b" | where [subquery: * | json "k", "a", "b" | where k = 1 | compose a, b]';
    assert.deepEqual(await values(tricky, query, 'k'), [['1']]);
  });

  it('compares numbers as numbers', async () => {
    const query = `* ${read} | num(n) | where [subquery: * ${read} | where n = "2" | compose n] | fields n`;
    assert.deepEqual(await values(log, query, 'n'), [[2]]);
  });

  it('may stand in if', async () => {
    const query = `* ${read} | if([subquery: Bounce ${read} | compose from], "hit", "miss") as r`;
    assert.deepEqual(await values(log, query, 'r'), [['hit'], ['miss'], ['miss'], ['miss']]);
  });

  it('is false when nothing was found', async () => {
    const query = `* ${read} | where [subquery: nowhere ${read} | compose from] | count`;
    assert.deepEqual((await run(log, query)).rows, [[0]]);
  });

  it('is false for a field that is not there, and says so', async () => {
    const result = await run(log, `* | where [subquery: * | compose missing] | count`);
    assert.deepEqual([result.rows, result.notices], [[[0]], ['field.unknown']]);
  });

  it('refuses keywords', async () => {
    await assert.rejects(run(log, `* | where [subquery: * ${read} | compose from keywords]`), /keywords/);
  });
});

describe('a subquery in the scope', () => {
  it('looks for fields without regard to case', async () => {
    const query = `[subquery: Bounce ${read} | compose from] ${read}`;
    assert.deepEqual(await values(log, query, 'type'), [['Bounce'], ['Delivery']]);
  });

  it('looks for words of messages with keywords', async () => {
    const query = `[subquery: Bounce ${read} | compose from keywords] ${read}`;
    assert.deepEqual(await values(log, query, 'type'), [['Bounce'], ['Delivery']]);
  });

  it('looks for several words together', async () => {
    const query = `Delivery [subquery: Bounce ${read} | compose from, n keywords] | count`;
    assert.deepEqual((await run(log, query)).rows, [[1]]);
  });

  it('compares fields of messages', async () => {
    const input: readonly TestMessage[] = [
      { raw: 'seen', path: '/logs/A.log' },
      { raw: 'other', path: '/logs/b.log' },
    ];
    const query =
      '[subquery: seen | tolowercase(_sourceName) as _sourceName | compose _sourceName] | count by _sourceName';
    assert.deepEqual((await run(input, query)).rows, [['/logs/A.log', 1]]);
  });

  it('can be negated', async () => {
    const query = `!([subquery: Bounce ${read} | compose from]) | count`;
    assert.deepEqual((await run(log, query)).rows, [[2]]);
  });

  it('is false when nothing was found', async () => {
    assert.deepEqual((await run(log, `[subquery: nowhere ${read} | compose from] | count`)).rows, [[0]]);
  });

  it('takes any text of the data as text', async () => {
    const hostile = `x"' OR 1=1; DROP TABLE messages; -- $1 .*`;
    const input = messages({ v: hostile }, { v: 'x' });
    const query = `[subquery: * | json "v" | where v contains "DROP" | compose v] | json "v"`;
    assert.deepEqual(await values(input, query, 'v'), [[hostile]]);
    assert.deepEqual(await values(input, query.replace('compose v', 'compose v keywords'), 'v'), []);
  });
});

describe('rows of a subquery', () => {
  const many = messages(...Array.from({ length: 6 }, (_, index) => ({ k: index })));

  it('count up to maxresults, and the rest is told', async () => {
    const result = await run(many, '* | json "k" | where [subquery: * | json "k" | compose k maxresults=2] | count');
    assert.deepEqual([result.rows, result.notices], [[[2]], ['subquery.too-many-rows']]);
  });

  it('cannot be more than 10,000', async () => {
    await assert.rejects(run(many, '* | where [subquery: * | compose _raw maxresults=10001]'));
  });

  it('may come from groups', async () => {
    const query =
      '* | json "k" | where [subquery: * | json "k" | count by k | sort by k | limit 1 | compose k] | fields k';
    assert.deepEqual(await values(many, query, 'k'), [['5']]);
  });
});

describe('the range of a subquery', () => {
  const day = 86_400_000;
  const input: readonly TestMessage[] = [
    { raw: '{"k":"new"}', time: noon },
    { raw: '{"k":"old"}', time: noon - day },
    { raw: '{"k":"new"}', time: noon - 3 * day },
  ];
  const range = { from: noon - 3_600_000, to: noon + 1 };
  const count = async (times: string): Promise<unknown> =>
    (await run(input, `* | json "k" | where [subquery ${times}: * | json "k" | compose k] | count`, { range })).rows;
  const found = async (times: string): Promise<unknown> =>
    (
      await run(
        [...input, { raw: '{"k":"old"}', time: noon - 1 }],
        `* | json "k" | where [subquery ${times}: * | json "k" | compose k] | count by k`,
        { range },
      )
    ).rows;

  it('is that of the query', async () => {
    assert.deepEqual(await count(''), [[1]]);
  });

  it('may lie before it', async () => {
    assert.deepEqual(await found('from=(-2d) to=(-12h)'), [['old', 1]]);
    assert.deepEqual(await found('from=(2018-04-09) to=(2018-04-10 00:00:00)'), [['new', 1]]);
    assert.deepEqual(await found('from=(2018/04/09) to=(04/10)'), [['new', 1]]);
    assert.deepEqual(await found(`from=(${String(noon - day)}) to=(${String(noon - day + 1)})`), [['old', 1]]);
  });

  it('has to make sense', async () => {
    await assert.rejects(count('from=(yesterday)'), /no time/);
    await assert.rejects(count('from=(-1h) to=(-2h)'), /ends before/);
  });
});

describe('nested queries together', () => {
  it('a subquery may hold another', async () => {
    const inner = `[subquery: Bounce ${read} | compose n]`;
    const query = `* ${read} | where [subquery: * ${read} | where ${inner} | compose from] | fields from`;
    assert.deepEqual(await values(log, query, 'from'), [['Ann@a.com'], ['ann@a.com']]);
  });

  it('compare runs a subquery again for the earlier range', async () => {
    const hour = 3_600_000;
    const input: readonly TestMessage[] = [
      { raw: '{"k":"a","hot":1}', time: noon },
      { raw: '{"k":"a"}', time: noon - 1 },
      { raw: '{"k":"b","hot":1}', time: noon - hour },
      { raw: '{"k":"a"}', time: noon - hour - 1 },
    ];
    const query = '* | json "k" | where [subquery: hot | json "k" | compose k] | count by k | compare timeshift 1h';
    const result = await run(input, query, { range: { from: noon - hour / 2, to: noon + hour / 2 } });
    assert.deepEqual(result.rows, [
      ['a', 2, null],
      ['b', null, 1],
    ]);
  });

  it('compose alone is refused', async () => {
    await assert.rejects(run(log, `* ${read} | compose from`), /subquery/);
  });
});
