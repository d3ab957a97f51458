import assert from 'node:assert/strict';
import { messagesQuery } from '../../../server/src/language/index.ts';
import type { Engine } from '../../../server/src/engine/engine.ts';
import { dashboardFile, logFolder, openEngine, panel, rowsOf, runDashboard } from './support.ts';

const signal = new AbortController().signal;

/** Values that mean something to one of the layers between a choice and the database. */
const values: readonly string[] = [
  'plain',
  'a,b',
  'say "hi"',
  'C:\\new\\table',
  'two\nlines',
  'a\ttab',
  '{{name}}@example.com',
  '{{{name}}}',
  '{{{{',
  '\\u007b',
  "it's",
  'x | count',
  'a // b',
  '/* c */',
  '%_?',
  '',
  '日本 😀',
];

const record = (value: string, index: number): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    mail: { timestamp: new Date(Date.UTC(2018, 3, 12, 10, 0, index)).toISOString(), source: value },
  });

const sources = '* | json "mail.source" as source';
const equal = `${sources} | where source = "{{v}}" | count`;
const like = `${sources} | where if("{{v}}" = "*", true, source matches "{{v}}") | count`;
const filled = `* | count | "{{v}}" as given | fields given`;

describe('hostile values of variables', () => {
  let folder: Awaited<ReturnType<typeof logFolder>>;
  let engine: Engine;
  before(async () => {
    folder = await logFolder({ 'mail.jsonl': values.map(record).join('\n') });
    engine = await openEngine(folder.path);
  });
  after(async () => {
    engine.close();
    await folder.remove();
  });

  const answers = async (...chosen: readonly string[]): Promise<readonly unknown[]> => {
    const panels = [panel('equal', equal), panel('like', like)];
    const source = dashboardFile(panels, { variables: [{ name: 'v', kind: 'text', multi: true }] });
    const { results } = await runDashboard(engine, source, { signal, variables: { v: chosen } });
    return [...results.values()].map(rowsOf);
  };

  for (const value of values) {
    it(`are compared as they are: ${JSON.stringify(value)}`, async () => {
      assert.deepEqual(await answers(value), [[[1]], [[1]]]);
    });

    it(`lead from a click to their messages: ${JSON.stringify(value)}`, async () => {
      const made = messagesQuery(`${sources} | count by source`, 'source', value);
      const range = { timeRange: {}, now: 'data', timezone: 'UTC' } as const;
      const ran = await engine.run({ query: made?.query ?? '', ...range, parameters: {}, operation: '' }, { signal });
      assert.equal(ran.kind === 'rows' ? ran.stats.rows : ran.message, 1);
    });
  }

  it('are added up when several are chosen', async () => {
    assert.deepEqual(await answers(...values), [[[values.length]], [[values.length]]]);
  });

  it('come back as they were given', async () => {
    const source = dashboardFile([panel('filled', filled)], { variables: [{ name: 'v', kind: 'text' }] });
    for (const value of values) {
      const { results } = await runDashboard(engine, source, { signal, variables: { v: [value] } });
      assert.deepEqual(rowsOf(results.get('filled')), [[value]], value);
    }
  });

  it('give a query that can be run by itself', async () => {
    const source = dashboardFile([panel('equal', equal)], { variables: [{ name: 'v', kind: 'text' }] });
    const { results } = await runDashboard(engine, source, { signal, variables: { v: ['{{name}}@example.com'] } });
    const result = results.get('equal');
    const query = result?.kind === 'rows' ? result.query : '';
    const again = await runDashboard(engine, dashboardFile([panel('again', query)]));
    assert.deepEqual(rowsOf(again.results.get('again')), [[1]]);
  });
});
