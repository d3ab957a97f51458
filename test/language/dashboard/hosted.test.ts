import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Dashboard } from '../../../server/src/protocol/dashboard.ts';
import type { ImportedDashboard } from '../../../server/src/language/dashboard/hosted/importDashboard.ts';
import { exportDashboard, importDashboard, importDashboards } from '../../../server/src/language/index.ts';
import { hostedExport } from './hostedExports.ts';
import { dashboardOf, problemsOf } from './support.ts';

const root = join(import.meta.dirname, '../../..');

/** The only dashboard of an export, with its notes. */
function imported(text: string): ImportedDashboard {
  const result = importDashboards(text);
  assert.ok(result.kind === 'converted');
  const [first] = result.dashboards;
  assert.ok(first);
  return first;
}

const visual = (settings: object): string => JSON.stringify({ general: { type: 'table' }, ...settings });
const search = (key: string, visualSettings: string, members: object = {}): object => ({
  key,
  title: key,
  panelType: 'SumoSearchPanel',
  visualSettings,
  queries: [{ queryString: '* | count', queryType: 'Logs', queryKey: 'A' }],
  description: '',
  timeRange: null,
  ...members,
});

/** An export with everything that is looked at. */
const hosted = JSON.stringify({
  type: 'DashboardV2SyncDefinition',
  name: 'My board',
  title: 'My board',
  description: 'About',
  refreshInterval: 60,
  timeRange: {
    type: 'BeginBoundedTimeRange',
    from: { type: 'RelativeTimeRangeBoundary', relativeTime: '-1d' },
    to: null,
  },
  layout: {
    layoutType: 'Grid',
    layoutStructures: [
      { key: 'a', structure: '{"height":9,"width":12,"x":12,"y":0}' },
      { key: 'b', structure: '{"height":9,"width":12,"x":0,"y":0}' },
      { key: 'c', structure: '{"height":6,"width":24,"x":0,"y":8}' },
    ],
  },
  panels: [
    search('a', visual({ general: { type: 'column', displayType: 'stacked' }, legend: { enabled: true, verticalAlign: 'bottom' } })), // prettier-ignore
    search('b', visual({ general: { type: 'column' }, overrides: [{ series: ['Failure'], properties: { type: 'line', color: '#bf2121' } }] })), // prettier-ignore
    search('c', visual({ general: { type: 'svp', noDataMessage: '0' }, svp: { thresholds: [{ from: 5, to: null, color: '#BF2121' }, { from: null, to: null, color: '#16943E' }] } })), // prettier-ignore
    search('d', visual({ general: { type: 'honeyComb' }, axes: { axisX: { title: 'x' } } })),
    search('e', visual({}), { queries: [{ queryType: 'Metrics', queryString: 'm' }] }),
    { key: 'f', title: '', panelType: 'TextPanel', text: 'Read me', visualSettings: '{}' },
  ],
  variables: [
    { name: 'q', displayName: 'Q', defaultValue: '*', sourceDefinition: { variableSourceType: 'LogQueryVariableSourceDefinition', query: '* | count by a, b', field: 'b' }, allowMultiSelect: true }, // prettier-ignore
    { name: 'l', displayName: 'l', defaultValue: 'x', sourceDefinition: { variableSourceType: 'CsvVariableSourceDefinition', values: 'x, "a ""b"", c",y' } }, // prettier-ignore
    { name: 'm', displayName: 'm', sourceDefinition: { variableSourceType: 'MetadataVariableSourceDefinition' } },
  ],
});

