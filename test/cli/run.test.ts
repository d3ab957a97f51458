import assert from 'node:assert/strict';
import type { ResultColumn } from '../../server/src/protocol/engine.ts';
import type { FakeEngine } from './support.ts';
import { rowsResult, runWith, temporaryFolder } from './support.ts';

const columns: readonly ResultColumn[] = [
  { name: 'address', type: 'text' },
  { name: '_count', type: 'long' },
];
const two = rowsResult(columns, [
  ['larry@customer.com', 1],
  ['a@b.c', 20],
]);
const table = 'address             _count\nlarry@customer.com       1\na@b.c                   20\n';
const query = ['-q', '* | count by _sourceHost'];

describe('sesq run', () => {
  it('prints a table and nothing else', async () => {
    const ended = await runWith(two, ['run', ...query]);
    assert.deepEqual([ended.code, ended.out, ended.err], [0, table, '']);
    assert.equal(ended.isClosed, true);
  });

  it('asks for everything, in UTC, with now from the data', async () => {
    const { params } = await runWith(two, ['run', ...query]);
    assert.deepEqual(params, {
      query: '* | count by _sourceHost',
      timeRange: {},
      now: 'data',
      timezone: 'UTC',
      parameters: {},
      operation: 'run',
    });
  });

  it('reads the query from standard input', async () => {
    const { code, params } = await runWith(two, ['run', '-'], { stdin: '\uFEFF* | count' });
    assert.deepEqual([code, params?.query], [0, '* | count']);
  });

  it('reads logs, categories and cache folder into settings, relative to the current folder', async () => {
    const folder = temporaryFolder({ 'logs/a.json': '{}' });
    const options = ['--logs', 'logs', 'x/*.gz', '--logs', folder.path, '--category', 'AWS/SES=*.json', '--cache', 'c'];
    const { settings } = await runWith(two, ['run', ...query, ...options], { cwd: folder.path });
    folder.remove();
    assert.deepEqual(settings, {
      logs: [`${folder.path}/logs`, `${folder.path}/x/*.gz`, folder.path],
      categories: [{ category: 'AWS/SES', glob: '*.json' }],
      memoryLimit: '',
      threads: 0,
      cacheFolder: `${folder.path}/c`,
    });
  });

  it('reads the current folder and keeps nothing when told nothing', async () => {
    const folder = temporaryFolder();
    const { settings } = await runWith(two, ['run', ...query, '--no-cache'], { cwd: folder.path });
    folder.remove();
    assert.deepEqual([settings?.logs, settings?.cacheFolder], [[folder.path], undefined]);
  });

  it('leaves out duplicates and reads leniently when told so', async () => {
    const folder = temporaryFolder();
    const { settings } = await runWith(two, ['run', ...query, '--deduplicate', '--lenient'], { cwd: folder.path });
    folder.remove();
    assert.deepEqual([settings?.deduplicate, settings?.lenient], [true, true]);
  });

  it('takes a query that follows the logs', async () => {
    const folder = temporaryFolder({ 'q.sesq': '* | count' });
    const { settings, params } = await runWith(two, ['run', '--logs', '.', 'q.sesq'], { cwd: folder.path });
    folder.remove();
    assert.deepEqual([settings?.logs, params?.query], [[folder.path], '* | count']);
  });

  it('passes time range, zone, now and parameters on', async () => {
    const options = [
      '--last',
      '24h',
      '--now',
      'clock',
      '--timezone',
      'europe/vienna',
      '--param',
      'a=1',
      '--param',
      'b=',
    ];
    const { params } = await runWith(two, ['run', ...query, ...options]);
    assert.deepEqual(params, {
      query: '* | count by _sourceHost',
      timeRange: { from: '-24h' },
      now: 'clock',
      timezone: 'Europe/Vienna',
      parameters: { a: '1', b: '' },
      operation: 'run',
    });
  });

  it('prints no more rows than --limit and says so', async () => {
    const ended = await runWith(two, ['run', ...query, '--limit', '1']);
    assert.equal(ended.out, 'address             _count\nlarry@customer.com       1\n');
    assert.equal(ended.err, 'sesq: 1 row beyond --limit not printed.\n');
  });

  it('fetches all pages of a long result', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [`a${String(i)}`, i] as const);
    const ended = await runWith(rowsResult(columns, rows), ['run', ...query, '--format', 'ndjson']);
    assert.equal(
      ended.out,
      rows.map(([address, count]) => `{"address":"${address}","_count":${String(count)}}\n`).join(''),
    );
  });

  it('says on stderr that there are no rows', async () => {
    const ended = await runWith(rowsResult(columns, []), ['run', ...query]);
    assert.deepEqual([ended.code, ended.out], [0, '']);
    assert.equal(ended.err, 'sesq: no rows. 3 of 5 messages matched the scope and the time range.\n');
  });

  it('adds a line of counts with --stats', async () => {
    const ended = await runWith(two, ['run', ...query, '--stats']);
    assert.equal(ended.out, table);
    assert.match(ended.err, /^2 rows\n3 of 5 messages matched, 2 rows, 12 ms .*now is 1970-01-01T00:01:00.000Z\n$/);
  });

  it('uses colours and counts rows on a terminal', async () => {
    const ended = await runWith(two, ['run', ...query], { tty: true });
    assert.equal(ended.out, table.replace(/^.*$/m, '\u001B[1m$&\u001B[0m'));
    assert.equal(ended.err, '2 rows\n');
  });

  it('prints warnings of the engine on stderr, in the place they are about', async () => {
    const result = {
      ...two.result,
      diagnostics: [{ code: 'test.slow', severity: 'warning', message: 'Slow.', start: 4, end: 9 }],
    };
    const ended = await runWith({ ...two, result } as FakeEngine, ['run', ...query]);
    assert.equal(ended.out, table);
    assert.equal(ended.err, '<query>:1:5 warning Slow. [test.slow]\n  * | count by _sourceHost\n      ^^^^^\n');
  });

  it('has them in the document instead with --format json', async () => {
    const result = {
      ...two.result,
      diagnostics: [{ code: 'test.slow', severity: 'warning', message: 'Slow.', start: 4, end: 9 }],
    };
    const ended = await runWith({ ...two, result } as FakeEngine, ['run', ...query, '--format', 'json']);
    const document = JSON.parse(ended.out) as { diagnostics: unknown };
    assert.deepEqual(document.diagnostics, [
      {
        code: 'test.slow',
        severity: 'warning',
        message: 'Slow.',
        range: { start: { line: 0, character: 4 }, end: { line: 0, character: 9 } },
        fixes: [],
      },
    ]);
    assert.equal(ended.err, '');
  });

  it('leaves a query with parameters to the engine, which knows their values', async () => {
    const ended = await runWith(two, ['run', '-q', '* | {{operator}} by x', '--param', 'operator=count']);
    assert.deepEqual([ended.code, ended.params?.parameters], [0, { operator: 'count' }]);
  });

  it('prints the plan with --explain', async () => {
    const ended = await runWith(two, ['run', ...query, '--explain']);
    assert.deepEqual([ended.code, ended.out, ended.err], [0, 'the plan\n', '']);
  });

  it('does not open the engine for a query with an error', async () => {
    const ended = await runWith(two, ['run', '-q', '* | cuont by x']);
    assert.equal(ended.code, 1);
    assert.equal(ended.settings, undefined);
    assert.match(
      ended.err,
      /^<query>:1:5 error .*\[syntax.unknown-operator\]\n {2}\* \| cuont by x\n {6}\^{5}\n {2}fix: /,
    );
  });
});

