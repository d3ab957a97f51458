import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../server/src/engine/engine.ts';
import type { RunQueryParams, RunQueryResult } from '../../../server/src/protocol/engine.ts';

const bounce = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'Suppressed',
    bouncedRecipients: [{ emailAddress: 'larry@customer.com', action: 'failed' }],
    timestamp: '2018-04-12T11:46:41.807Z',
  },
  mail: {
    timestamp: '2018-04-12T11:46:40.000Z',
    messageId: '0100016292d33f2f',
    source: 'a@example.com',
    destination: ['larry@customer.com'],
  },
};
const delivery = {
  notificationType: 'Delivery',
  mail: {
    timestamp: '2018-04-12T10:00:00.000Z',
    messageId: '0100016292d33f30',
    source: 'a@example.com',
    destination: ['bob@example.com'],
  },
  delivery: { timestamp: '2018-04-12T10:00:01.000Z', recipients: ['bob@example.com'], processingTimeMillis: 865 },
};
const broken =
  '{"notificationType":"Complaint","mail":{"timestamp":"2018-04-12T12:25:07.641Z","destination":(["x@y.com"]}}';

const topBounced = String.raw`(_sourceCategory=aws-ses or _sourceCategory=AWS/SES/Notifications) "\"notificationType\":\"Bounce\""
| json "notificationType" nodrop
| json "bounce.bounceSubType" as bounceSubType nodrop
| json "bounce.bounceType" as bounceType nodrop
| json "bounce.bouncedRecipients" as bouncedRecipients nodrop
| parse regex field=bouncedRecipients "\"emailAddress\":\"(?<BouncedemailAddress>[^\"]*)\"" multi
| parse field=BouncedemailAddress "*@*" as name, domain
| where notificationType="Bounce"
| count as eventCount by BouncedemailAddress
| sort by eventCount, BouncedemailAddress
| limit 10`;

