import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { panelRows } from '../../../server/src/engine/dashboard/runQueries.ts';
import { listDashboards, shippedFolder } from '../../../server/src/engine/dashboard/shipped.ts';
import { Engine } from '../../../server/src/engine/engine.ts';
import type { PanelResult } from '../../../server/src/protocol/dashboard.ts';
import {
  dashboardFile,
  logFolder,
  openEngine,
  panel,
  rowsOf,
  runDashboard,
  samples,
  shippedIds,
  view,
} from './support.ts';

const signal = new AbortController().signal;

const notification = (type: string, timestamp: string, source: string): string =>
  JSON.stringify({ notificationType: type, mail: { timestamp, messageId: timestamp, source, destination: [] } });

const event = (eventName: string, eventTime: string): string =>
  JSON.stringify({
    eventVersion: '1.08',
    eventTime,
    eventName,
    eventSource: 'ses.amazonaws.com',
    awsRegion: 'us-east-1',
    eventID: eventTime,
    userIdentity: { type: 'Root' },
  });

const newest = Date.UTC(2018, 3, 13, 12);

describe('dashboards', () => {
  let folder: Awaited<ReturnType<typeof logFolder>>;
  let engine: Engine;

  before(async () => {
    folder = await logFolder({
      'mail.jsonl': [
        notification('Bounce', '2018-04-12T10:00:00.000Z', 'a@example.com'),
        notification('Delivery', '2018-04-13T11:00:00.000Z', 'b@example.com'),
        notification('Delivery', '2018-04-13T12:00:00.000Z', 'a "b" \\ c'),
      ].join('\n'),
      'trail.jsonl': [event('SendEmail', '2018-04-13T10:00:00Z'), event('GetSendQuota', '2018-04-13T10:30:00Z')].join(
        '\n',
      ),
      'mail.jsonl.old': notification('Complaint', '2018-04-11T10:00:00.000Z', 'c@example.com'),
    });
    engine = await openEngine(folder.path);
  });
  after(async () => {
    engine.close();
    await folder.remove();
  });

  it('lists those that come along', async () => {
    const list = await listDashboards(shippedFolder());
    assert.deepEqual(
      list.map(({ id, panels }) => [id, panels]),
      shippedIds.map((id, index) => [id, [12, 10, 5, 6, 12, 9][index]]),
    );
    assert.ok(list.every(({ path, id }) => path.endsWith(join('media', 'dashboards', `${id}.sesdash.json`))));
  });

  it('names them when there is none of an id', async () => {
    const { done, results } = await runDashboard(engine, { kind: 'shipped', id: '../bounced' });
    assert.equal(
      done.kind === 'invalid' ? done.message : '',
      `There is no dashboard "../bounced". There are: ${shippedIds.join(', ')}.`,
    );
    assert.equal(results.size, 0);
  });

  it('says what is wrong with a file and runs nothing', async () => {
    const { done } = await runDashboard(engine, { kind: 'text', text: '{"version": 2}', path: '/x.sesdash.json' });
    assert.match(done.kind === 'invalid' ? done.message : '', /newer version/);
    assert.equal(done.kind === 'invalid' ? done.problems.length : 0, 1);
  });

  it('tells of panels in their order, each with its own outcome', async () => {
    const source = dashboardFile([
      panel('wrong', '* | nonsense'),
      panel('all', '* | count'),
      panel('last', '* | count', { timeRange: 'last 3h' }),
      panel('bad-range', '* | count', { timeRange: { from: '2018-04-13', to: '2018-04-12' } }),
    ]);
    const { done, results } = await runDashboard(engine, source);
    assert.deepEqual([...results.keys()], ['wrong', 'all', 'last', 'bad-range']);
    const wrong = results.get('wrong');
    assert.equal(wrong?.kind, 'problem');
    assert.deepEqual(wrong?.kind === 'problem' ? wrong.diagnostics.map(({ start }) => start) : [], [4]);
    assert.deepEqual(rowsOf(results.get('all')), [[6]]);
    assert.deepEqual(rowsOf(results.get('last')), [[4]]);
    assert.match(JSON.stringify(results.get('bad-range')), /before it begins/);
    assert.equal(done.kind, 'done');
    if (done.kind !== 'done') return;
    assert.equal(done.now, newest);
    assert.deepEqual(done.range, { from: Date.UTC(2018, 3, 11, 10), to: newest + 1 });
    assert.deepEqual(done.records, { cloudTrail: 2, sesNotifications: 4, other: 0 });
  });

  it('runs the chosen panels only', async () => {
    const source = dashboardFile([panel('one', '* | count'), panel('two', '* | count')]);
    const told: string[] = [];
    await engine.dashboards.run(
      { operation: 'x', source, view, panels: ['two', 'none'] },
      { signal, onPanel: ({ operation, panelId }) => told.push(`${operation} ${panelId}`) },
    );
    assert.deepEqual(told, ['x two']);
  });

  it('limits the range of the file, and panels with a range of their own keep it', async () => {
    const source = dashboardFile([panel('shared', '* | count'), panel('own', '* | count', { timeRange: 'all' })]);
    const { results } = await runDashboard(engine, source, { signal, timeRange: { from: '-90m' } });
    // The event exactly 90 minutes before now is inside.
    assert.deepEqual(rowsOf(results.get('shared')), [[3]]);
    assert.deepEqual(rowsOf(results.get('own')), [[6]]);
  });

  it('limits the messages to files and folders, and takes now from them', async () => {
    const source = dashboardFile([panel('all', '* | count'), panel('last', '* | count', { timeRange: 'last 1m' })]);
    const limited = async (...paths: readonly string[]): Promise<object> => {
      const { done, results } = await runDashboard(engine, source, { signal, paths });
      return [rowsOf(results.get('all')), rowsOf(results.get('last')), done.kind === 'done' ? done.records : done];
    };
    const records = (cloudTrail: number, sesNotifications: number): object => ({
      cloudTrail,
      sesNotifications,
      other: 0,
    });
    assert.deepEqual(await limited(join(folder.path, 'trail.jsonl')), [[[2]], [[1]], records(2, 0)]);
    assert.deepEqual(await limited(join(folder.path, 'mail.jsonl')), [[[3]], [[1]], records(0, 3)]);
    assert.deepEqual(await limited(`${folder.path}/`), [[[6]], [[1]], records(2, 4)]);
    assert.deepEqual(await limited(folder.path.slice(0, -1)), [[[0]], [[0]], records(0, 0)]);
    assert.deepEqual(await limited(), [[[6]], [[1]], records(2, 4)]);
  });

  it('finds the logs by their records, or as it was told', async () => {
    const source = dashboardFile([
      panel('mail', '{{SESNotificationsDataSource}} | count'),
      panel('trail', '({{CloudTrailLogsDataSource}}) Send* | count'),
    ]);
    const found = await runDashboard(engine, source);
    assert.deepEqual([...found.results.values()].map(rowsOf), [[[4]], [[1]]]);
    assert.deepEqual(found.done.kind === 'done' ? found.done.dataSources : {}, {
      cloudTrail: '_sourceCategory="AWS/CloudTrail"',
      sesNotifications: '_sourceCategory="AWS/SES/Notifications"',
    });
    const told = await runDashboard(engine, source, {
      signal,
      dataSources: { cloudTrail: '', sesNotifications: '_sourceName=*.old or Bounce' },
    });
    assert.deepEqual(rowsOf(told.results.get('mail')), [[2]]);
    const answer = told.results.get('mail');
    assert.equal(answer?.kind === 'rows' ? answer.query : '', '(_sourceName=*.old or Bounce) | count');
  });

  it('puts in defaults and chosen values, several of them as alternatives', async () => {
    const source = dashboardFile(
      [
        panel(
          'p',
          '* | json "mail.source" as source | where if("{{source}}" = "*", true, source matches "{{source}}") | count',
        ),
      ],
      { variables: [{ name: 'source', kind: 'text' }] },
    );
    const count = async (...values: readonly string[]): Promise<unknown> => {
      const { done, results } = await runDashboard(engine, source, {
        signal,
        variables: { SOURCE: values, other: ['x'] },
      });
      assert.deepEqual(done.kind === 'done' ? done.variables : {}, { source: values.length === 0 ? ['*'] : values });
      return rowsOf(results.get('p'));
    };
    assert.deepEqual(await count(), [[4]]);
    assert.deepEqual(await count('b@*'), [[1]]);
    assert.deepEqual(await count('b@*', 'c@*'), [[2]]);
    assert.deepEqual(await count('a "b" \\ c'), [[1]]);
  });

  it('lists the values of a variable', async () => {
    const query =
      '* | json "mail.source" as source nodrop | where if("{{text}}" = "*", true, source matches "{{text}}") | count by source | sort by _count, source asc';
    const source = dashboardFile([panel('p', '* | count')], {
      variables: [
        { name: 'v', kind: 'query', query },
        { name: 'other', kind: 'query', query, column: '_COUNT' },
        { name: 'none', kind: 'query', query, column: 'domain' },
        { name: 'wrong', kind: 'query', query: '* | nonsense' },
        { name: 'list', kind: 'list', values: ['x', 'y', 'x'] },
        { name: 'text', kind: 'text', multi: true },
      ],
    });
    const values = (variable: string): Promise<object> =>
      engine.dashboards.values(
        { operation: 'v', source, variable, view: { ...view, variables: { v: ['b@*'], text: ['*@*', 'a*'] } } },
        { signal },
      );
    const sources = ['a "b" \\ c', 'a@example.com', 'b@example.com', 'c@example.com'];
    assert.deepEqual(await values('V'), { kind: 'values', values: sources, truncated: false });
    assert.deepEqual(await values('other'), { kind: 'values', values: ['1'], truncated: false });
    assert.deepEqual(await values('none'), {
      kind: 'problem',
      message: 'The query of "none" has no column "domain". It has: source, _count.',
    });
    assert.match(JSON.stringify(await values('wrong')), /cannot be listed/);
    assert.deepEqual(await values('list'), { kind: 'values', values: ['x', 'y'], truncated: false });
    assert.deepEqual(await values('text'), { kind: 'values', values: [], truncated: false });
    assert.match(JSON.stringify(await values('nobody')), /no variable \\"nobody\\"/);
  });

  it('offers at most a thousand values', async () => {
    const lines = Array.from({ length: 1200 }, (_, n) =>
      notification('Bounce', '2018-04-12T10:00:00.000Z', `a${String(n % 1001)}`),
    );
    const many = await logFolder({ 'ses.jsonl': lines.join('\n') });
    const own = await openEngine(many.path);
    try {
      const source = dashboardFile([panel('p', '*')], {
        variables: [{ name: 'v', kind: 'query', query: '* | json "mail.source" as s | count by s' }],
      });
      const result = await own.dashboards.values({ operation: 'v', source, variable: 'v', view }, { signal });
      assert.equal(result.kind === 'values' ? result.values.length : 0, 1000);
      assert.equal(result.kind === 'values' && result.truncated, true);
    } finally {
      own.close();
      await many.remove();
    }
  });

  it('gives the first rows at once and the others in pages, until they are released', async () => {
    const lines = Array.from({ length: panelRows + 5 }, (_, n) => JSON.stringify({ n }));
    const long = await logFolder({ 'long.log': lines.join('\n') });
    const own = await openEngine(long.path);
    try {
      const { results } = await runDashboard(own, dashboardFile([panel('p', '* | fields _raw')]));
      const result = results.get('p');
      if (result?.kind !== 'rows') throw new Error('no rows');
      assert.deepEqual([result.rows.length, result.total], [panelRows, panelRows + 5]);
      const { resultId } = result;
      const page = await own.page({ resultId, offset: panelRows, limit: 100, sort: undefined });
      assert.equal(page.rows.length, 5);
      own.release(resultId);
      await assert.rejects(own.page({ resultId, offset: 0, limit: 1, sort: undefined }), /no longer held/);
    } finally {
      own.close();
      await long.remove();
    }
  });

  it('holds no rows for a report that was stopped', async () => {
    const held: string[] = [];
    const abort = new AbortController();
    const source = dashboardFile([panel('a', '* | count'), panel('b', '* | count')]);
    const onPanel = ({ result }: { readonly result: PanelResult }): void => {
      if (result.kind === 'rows') held.push(result.resultId);
      abort.abort();
    };
    await assert.rejects(
      engine.dashboards.report({ operation: 'o', source, view }, { signal: abort.signal, onPanel }),
      { name: 'AbortError' },
    );
    const [resultId = ''] = held;
    await assert.rejects(engine.page({ resultId, offset: 0, limit: 1, sort: undefined }), /no longer held/);
  });

  it('reads query files beside the dashboard, and no other files', async () => {
    const dashboards = await logFolder({ 'q.sesq': '* | count', 'secret.txt': '* | count' });
    try {
      const file = (queryFile: string): ReturnType<typeof dashboardFile> => ({
        ...dashboardFile([{ id: 'p', title: 'P', queryFile, visualization: 'table' }]),
        path: join(dashboards.path, 'd.sesdash.json'),
      });
      await writeFile(join(dashboards.path, 'd.sesdash.json'), '');
      assert.deepEqual(rowsOf((await runDashboard(engine, file('q.sesq'))).results.get('p')), [[6]]);
      await symlink(join(dashboards.path, 'secret.txt'), join(dashboards.path, 'link.sesq'));
      for (const other of ['secret.txt', 'link.sesq', join(dashboards.path, 'q.sesq')])
        assert.deepEqual((await runDashboard(engine, file(other))).results.get('p'), {
          kind: 'problem',
          message: `The query file "${other}" is empty or cannot be read. Its path is from the dashboard.`,
          diagnostics: [],
        });
    } finally {
      await dashboards.remove();
    }
  });

  it('answers without logs, and no panel has an error', async () => {
    const empty = await logFolder({});
    const own = await openEngine(empty.path);
    try {
      for (const id of shippedIds) {
        const { done, results } = await runDashboard(own, { kind: 'shipped', id });
        assert.equal(done.kind === 'done' ? done.now : 0, undefined);
        assert.deepEqual(
          [...results].filter(([, { kind }]) => kind !== 'rows'),
          [],
          id,
        );
      }
    } finally {
      own.close();
      await empty.remove();
    }
  });

  it('runs every panel of those that come along on the samples', async () => {
    const own = await openEngine(samples);
    try {
      for (const id of shippedIds) {
        const { results } = await runDashboard(own, { kind: 'shipped', id });
        assert.deepEqual(
          [...results].filter(([, { kind }]) => kind !== 'rows'),
          [],
          id,
        );
      }
    } finally {
      own.close();
    }
  });

  it('gives each panel its own time limit', async () => {
    const settings = { logs: [samples], categories: [], memoryLimit: '', threads: 1, cacheFolder: undefined };
    const own = await Engine.open({ ...settings, queryTimeout: 1 });
    try {
      const { done, results } = await runDashboard(own, { kind: 'shipped', id: 'bounced' });
      assert.equal(done.kind, 'done');
      assert.equal(results.size, 12);
      const sentences = [...results.values()].map((result) => (result.kind === 'problem' ? result.message : ''));
      assert.match(sentences[0] ?? '', /^The query was stopped after 0\.001 seconds, its time limit\./);
    } finally {
      own.close();
    }
  });

  it('exports to the hosted form and imports from it', async () => {
    const exported = await engine.dashboards.export({ kind: 'shipped', id: 'complaint' });
    assert.equal(exported.kind, 'converted');
    const imported = engine.dashboards.import(exported.kind === 'converted' ? exported.text : '');
    assert.equal(imported.kind, 'converted');
    const read = await engine.dashboards.read({
      kind: 'text',
      text: imported.kind === 'converted' ? imported.text : '',
      path: '/x.sesdash.json',
    });
    assert.equal(read.kind === 'dashboard' ? read.dashboard.panels.length : 0, 9);
    assert.equal(engine.dashboards.import('{').kind, 'invalid');
    const lost = await engine.dashboards.export(
      dashboardFile([{ id: 'p', title: 'P', queryFile: 'gone.sesq', visualization: 'table' }]),
    );
    assert.deepEqual(lost.kind === 'converted' ? lost.notes[0] : lost, 'The file `gone.sesq` cannot be read. Paths are relative to the dashboard file.'); // prettier-ignore
  });
});
