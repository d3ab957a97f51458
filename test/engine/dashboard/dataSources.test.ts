import assert from 'node:assert/strict';
import { categoryTerm, countRecords, resolveSources } from '../../../server/src/engine/dashboard/dataSources.ts';
import type { CategoryCount } from '../../../server/src/engine/dashboard/dataSources.ts';
import { Engine } from '../../../server/src/engine/engine.ts';
import { logFolder, openEngine } from './support.ts';

const automatic = { cloudTrail: '', sesNotifications: '' };
const count = (category: string, kind: string, messages = 1): CategoryCount => ({ category, kind, messages });

describe('data sources', () => {
  it('are all categories with records of the kind, each once', () => {
    const counts = [
      count('prod/ses', 'ses.event'),
      count('AWS/CloudTrail', 'cloudtrail'),
      count('AWS/SES/Notifications', 'sns.control'),
      count('mail', 'ses.notification'),
      count('prod/ses', 'ses.notification'),
      count('old', 'ses.notification', 0),
      count('prod/ses', 'text'),
    ];
    assert.deepEqual(resolveSources(automatic, counts), {
      cloudTrail: '_sourceCategory="AWS/CloudTrail"',
      sesNotifications: '(_sourceCategory="mail" or _sourceCategory="prod/ses")',
    });
  });

  it('are the usual categories when there are no such records', () => {
    assert.deepEqual(resolveSources(automatic, [count('x', 'text')]), {
      cloudTrail: '_sourceCategory="AWS/CloudTrail"',
      sesNotifications: '_sourceCategory="AWS/SES/Notifications"',
    });
  });

  it('are what was chosen, in brackets when it has several parts', () => {
    const chosen = (text: string): string => resolveSources({ ...automatic, cloudTrail: text }, []).cloudTrail;
    assert.equal(chosen(' _sourceCategory=prod/trail '), '_sourceCategory=prod/trail');
    assert.equal(chosen('a or b'), '(a or b)');
    assert.equal(chosen('(a or b)'), '(a or b)');
    assert.equal(chosen('(a) or (b)'), '((a) or (b))');
    assert.equal(chosen('("(") or (")")'), '(("(") or (")"))');
  });

  it('count messages by kind', () => {
    const counts = [
      count('a', 'cloudtrail', 2),
      count('b', 'ses.event', 3),
      count('a', 'text', 4),
      count('c', 'ses.notification', 5),
    ];
    assert.deepEqual(countRecords(counts), { cloudTrail: 2, sesNotifications: 8, other: 4 });
  });

  it('find categories with any characters', async () => {
    const folder = await logFolder({ 'a.jsonl': '{"n":1}', 'b.jsonl': '{"n":2}\n{"n":3}' });
    const names = ['quote " and back\\slash {{x}}', 'percent % and under_score (x)'];
    const categories = names.map((category, index) => ({ category, glob: `${'ab'[index] ?? ''}.jsonl` }));
    const engine = await Engine.open({
      logs: [folder.path],
      categories,
      memoryLimit: '',
      threads: 1,
      cacheFolder: undefined,
    });
    try {
      const rows = async (query: string): Promise<unknown> => {
        const signal = new AbortController().signal;
        const params = { query, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 'x' } as const;
        const result = await engine.run(params, { signal });
        if (result.kind !== 'rows') throw new Error(result.message);
        return (await engine.page({ resultId: result.resultId, offset: 0, limit: 9, sort: undefined })).rows;
      };
      assert.deepEqual(await rows(`${categoryTerm(names[0] ?? '')} | count`), [[1]]);
      assert.deepEqual(await rows(`${categoryTerm(names[1] ?? '')} | count`), [[2]]);
      assert.deepEqual(await rows(`(${names.map(categoryTerm).join(' or ')}) | count`), [[3]]);
    } finally {
      engine.close();
      await folder.remove();
    }
  });
});

describe('paths of a query', () => {
  it('leave out the messages of other files, in subqueries and shifted ranges too', async () => {
    const line = (n: number, timestamp: string): string =>
      JSON.stringify({ notificationType: 'Bounce', n, mail: { timestamp } });
    const folder = await logFolder({
      'a.jsonl': [line(1, '2018-04-12T10:00:00Z'), line(2, '2018-04-12T11:00:00Z')].join('\n'),
      'ab.jsonl': line(3, '2018-04-12T12:00:00Z'),
    });
    const engine = await openEngine(folder.path);
    try {
      const rows = async (query: string, ...paths: readonly string[]): Promise<unknown> => {
        const signal = new AbortController().signal;
        const params = {
          query,
          timeRange: {},
          now: 'data',
          timezone: 'UTC',
          parameters: {},
          operation: 'x',
          paths,
        } as const;
        const result = await engine.run(params, { signal });
        if (result.kind !== 'rows') throw new Error(result.message);
        const { messagesTotal, messagesMatched } = result.stats;
        const page = await engine.page({ resultId: result.resultId, offset: 0, limit: 9, sort: undefined });
        return [page.rows, messagesTotal, messagesMatched];
      };
      const file = (name: string): string => `${folder.path}/${name}`;
      assert.deepEqual(await rows('* | json "n" | sum(n)', file('a.jsonl')), [[[3]], 2, 2]);
      assert.deepEqual(await rows('* | json "n" | sum(n)', file('a')), [[[null]], 0, 0]);
      assert.deepEqual(await rows('* | json "n" | sum(n)', folder.path), [[[6]], 3, 3]);
      assert.deepEqual(await rows('* | json "n" | sum(n)', file('a.jsonl'), file('ab.jsonl')), [[[6]], 3, 3]);
      const subquery = '* | json "n" | where [subquery: * | json "n" | compose n] | count';
      assert.deepEqual(await rows(subquery, file('ab.jsonl')), [[[1]], 1, 1]);
    } finally {
      engine.close();
      await folder.remove();
    }
  });
});
