import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CommandContext } from '../../server/src/cli/context.ts';
import { runCommandLine } from '../../server/src/cli/program.ts';
import { Engine } from '../../server/src/engine/engine.ts';
import { rowsResult, runWith, temporaryFolder } from './support.ts';
import type { Ended } from './support.ts';

const sources = `{
  // What this folder holds.
  "version": 1,
  "sources": [
    {
      "name": "App", "paths": ["app"], "denylist": ["app/old"],
      "category": "Prod/App", "hostName": "web-1", "collector": "Files", "fields": { "team": "web" },
      "timeZone": "Europe/Vienna", "manualPrefixRegexp": "\\\\d{4}-",
      "filters": [
        { "name": "no debug", "filterType": "Exclude", "regexp": "(?s).*DEBUG.*" },
        { "name": "users", "filterType": "Mask", "regexp": "user=(\\\\w+)", "mask": "XXX" },
      ],
    },
    {
      "name": "Mail", "paths": ["ses/**"], "fields": { "team": "mail", "cost.center": "7" }, "timeZone": "+02:00",
      "forceTimeZone": true,
      "filters": [{ "name": "addresses", "filterType": "Hash", "regexp": "\\"emailAddress\\":\\"([^\\"]+)\\"" }],
    },
  ],
}`;
const bounce = {
  notificationType: 'Bounce',
  bounce: { bouncedRecipients: [{ emailAddress: 'eve@example.com' }], timestamp: '2024-07-01T12:30:00.000Z' },
  mail: { timestamp: '2024-07-01T12:29:00.000Z' },
};
const files = {
  '.sesq/sources.json': sources,
  'app/a.log':
    '2024-07-01 12:00:00 start user=dan\n\tat line two\n2024-07-01 12:00:01 DEBUG noise\n2024-07-01 12:00:02 stop\n',
  'app/old/b.log': '2024-07-01 12:00:00 user=dan\n',
  'ses/b.json': `${JSON.stringify(bounce)}\n`,
};

/** Runs the program in this process on the files above and more. */
async function ran(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const folder = temporaryFolder({ ...files, ...more });
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err'): CommandContext['out'] => ({
    isTerminal: false,
    colours: false,
    write: (text) => {
      written[name] += text.replaceAll(folder.path, 'FOLDER');
      return Promise.resolve();
    },
  });
  try {
    const code = await runCommandLine(args, {
      out: output('out'),
      err: output('err'),
      readStdin: () => Promise.resolve(''),
      cwd: folder.path,
      signal: new AbortController().signal,
      openEngine: (settings) => Engine.open(settings),
    });
    return { code, ...written };
  } finally {
    folder.remove();
  }
}

async function rowsOf(query: string): Promise<unknown> {
  const { code, out, err } = await ran(['run', '-q', query, '--format', 'json']);
  assert.deepEqual([code, err], [0, '']);
  const { rows, diagnostics } = JSON.parse(out) as { readonly rows: unknown; readonly diagnostics: unknown };
  assert.deepEqual(diagnostics, []);
  return rows;
}

describe('the file of sources in the current folder', () => {
  it('says how files are read and what they are', async () => {
    const { code, out } = await ran(['sources', '--format', 'json']);
    assert.equal(code, 0);
    const report = JSON.parse(out) as { readonly files: readonly Readonly<Record<string, unknown>>[] };
    assert.deepEqual(
      report.files.map(({ path, category, records, from, to, rejected, notes }) => [
        path,
        category,
        records,
        from,
        to,
        rejected,
        notes,
      ]),
      [
        [
          join('FOLDER', 'app', 'a.log'),
          'Prod/App',
          2,
          Date.UTC(2024, 6, 1, 10, 0, 0),
          Date.UTC(2024, 6, 1, 10, 0, 2),
          [],
          ['1 message was left out by the rule "no debug".'],
        ],
        [
          join('FOLDER', 'app', 'old', 'b.log'),
          'Other',
          1,
          Date.UTC(2024, 6, 1, 12),
          Date.UTC(2024, 6, 1, 12),
          [],
          ['1 message has a time without a zone: UTC was assumed.'],
        ],
        [
          join('FOLDER', 'ses', 'b.json'),
          'AWS/SES/Notifications',
          1,
          Date.UTC(2024, 6, 1, 10, 30),
          Date.UTC(2024, 6, 1, 10, 30),
          [],
          [],
        ],
      ],
    );
  });

  it('keeps what is masked and hashed out of answers', async () => {
    assert.deepEqual(await rowsOf('_sourceCategory=prod/app | fields _raw'), [
      [Date.UTC(2024, 6, 1, 10, 0, 2), '2024-07-01 12:00:02 stop', join('FOLDER', 'app', 'a.log')],
      [
        Date.UTC(2024, 6, 1, 10, 0, 0),
        '2024-07-01 12:00:00 start user=XXX\n\tat line two',
        join('FOLDER', 'app', 'a.log'),
      ],
    ]);
    const hash = createHash('md5').update('eve@example.com').digest('hex');
    assert.deepEqual(
      await rowsOf('team=mail | json "bounce.bouncedRecipients[0].emailAddress" as who | count by who'),
      [[hash, 1]],
    );
  });

  it('gives messages fields for the scope and for stages', async () => {
    assert.deepEqual(
      await rowsOf('* | count by team, _source, _sourceHost, _collector | sort team').then(sortedTeams),
      [
        ['mail', 'Mail', 'Local'],
        ['web', 'App', 'Files'],
        [null, null, null],
      ],
    );
    assert.deepEqual(await rowsOf('TEAM=w* | where team = "web" | count'), [[2]]);
    assert.deepEqual(await rowsOf('cost.center=7 | count'), [[1]]);
    assert.deepEqual(await rowsOf('team=nobody | count'), [[0]]);
    assert.deepEqual(await rowsOf('team=mail | fields team').then(firstCells), ['mail']);
  });

  it('gives way to categories of the command line', async () => {
    const { out } = await ran(['sources', '--format', 'json', '--category', 'X=*.log']);
    const report = JSON.parse(out) as { readonly files: readonly { readonly category: string }[] };
    assert.deepEqual(
      report.files.map(({ category }) => category),
      ['X', 'X', 'AWS/SES/Notifications'],
    );
  });
});

