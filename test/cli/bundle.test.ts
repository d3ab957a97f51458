import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { needsBundle, sesq, temporaryFolder } from './support.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
const seedLogs = join(samples, 'logs', 'seed');
const printed = join(samples, 'queries', 'seed-as-printed.sesq');
const topBounced = join(samples, 'queries', 'top-bounced-email-addresses.sesq');

describe('the built sesq', () => {
  before(needsBundle);

  it('reports the lost group name of the query as printed, with its fix', () => {
    const { code, out, err } = sesq(['check', '--format', 'json', printed]);
    assert.deepEqual([code, err], [1, '']);
    const [file] = JSON.parse(out) as [{ diagnostics: { code: string; fixes: { edits: { newText: string }[] }[] }[] }];
    const lost = file.diagnostics.find((finding) => finding.code === 'regex.group-name-lost');
    assert.equal(lost?.fixes[0]?.edits[0]?.newText, '<BouncedemailAddress>');
  });

  it('answers the corrected query over the seed logs', () => {
    const { code, out, err } = sesq(['run', topBounced, '--logs', seedLogs]);
    assert.deepEqual([code, err], [0, '']);
    const [header = '', ...rows] = out.trimEnd().split('\n');
    assert.deepEqual(header.split(/ {2,}/), ['BouncedemailAddress', 'eventCount']);
    assert.deepEqual(
      rows.map((row) => row.split(/ {2,}/)),
      [['larry@customer.com', '1']],
    );
  });

  it('gives the same as JSON', () => {
    const { code, out } = sesq(['run', topBounced, '--logs', seedLogs, '--format', 'json']);
    assert.equal(code, 0);
    const { columns, rows } = JSON.parse(out) as { columns: unknown; rows: unknown };
    assert.deepEqual(columns, [
      { name: 'BouncedemailAddress', type: 'text' },
      { name: 'eventCount', type: 'long' },
    ]);
    assert.deepEqual(rows, [['larry@customer.com', 1]]);
  });

  it('reads a query from standard input and writes CSV', () => {
    const { code, out } = sesq(['run', '-', '--logs', seedLogs, '--format', 'csv'], {
      input: '"Bounce" | json "bounce.bounceSubType" as kind | count by kind',
    });
    assert.deepEqual([code, out], [0, 'kind,_count\r\nSuppressed,1\r\n']);
  });

  it('explains a query without running it', () => {
    const { code, out } = sesq(['run', topBounced, '--logs', seedLogs, '--explain']);
    assert.equal(code, 0);
    assert.match(out, /select/i);
  });

  it('tells which files it found', () => {
    const { code, out } = sesq(['sources', '--logs', seedLogs, '--format', 'json']);
    assert.equal(code, 0);
    const { files, totals } = JSON.parse(out) as {
      files: { records: number; rejected: unknown[] }[];
      totals: { files: number; records: number; rejected: number };
    };
    assert.equal(totals.files, files.length);
    assert.equal(
      totals.records,
      files.reduce((sum, file) => sum + file.records, 0),
    );
    assert.equal(
      totals.rejected,
      files.reduce((sum, file) => sum + file.rejected.length, 0),
    );
    assert.ok(totals.records >= 4);
  });

  it('shows its commands with --help', () => {
    const { code, out, err } = sesq(['--help']);
    assert.deepEqual([code, err], [0, '']);
    for (const command of ['run', 'check', 'sources']) assert.match(out, new RegExp(`^  ${command} `, 'm'));
  });
});

