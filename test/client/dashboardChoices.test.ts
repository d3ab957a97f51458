import assert from 'node:assert/strict';
import { changedPanels, concernedPanels, initialChoices, viewOf } from '../../client/src/dashboard/choices.ts';
import { csvHeader, csvLines } from '../../client/src/dashboard/csv.ts';
import { kindOfText } from '../../client/src/dashboard/fileKind.ts';
import {
  categoriesOf,
  categoryCounts,
  dashboardPicks,
  logKinds,
  scopedPicks,
  scopeOf,
} from '../../client/src/dashboard/picks.ts';
import { limitedTo, limitNote, queryDocument, timeDirective } from '../../client/src/dashboard/queryText.ts';
import { missingLogs } from '../../client/src/dashboard/startMessage.ts';
import { readScopeKey, scopeKey } from '../../client/src/dashboard/target.ts';
import type { Dashboard, DashboardPanel } from '../../server/src/protocol/dashboard.ts';

const panel = (id: string, query: string, changes: Partial<DashboardPanel> = {}): DashboardPanel => ({
  id,
  title: id,
  query,
  visualization: { kind: 'bar' },
  layout: { x: 0, y: 0, width: 6, height: 4 },
  ...changes,
});
const dashboard: Dashboard = {
  version: 1,
  id: 'd',
  title: 'D',
  timeRange: { from: '-24h' },
  refresh: { interval: 60 },
  variables: [{ name: 'Domain', kind: 'text' }],
  panels: [
    panel('a', '* {{domain}}'),
    panel('b', '* | count', { timeRange: { from: '-7d' } }),
    panel('c', '* {{ Domain }}'),
  ],
};
const defaults = { now: 'data', timezone: 'UTC', refreshInterval: 0, refreshOnChange: true } as const;
const first = initialChoices(dashboard, defaults, undefined, []);

describe('choices of a dashboard', () => {
  it('begin with the file, then with the settings', () => {
    assert.deepEqual(first, {
      timeRange: undefined,
      now: 'data',
      timezone: 'UTC',
      variables: {},
      interval: 60,
      onChange: true,
      paths: [],
    });
  });

  it('are those made before, for the variables there still are', () => {
    const stored = { ...first, timezone: 'Asia/Tokyo', variables: { Domain: ['x'], gone: ['y'] }, paths: ['/old'] };
    assert.deepEqual(initialChoices(dashboard, defaults, stored, ['/new']), {
      ...stored,
      variables: { Domain: ['x'] },
      paths: ['/new'],
    });
    assert.deepEqual(initialChoices(dashboard, defaults, { timezone: 7 }, []), first);
  });

  it('concern the panels that use what was changed', () => {
    assert.deepEqual(concernedPanels(dashboard, first, { ...first, timeRange: {} }), ['a', 'c']);
    assert.deepEqual(concernedPanels(dashboard, first, { ...first, variables: { Domain: ['x'] } }), ['a', 'c']);
    assert.deepEqual(concernedPanels(dashboard, first, { ...first, timezone: 'Asia/Tokyo' }), ['a', 'b', 'c']);
    assert.deepEqual(concernedPanels(dashboard, first, { ...first, interval: 5 }), []);
  });

  it('reach the engine without what only the view needs', () => {
    const dataSources = { cloudTrail: '', sesNotifications: '_sourceCategory=x' };
    assert.deepEqual(viewOf({ ...first, paths: ['/a'] }, dataSources), {
      now: 'data',
      timezone: 'UTC',
      variables: {},
      dataSources,
      paths: ['/a'],
    });
    assert.equal('paths' in viewOf(first, dataSources), false);
  });
});

describe('a changed dashboard file', () => {
  it('runs the panels that ask something else, not those that look different', () => {
    const moved = dashboard.panels.map((each) => ({ ...each, title: 'new', layout: { ...each.layout, y: 9 } }));
    assert.deepEqual(changedPanels(dashboard, { ...dashboard, panels: moved }), []);
    const panels = [panel('a', 'other'), ...dashboard.panels.slice(1), panel('e', '*')];
    assert.deepEqual(changedPanels(dashboard, { ...dashboard, panels }), ['a', 'e']);
    assert.deepEqual(changedPanels(dashboard, { ...dashboard, timeRange: {} }), ['a', 'b', 'c']);
    assert.deepEqual(changedPanels(undefined, dashboard), ['a', 'b', 'c']);
  });
});

describe('a dashboard without logs', () => {
  const panels = [panel('a', '({{SESNotificationsDataSource}}) Bounce')];
  const records = { cloudTrail: 5, sesNotifications: 0, other: 2 };

  it('says which kind is missing, and where it looked', () => {
    assert.match(missingLogs({ panels }, records, []) ?? '', /^No SES notifications were found\. .*sesq\.logs/);
    assert.match(missingLogs({ panels }, records, ['/a.json']) ?? '', /^There are no SES notifications in \/a\.json\./);
  });

  it('is one whose kind of logs is missing, or any logs where no kind is asked for', () => {
    assert.equal(missingLogs({ panels }, { ...records, sesNotifications: 1 }, []), undefined);
    assert.equal(missingLogs({ panels: [panel('a', '*')] }, records, []), undefined);
    assert.match(missingLogs({ panels: [] }, { cloudTrail: 0, sesNotifications: 0, other: 0 }, []) ?? '', /^No logs /);
  });
});