describe('sesq run when the engine cannot', () => {
  it('leaves with 1 and its message for wrong input', async () => {
    const ended = await runWith({ result: { kind: 'invalid', message: 'No log files in /x.', diagnostics: [] } }, [
      'run',
      ...query,
    ]);
    assert.deepEqual([ended.code, ended.out, ended.err], [1, '', 'sesq: No log files in /x.\n']);
    assert.equal(ended.isClosed, true);
  });

  it('shows the place of an error only the engine finds', async () => {
    const diagnostics = [{ code: 'engine.x', severity: 'error', message: 'Cannot.', start: 4, end: 9 }] as const;
    const ended = await runWith({ result: { kind: 'invalid', message: 'Sum.', diagnostics } }, ['run', ...query]);
    assert.equal(ended.code, 1);
    assert.equal(ended.err, '<query>:1:5 error Cannot. [engine.x]\n  * | count by _sourceHost\n      ^^^^^\n');
  });

  it('leaves with 3 when it failed', async () => {
    const ended = await runWith({ result: { kind: 'failed', message: 'Out of memory.' } }, ['run', ...query]);
    assert.deepEqual([ended.code, ended.out, ended.err], [3, '', 'sesq: Out of memory.\n']);
  });

  it('leaves with 3 when it does not start', async () => {
    const ended = await runWith({ result: new Error(), open: new Error('No memory.\nat x') }, ['run', ...query]);
    assert.deepEqual([ended.code, ended.err], [3, 'sesq: The engine did not start: No memory.\n']);
  });

  it('leaves with 1 when there is nothing to read', async () => {
    const empty = rowsResult(columns, []).result;
    assert.ok(empty.kind === 'rows');
    const store = { file: undefined, bytes: 0, textBytes: 0, limit: 0 };
    const report = { store, files: [], totals: { files: 0, records: 0, rejected: 0, bytes: 0 } };
    const ended = await runWith(
      {
        result: { ...empty, stats: { ...empty.stats, messagesTotal: 0 } },
        sources: { kind: 'ok', report, notes: [] },
      },
      ['run', ...query, '--logs', import.meta.dirname],
    );
    assert.deepEqual([ended.code, ended.err], [1, `sesq: No log files were found in ${import.meta.dirname}.\n`]);
  });

  it('leaves with 130 when it was interrupted', async () => {
    const interruption = new AbortController();
    interruption.abort();
    const ended = await runWith({ result: new Error('aborted') }, ['run', ...query], { signal: interruption.signal });
    assert.deepEqual([ended.code, ended.err, ended.isClosed], [130, 'sesq: stopped.\n', true]);
  });

  it('passes an unforeseen failure on to the guard, with the engine closed', async () => {
    await assert.rejects(runWith({ result: new Error('boom') }, ['run', ...query]), { message: 'boom' });
  });
});

