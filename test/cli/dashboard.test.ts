import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processContext } from '../../server/src/cli/processContext.ts';
import { runCommandLine } from '../../server/src/cli/program.ts';
import { panelRows } from '../../server/src/engine/dashboard/runQueries.ts';
import { shippedIds } from '../engine/dashboard/support.ts';
import type { Ended } from './support.ts';
import { temporaryFolder } from './support.ts';

const samples = fileURLToPath(new URL('../../samples/logs', import.meta.url));
const reportScript = fileURLToPath(new URL('../../dist/webview/report.js', import.meta.url));

interface JsonPanel {
  readonly id: string;
  readonly title: string;
  readonly visualization: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly error: string | null;
}

interface JsonDashboard {
  readonly dashboard: string;
  readonly title: string;
  readonly panels: readonly JsonPanel[];
}

const realContext = processContext(new AbortController().signal);

/** Runs the program in this process, with the real engine. */
async function sesq(args: readonly string[], cwd: string): Promise<Ended> {
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    isTerminal: false,
    colours: false,
    write: (text: string) => {
      written[name] += text;
      return Promise.resolve();
    },
  });
  const context = { ...realContext, out: output('out'), err: output('err'), cwd };
  const code = await runCommandLine(args, context);
  return { code, ...written };
}

function json(ended: Ended): JsonDashboard {
  assert.equal(ended.err.replace(/^sesq: IP locations by DB-IP.*\n/m, ''), '');
  assert.equal(ended.code, 0);
  return JSON.parse(ended.out) as JsonDashboard;
}

const lines = [
  { notificationType: 'Bounce', mail: { timestamp: '2018-04-12T10:00:00.000Z', source: 'a@example.com' } },
  { notificationType: 'Delivery', mail: { timestamp: '2018-04-12T12:00:00.000Z', source: 'b@example.com' } },
].map((line) => JSON.stringify(line));

const file = (panels: readonly object[], more: object = {}): string =>
  JSON.stringify({ version: 1, id: 'own', title: 'Own "one"', timeRange: 'all', panels, ...more });

const panel = (id: string, query: string, more: object = {}): object => ({
  id,
  title: id.toUpperCase(),
  query,
  visualization: { kind: 'bar' },
  ...more,
});

