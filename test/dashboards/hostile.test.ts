import assert from 'node:assert/strict';
import { assertSame } from './compare.ts';
import { hostileRecords, toFiles } from './hostile.ts';
import { calculations } from './independent/index.ts';
import { openPlaces } from './independent/places.ts';
import type { FindPlace } from './independent/places.ts';
import { toRecord } from './independent/records.ts';
import type { JsonObject } from './independent/records.ts';
import { day } from './independent/tables.ts';
import { lastRecords } from './independent/window.ts';
import { dashboardIds, openBench, openDashboard, withLogs } from './support.ts';

const dashboards = dashboardIds.map(openDashboard);
const panels = dashboards.flatMap((dashboard) => dashboard.panels.map((panel) => ({ dashboard, panel })));

/** Both kinds of records lie in the same files here, so both scopes let all of them through. */
const all = '_sourceCategory=AWS/CloudTrail or _sourceCategory=AWS/SES/Notifications or _sourceCategory=Other';
const everything = { CloudTrailLogsDataSource: all, SESNotificationsDataSource: all };

describe('dashboards over hostile records', () => {
  let findPlace: FindPlace;
  before(() => {
    findPlace = openPlaces();
  });

  async function compareAll(records: readonly JsonObject[]): Promise<number> {
    const read = records.map(toRecord);
    let rows = 0;
    await withLogs(toFiles(records), async (folder) => {
      const bench = await openBench(folder);
      try {
        for (const { dashboard, panel } of panels) {
          const answer = await bench.run(dashboard, panel, everything);
          const length = (panel.timeRange ?? dashboard.timeRange).from === '-7d' ? 7 * day : day;
          const expected = calculations[dashboard.id]?.[panel.id]?.(lastRecords(read, length, findPlace));
          assert.ok(expected, panel.id);
          rows += expected.rows.length;
          try {
            assertSame(answer, expected);
          } catch (error) {
            throw new Error(`${dashboard.id}, ${panel.title}`, { cause: error });
          }
        }
      } finally {
        bench.close();
      }
    });
    return rows;
  }

  for (const seed of [1, 2, 3]) {
    it(`show what a calculation by hand finds, seed ${String(seed)}`, async () => {
      const rows = await compareAll(hostileRecords(seed, 900));
      assert.ok(rows > 500, `only ${String(rows)} rows`);
    });
  }

  it('count what is exactly as old as the range is long, and nothing older', async () => {
    const bounce = (time: string, emailAddress: string): JsonObject => ({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress }],
        timestamp: time,
      },
      mail: { timestamp: time, source: 's@example.com', sourceIp: '8.8.8.8', destination: [emailAddress] },
    });
    const records = [
      bounce('2024-03-12T10:00:00.000Z', 'newest@example.com'),
      bounce('2024-03-11T10:00:00.000Z', 'border@example.com'),
      bounce('2024-03-11T09:59:59.999Z', 'older@example.com'),
    ];
    assert.ok((await compareAll(records)) > 0);
    const topAddresses = calculations['bounced']?.['top-bounced-email-addresses'];
    assert.equal(topAddresses?.(lastRecords(records.map(toRecord), day, findPlace)).rows.length, 2);
  });

  for (const kind of ['cloudTrail', 'Bounce', 'Complaint', 'Delivery']) {
    it(`are right about a single record: ${kind}`, async () => {
      const records = hostileRecords(4, 300);
      const isKind = (record: JsonObject): boolean =>
        kind === 'cloudTrail' ? record['eventSource'] === 'ses.amazonaws.com' : record['notificationType'] === kind;
      const ofKind = records.filter(isKind);
      const longest = ofKind.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length).slice(0, 1);
      assert.ok((await compareAll(longest)) > 8);
    });
  }
});

describe('dashboards over an empty folder', () => {
  it('show no rows anywhere', async () => {
    await withLogs({}, async (folder) => {
      const bench = await openBench(folder);
      try {
        for (const { dashboard, panel } of panels) {
          const { rows } = await bench.run(dashboard, panel);
          // Its days are filled in whatever the logs hold.
          if (panel.id === 'event-status-trend') assert.ok(rows.every((row) => row[1] === 0 && row[2] === 0));
          else assert.deepEqual(rows, [], panel.id);
        }
      } finally {
        bench.close();
      }
    });
  });
});