describe('a dashboard and its scope', () => {
  it('survive as text, equal ones as equal text', () => {
    const scope = { target: { kind: 'shipped', id: 'bounced' }, paths: ['/b', '/a'] } as const;
    assert.deepEqual(readScopeKey(scopeKey(scope)), { ...scope, paths: ['/a', '/b'] });
    assert.equal(scopeKey(scope), scopeKey({ ...scope, paths: ['/a', '/b'] }));
  });

  it('are not read from anything else', () => {
    for (const key of [
      undefined,
      '',
      '{',
      '{}',
      '{"target":{"kind":"shipped"},"paths":[]}',
      '{"target":{"kind":"file","uri":"x"}}',
    ])
      assert.equal(readScopeKey(key), undefined);
  });
});

describe('pickers of dashboards', () => {
  it('list own dashboards first', () => {
    const shipped = {
      target: { kind: 'shipped', id: 's' },
      title: 'S',
      description: '',
      place: '',
      reads: [],
    } as const;
    const own = {
      target: { kind: 'file', uri: 'u' },
      title: 'O',
      description: 'd',
      place: 'o.json',
      reads: [],
    } as const;
    assert.deepEqual(dashboardPicks([shipped]), [{ label: 'S', description: '', value: shipped }]);
    assert.deepEqual(
      dashboardPicks([shipped, own]).map(({ label }) => label),
      ['Workspace', 'O', 'Built-in', 'S'],
    );
  });

  it('offer for a file what reads its records first, limited to it and for all logs', () => {
    const target = { kind: 'shipped', id: 's' } as const;
    const known = [
      { target, title: 'C', description: '', place: '', reads: ['cloudTrail'] },
      { target, title: 'N', description: '', place: 'n.json', reads: ['sesNotifications'] },
    ] as const;
    const lines = scopedPicks(known, 'a.json', false, 'sesNotifications');
    assert.deepEqual(
      lines.map(({ label, description }) => (description === undefined ? label : `${label} (${description})`)),
      ['Only a.json', 'N (n.json)', 'C ()', 'All logs', 'N (all logs · n.json)', 'C (all logs)'],
    );
    assert.deepEqual(
      lines.map(({ value }) => value?.isLimited),
      [undefined, true, true, undefined, false, false],
    );
    assert.deepEqual(
      scopedPicks(known, 'logs', true, undefined).map(({ label }) => label),
      ['Only the logs in logs', 'C', 'N', 'All logs', 'C', 'N'],
    );
  });

  it('know the records of a file by their fields, wrapped in text or not', () => {
    assert.equal(kindOfText('{"Records":[{"eventVersion":"1.08","eventSource":"ses.amazonaws.com"'), 'cloudTrail');
    assert.equal(kindOfText('{"notificationType":"Bounce"'), 'sesNotifications');
    assert.equal(kindOfText('{"Message":"{\\"eventType\\":\\"Send\\"'), 'sesNotifications');
    assert.equal(kindOfText('{"name":"package"}'), undefined);
  });

  it('count the records of a kind by category', () => {
    const files = [
      { category: 'x', kinds: { 'ses.notification': 2, cloudtrail: 9 } },
      { category: 'y', kinds: { 'ses.event': 5 } },
      { category: 'x', kinds: { 'ses.event': 4 } },
    ];
    assert.deepEqual(categoryCounts(files, logKinds.sesNotifications), [
      { category: 'x', records: 6 },
      { category: 'y', records: 5 },
    ]);
    assert.deepEqual(categoryCounts(files, logKinds.cloudTrail), [{ category: 'x', records: 9 }]);
  });

  it('write and read the scope of categories', () => {
    for (const categories of [[], ['AWS/SES'], ['a b', 'c"d\\e', 'AWS/CloudTrail']])
      assert.deepEqual(categoriesOf(scopeOf(categories)), categories);
    assert.equal(scopeOf(['AWS/SES', 'a b']), '(_sourceCategory=AWS/SES or _sourceCategory="a b")');
    assert.equal(categoriesOf('_source=x'), undefined);
  });
});

describe('files that a dashboard makes', () => {
  it('hold rows without formulas, numbers as they are', () => {
    const columns = [
      { name: 'a,b', type: 'text' },
      { name: 'n', type: 'long' },
      { name: 't', type: 'time' },
    ] as const;
    const values = [
      ['=1+1', -5, 0],
      ['-12.5', 3, null],
      ['x"y\n', 0, 1_523_533_601_807],
      ['', null, null],
    ];
    assert.equal(csvHeader(columns), '"a,b",n,t\r\n');
    assert.equal(
      csvLines(values, columns),
      '\'=1+1,-5,1970-01-01T00:00:00.000Z\r\n-12.5,3,\r\n"x""y\n",0,2018-04-12T11:46:41.807Z\r\n"",,\r\n',
    );
  });

  it('are queries of messages limited to files and folders', () => {
    assert.equal(limitedTo('a', [], '/'), 'a');
    assert.equal(
      limitedTo('a', ['/logs/x "1".json'], '/'),
      'a\n| where _sourceName = "/logs/x \\"1\\".json" or _sourceName matches "/logs/x \\"1\\".json/*"',
    );
    assert.equal(limitNote([]), undefined);
    assert.equal(limitNote(['/a']), 'The dashboard is limited to /a; this query reads all logs.');
  });

  it('are queries with title and range', () => {
    assert.deepEqual([{}, { from: '-24h' }, { from: 'a', to: 'b' }, { to: 'b' }, { from: 'a' }].map(timeDirective), [
      undefined,
      'last 24h',
      'a to b',
      '1970-01-01T00:00:00Z to b',
      'a',
    ]);
    assert.equal(
      queryDocument('Top\n| delete', { from: '-1h' }, '* | count', 'note'),
      '// @title Top | delete\n// @time last 1h\n// note\n* | count\n',
    );
  });
});
