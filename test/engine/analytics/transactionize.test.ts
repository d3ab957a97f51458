import assert from 'node:assert/strict';
import { messages, run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const start = Date.UTC(2024, 0, 1);
const at = (seconds: number, raw: object): TestMessage => ({ raw, time: start + seconds * 1000 });

const input = [
  at(90, { id: '1', s: 'd' }),
  at(60, { id: '2', s: 'x' }),
  at(30, { id: '1', s: 'c' }),
  at(20, { id: '1', s: 'b' }),
  at(10, { s: 'orphan' }),
  at(0, { id: '1', s: 'a' }),
];
const scope = '* | json "id" nodrop | json "s"';

describe('transactionize', () => {
  it('connects rows by any of the fields, and the connection goes on', async () => {
    const linked = messages({ a: '1' }, { b: '9' }, { a: '1', b: '2' }, { b: '2' }, { a: '2' });
    const { rows } = await run(
      linked,
      '* | json "a" nodrop | json "b" nodrop | transactionize a, b | count by _group, _group_size, _group_orphaned',
    );
    assert.deepEqual(rows, [
      [1, 3, false, 3],
      [2, 1, false, 1],
      [3, 1, false, 1],
    ]);
  });

  it('keeps the order of the rows and their fields', async () => {
    const result = await run(
      input,
      `${scope} | transactionize id | fields s, _group, _group_duration, _group_orphaned`,
    );
    assert.deepEqual(
      result.rows.map((row) => row.slice(1, 5)),
      [
        ['d', 1, 90_000, false],
        ['x', 2, 0, false],
        ['c', 1, 90_000, false],
        ['b', 1, 90_000, false],
        ['orphan', 3, 0, true],
        ['a', 1, 90_000, false],
      ],
    );
    assert.equal(result.shape, 'messages');
  });

  const cuts: readonly (readonly [string, readonly string[]])[] = [
    ['maxSpan=25s', ['a,b', 'c', 'd', 'x', 'orphan']],
    ['maxPause=20s', ['a,b,c', 'd', 'x', 'orphan']],
    ['maxLogs=3', ['a,b,c', 'd', 'x', 'orphan']],
    ['startsWith="\\"c\\""', ['a,b', 'c,d', 'x', 'orphan']],
    ['startsWith="\\"b\\"";strict', ['b,c,d', 'orphan']],
    ['endsWith="\\"b\\""', ['a,b', 'c,d', 'x', 'orphan']],
    ['endsWith="\\"b\\"";strict', ['a,b', 'orphan']],
    ['keepOrphans=false', ['a,b,c,d', 'x']],
  ];
  for (const [option, expected] of cuts) {
    it(`ends groups with ${option}`, async () => {
      const { rows } = await run(
        input,
        `${scope} | sort by _messageTime asc | transactionize id ${option} (merge s join with ",")`,
      );
      assert.deepEqual(rows.map(([s]) => s).sort(), [...expected].sort());
    });
  }

  it('merges the rows of each group', async () => {
    const result = await run(
      input,
      `${scope} | sort by _messageTime asc | transactionize id (merge id takeFirst, s takeLast as last, id takeDistinct as ids)`,
    );
    assert.deepEqual(result.columns, ['id', 'last', 'ids']);
    assert.deepEqual(result.rows, [
      ['1', 'd', '1'],
      [null, 'orphan', null],
      ['2', 'x', '2'],
    ]);
  });

  it('names its fields after the alias, which stay known behind a merge', async () => {
    const { rows } = await run(
      input,
      `${scope} | transactionize id as g (where s != "d" | merge s takeFirst) | where g_size = 4 | fields s`,
    );
    assert.deepEqual(rows, [['c']]);
  });

  it('aggregates each group for itself', async () => {
    const result = await run(input, `${scope} | transactionize id (count by id) | sort by _count, id asc`);
    assert.deepEqual(
      [result.columns, result.rows],
      [
        ['id', '_count'],
        [
          ['1', 4],
          ['2', 1],
          [null, 1],
        ],
      ],
    );
  });

  it('groups the rows of an aggregation', async () => {
    const { rows } = await run(
      input,
      `${scope} | count by id, s | transactionize id (merge id takeFirst, _count join with "+")`,
    );
    assert.deepEqual(rows, [
      ['1', '1+1+1+1'],
      ['2', '1'],
      [null, '1'],
    ]);
  });
});
