import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { openBench } from './support.ts';
import type { Bench } from './support.ts';

const messages = [{ user: 'ann, "a"' }, { user: 'bob' }, { user: 'bob' }];
const counted = '* | json "user" | count by user | sort by _count';

describe('save', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench(messages, { 'saved/.keep': '' }, (path) => ({ saveFolder: path('saved') }));
  });
  after(() => bench.close());

  const saved = (name: string): string => readFileSync(bench.path(`saved/${name}`), 'utf8');

  it('writes the rows and shows them', async () => {
    const { rows, notices } = await bench.run(`${counted} | save path://"/Library/users"`);
    assert.deepEqual(rows, [
      ['bob', 2],
      ['ann, "a"', 1],
    ]);
    assert.equal(saved('Library/users.csv'), 'user,_count\nbob,2\n"ann, ""a""",1\n');
    assert.deepEqual(notices, [
      { code: 'save.done', message: `2 rows were saved in ${bench.path('saved/Library/users.csv')}.` },
    ]);
  });

  it('replaces a table, and adds to one when told to', async () => {
    await bench.run(`${counted} | save /shared/t`);
    await bench.run(`${counted} | limit 1 | save /shared/t`);
    await bench.run(`${counted} | limit 1 | "x" as extra | save append /shared/t`);
    assert.equal(saved('shared/t.csv'), 'user,_count,extra\nbob,2,\nbob,2,x\n');
  });

  it('ends the query', async () => {
    const { rows } = await bench.run(`${counted} | save /shared/end | limit 1`);
    assert.equal(rows.length, 2);
  });

  it('writes JSON when the name says so', async () => {
    await bench.run(`${counted} | limit 1 | save /shared/t.json`);
    assert.deepEqual(JSON.parse(saved('shared/t.json')), [{ user: 'bob', _count: 2 }]);
  });

  it('makes tables that lookup and cat read', async () => {
    await bench.run(`${counted} | save /shared/read`);
    const { rows } = await bench.run('* | cat /shared/read | where user="bob"');
    assert.deepEqual(rows, [['bob', '2']]);
  });

  it('writes nothing when a query is only explained', async () => {
    await bench.explain(`${counted} | save /shared/explained`);
    assert.equal(existsSync(bench.path('saved/shared/explained.csv')), false);
  });

  const outside = ['path://"/../evil"', 'https://example.com/evil.csv', '/shared/evil.sh'];
  for (const name of outside) {
    it(`refuses ${name}`, async () => {
      const { rows, notices } = await bench.run(`${counted} | save ${name}`);
      assert.equal(rows.length, 2);
      assert.deepEqual(
        notices.map(({ code }) => code),
        ['save.refused'],
      );
      assert.equal(existsSync(bench.path('evil.csv')), false);
    });
  }

  it('does not follow a link out of the folder', async () => {
    symlinkSync(bench.path('logs'), bench.path('saved/link'));
    await assert.rejects(bench.run(`${counted} | save /link/x`), /leads out of the folder/);
    assert.equal(existsSync(bench.path('logs/x.csv')), false);
  });

  it('shows the rows and says so when there is no folder for it', async () => {
    const bare = await openBench(messages, {}, () => ({}));
    try {
      const { rows, notices } = await bare.run(`${counted} | save append /shared/t`);
      assert.equal(rows.length, 2);
      assert.match(notices[0]?.message ?? '', /no folder for saved tables is configured/);
    } finally {
      await bare.close();
    }
  });
});
