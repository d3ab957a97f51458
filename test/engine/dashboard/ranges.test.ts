import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolveRange } from '../../../server/src/engine/time/range.ts';
import { readTimeRange, timeRangeProblem } from '../../../server/src/language/document/timeRange.ts';
import { dashboardFile, logFolder, openEngine, panel, rowsOf, runDashboard } from './support.ts';

const data = { oldest: Date.UTC(2018, 3, 1), newest: Date.UTC(2018, 3, 12) };

function resolved(text: string): ReturnType<typeof resolveRange> {
  return resolveRange({ choice: readTimeRange(text), now: 'data', timezone: 'UTC', data, clock: 0 });
}

describe('time ranges of dashboard files', () => {
  it('that are found to be right can be worked out', () => {
    const pieces = ['last ', 'now', '-', '+', ' ', '1', '24', '90', 'h', 'd', 'm', 'ms', ' to ', '2018-', '04-', '13-', '12', 'T', ':', '30', '/', 'Z', '+02:00', ',', '.']; // prettier-ignore
    const texts = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 9 }).map((parts) => parts.join(''));
    let right = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (timeRangeProblem(text) !== undefined) return;
        right += 1;
        const range = resolved(text);
        assert.doesNotMatch(range.kind === 'invalid' ? range.message : '', /is no time/, text);
      }),
      { seed: 20261123, numRuns: 30_000 },
    );
    assert.ok(right > 200, `only ${String(right)} texts were times`);
  });

  it('end with a sentence when they reach further than time does', () => {
    const message = '"-99999999999w" is further from now than any calendar goes.';
    assert.deepEqual(resolved('last 99999999999w'), { kind: 'invalid', message });
    assert.equal(resolved('9999999999999999').kind, 'invalid');
  });

  it('end at the same moment in all panels when the clock says what now is', async () => {
    const folder = await logFolder({ 'mail.jsonl': JSON.stringify({ notificationType: 'Bounce', mail: { timestamp: '2018-04-12T10:00:00.000Z' } }) }); // prettier-ignore
    const engine = await openEngine(folder.path);
    try {
      const panels = Array.from({ length: 40 }, (_, index) => panel(`p${String(index)}`, '* | count', { timeRange: 'last 1h' })); // prettier-ignore
      const { done, results } = await runDashboard(engine, dashboardFile(panels), {
        signal: new AbortController().signal,
        now: 'clock',
      });
      const moments = new Set([...results.values()].map((result) => (result.kind === 'rows' ? result.stats.now : 0)));
      assert.deepEqual([...moments], [done.kind === 'done' ? done.now : undefined]);
    } finally {
      engine.close();
      await folder.remove();
    }
  });

  it('are days of the zone when clocks change', async () => {
    // In Berlin the clocks were put forward on 25 March 2018 at 01:00 UTC: that day had 23 hours.
    const hours = Array.from(
      { length: 48 },
      (_, hour) =>
      JSON.stringify({ notificationType: 'Bounce', mail: { timestamp: new Date(Date.UTC(2018, 2, 24, hour)).toISOString() } }), // prettier-ignore
    );
    const folder = await logFolder({ 'mail.jsonl': hours.join('\n') });
    const engine = await openEngine(folder.path);
    try {
      const counted = panel('day', '* | count', { timeRange: '2018-03-25 to 2018-03-26' });
      const source = dashboardFile([counted, panel('all', '* | count')]);
      const signal = new AbortController().signal;
      const rows = async (timezone: string): Promise<unknown> => {
        const { results } = await runDashboard(engine, source, { signal, timezone });
        return [...results.values()].map((result) => rowsOf(result)[0]?.[0]);
      };
      assert.deepEqual(await rows('Europe/Berlin'), [23, 48]);
      assert.deepEqual(await rows('UTC'), [24, 48]);
    } finally {
      engine.close();
      await folder.remove();
    }
  });
});
