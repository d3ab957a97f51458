import assert from 'node:assert/strict';
import type { Engine } from '../../../server/src/engine/engine.ts';
import type { SharingLimits } from '../../../server/src/engine/dashboard/sharing/sharedTables.ts';
import { Executor } from '../../../server/src/engine/results/execute.ts';
import type { DashboardSource } from '../../../server/src/protocol/dashboard.ts';
import {
  dashboardFile,
  logFolder,
  openEngine,
  panel,
  rowsOf,
  runDashboard,
  samples,
  shippedIds,
  shown,
  view,
} from './support.ts';
import type { Ran } from './support.ts';

const signal = new AbortController().signal;
const always: SharingLimits = { bytes: 256 * 1024 * 1024, sampledMessages: Infinity };

const bounces = [
  '* "Bounce"',
  '| json "notificationType", "bounce.bounceType" as notificationType, bounceType nodrop',
  '| where notificationType = "Bounce"',
  '| json "bounce.bouncedRecipients" as recipients',
  String.raw`| parse regex field=recipients "\"emailAddress\":\"(?<address>[^\"]*)\"" multi`,
].join('\n');

/** Stages that panels of random dashboards begin with, in this order, and what they end with. */
const beginnings = [
  '| json "notificationType", "bounce.bounceType", "mail.source" as type, bounceType, source nodrop',
  '| where !isEmpty(type) or !isEmpty(source)',
  '| json "mail.destination" as destination nodrop',
  String.raw`| parse regex field=destination "\"(?<address>[^\"]+)\"" nodrop multi`,
  '| where type matches "*e*" | timeslice 1h',
  '| if(isEmpty(address), "(none)", toLowerCase(address)) as address',
];
const endings = [
  '| count by type | sort by _count, type asc',
  '| timeslice 6h | count by _timeslice, type | transpose row _timeslice column type',
  '| count_distinct(source) as sources, max(source) as last by bounceType',
  '| sort by _messageTime, _messageId | limit 20',
  '| limit 5 | fields type, source',
  '| json "mail.messageId" as id nodrop | count_distinct(id) as ids',
  '| topk(3, source) by type',
  '| first(source) as newest, last(source) as oldest by type',
  '| count by source | total _count as all | order by source asc | limit 7',
  '| accum _size as bytes | limit 3 | fields bytes, type',
  '| where type in ("Bounce", "Complaint") | count',
];

/** Hears which statements are run. */
function listen(): { readonly statements: string[]; readonly stop: () => void } {
  const { run, define } = Executor.prototype;
  const statements: string[] = [];
  Executor.prototype.run = function (statement, runSignal) {
    statements.push(statement.sql);
    return run.call(this, statement, runSignal);
  };
  Executor.prototype.define = function (sql) {
    statements.push(sql);
    return define.call(this, sql);
  };
  const stop = (): void => {
    Object.assign(Executor.prototype, { run, define });
  };
  return { statements, stop };
}

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomDashboard(seed: number): DashboardSource {
  const pick = random(seed);
  const scopes = ['*', '"Bounce"', '"mail" not "Delivery"', '_sourceCategory=*SES* "notificationType"'];
  const some = [scopes[pick(scopes.length)] ?? '*', scopes[pick(scopes.length)] ?? '*'];
  const panels = Array.from({ length: 2 + pick(6) }, (_, index) => {
    const query = [
      some[pick(2)],
      ...beginnings.slice(0, 1 + pick(beginnings.length)),
      endings[pick(endings.length)],
    ].join('\n');
    return panel(`p${String(index)}`, query);
  });
  return dashboardFile(panels);
}