describe('importing a dashboard of the hosted product', () => {
  it('carries over panels, places, queries, variables and how things are drawn', () => {
    const { dashboard } = imported(hosted);
    assert.deepEqual(
      dashboard.panels.map(({ id, visualization, layout, emptyText }) => [
        id,
        visualization,
        Object.values(layout),
        emptyText,
      ]),
      [
        ['b', { kind: 'lineColumn', lines: ['Failure'], tones: { Failure: 'failure' } }, [0, 0, 6, 6], undefined],
        ['a', { kind: 'stackedColumn', legend: 'bottom' }, [6, 0, 6, 6], undefined],
        ['c', { kind: 'singleValue', thresholds: [{ from: 5, tone: 'failure' }] }, [0, 6, 12, 4], '0'],
        ['d', { kind: 'table' }, [0, 10, 6, 4], undefined],
      ],
    );
    assert.deepEqual(
      { ...dashboard, panels: [] },
      {
        version: 1,
        id: 'my-board',
        title: 'My board',
        description: 'About\n\nRead me',
        timeRange: { from: '-1d' },
        refresh: { interval: 60 },
        variables: [
          { name: 'q', label: 'Q', multi: true, kind: 'query', query: '* | count by a, b', column: 'b' },
          { name: 'l', default: 'x', kind: 'list', values: ['x', 'a "b", c', 'y'] },
          { name: 'm', kind: 'text' },
        ],
        panels: [],
      },
    );
  });

  it('says what could not be carried over', () => {
    assert.deepEqual(imported(hosted).notes, [
      'The panel "d" was drawn as "honeyComb", which is not known here: it became a table.',
      'Titles of axes of the panel "d" were left out.',
      'The panel "e" was left out: it does not search logs.',
      'The text panel "Read me" became a part of the description.',
      'The values of the variable "m" come from something that is not here, so it takes every text.',
    ]);
  });

  it('takes the first of a folder and names the others', () => {
    const folder = JSON.stringify({ type: 'FolderSyncDefinition', children: [JSON.parse(hosted), { ...JSON.parse(hosted), title: 'B' }] }); // prettier-ignore
    const result = importDashboard(folder);
    assert.ok(result.kind === 'converted');
    assert.equal(dashboardOf(result.text).title, 'My board');
    assert.equal(result.notes[0], 'The export has more dashboards, which were left out: "B".');
  });

  it('reads every kind of time range', () => {
    const range = (from: object, to: object | null): object => {
      const timeRange = { type: 'BeginBoundedTimeRange', from, to };
      return imported(JSON.stringify({ type: 'DashboardV2SyncDefinition', timeRange })).dashboard.timeRange;
    };
    const epoch = { type: 'EpochTimeRangeBoundary', epochMillis: 1_564_573_351_000 };
    assert.deepEqual(range(epoch, { type: 'LiteralTimeRangeBoundary', rangeName: 'now' }), {
      from: '2019-07-31T11:42:31.000Z',
      to: 'now',
    });
    assert.deepEqual(range({ type: 'Iso8601TimeRangeBoundary', iso8601Time: '2018-01-01T00:00:00Z' }, null), {
      from: '2018-01-01T00:00:00Z',
    });
    assert.deepEqual(range({ type: 'LiteralTimeRangeBoundary', rangeName: 'today' }, null), { from: '-24h' });
    assert.deepEqual(range({ type: 'RelativeTimeRangeBoundary', relativeTime: '-1mon' }, null), { from: '-24h' });
  });

  it('names the time range that has no counterpart', () => {
    const from = { type: 'RelativeTimeRangeBoundary', relativeTime: '-1mon' };
    const timeRange = { type: 'BeginBoundedTimeRange', from, to: null };
    assert.deepEqual(imported(JSON.stringify({ type: 'DashboardV2SyncDefinition', timeRange })).notes, [
      'The time range "-1mon" has no counterpart and became the last 24 hours.',
    ]);
  });

  it('answers in sentences when there is nothing to import', () => {
    assert.match(JSON.stringify(importDashboard('{')), /is no JSON/);
    assert.match(JSON.stringify(importDashboard('{"version":1}')), /has no dashboard of the hosted product/);
    for (const text of ['null', '[]', '1', '"x"']) assert.equal(importDashboard(text).kind, 'invalid', text);
  });

  it('gives a file without errors, which can be exported and imported again, whatever the export holds', () => {
    const crooked = [
      { type: 'DashboardV2SyncDefinition' },
      { type: 'DashboardV2SyncDefinition', panels: [null, 1, { panelType: 5 }], layout: [], variables: {} },
    ];
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...crooked), hostedExport), (source) => {
        const { dashboard, text } = imported(JSON.stringify(source));
        const errors = problemsOf(text).filter(({ severity }) => severity === 'error');
        assert.deepEqual(errors, []);
        assert.deepEqual(dashboardOf(text), dashboard);
        const back = imported(exportDashboard(dashboard).text).dashboard;
        assert.deepEqual({ ...back, id: dashboard.id }, dashboard);
      }),
      { seed: 20261123, numRuns: 1500 },
    );
  });

  it('says which variables could not be carried over', () => {
    const query = (name: string, text: string): object => ({
      name,
      sourceDefinition: { variableSourceType: 'LogQueryVariableSourceDefinition', query: text },
    });
    const text = (name: string, defaultValue: string): object => ({
      name,
      defaultValue,
      sourceDefinition: { variableSourceType: 'CsvVariableSourceDefinition' },
    });
    const variables = [
      text('a-b', ''),
      text('Who', 'x'),
      text('who', 'y'),
      query('one', '{{two}} | count by a'),
      query('two', '{{ONE}} | count by a'),
      text('sesNotificationsDataSource', '_sourceCategory=Labs/ses'),
      text('CloudTrailLogsDataSource', '_sourceCategory=AWS/CloudTrail'),
    ];
    const { dashboard, notes } = imported(JSON.stringify({ type: 'DashboardV2SyncDefinition', variables }));
    assert.deepEqual(dashboard.variables, [
      { name: 'Who', kind: 'text', default: 'x' },
      { name: 'one', kind: 'text' },
      { name: 'two', kind: 'text' },
    ]);
    assert.deepEqual(notes, [
      'The variable "a-b" was left out: no query can use such a name.',
      'The second variable called "who" was left out.',
      'The value _sourceCategory=Labs/ses of the variable "sesNotificationsDataSource" was left out: here it is chosen for all dashboards.',
      'The values of the variable "one" depend on themselves, so it takes every text.',
      'The values of the variable "two" depend on themselves, so it takes every text.',
    ]);
  });

  it('says when a panel went by the time of receipt', () => {
    const queries = [{ queryString: '*', queryType: 'Logs', timeSource: 'Receipt' }];
    const source = { type: 'DashboardV2SyncDefinition', panels: [search('a', visual({}), { queries })] };
    assert.deepEqual(imported(JSON.stringify(source)).notes, [
      'The panel "a" went by the time messages were received; here by the time they say.',
    ]);
  });
});