describe('Engine', () => {
  let folder: string;
  let engine: Engine;
  const context = { signal: new AbortController().signal };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sesq-engine-'));
    await writeFile(join(folder, 'ses.jsonl'), [JSON.stringify(delivery), JSON.stringify(bounce), broken].join('\n'));
    engine = await Engine.open({ logs: [folder], categories: [], memoryLimit: '', threads: 1, cacheFolder: undefined });
  });

  after(async () => {
    engine.close();
    await rm(folder, { recursive: true });
  });

  function params(query: string, changes: Partial<RunQueryParams> = {}): RunQueryParams {
    return { query, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 'test', ...changes };
  }

  async function answer(
    query: string,
    changes: Partial<RunQueryParams> = {},
  ): Promise<Extract<RunQueryResult, { kind: 'rows' }>> {
    const result = await engine.run(params(query, changes), context);
    assert.ok(result.kind === 'rows', JSON.stringify(result));
    return result;
  }

  async function rows(query: string, changes: Partial<RunQueryParams> = {}): Promise<readonly unknown[]> {
    const { resultId } = await answer(query, changes);
    return (await engine.page({ resultId, offset: 0, limit: 100, sort: undefined })).rows;
  }

  it('finds the bounced address of the application query', async () => {
    const result = await answer(topBounced);
    assert.deepEqual(result.columns, [
      { name: 'BouncedemailAddress', type: 'text' },
      { name: 'eventCount', type: 'long' },
    ]);
    assert.deepEqual(
      [result.shape, result.stats.messagesMatched, result.stats.messagesTotal, result.stats.rows],
      ['aggregates', 1, 3, 1],
    );
    assert.deepEqual(await rows(topBounced), [['larry@customer.com', 1]]);
  });

  it('counts a message that is not JSON', async () => {
    assert.deepEqual(await rows('* | count'), [[3]]);
    assert.deepEqual(await rows('* | json "notificationType" | count'), [[2]]);
    assert.deepEqual(
      await rows(
        '* | json "notificationType" nodrop | count by notificationType | where isNull(notificationType) | fields _count',
      ),
      [[1]],
    );
  });

  it('shows messages with time, extracted fields, text and file', async () => {
    const result = await answer('* | json "notificationType" as kind');
    assert.deepEqual(
      result.columns.map(({ name }) => name),
      ['_messageTime', 'kind', '_raw', '_sourceName'],
    );
    assert.equal(result.shape, 'messages');
  });

  it('applies a relative range to the newest record, not to a newer one that is broken', async () => {
    const newest = Date.parse('2018-04-12T11:46:41.807Z');
    const result = await answer('* | count', { timeRange: { from: 'last 2h' } });
    assert.equal(result.stats.now, newest);
    assert.deepEqual(result.stats.range, { from: newest - 7_200_000, to: newest + 1 });
    assert.deepEqual(await rows('* | count', { timeRange: { from: 'last 2h' } }), [[2]]);
    assert.deepEqual(await rows('* | count', { timeRange: { from: 'last 1h' } }), [[1]]);
  });

  it('replaces variables and reports problems where the author wrote them', async () => {
    assert.deepEqual(await rows('"{{word}}" | count', { parameters: { word: 'Bounce' } }), [[1]]);
    const query = '{{word}} | logcompare timeshift -24h baseline (error)';
    const result = await engine.run(params(query, { parameters: { word: 'something longer' } }), context);
    assert.ok(result.kind === 'invalid');
    const [first] = result.diagnostics;
    assert.equal(query.slice(first?.start, first?.end), '(error)');
  });

  it('pages and sorts a result', async () => {
    const { resultId } = await answer('* | json "notificationType" as t nodrop | count by t');
    const page = await engine.page({ resultId, offset: 0, limit: 2, sort: { column: 0, descending: true } });
    assert.deepEqual(page, {
      offset: 0,
      total: 3,
      rows: [
        ['Delivery', 1],
        ['Bounce', 1],
      ],
    });
    const rest = await engine.page({ resultId, offset: 2, limit: 100, sort: { column: 0, descending: true } });
    assert.deepEqual(rest.rows, [[null, 1]]);
  });

  it('forgets a released result', async () => {
    const { resultId } = await answer('* | count');
    engine.release(resultId);
    await assert.rejects(engine.page({ resultId, offset: 0, limit: 1, sort: undefined }), /no longer held/);
  });

  it('refuses a query with errors and runs nothing', async () => {
    const result = await engine.run(params('* | bogus'), context);
    assert.equal(result.kind, 'invalid');
    assert.equal((await engine.run(params('  '), context)).kind, 'invalid');
    assert.equal((await engine.run(params('*', { timezone: 'Mars/Base' }), context)).kind, 'invalid');
  });

  it('stops within a second when the signal is aborted, and goes on working', async () => {
    const abort = new AbortController();
    const query =
      '* | parse regex "(?<a>.)" multi | parse regex "(?<b>.)" multi | parse regex "(?<c>.)" multi | parse regex "(?<d>.)" multi | count by a, b, c, d';
    const running = engine.run(params(query), { signal: abort.signal });
    setTimeout(() => {
      abort.abort();
    }, 150);
    const started = performance.now();
    await assert.rejects(running, { name: 'AbortError' });
    assert.ok(performance.now() - started < 1150);
    assert.deepEqual(await rows('* | count'), [[3]]);
  });

  it('explains a query without values of the user in the statement', async () => {
    const result = await engine.explain(params('secretword | count'), context);
    assert.ok(result.kind === 'explained');
    const statement = result.text.slice(result.text.indexOf('Statement:'), result.text.indexOf('Parameters:'));
    assert.match(statement, /^Statement:\nWITH /);
    assert.doesNotMatch(statement, /secretword/);
  });

  it('tells its progress', async () => {
    const phases: string[] = [];
    await engine.run(params('* | count'), {
      ...context,
      onProgress: ({ phase, operation }) => phases.push(`${operation} ${phase}`),
    });
    assert.equal(phases[0], 'test scanning');
    assert.equal(phases.at(-1), 'test running');
  });
});
