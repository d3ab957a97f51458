import assert from 'node:assert/strict';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ask, fillStore, noon, openStore } from './support.ts';
import type { TestResult } from './support.ts';

/** Several of the pieces that threads take rows in. */
const count = 250_000;
const range = { from: noon - 100_000_000, to: noon + 1 };

/** Many equal times and keys; a multiplication spreads the values of neighbours. */
const insertMessages = `INSERT INTO messages SELECT i + 1, 1, ${String(noon)} - (i * 7919 % 50021) * 1000, 'text', true,
  '{"k":"k' || (i * 31 % 97) || '","n":"' || (i * 17 % 1009) / 4.0 || '","t":"a=' || i % 7 || ', a=' || i % 5 || '"}',
  1, 1, 0, 0, NULL FROM range(${String(count)}) AS t(i) ORDER BY `;

const queries = [
  '* | json "k", "n", "t" | count, sum(n), avg(n), stddev(n), pct(n, 90), min(n), first(n), last(n), values(t) by k',
  '* | json "k" | limit 20',
  '* | json "k", "n" | sort by k, n asc | limit 50',
  '* | json "k" | top 10 k',
  '* | json "k", "t" | parse regex field=t "a=(?<a>\\d)" multi | count, first(k) by a',
  '* | json "k" | timeslice 1h | count by _timeslice, k | transpose row _timeslice column k',
  '* | json "k", "n" | dedup 2 by k',
  '* | json "k", "n" | topk(1, n) by k',
  '* | json "k" | where k matches "*9" | count_distinct(k)',
  '* | timeslice 1m | count by _timeslice | sort by _timeslice asc | outlier _count | accum _count as total | limit 500',
  'k17 | json "n" | num(n) | accum n as total | limit 100',
];

describe('answers over many messages', () => {
  const connections: DuckDBConnection[] = [];

  before(async function () {
    this.timeout(60_000);
    for (const [threads, order] of [
      [1, 'i'],
      [4, 'i'],
      [4, 'i % 1013, i'],
    ] as const) {
      // prettier-ignore
      const connection = await openStore(threads);
      await fillStore(connection, [{ raw: '' }]);
      await connection.run('DELETE FROM messages');
      await connection.run(insertMessages + order);
      connections.push(connection);
    }
  });

  after(() => {
    for (const connection of connections) connection.closeSync();
  });

  /** Sums of decimal numbers depend on their order in the last digits. */
  const rounded = ({ rows }: TestResult): unknown =>
    rows.map((row) => row.map((value) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value)));

  for (const query of queries)
    it(`are the same on one thread and on four, and however messages lie in the table: ${query}`, async function () {
      this.timeout(60_000);
      const [first, ...others] = connections;
      assert.ok(first);
      const expected = await ask(first, [], query, { range });
      assert.ok(expected.rows.length > 0);
      for (const other of others) assert.deepEqual(rounded(await ask(other, [], query, { range })), rounded(expected));
    });
});