describe('sesq dashboard', () => {
  let folder: ReturnType<typeof temporaryFolder>;

  before(() => {
    folder = temporaryFolder({
      'logs/mail.jsonl': lines.join('\n'),
      'long/n.jsonl': Array.from({ length: panelRows + 3 }, (_, n) => JSON.stringify({ n })).join('\n'),
      'own.sesdash.json': file([
        panel('slices', '* | timeslice 1h | count by _timeslice | sort by _timeslice asc'),
        panel('empty', 'nothing | json "mail.source" as source | count by source'),
      ]),
      'sources.sesdash.json': file(
        [panel('p', '{{SESNotificationsDataSource}} | json "mail.source" as s | where s matches "{{who}}" | count')],
        { variables: [{ name: 'who', kind: 'text' }] },
      ),
      'wrong.sesdash.json': file([panel('bad', '* | nonsense'), panel('good', '* | count')]),
      'none-at-all.sesdash.json': file([]),
      'all-wrong.sesdash.json': file([panel('bad', '* | nonsense')]),
      'broken.sesdash.json': '{"version": 1, "panels": [',
      'all.sesdash.json': file([panel('n', '* | json "n" | count by n | sort by n asc')]),
    });
  });
  after(() => folder.remove());

  const run = (...args: readonly string[]): Promise<Ended> => sesq(['dashboard', ...args], folder.path);

  it('prints every panel with columns and rows', async () => {
    const ended = await run('own.sesdash.json', '--logs', 'logs');
    assert.deepEqual(json(ended), {
      dashboard: 'own',
      title: 'Own "one"',
      panels: [
        {
          id: 'slices',
          title: 'SLICES',
          visualization: 'bar',
          columns: [
            { name: '_timeslice', type: 'time' },
            { name: '_count', type: 'long' },
          ],
          rows: [
            [Date.UTC(2018, 3, 12, 10), 1],
            [Date.UTC(2018, 3, 12, 12), 1],
          ],
          error: null,
        },
        {
          id: 'empty',
          title: 'EMPTY',
          visualization: 'bar',
          columns: [
            { name: 'source', type: 'text' },
            { name: '_count', type: 'long' },
          ],
          rows: [],
          error: null,
        },
      ],
    });
  });

  it('writes the keys of a panel in the order of the contract', async () => {
    const { out } = await run('own.sesdash.json', '--logs', 'logs');
    const [first] = (JSON.parse(out) as JsonDashboard).panels;
    assert.deepEqual(Object.keys(first ?? {}), ['id', 'title', 'visualization', 'columns', 'rows', 'error']);
  });

  it('prints all rows, however many', async () => {
    const { panels } = json(await run('all.sesdash.json', '--logs', 'long'));
    assert.equal(panels[0]?.rows.length, panelRows + 3);
    assert.equal(new Set(panels[0]?.rows.map(([n]) => n)).size, panelRows + 3);
  });

  it('keeps a panel that cannot run among the others and leaves with 1', async () => {
    const { code, out, err } = await run('wrong.sesdash.json', '--logs', 'logs');
    const { panels } = JSON.parse(out) as JsonDashboard;
    assert.equal(code, 1);
    assert.match(panels[0]?.error ?? '', /nonsense/);
    assert.deepEqual([panels[0]?.columns, panels[0]?.rows], [[], []]);
    assert.deepEqual([panels[1]?.rows, panels[1]?.error], [[[2]], null]);
    assert.match(err, /^sesq: bad: /);
  });

  it('takes a range, a now and values from the command line', async () => {
    const rows = async (...args: readonly string[]): Promise<unknown> =>
      json(await run('sources.sesdash.json', '--logs', 'logs', ...args)).panels[0]?.rows;
    assert.deepEqual(await rows(), [[2]]);
    assert.deepEqual(await rows('--last', '1h'), [[1]]);
    assert.deepEqual(await rows('--last', '1h', '--now', '2018-04-12T10:30:00Z'), [[1]]);
    assert.deepEqual(await rows('--from', '2018-04-13'), [[0]]);
    assert.deepEqual(await rows('--param', 'WHO=a@*'), [[1]]);
    assert.deepEqual(await rows('--param', 'SESNotificationsDataSource=_sourceCategory=prod/ses'), [[0]]);
    const category = [
      '--category',
      'prod/ses=*.jsonl',
      '--param',
      'sesnotificationsdatasource=_sourceCategory=prod/ses',
    ];
    assert.deepEqual(await rows(...category), [[2]]);
  });

  it('refuses a value for a variable that the dashboard does not have', async () => {
    const { code, out, err } = await run('sources.sesdash.json', '--logs', 'logs', '--param', 'wo=x');
    assert.deepEqual([code, out], [2, '']);
    assert.equal(
      err,
      'sesq: The dashboard has no variable "wo" (from --param). It has: who, CloudTrailLogsDataSource, SESNotificationsDataSource.\n',
    );
  });

  it('lists the dashboards that come along, by itself and for an unknown id', async () => {
    const { code, out } = await run();
    assert.equal(code, 0);
    assert.deepEqual(
      out
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
      [...shippedIds],
    );
    const unknown = await run('bounces', '--logs', 'logs');
    assert.deepEqual([unknown.code, unknown.out], [1, '']);
    assert.equal(unknown.err, `sesq: There is no dashboard "bounces". There are: ${shippedIds.join(', ')}.\n`);
  });

  it('says what is wrong with a file', async () => {
    const broken = await run('broken.sesdash.json', '--logs', 'logs');
    assert.deepEqual([broken.code, broken.out], [1, '']);
    assert.match(broken.err, /^sesq: broken\.sesdash\.json:1:27 /);
    const missing = await run('none.sesdash.json', '--logs', 'logs');
    assert.deepEqual([missing.code, missing.err], [1, 'sesq: There is no file "none.sesdash.json".\n']);
    const wrongUse = await run('own.sesdash.json', '--logs', 'logs', '--format', 'csv');
    assert.equal(wrongUse.code, 2);
  });

  it('writes to a file, whole or not at all', async () => {
    const output = join(folder.path, 'out.json');
    const ended = await run('own.sesdash.json', '--logs', 'logs', '--output', 'out.json');
    assert.deepEqual([ended.code, ended.out], [0, '']);
    assert.equal((JSON.parse(readFileSync(output, 'utf8')) as JsonDashboard).panels.length, 2);
    const refused = await run('own.sesdash.json', '--logs', 'logs', '--output', 'no/such/out.json');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /cannot be written: ENOENT/);
  });

  it('takes the dashboard after the logs too', async () => {
    const ended = await run('--logs', 'logs', 'own.sesdash.json');
    assert.equal(json(ended).panels.length, 2);
  });

  it('answers from an empty folder with panels without rows', async () => {
    const empty = temporaryFolder();
    try {
      const { code, out, err } = await sesq(['dashboard', 'complaint', '--logs', empty.path], folder.path);
      assert.equal(code, 0);
      assert.deepEqual(
        (JSON.parse(out) as JsonDashboard).panels.map(({ error }) => error),
        Array(9).fill(null),
      );
      assert.match(err, /No log files were found/);
    } finally {
      empty.remove();
    }
  });

  it('says so when the files hold no records', async () => {
    const blank = temporaryFolder({ 'blank.json': '' });
    try {
      const { code, err } = await sesq(['dashboard', 'complaint', '--logs', blank.path], folder.path);
      assert.deepEqual(
        [code, err],
        [0, `sesq: No records were found in ${blank.path}. "sesq sources" tells how the files were read.\n`],
      );
    } finally {
      blank.remove();
    }
  });

  it('does not blame the logs when there is nothing to show for another reason', async () => {
    const none = await run('none-at-all.sesdash.json', '--logs', 'logs');
    assert.deepEqual([none.code, none.err], [0, '']);
    const wrong = await run('all-wrong.sesdash.json', '--logs', 'logs');
    assert.deepEqual([wrong.code, wrong.err], [1, 'sesq: bad: There is no operator `nonsense`.\n']);
  });

  it('takes values for a variable together, in whatever case its name is written', async () => {
    const rows = async (...params: readonly string[]): Promise<unknown> => {
      const args = params.flatMap((each) => ['--param', each]);
      return json(await run('sources.sesdash.json', '--logs', 'logs', ...args)).panels[0]?.rows;
    };
    assert.deepEqual(await rows('who=a@*', 'WHO=b@*'), [[2]]);
    const source = (name: string): string => `SESNotificationsDataSource=_sourceCategory=${name}`;
    assert.deepEqual(await rows(source('AWS/SES/Notifications'), source('none')), [[2]]);
  });

  it('prints at most so many rows of each panel', async () => {
    const { panels } = json(await run('own.sesdash.json', '--logs', 'logs', '--limit', '1'));
    assert.deepEqual(
      panels.map(({ rows }) => rows.length),
      [1, 0],
    );
    assert.equal((await run('own.sesdash.json', '--logs', 'logs', '--limit', 'x')).code, 2);
    const document = await run('own.sesdash.json', '--logs', 'logs', '--limit', '1', '--format', 'html');
    assert.deepEqual([document.code, document.err], [2, 'sesq: --limit goes with --format json only.\n']);
  });

  it('says so when a folder is named instead of a dashboard', async () => {
    const { code, err } = await run('./logs', '--logs', 'logs');
    assert.deepEqual([code, err], [1, 'sesq: "./logs" is a folder. Name a .sesdash.json file in it.\n']);
  });

  it('runs the dashboards that come along on the samples', async () => {
    const ended = await run('bounced', '--logs', samples);
    const { dashboard, title, panels } = json(ended);
    assert.deepEqual([dashboard, title, panels.length], ['bounced', 'Bounced Notifications', 12]);
    assert.ok(panels.every(({ error, rows }) => error === null && rows.length > 0));
  });

  it('makes one HTML document', async function () {
    if (!existsSync(reportScript)) this.skip();
    const { code, out } = await run('own.sesdash.json', '--logs', 'logs', '--format', 'html');
    assert.equal(code, 0);
    const [beforeScript = '', ...scripts] = out.split('<script');
    assert.match(beforeScript, /^<!DOCTYPE html>/);
    assert.match(beforeScript, /<title>Own &quot;one&quot;<\/title>/);
    assert.doesNotMatch(beforeScript, /<(?:link|img|iframe)|src=|href=/);
    assert.match(beforeScript, /script-src 'sha256-[\w+/]{43}='; /);
    assert.equal(scripts.length, 2);
  });
});