describe('sesq run on a file', () => {
  const cells = '// %% Bounces\n// @time last 7d\n// @param kind=Bounce\n* | count\n// %%\n* | cuont by x\n';
  const folder = temporaryFolder({
    'cells.sesq': cells,
    'one.sesq': '// @time 2018-04-12 to now\n// @param a=1\n// @param b=2\n* | count',
    'two.sesq': '// %%\n*\n// %%\n* | count by _source\n',
    'blank.sesq': '// nothing yet\n\n',
    'time.sesq': '// %%\n// @time soon\n* | count',
    'param.sesq': '// @param kind\n* | count',
    'all.sesq': '// @time last 7 d\n// @time all\n// @param q = "a b"\n* | count',
  });
  after(folder.remove);
  const runIn = (...args: readonly string[]) => runWith(two, ['run', ...args], { cwd: folder.path });

  it('follows its directives', async () => {
    const { params } = await runIn('one.sesq');
    assert.deepEqual(params?.timeRange, { from: '2018-04-12', to: 'now' });
    assert.deepEqual(params.parameters, { a: '1', b: '2' });
  });

  it('reads them as the editor does', async () => {
    const { params } = await runIn('all.sesq');
    assert.deepEqual([params?.timeRange, params?.parameters], [{}, { q: 'a b' }]);
  });

  it('lets options win over directives', async () => {
    const { params } = await runIn('one.sesq', '--to', '-1h', '--param', 'b=3');
    assert.deepEqual(params?.timeRange, { to: '-1h' });
    assert.deepEqual(params.parameters, { a: '1', b: '3' });
  });

  it('asks which query is meant when there are several', async () => {
    const { code, err, settings } = await runIn('cells.sesq');
    assert.equal(code, 2);
    assert.equal(err, 'sesq: cells.sesq holds 2 queries. Pick one with --cell N:\n  1  Bounces\n  2  (untitled)\n');
    assert.equal(settings, undefined);
  });

  it('runs the one that is picked, whatever is wrong with the others', async () => {
    const { code, params } = await runIn('cells.sesq', '--cell', '1');
    assert.equal(code, 0);
    assert.equal(params?.query, cells.slice(0, cells.indexOf('// %%\n')));
    assert.deepEqual(params.timeRange, { from: '-7d' });
    assert.deepEqual(params.parameters, { kind: 'Bounce' });
  });

  it('moves what the engine finds to its place in the whole file', async () => {
    const diagnostics = [{ code: 'engine.x', severity: 'error', message: 'Cannot.', start: 10, end: 15 }] as const;
    const result = { kind: 'invalid', message: 'Sum.', diagnostics } as const;
    const { err } = await runWith({ result }, ['run', 'two.sesq', '--cell', '2'], { cwd: folder.path });
    assert.equal(err, 'two.sesq:4:5 error Cannot. [engine.x]\n  * | count by _source\n      ^^^^^\n');
  });

  it('reports an error at its place in the whole file', async () => {
    const { code, err } = await runIn('cells.sesq', '--cell', '2');
    assert.equal(code, 1);
    assert.match(err, /^cells.sesq:6:5 error /);
  });

  it('knows when there is no such query', async () => {
    const { code, err } = await runIn('cells.sesq', '--cell', '3');
    assert.deepEqual([code, err], [2, 'sesq: --cell 3: cells.sesq holds 2 queries.\n']);
  });

  it('says so when there is no query in it', async () => {
    const { code, err } = await runIn('blank.sesq');
    assert.deepEqual([code, err], [1, 'sesq: blank.sesq holds no query.\n']);
  });

  it('names the place of a wrong directive', async () => {
    const time = await runIn('time.sesq');
    assert.deepEqual(
      [time.code, time.err],
      [1, 'sesq: time.sesq:2:1 "soon" is not a time range such as "last 24h" or "2018-04-12 to now".\n'],
    );
    const param = await runIn('param.sesq');
    assert.deepEqual(
      [param.code, param.err],
      [1, 'sesq: param.sesq:1:1 "kind" is not a parameter of the form name=default.\n'],
    );
  });
});