describe('exporting a dashboard to the hosted product', () => {
  const shipped = join(root, 'media/dashboards');
  for (const name of readdirSync(shipped).filter((file) => file.endsWith('.sesdash.json'))) {
    it(`gives ${name} back when it is imported again`, () => {
      const dashboard = dashboardOf(readFileSync(join(shipped, name), 'utf8'));
      const back = imported(exportDashboard(dashboard).text);
      const carried = dashboard.panels.map(({ drillDown: _drillDown, notes: _notes, ...panel }) => panel);
      const { id: _id, ...others } = back.dashboard;
      const { id: _known, ...expected } = { ...dashboard, panels: carried };
      assert.deepEqual(others, expected);
      assert.deepEqual(back.notes, []);
    });
  }

  it('gives an imported dashboard back', () => {
    const { dashboard } = imported(hosted);
    const { text, notes } = exportDashboard(dashboard);
    assert.deepEqual(imported(text).dashboard, dashboard);
    assert.deepEqual(notes, []);
  });

  it('writes times from now in the form it knows, and says when a panel shows everything', () => {
    const { dashboard } = imported(hosted);
    const panels = dashboard.panels.slice(0, 1).map((panel) => ({ ...panel, timeRange: {} }));
    const { text, notes } = exportDashboard({ ...dashboard, timeRange: { from: 'now - 2h', to: 'now' }, panels });
    assert.deepEqual((JSON.parse(text) as Readonly<Record<string, unknown>>)['timeRange'], {
      type: 'BeginBoundedTimeRange',
      from: { type: 'RelativeTimeRangeBoundary', relativeTime: '-2h' },
      to: { type: 'LiteralTimeRangeBoundary', rangeName: 'now' },
    });
    assert.deepEqual(notes, ['The whole time range is written as from 1970 on.']);
  });

  it('writes the members of real exports', () => {
    const { dashboard } = imported(hosted);
    const exported = JSON.parse(exportDashboard(dashboard).text) as Readonly<Record<string, readonly object[]>>;
    const names = 'coloringRules description layout name panels refreshInterval theme timeRange title topologyLabelMap type variables'; // prettier-ignore
    assert.equal(Object.keys(exported).sort().join(' '), names);
    const panelNames = 'coloringRules description id keepVisualSettingsConsistentWithParent key linkedDashboards panelType queries timeRange title visualSettings'; // prettier-ignore
    assert.equal(
      Object.keys(exported['panels']?.[0] ?? {})
        .sort()
        .join(' '),
      panelNames,
    );
    const variableNames = 'allowMultiSelect defaultValue displayName hideFromUI id includeAllOption name sourceDefinition valueType'; // prettier-ignore
    assert.equal(
      Object.keys(exported['variables']?.[0] ?? {})
        .sort()
        .join(' '),
      variableNames,
    );
  });

  it('declares the variables with the scopes of logs and says what was left out', () => {
    const dashboard: Dashboard = {
      version: 1,
      id: 'd',
      title: 'D',
      timeRange: {},
      refresh: { onChange: true },
      variables: [],
      panels: [
        {
          id: 'p',
          title: 'P',
          query: '{{SESNotificationsDataSource}}',
          visualization: { kind: 'table' },
          layout: { x: 0, y: 1, width: 5, height: 3 },
          drillDown: { column: 'a' },
          notes: 'n',
        },
      ],
    };
    const { text, notes } = exportDashboard(dashboard);
    assert.match(text, /"defaultValue": "_sourceCategory=AWS\/SES\/Notifications"/);
    assert.deepEqual(notes, [
      'Refreshing when files change was left out.',
      'The whole time range is written as from 1970 on.',
      'What a click does in the panel "P" was left out.',
      'The notes of the panel "P" were left out.',
      'The variable "SESNotificationsDataSource" was added with the value _sourceCategory=AWS/SES/Notifications: change it to where your logs are.',
    ]);
    const back = imported(text).dashboard;
    assert.deepEqual([back.timeRange, back.variables, back.panels[0]?.layout], [{}, [], dashboard.panels[0]?.layout]);
  });
});