/** Team, source and collector of each row; nothing is known of files without a source. */
function sortedTeams(rows: unknown): unknown {
  return (rows as readonly (readonly unknown[])[])
    .map(([team, source, , collector]) => (team === null ? [null, null, null] : [team, source, collector]))
    .toSorted(([a], [b]) => (a === null ? 1 : b === null ? -1 : String(a) < String(b) ? -1 : 1));
}

function firstCells(rows: unknown): unknown {
  return (rows as readonly (readonly unknown[])[]).map((row) => row.find((cell) => cell === 'mail'));
}

describe('--sources', () => {
  const engine = rowsResult([], []);

  const none = '{ "version": 1, "sources": [] }';

  it('names files in place of the usual one, and may be repeated', async () => {
    const folder = temporaryFolder({ ...files, 'a.json': none, 'b.json': none });
    try {
      const { settings } = await runWith(engine, ['run', '-q', '*', '--sources', 'a.json', '--sources', 'b.json'], {
        cwd: folder.path,
      });
      assert.deepEqual(settings?.sourcesFiles, [join(folder.path, 'a.json'), join(folder.path, 'b.json')]);
      const usual = await runWith(engine, ['run', '-q', '*'], { cwd: folder.path });
      assert.deepEqual(usual.settings?.sourcesFiles, [join(folder.path, '.sesq', 'sources.json')]);
    } finally {
      folder.remove();
    }
  });

  it('is not needed, and then nothing is said', async () => {
    const folder = temporaryFolder({ 'a.json': '{}' });
    try {
      const { settings } = await runWith(engine, ['run', '-q', '*'], { cwd: folder.path });
      assert.equal(settings?.sourcesFiles, undefined);
    } finally {
      folder.remove();
    }
  });

  it('must name a file that is there', async () => {
    const { code, err } = await runWith(engine, ['sources', '--sources', 'none.json']);
    assert.deepEqual([code, err], [1, 'sesq: There is no file "none.json" (from --sources).\n']);
  });

  it('is refused with the place of what is wrong', async () => {
    const wrong = { 'mine.json': '{ "version": 1,\n  "sources": [{ "path": "x" }] }' };
    const { code, out, err } = await ran(['run', '-q', '*', '--sources', 'mine.json'], wrong);
    assert.deepEqual(
      [code, out, err],
      [
        1,
        '',
        `sesq: ${join('FOLDER', 'mine.json')}:2:17 "path" in "sources[0]" means nothing. Did you mean "paths"?\n`,
      ],
    );
  });

  it('names fields that queries may use', async () => {
    const checked = { 'q.sesq': '* | count by team, cost.center\n', 'typo.sesq': '* | count by taem\n' };
    assert.deepEqual(await ran(['check', 'q.sesq'], checked), { code: 0, out: '', err: '' });
    const { out } = await ran(['check', 'typo.sesq'], checked);
    assert.match(out, /^typo\.sesq:1:14 warning Nothing before this defines `taem`\./);
    const explained = await ran(['run', '--explain', '-q', '* | count by team']);
    assert.deepEqual([explained.code, explained.err], [0, '']);
  });

  it('can be named for a check', async () => {
    const named = {
      'mine.json': sources,
      'q.sesq': '* | count by team\n',
      '.sesq/sources.json': '{"version":1,"sources":[]}',
    };
    assert.match((await ran(['check', 'q.sesq'], named)).out, /field\.undefined/);
    assert.deepEqual(await ran(['check', '--sources', 'mine.json', 'q.sesq'], named), { code: 0, out: '', err: '' });
  });

  it('ends a check when it is wrong', async () => {
    const { code, err } = await ran(['check', 'q.sesq'], { '.sesq/sources.json': '{', 'q.sesq': '*\n' });
    assert.equal(code, 1);
    assert.match(err, /sources\.json:1:2 /);
  });
});
