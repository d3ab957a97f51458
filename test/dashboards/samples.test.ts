import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertSame } from './compare.ts';
import { calculations } from './independent/index.ts';
import { openPlaces } from './independent/places.ts';
import type { FindPlace } from './independent/places.ts';
import { readRecords } from './independent/records.ts';
import type { LogRecord } from './independent/records.ts';
import { day } from './independent/tables.ts';
import { lastRecords } from './independent/window.ts';
import { dashboardIds, openBench, openDashboard } from './support.ts';
import type { Answer, Bench } from './support.ts';

const samples = join(import.meta.dirname, '../../samples/logs');
const goldens = join(import.meta.dirname, 'goldens');

/** One line a row, so that a difference shows where it is. */
function toGolden(answers: ReadonlyMap<string, Answer>): string {
  return [...answers]
    .map(([id, { columns, rows }]) => {
      const names = columns.map(({ name, type }) => `${name}:${type}`).join(' ');
      return [`--- ${id}`, names, ...rows.map((row) => JSON.stringify(row)), ''].join('\n');
    })
    .join('');
}

/** The last digits of a mean depend on the order of a sum. */
function settled({ columns, rows, notices }: Answer): Answer {
  const settle = (cell: unknown): boolean => typeof cell === 'number' && !Number.isInteger(cell);
  return {
    columns,
    rows: rows.map((row) => row.map((cell) => (settle(cell) ? Number(Number(cell).toPrecision(12)) : cell))),
    notices,
  };
}

describe('dashboards over the samples', () => {
  let bench: Bench;
  let records: readonly LogRecord[];
  let findPlace: FindPlace;
  before(async () => {
    bench = await openBench(samples);
    records = readRecords(samples);
    findPlace = openPlaces();
  });
  after(() => {
    bench.close();
  });

  for (const id of dashboardIds) {
    describe(id, () => {
      const dashboard = openDashboard(id);
      const answers = new Map<string, Answer>();

      for (const panel of dashboard.panels) {
        it(`shows in "${panel.title}" what a calculation by hand finds`, async () => {
          const answer = await bench.run(dashboard, panel);
          answers.set(panel.id, settled(answer));
          const length = (panel.timeRange ?? dashboard.timeRange).from === '-7d' ? 7 * day : day;
          const expected = calculations[id]?.[panel.id]?.(lastRecords(records, length, findPlace));
          assert.ok(expected, 'there is no calculation');
          assert.notEqual(expected.rows.length, 0, 'the samples should show something everywhere');
          assertSame(answer, expected);
          assert.deepEqual(
            answer.notices.filter((code) => code !== 'lookup.credit'),
            [],
          );
        });
      }

      it('has the answers that were looked at before', () => {
        const file = join(goldens, `${id}.golden`);
        const written = toGolden(answers);
        assert.equal(answers.size, dashboard.panels.length);
        if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, written);
        assert.ok(existsSync(file), 'run with UPDATE_GOLDEN=1 to write it, then read the difference');
        assert.equal(written, readFileSync(file, 'utf8'));
      });
    });
  }
});