/** Exports of others, to be read in this folder when it is there: title, panels and variables of each dashboard. */
const real: Readonly<Record<string, readonly (readonly [string, number, number])[]>> = {
  'Checkpoint_Logs.json': [['Checkpoint Firewall', 9, 0]],
  'Chef.json': [
    ['Handler-Based Chef Run Report', 6, 0],
    ['Log-Based Chef Run Report', 6, 0],
  ],
  'Cloudflare.json': [
    ['Cloudflare - DNS Logs', 8, 0],
    ['Cloudflare - Zero Trust', 11, 0],
  ],
  'F5_XC_Requests_Overview.json': [['F5 XC Requests Overview', 5, 0]],
  'JumpCloud_Authentications.json': [['JumpCloud Authentications', 15, 0]],
  'bluecoat_proxy_user_agent.json': [['Blue Coat Traffic Logging - User Agent Analysis', 7, 0]],
  'cloudtrail_user_activity_dashboard.json': [['AWS User Activity', 10, 7]],
  'jamf.json': [['JAMF', 5, 0]],
  'sql_agent_dashboard.json': [['SQL Agent', 3, 0]],
};

describe('real exports', () => {
  const folder = process.env['SESQ_DASHBOARD_EXPORTS'] ?? '';
  for (const [name, expected] of Object.entries(folder === '' ? {} : real)) {
    it(`are imported without losing panels: ${name}`, () => {
      const result = importDashboards(readFileSync(join(folder, name), 'utf8'));
      assert.ok(result.kind === 'converted');
      assert.deepEqual(
        result.dashboards.map(({ dashboard }) => [
          dashboard.title,
          dashboard.panels.length,
          dashboard.variables.length,
        ]),
        expected,
      );
      for (const { dashboard, text } of result.dashboards) {
        assert.deepEqual(problemsOf(text), []);
        assert.deepEqual(dashboardOf(text), dashboard);
        assert.deepEqual(imported(exportDashboard(dashboard).text).dashboard, dashboard);
      }
    });
  }
});
