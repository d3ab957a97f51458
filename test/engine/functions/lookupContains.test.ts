import assert from 'node:assert/strict';
import { openBench } from '../lookup/support.ts';
import type { Bench } from '../lookup/support.ts';

const messages = [{ user: 'Ann', n: '1' }, { user: 'bob', n: '2' }, { user: 'zoe', n: '1' }, { n: '1' }];
const files = { 'tables/people.csv': 'name,id\nann,1\nbob,1\n,3\n', 'tables/empty.csv': 'name\n' };

describe('lookupContains', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench(messages, files, (path) => ({ folders: [path('tables')] }));
  });
  after(() => bench.close());

  /** The users for whom a condition holds. */
  async function users(condition: string): Promise<readonly unknown[]> {
    const { rows } = await bench.run(`* | json "user", "n" nodrop | where ${condition} | count by user | fields user`);
    return rows.map(([user]) => user);
  }

  it('finds values of a column without regard to case', async () => {
    assert.deepEqual(await users('lookupContains(path://"/shared/people", user=name)'), ['Ann', 'bob']);
  });

  it('takes null as in no table', async () => {
    assert.deepEqual(await users('!lookupContains(path://"/shared/people", user=name)'), ['zoe', null]);
    assert.deepEqual(await users('lookupContains(path://"/shared/people", nobody=name)'), []);
  });

  it('wants all pairs in one row of the table', async () => {
    assert.deepEqual(await users('lookupContains(path://"/shared/people", user=name and n=id)'), ['Ann']);
  });

  it('takes the column on the left too', async () => {
    assert.deepEqual(await users('lookupContains(path://"/shared/people", name=user)'), ['Ann', 'bob']);
  });

  it('finds nothing in a table without rows', async () => {
    assert.deepEqual(await users('lookupContains(path://"/shared/empty", user=name)'), []);
  });

  it('gives a field as well as a condition', async () => {
    const query =
      '* | json "user" nodrop | lookupContains(path://"/shared/people", user=name) as known | count by known';
    assert.deepEqual((await bench.run(query)).rows, [
      [true, 2],
      [false, 2],
    ]);
  });

  it('warns of a table that is not there and takes it as empty', async () => {
    const { rows, notices } = await bench.run('* | json "user" | where lookupContains(path://"/no/table", user=name)');
    assert.deepEqual([rows.length, notices.map(({ code }) => code)], [0, ['lookup.missing']]);
  });

  it('refuses unknown columns and conditions of another form', async () => {
    await assert.rejects(users('lookupContains(path://"/shared/people", user=city)'), /no column "city"/);
    await assert.rejects(users('lookupContains(path://"/shared/people", user)'), /field=column/);
  });
});