describe('shared parts of dashboards', () => {
  let engine: Engine;

  before(async () => {
    engine = await openEngine(samples);
  });
  after(() => {
    engine.close();
  });

  function answers({ results }: Ran): object {
    return Object.fromEntries([...results].map(([id, result]) => [id, shown(result)]));
  }

  for (const id of shippedIds)
    it(`gives the panels of ${id} the rows they have alone`, async () => {
      const source = { kind: 'shipped', id } as const;
      const together = await runDashboard(engine, source, { signal, sharing: always });
      const alone = await runDashboard(engine, source, { signal, sharing: false });
      assert.deepEqual(answers(together), answers(alone));
      assert.ok((together.sharedParts ?? 0) > 0, 'nothing was shared');
      assert.equal(alone.sharedParts, 0);
      const rows = [...together.results.values()].map((result) => (result.kind === 'rows' ? result.total : -1));
      assert.ok(
        rows.every((total) => total > 0),
        rows.join(', '),
      );
    });

  it('gives the panels of random dashboards the rows they have alone', async () => {
    let shared = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const source = randomDashboard(seed);
      const together = await runDashboard(engine, source, { signal, sharing: always });
      const alone = await runDashboard(engine, source, { signal, sharing: false });
      assert.deepEqual(answers(together), answers(alone), `seed ${String(seed)}`);
      shared += together.sharedParts ?? 0;
    }
    assert.ok(shared > 10, `only ${String(shared)} parts were shared`);
  });

  it('evaluates what panels have in common once', async () => {
    const source = dashboardFile([
      panel('addresses', `${bounces} | count by address | sort by address asc`),
      panel('types', `${bounces} | count by bounceType | sort by bounceType asc`),
      panel(
        'trend',
        `${bounces} | timeslice 1d | count by _timeslice, bounceType | transpose row _timeslice column bounceType`,
      ),
    ]);
    const { sharedParts } = await runDashboard(engine, source, { signal, sharing: always });
    assert.equal(sharedParts, 1);
  });

  it('keeps no table beyond the bound, and the rows stay right', async () => {
    const source = dashboardFile([
      panel('addresses', `${bounces} | count by address | sort by address asc`),
      panel('types', `${bounces} | count by bounceType | sort by bounceType asc`),
    ]);
    const bounded = await runDashboard(engine, source, { signal, sharing: { ...always, bytes: 1000 } });
    const alone = await runDashboard(engine, source, { signal, sharing: false });
    assert.equal(bounded.sharedParts, 0);
    assert.deepEqual(answers(bounded), answers(alone));
  });

  it('counts a stretch first and keeps no cheap part that hardly leaves anything out', async () => {
    const cheap =
      '* | where _sourceName matches "*/*" and _sourceName matches "*s*" and _sourceName matches "*samples*" and _sourceName matches "*logs*" and _sourceName matches "*.*"';
    const source = dashboardFile([
      panel('one', `${cheap} | count by _sourceName, _format | sort by _sourceName asc, _format asc`),
      panel('two', `${cheap} | first(_messageId) as id, count_distinct(_messageTime) as times by _sourceCategory`),
    ]);
    const timeRange = { from: '2024-03-11', to: '2024-03-15' };
    const kept = await runDashboard(engine, source, { signal, sharing: always, timeRange });
    assert.equal(kept.sharedParts, 1);
    const counted = await runDashboard(engine, source, {
      signal,
      timeRange,
      sharing: { ...always, sampledMessages: 0 },
    });
    assert.equal(counted.sharedParts, 0);
  });

  it('leaves no table behind, stopped or not', async () => {
    const source = { kind: 'shipped', id: 'bounced' } as const;
    const said = listen();
    try {
      await runDashboard(engine, source, { signal, sharing: always });
      const stopped = new AbortController();
      const stopping = engine.dashboards.run(
        { operation: 'test', source, view },
        { signal: stopped.signal, sharing: always, onPanel: () => stopped.abort() },
      );
      await assert.rejects(stopping, { name: 'AbortError' });
    } finally {
      said.stop();
    }
    const tables = (verb: string): readonly string[] =>
      said.statements.flatMap((sql) =>
        new RegExp(`^${verb} TEMP|^${verb} TABLE`).test(sql) ? (/"(shared_\d+)"/.exec(sql)?.[1] ?? []) : [],
      );
    assert.ok(tables('CREATE').length >= 2);
    assert.deepEqual(tables('DROP').toSorted(), tables('CREATE').toSorted());
  });

  it('shares parts of panels with the same range only', async () => {
    const lines = ['2018-04-12T10:00:00Z', '2018-04-14T10:00:00Z'].map((timestamp) =>
      JSON.stringify({
        notificationType: 'Bounce',
        mail: { timestamp, source: 'a@example.com' },
        bounce: { timestamp, bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: timestamp }] },
      }),
    );
    const folder = await logFolder({ 'ses.jsonl': lines.join('\n') });
    const small = await openEngine(folder.path);
    try {
      const source = dashboardFile([
        panel('all', `${bounces} | count by address | sort by address asc`),
        panel('last', `${bounces} | count by address`, { timeRange: 'last 1h' }),
        panel('again', `${bounces} | count by address, bounceType | sort by address asc`),
      ]);
      const { results } = await runDashboard(small, source, { signal, sharing: always });
      assert.deepEqual(rowsOf(results.get('all')), [
        ['2018-04-12T10:00:00Z', 1],
        ['2018-04-14T10:00:00Z', 1],
      ]);
      assert.deepEqual(rowsOf(results.get('last')), [['2018-04-14T10:00:00Z', 1]]);
      assert.deepEqual(rowsOf(results.get('again')), [
        ['2018-04-12T10:00:00Z', 'Permanent', 1],
        ['2018-04-14T10:00:00Z', 'Permanent', 1],
      ]);
    } finally {
      small.close();
      await folder.remove();
    }
  });
});
