import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDashboardText, expandVariables, formatText } from '../../server/src/language/index.ts';
import { defaultFormatOptions } from '../../server/src/language/format/options.ts';
import { calculations } from './independent/index.ts';
import { dashboardFiles, dashboardFolder, dashboardIds, openDashboard } from './support.ts';

/** Title and chart of every panel in the order of the app's documentation; `7d` where it says seven days. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'cloudtrail-overview': [
    'Successful Events Location: map',
    'Failure Events Location: map',
    'Event Status: pie',
    'Top Error Codes: bar',
    'Event Status Trend: lineColumn 7d',
    'Failed Events: pie',
    'Failed Event Details: table',
    'Successful Events: pie',
    'Successful Event Details: table',
    'Top Users: table',
    'Events by User: bar',
    'Events Trend by Event Name: stackedColumn',
  ],
  'cloudtrail-by-event-name': ['Identity', 'Get Send', 'Domain', 'Receipt', 'Email Address'].flatMap((group) => [
    `${group} Events: pie 7d`,
    `${group} Event Details: table 7d`,
  ]),
  'notification-overview': [
    'Mail Source IP Locations: map',
    'Notification Types: pie',
    'Mail Source: table',
    'Mail Sending AccountId: table',
    'Notification Type Trend: line',
  ],
  delivered: [
    'Top Delivered email destinations: bar',
    'Top Delivered email Domains: bar',
    'Delivery Trend: area',
    'Top Reporting MTA: bar',
    'Reporting MTA IP Location: map',
    'Delivery Processing Time Outlier: outlier',
  ],
  bounced: [
    'Top Bounced email Addresses: bar',
    'Top Bounced email Domains: bar',
    'Bounce Type Trend: stackedColumn',
    'Transient Bounce - MailBox Full: bar',
    'Transient Bounce - Content Rejected: bar',
    'Transient Bounce - General: bar',
    'Transient Bounce - SubType Breakup: pie',
    'Permanent Bounce - Suppressed: bar',
    'Permanent Bounce - General: bar',
    'Transient Bounce - Sub Type Trend: stackedColumn',
    'Permanent Bounce - Sub Type Trend: stackedColumn',
    'Undetermined Bounce - Sub Type Trend: stackedColumn',
  ],
  complaint: [
    'Top Complaint email Addresses: bar',
    'Top Complaint email Domains: bar',
    'Top Complaint UserAgents: bar',
    'Complaint Feedback Type Trend: stackedColumn',
    'Top Source Generating Complaints: bar',
    'Sending AccountId: pie',
    'Sending AWS Region: pie',
    'Sending SourceIP: table',
    'Sending Identity: table',
  ],
};

const ranges: Readonly<Record<string, string>> = { '-24h': '', '-7d': ' 7d' };

describe('the sample dashboard', () => {
  it('has nothing to be found fault with, and its query files are there', () => {
    const folder = join(import.meta.dirname, '../../samples/dashboards');
    const text = readFileSync(join(folder, 'deliverability.sesdash.json'), 'utf8');
    const findings = checkDashboardText(text, (path) => readFileSync(join(folder, path), 'utf8'));
    assert.deepEqual(
      findings.map(({ message }) => message),
      [],
    );
  });
});

describe('dashboards that come along', () => {
  it('are the six of the app', () => {
    assert.deepEqual(dashboardFiles(), dashboardIds.map((id) => `${id}.sesdash.json`).toSorted());
  });

  for (const id of dashboardIds) {
    describe(id, () => {
      const dashboard = openDashboard(id);
      const { panels, variables } = dashboard;

      it('has the panels of the documentation, drawn as it says, over its time ranges', () => {
        assert.equal(dashboard.id, id);
        const found = panels.map(({ title, visualization, timeRange = dashboard.timeRange }) => {
          assert.equal(timeRange.to, undefined);
          return `${title}: ${visualization.kind}${ranges[timeRange.from ?? ''] ?? ' of another time'}`;
        });
        assert.deepEqual(found, expected[id]);
      });

      it('has a calculation for every panel and nothing else', () => {
        assert.deepEqual(Object.keys(calculations[id] ?? {}).toSorted(), panels.map((panel) => panel.id).toSorted());
      });

      it('has nothing to be found fault with, in the file and in its queries', () => {
        const findings = checkDashboardText(readFileSync(join(dashboardFolder, `${id}.sesdash.json`), 'utf8'));
        assert.deepEqual(
          findings.map(({ message }) => message),
          [],
        );
      });

      it('has queries in the layout of the formatter', () => {
        for (const { query } of [...panels, ...variables.filter((variable) => variable.kind === 'query')])
          assert.equal(query, formatText(query, defaultFormatOptions).trimEnd());
      });

      it('says what an answer without rows means, and shows the panels in order without a gap', () => {
        const cells = new Set<string>();
        let bottom = 0;
        let last = 0;
        for (const { title, emptyText = '', layout } of panels) {
          assert.match(emptyText, /^No .*\.$/, title);
          assert.ok(layout.y * 12 + layout.x >= last, `${title} is before the panel that it follows`);
          last = layout.y * 12 + layout.x;
          bottom = Math.max(bottom, layout.y + layout.height);
          for (let y = layout.y; y < layout.y + layout.height; y += 1)
            for (let x = layout.x; x < layout.x + layout.width; x += 1) cells.add(`${String(x)} ${String(y)}`);
        }
        assert.equal(cells.size, bottom * 12);
        const area = panels.reduce((sum, { layout }) => sum + layout.width * layout.height, 0);
        assert.equal(area, cells.size, 'panels overlap');
      });

      it('offers variables that every panel knows, and drills down to them', () => {
        assert.ok(variables.length >= 2 && variables.length <= 4);
        for (const { name, default: usual } of variables) {
          assert.ok(usual === undefined || usual === '*', name);
          for (const { title, query } of panels) assert.ok(query.includes(`{{${name}}}`), `${title} ignores ${name}`);
        }
        const names = variables.map(({ name }) => name);
        for (const { title, drillDown } of panels)
          if (drillDown !== undefined) assert.ok(names.includes(drillDown.variable ?? ''), title);
      });

      it('takes several values of a variable in every panel', () => {
        for (const { name } of variables)
          for (const { title, query } of panels) {
            const expanded = expandVariables(query, { [name]: ['first', 'second'] });
            assert.equal(expanded.kind, 'query', title);
            if (expanded.kind === 'query') assert.match(expanded.text, /"first".*"second"|first[^]*second/, title);
          }
      });
    });
  }
});
