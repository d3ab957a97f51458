import assert from 'node:assert/strict';
import { messages, noon, run, values } from '../support.ts';

const log = messages(
  'event=purchase session=2 value=20',
  'event=purchase session=1 value=100',
  'event=login session=2 time=13',
  'event=purchase session=1 value=50',
  'event=login session=1 time=12',
  'event=login session=3 time=14',
);
const tables =
  '(parse "event=login session=* time=*" as s1, time) as t1, (parse "event=purchase session=* value=*" as s2, v2) as t2';

describe('join', () => {
  it('pairs the rows of two pipelines and names fields after their tables', async () => {
    const result = await run(log, `* | join ${tables} on t1.s1 = t2.s2`);
    assert.deepEqual([result.columns, result.shape], [['t1_s1', 't1_time', 't2_s2', 't2_v2'], 'aggregates']);
    assert.deepEqual(result.rows, [
      ['2', '13', '2', '20'],
      ['1', '12', '1', '100'],
      ['1', '12', '1', '50'],
    ]);
  });

  it('takes the pair in any direction and the table names in any case', async () => {
    const result = await run(log, `* | join ${tables} on T2.s2 = T1.s1 | count`);
    assert.deepEqual(result.rows, [[3]]);
  });

  it('keeps fields of messages within reach', async () => {
    const query = `* | join ${tables} on t1.s1 = t2.s2 | t2__messagetime - t1__messagetime as gap | fields t1_s1, gap`;
    assert.deepEqual((await run(log, query)).rows, [
      ['2', 2000],
      ['1', 3000],
      ['1', 1000],
    ]);
  });

  it('timewindow leaves out pairs that are too far apart', async () => {
    const query = `* | join ${tables} on t1.s1 = t2.s2 timewindow 2s | fields t2_v2`;
    assert.deepEqual((await run(log, query)).rows, [['20'], ['50']]);
  });

  it('joins on several pairs', async () => {
    const query = `* | join ${tables} on t1.s1 = t2.s2 and t1.time = t2.v2 | count`;
    assert.deepEqual((await run([...log, ...messages('event=purchase session=3 value=14')], query)).rows, [[1]]);
  });

  it('null equals nothing', async () => {
    const query = '* | json "k" nodrop | join (count by k) as a, (count by k) as b on a.k = b.k | fields a_k';
    assert.deepEqual((await run(messages({ k: 'x' }, {}), query)).rows, [['x']]);
  });

  it('joins groups, and numbers with the texts of numbers', async () => {
    const input = messages({ k: 'a', n: '2' }, { k: 'b', n: '1' }, { k: 'b', n: '1' });
    const query =
      '* | json "k", "n" | join (count by k) as counted, (count by n) as wanted on counted._count = wanted.n | fields counted_k, wanted_n';
    assert.deepEqual(
      (await run(input, query)).rows,
      [
        ['b', '2'],
        ['a', '1'],
      ].toReversed(),
    );
  });

  it('ties three tables in whatever order they are written', async () => {
    const query =
      '* | json "k" | join (count by k) as a, (count by k) as b, (count by k) as c on a.k = c.k and c.k = b.k | fields a_k, b_k, c_k';
    assert.deepEqual((await run(messages({ k: 'x' }, { k: 'y' }), query)).rows, [
      ['x', 'x', 'x'],
      ['y', 'y', 'y'],
    ]);
  });

  it('ignores a scope in the brackets', async () => {
    const query = `* | join ( * | parse "session=1 time=*" as t) as a, ("x" | parse "session=1 value=*" as v) as b on a._format = b._format | count`;
    assert.deepEqual((await run(log, query)).rows, [[2]]);
  });

  it('refuses tables that are not there or not tied', async () => {
    await assert.rejects(run(log, `* | join ${tables} on t1.s1 = t9.s2`), /no table "t9"/);
    await assert.rejects(run(log, `* | join ${tables} on t1.s1 = t1.time`), /ties "t2"/);
  });

  it('says so when a table has no such field', async () => {
    const result = await run(log, `* | join ${tables} on t1.missing = t2.s2`);
    assert.deepEqual([result.rows, result.notices], [[], ['field.unknown']]);
  });

  it('ignores timewindow without times and says so', async () => {
    const query = '* | join (count by _raw) as a, (count by _raw) as b on a._raw = b._raw timewindow 1h | count';
    const result = await run(log, query);
    assert.deepEqual([result.rows, result.notices], [[[6]], ['join.no-time']]);
  });
});

describe('filter', () => {
  const rows = messages(
    { s: 'ann', t: 'b', n: 1 },
    { s: 'bob', t: 'b', n: 5 },
    { s: 'bob', t: 'd', n: 1 },
    { n: 9 },
    { s: 'cyd', t: 'd', n: 2 },
  );
  const sums = '* | json "s", "t", "n" nodrop | num(n) | sum(n) as n by s, t';

  it('keeps all rows of the values that come out, in their order', async () => {
    const result = await values(rows, `${sums} | filter s in (sum(n) by s | top 2 s by _sum)`, 's', 'n');
    assert.deepEqual(result, [
      ['bob', 5],
      ['bob', 1],
      [null, 9],
    ]);
  });

  it('compares several fields together', async () => {
    const result = await values(rows, `${sums} | filter s, t in (where n > 1 and !isNull(s))`, 's', 't');
    assert.deepEqual(result, [
      ['bob', 'b'],
      ['cyd', 'd'],
    ]);
  });

  it('reads its rows once', async () => {
    const result = await run(rows, `${sums} | filter s in (limit 1) | filter s in (limit 1) | count`);
    assert.deepEqual(result.rows, [[1]]);
  });
});

describe('merge', () => {
  const states = messages({ id: 1, s: 'sent' }, { id: 1, s: 'sent' }, { id: 2 }, { id: 2, s: 'done' });
  const read = '* | json "id", "s" nodrop';

  it('makes one row by the way of each field', async () => {
    const result = await run(
      states,
      `${read} | merge id takeFirst, id takeLast as last, s join with " > ", s takeDistinct as kinds`,
    );
    assert.deepEqual(
      [result.columns, result.rows],
      [['id', 'last', 's', 'kinds'], [['1', '2', 'sent > sent > done', 'sent\ndone']]],
    );
  });

  it('joins messages without fields', async () => {
    assert.deepEqual((await run(messages('b', 'a'), '* | sort by _messageTime asc | merge')).rows, [['a\nb']]);
  });

  it('keeps an empty text and a type', async () => {
    const result = await run(messages({ s: '' }), '* | json "s" | merge s, _messageTime takeFirst');
    assert.deepEqual([result.rows, result.types], [[['', noon]], ['text', 'time']]);
  });

  it('makes nothing of no rows', async () => {
    assert.deepEqual((await run(states, 'nowhere | merge')).rows, []);
  });
});
