import assert from 'node:assert/strict';
import { join } from 'node:path';
import { expandVariables } from '../../server/src/language/index.ts';
import type { Dashboard } from '../../server/src/protocol/dashboard.ts';
import { dashboardIds, openBench, openDashboard } from './support.ts';
import type { Answer, Bench } from './support.ts';

const samples = join(import.meta.dirname, '../../samples/logs');

/** The days of this panel are filled in whatever the logs hold. */
const total = ({ columns, rows }: Answer): number =>
  rows.reduce(
    (sum, row) =>
      sum + row.reduce<number>((all, cell, index) => (columns[index]?.type === 'long' ? all + Number(cell) : all), 0),
    0,
  );

describe('variables of dashboards', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench(samples);
  });
  after(() => {
    bench.close();
  });

  const valuesOf = async (dashboard: Dashboard, name: string): Promise<readonly string[]> => {
    const variable = dashboard.variables.find((each) => each.name === name);
    assert.equal(variable?.kind, 'query', name);
    const { rows } = await bench.run(dashboard, variable);
    return rows.map(([value]) => String(value));
  };

  for (const id of dashboardIds) {
    const dashboard = openDashboard(id);
    for (const { name } of dashboard.variables) {
      it(`narrow every panel of ${id} down: ${name}`, async () => {
        const [most = ''] = await valuesOf(dashboard, name);
        assert.notEqual(most, '');
        const [first] = dashboard.panels;
        assert.ok(first);
        const all = await bench.run(dashboard, first);
        assert.notDeepEqual((await bench.run(dashboard, first, { [name]: most })).rows, all.rows);
        for (const panel of dashboard.panels) {
          const none = await bench.run(dashboard, panel, { [name]: 'no such value' });
          assert.equal(total(none), 0, panel.title);
          assert.ok(panel.id === 'event-status-trend' || none.rows.length === 0, panel.title);
        }
      });
    }
  }

  it('add up when several values are chosen', async () => {
    const dashboard = openDashboard('bounced');
    const panel = dashboard.panels.find((each) => each.id === 'bounce-type-trend');
    assert.ok(panel);
    const expanded = expandVariables(panel.query, { bouncetype: ['Permanent', 'Undetermined'] });
    assert.equal(expanded.kind, 'query');
    const both = await bench.run(dashboard, { query: expanded.text });
    const alone = await Promise.all(
      ['Permanent', 'Undetermined'].map((bouncetype) => bench.run(dashboard, panel, { bouncetype })),
    );
    assert.equal(
      total(both),
      alone.reduce((sum, answer) => sum + total(answer), 0),
    );
    assert.deepEqual(
      both.columns.map((column) => column.name),
      ['_timeslice', 'Permanent', 'Undetermined'],
    );
  });
});
