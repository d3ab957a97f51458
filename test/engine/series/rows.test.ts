import assert from 'node:assert/strict';
import { messages, noon, run, values } from '../support.ts';

const visits = messages(
  { id: 1, c: 'US' },
  { id: 2, c: 'US' },
  { id: 3 },
  { id: 4, c: 'IN' },
  { id: 5 },
  { id: 6, c: 'US' },
);
const read = '* | json "id" | json "c" nodrop';
const ids = async (pipeline: string): Promise<readonly unknown[]> =>
  (await values(visits, `${read} | ${pipeline}`, 'id')).flat();

describe('dedup', () => {
  it('keeps the first row of each kind, null being one', async () => {
    assert.deepEqual(await ids('dedup by c'), ['1', '3', '4']);
  });

  it('keeps several rows of each kind', async () => {
    assert.deepEqual(await ids('dedup 2 by c'), ['1', '2', '3', '4', '5']);
  });

  it('consecutive only drops rows that repeat the one before', async () => {
    assert.deepEqual(await ids('dedup consecutive by c'), ['1', '3', '4', '5', '6']);
  });

  it('compares whole messages without fields', async () => {
    assert.equal((await run(messages('a', 'b', 'a'), '* | dedup')).rows.length, 2);
  });

  it('compares all fields of groups without fields', async () => {
    const result = await run(visits, `${read} | count by c, id | fields c | dedup`);
    assert.deepEqual(result.rows, [['US'], [null], ['IN']]);
  });
});

describe('topk', () => {
  const input = messages({ g: 'a', n: 1 }, { g: 'b', n: 2 }, { g: 'a', n: 5 }, { g: 'a', n: 5, x: 1 }, { g: 'b' });
  const topk = '* | json "g" | json "n" nodrop | num(n)';

  it('keeps whole rows of each group, groups in their order', async () => {
    assert.deepEqual(await values(input, `${topk} | topk(1, n) by g`, 'g', 'n', '_rank'), [
      ['a', 5, 1],
      ['b', 2, 1],
    ]);
  });

  it('puts rows of a group in their rank', async () => {
    assert.deepEqual(await values(input, `${topk} | topk(3, n) group by g`, 'g', 'n', '_rank'), [
      ['a', 5, 1],
      ['a', 5, 2],
      ['a', 1, 3],
      ['b', 2, 1],
      ['b', null, 2],
    ]);
  });

  it('ranks all rows without groups', async () => {
    assert.deepEqual(await values(input, `${topk} | topk(2, n)`, 'n', '_rank'), [
      [5, 1],
      [5, 2],
    ]);
  });
});

describe('count_frequent', () => {
  it('counts and orders', async () => {
    const result = await run(visits, `${read} | count_frequent c`);
    assert.deepEqual(
      [result.columns, result.rows],
      [
        ['c', '_approxcount'],
        [
          ['US', 3],
          [null, 2],
          ['IN', 1],
        ],
      ],
    );
  });
});

describe('top', () => {
  it('by count orders by what was counted', async () => {
    const result = await run(visits, `${read} | count by c | top 1 c by count`);
    assert.deepEqual(result.rows, [['US', 3]]);
  });

  it('on messages counts first', async () => {
    const result = await run(visits, `${read} | top 2 c`);
    assert.deepEqual(result.rows, [
      ['US', 3],
      [null, 2],
    ]);
  });

  it('on messages by a field orders messages', async () => {
    assert.deepEqual(await ids('top 2 id by _messagetime asc'), ['6', '5']);
  });
});

describe('withtime', () => {
  it('keeps a value with the time of its message', async () => {
    const result = await values(visits.slice(0, 1), `${read} | withtime c`, 'c_withtime');
    assert.deepEqual(result, [[`{"value":"US","timestamp":${String(noon)}}`]]);
  });

  it('has nothing for null', async () => {
    const result = await values(visits.slice(2, 3), `${read} | withtime c`, 'c_withtime');
    assert.deepEqual(result, [[null]]);
  });

  it('takes the time of the message itself', async () => {
    const result = await values(messages('a'), '* | withtime _messagetime', '_messageTime_withtime');
    assert.deepEqual(result, [[`{"value":${String(noon)},"timestamp":${String(noon)}}`]]);
  });
});

describe('fields', () => {
  it('shows a hidden field that is asked for', async () => {
    const result = await run(messages('a'), '* | timeslice 1h | fields _timeslice, __timeslice_end');
    assert.deepEqual(result.columns, ['_messageTime', '_timeslice', '__timeslice_end', '_raw', '_sourceName']);
    assert.deepEqual(result.rows[0]?.slice(1, 3), [noon, noon + 3_600_000]);
  });
});