describe('the built sesq on bad input', () => {
  before(needsBundle);
  const folder = temporaryFolder({ 'good.sesq': '* | count\n', 'bad.sesq': '*\n| cuont by x\n', 'empty/.keep': '' });
  const empty = temporaryFolder();
  after(() => {
    folder.remove();
    empty.remove();
  });

  interface BadInput {
    readonly what: string;
    readonly args: readonly string[];
    readonly code: number;
    readonly err: string | RegExp;
  }
  const badInputs: readonly BadInput[] = [
    { what: 'an unknown file', args: ['run', 'none.sesq'], code: 1, err: 'sesq: There is no file "none.sesq".\n' },
    {
      what: 'a folder as query',
      args: ['run', 'empty'],
      code: 1,
      err: 'sesq: "empty" is a folder. Name a .sesq file in it.\n',
    },
    { what: 'an empty folder', args: ['run', 'good.sesq', '--logs', empty.path], code: 1, err: /^sesq: [^\n]+\n$/ },
    { what: 'an empty folder of sources', args: ['sources', '--logs', empty.path], code: 1, err: /^sesq: [^\n]+\n$/ },
    {
      what: 'a missing log path',
      args: ['run', 'good.sesq', '--logs', 'nowhere'],
      code: 1,
      err: 'sesq: There is no file or folder "nowhere" (from --logs).\n',
    },
    {
      what: 'a query with an error',
      args: ['run', 'bad.sesq'],
      code: 1,
      err: /^bad.sesq:2:3 error [^\n]+ \[syntax.unknown-operator\]\n {2}\| cuont by x\n {4}\^{5}\n/,
    },
    { what: 'an empty query', args: ['run', '-q', ''], code: 1, err: 'sesq: <query> holds no query.\n' },
    {
      what: 'two queries',
      args: ['run', 'good.sesq', '-q', '*'],
      code: 2,
      err: 'sesq: Two queries were given: "good.sesq" and -q. Give one of them.\n',
    },
    {
      what: 'no query',
      args: ['run'],
      code: 2,
      err: 'sesq: No query was given. Name a .sesq file, use -q TEXT, or - for standard input.\n',
    },
    { what: 'two files', args: ['run', 'good.sesq', 'bad.sesq'], code: 2, err: /^sesq: too many arguments[^\n]+\n$/ },
    {
      what: 'an unknown option',
      args: ['run', '--statz'],
      code: 2,
      err: "sesq: unknown option '--statz' (Did you mean --stats?)\n",
    },
    { what: 'an unknown command', args: ['rum'], code: 2, err: "sesq: unknown command 'rum' (Did you mean run?)\n" },
    { what: 'no command', args: [], code: 2, err: /^Usage: sesq / },
    {
      what: 'an unknown format',
      args: ['run', 'good.sesq', '--format', 'xml'],
      code: 2,
      err: /^sesq: [^\n]*'xml'[^\n]*\n$/,
    },
    {
      what: 'a bad zone',
      args: ['run', 'good.sesq', '--timezone', 'Mars/Base'],
      code: 2,
      err: 'sesq: "Mars/Base" is not a time zone. Use a name such as UTC, Europe/Vienna or America/New_York.\n',
    },
    {
      what: 'a bad time',
      args: ['run', 'good.sesq', '--from', '2018-02-30'],
      code: 2,
      err: 'sesq: --from takes a time such as 2018-04-12, 2018-04-12T11:46:41Z, -24h or now, not "2018-02-30".\n',
    },
    {
      what: 'a bad length of time',
      args: ['run', 'good.sesq', '--last', 'week'],
      code: 2,
      err: 'sesq: --last takes a length of time such as 24h, 30m or 7d, not "week".\n',
    },
    {
      what: 'a bad now',
      args: ['run', 'good.sesq', '--now', 'soon'],
      code: 2,
      err: 'sesq: --now takes data, clock or a time such as 2018-04-12T11:46:41Z, not "soon".\n',
    },
    {
      what: 'a bad parameter',
      args: ['run', 'good.sesq', '--param', 'name'],
      code: 2,
      err: 'sesq: "name" is not of the form --param NAME=VALUE.\n',
    },
    {
      what: 'a bad limit',
      args: ['run', 'good.sesq', '--limit', 'ten'],
      code: 2,
      err: 'sesq: --limit takes a whole number of at least 0, not "ten".\n',
    },
    { what: 'a check of nothing', args: ['check'], code: 2, err: "sesq: missing required argument 'FILE'\n" },
  ];
  for (const { what, args, code, err } of badInputs) {
    it(`leaves with ${String(code)} and says why: ${what}`, () => {
      const ended = sesq(args, { cwd: folder.path });
      assert.equal(ended.code, code, ended.err);
      assert.equal(ended.out, '');
      if (typeof err === 'string') assert.equal(ended.err, err);
      else assert.match(ended.err, err);
    });
  }

  it('leaves with 1 and says why: a file it may not read', function () {
    if (process.getuid?.() === 0) {
      console.log('      skipped: root may read everything');
      this.skip();
    }
    const locked = temporaryFolder({ 'q.sesq': '*' });
    chmodSync(join(locked.path, 'q.sesq'), 0o000);
    const ended = sesq(['run', 'q.sesq'], { cwd: locked.path });
    locked.remove();
    assert.deepEqual(
      [ended.code, ended.out, ended.err],
      [1, '', 'sesq: "q.sesq" cannot be read: permission denied.\n'],
    );
  });
});
