import assert from 'node:assert/strict';
import { messages, run } from '../support.ts';

const twelve = messages(...Array.from({ length: 12 }, (_, index) => ({ k: index })));
const slices = '* | timeslice 1m | count by _timeslice';

/** Queries with a variable that has no value, and how many rows they give. */
const queries: readonly (readonly [string, number])[] = [
  ['* | limit {{n}}', 10],
  ['* | top {{n}} _raw', 10],
  ['* | dedup {{n}} by _format', 10],
  ['* | timeslice {{t}} | count by _timeslice', 12],
  [`${slices} | fillmissing timeslice({{t}})`, 2],
  [`${slices} | compare timeshift {{t}}`, 2],
  [`${slices} | predict _count by {{t}} forecast=2`, 4],
  [`${slices} | outlier _count window={{w}}`, 2],
  [`${slices} | smooth _count, {{n}}`, 2],
];

describe('a template variable without a value', () => {
  for (const [query, count] of queries) {
    it(`is read as something usual, and said so: ${query}`, async () => {
      const result = await run(twelve, query);
      assert.deepEqual([result.rows.length, result.notices], [count, ['template.unbound']]);
    });
  }

  it('compares with the day before', async () => {
    assert.deepEqual((await run(twelve, '* | count | compare timeshift {{t}}')).columns, ['_count', '_count_1d']);
  });
});
