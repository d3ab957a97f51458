import assert from 'node:assert/strict';
import { openBench } from './support.ts';
import type { Bench } from './support.ts';

const messages = [
  { user: 'ann', n: 1 },
  { user: 'Bob', n: 2 },
  { user: 'zoe', n: 3 },
  { other: true, n: 4 },
];

const files = {
  'tables/people.csv': '\uFEFFname,team,"full name"\nann,sales,"Ann, A."\nbob,,Bob B.\nann,billing,Ann New\n',
  'tables/prices.json': '[{"id":1,"price":2.5,"vip":true},{"id":2,"price":3}]',
  'tables/lines.ndjson': '{"id":"1","tag":"one"}\n{"id":"2","tag":"two"}\n',
  'tables/deep/pairs.csv': 'user,n,note\nann,1,first\nann,2,second\n',
  'tables/empty.csv': '',
  'outside.csv': 'name,team\nann,secret\n',
};

describe('lookup', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench(messages, files, (path) => ({ folders: [path('tables')] }));
  });
  after(() => bench.close());

  const scope = '* | json "user", "n" nodrop';

  it('adds columns of a file, the last line of a key first choice, nulls where there is none', async () => {
    const { rows } = await bench.run(
      `${scope} | lookup team, %"full name" as whole from people on name=user | fields user, team, whole`,
    );
    assert.deepEqual(
      rows.map((row) => row.slice(1, 4)),
      [
        ['ann', 'billing', 'Ann New'],
        ['Bob', null, null],
        ['zoe', null, null],
        [null, null, null],
      ],
    );
  });

  it('finds the column of the table on either side of the pair', async () => {
    const { rows } = await bench.run(
      `${scope} | lookup team from people.csv on user=name | count by team | sort by team`,
    );
    assert.deepEqual(rows, [
      ['billing', 1],
      [null, 3],
    ]);
  });

  it('ignores case in tables of paths, and takes empty cells as nothing', async () => {
    const { rows } = await bench.run(
      `${scope} | lookup %"full name" as whole, team from path://"/Library/People/people" on name=user | where user="Bob" | fields whole, team`,
    );
    assert.deepEqual(
      rows.map((row) => row.slice(1, 3)),
      [['Bob B.', null]],
    );
  });

  it('joins by several columns, one of them under its own name', async () => {
    const { rows } = await bench.run(`${scope} | lookup note from /shared/deep/pairs on user, n=n | count by note`);
    assert.deepEqual(rows, [
      ['first', 1],
      [null, 3],
    ]);
  });

  it('takes all columns for a star', async () => {
    const { columns } = await bench.run(
      `${scope} | lookup * from people on name=user | count by name, team, %"full name"`,
    );
    assert.deepEqual(columns, ['name', 'team', 'full name', '_count']);
  });

  it('keeps the types of JSON files', async () => {
    const { types, rows } = await bench.run(
      `${scope} | lookup price, vip from prices on id=n | count by price, vip | where !isNull(price)`,
    );
    assert.deepEqual(types, ['double', 'boolean', 'long']);
    assert.deepEqual(rows, [
      [2.5, true, 1],
      [3, null, 1],
    ]);
  });

  it('reads a file with an object in each line', async () => {
    const { rows } = await bench.run(`${scope} | lookup tag from lines on id=n | count by tag | where !isNull(tag)`);
    assert.deepEqual(rows, [
      ['one', 1],
      ['two', 1],
    ]);
  });

  it('replaces a field of the same name', async () => {
    const { rows } = await bench.run(`${scope} | "x" as team | lookup team from people on name=user | count by team`);
    assert.deepEqual(rows, [
      ['billing', 1],
      [null, 3],
    ]);
  });

  it('works on the rows of an aggregation', async () => {
    const { columns, rows } = await bench.run(
      `${scope} | count by user | lookup team from people on name=user | where team="billing"`,
    );
    assert.deepEqual([columns, rows], [['user', '_count', 'team'], [['ann', 1, 'billing']]]);
  });

  it('names the columns there are when one is unknown', async () => {
    await assert.rejects(bench.run(`${scope} | lookup age from people on name=user`), {
      message: 'The table has no column "age". It has: name, team, full name.',
    });
  });

  it('says so when no side of a pair is a column', async () => {
    await assert.rejects(bench.run(`${scope} | lookup team from people on who=user`), {
      message: 'The table has no column "who". It has: name, team, full name.',
    });
  });

  const unavailable: readonly (readonly [string, RegExp])[] = [
    ['nowhere', /There is no table nowhere: put a file "nowhere.csv" into .*tables/],
    ['https://example.com/a/list.csv', /not fetched.*Save it as "list.csv"/],
    ['path://"/../outside"', /leads out of the folders/],
    ['empty.csv', /cannot be read: it is empty/],
    ['asn://default', /no database of networks is configured/],
    ['sumo://threat/cs', /no list of threats is configured/],
    ['s3://bucket/x', /is not available here/],
  ];
  for (const [table, reason] of unavailable) {
    it(`gives nulls and a notice for ${table}`, async () => {
      const { rows, notices } = await bench.run(`${scope} | lookup team from ${table} on name=user | count by team`);
      assert.deepEqual(rows, [[null, 4]]);
      assert.match(notices.find(({ code }) => code === 'lookup.missing')?.message ?? '', reason);
    });
  }

  it('reads a saved copy of a table of the network', async () => {
    const { rows } = await bench.run(
      `${scope} | lookup team from https://example.com/x/people.csv on name=user | count by team`,
    );
    assert.deepEqual(rows, [
      ['billing', 1],
      [null, 3],
    ]);
  });
});

describe('cat', () => {
  it('gives the rows of a table in their order', async () => {
    const bench = await openBench(messages, files, (path) => ({ folders: [path('tables')] }));
    try {
      const { columns, rows } = await bench.run(
        '* | cat path://"/Library/people" | where !isNull(team) | fields name, team',
      );
      assert.deepEqual(columns, ['name', 'team']);
      assert.deepEqual(rows, [
        ['ann', 'sales'],
        ['ann', 'billing'],
      ]);
      await assert.rejects(bench.run('* | cat path://"/Library/nothing"'), /There is no table/);
    } finally {
      await bench.close();
    }
  });
});
