import assert from 'node:assert/strict';
import { readDashboardMessage } from '../../client/src/dashboard/guard.ts';

const choices = {
  now: 'data',
  timezone: 'UTC',
  variables: { domain: ['a', 'b'] },
  interval: 30,
  onChange: true,
  paths: ['/logs/a.json'],
};
const page = { type: 'page', requestId: 1, resultId: 'r', offset: 0, limit: 200 };
const layout = { x: 0, y: 0, width: 4, height: 4 };

describe('messages from the dashboard view', () => {
  it('pass without anything that was added to them', () => {
    assert.deepEqual(readDashboardMessage({ type: 'refresh', command: 'workbench.action.quit' }), { type: 'refresh' });
    assert.deepEqual(readDashboardMessage({ type: 'choose', choices: { ...choices, uri: 'x' } }), {
      type: 'choose',
      choices: { ...choices, timeRange: undefined },
    });
    assert.deepEqual(readDashboardMessage({ type: 'edit', edit: { kind: 'delete', panelId: 'a', path: '/etc' } }), {
      type: 'edit',
      edit: { kind: 'delete', panelId: 'a' },
    });
    const moved = { kind: 'layout', panels: [{ id: 'a', layout: { ...layout, z: 1 }, more: 1 }] };
    assert.deepEqual(readDashboardMessage({ type: 'edit', edit: moved }), {
      type: 'edit',
      edit: { kind: 'layout', panels: [{ id: 'a', layout }] },
    });
    assert.deepEqual(readDashboardMessage({ ...page, sort: { column: 1, descending: true, sql: 'x' } }), {
      ...page,
      sort: { column: 1, descending: true },
    });
  });

  it('may choose an interval of parts of seconds, as a file may', () => {
    const message = { type: 'choose', choices: { ...choices, timeRange: undefined, interval: 2.5 } };
    assert.deepEqual(readDashboardMessage(message), message);
  });

  it('may carry null as a value, and leave out what is optional', () => {
    const drill = { type: 'drillDown', panelId: 'a', column: 'c', value: null };
    assert.deepEqual(readDashboardMessage(drill), drill);
    assert.deepEqual(readDashboardMessage({ type: 'exportCsv' }), { type: 'exportCsv' });
  });

  const hostile: readonly unknown[] = [
    undefined,
    null,
    'refresh',
    [],
    {},
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'executeCommand', command: 'x' },
    { type: 'choose' },
    { type: 'choose', choices: { ...choices, now: 'tomorrow' } },
    { type: 'choose', choices: { ...choices, variables: { domain: 'a' } } },
    { type: 'choose', choices: { ...choices, variables: [] } },
    { type: 'choose', choices: { ...choices, interval: -1 } },
    { type: 'choose', choices: { ...choices, timeRange: { from: 7 } } },
    { type: 'edit', edit: { kind: 'layout', panels: [{ id: 'a', layout: { ...layout, x: -1 } }] } },
    { type: 'edit', edit: { kind: 'visualization', panelId: 'a', visualization: { kind: 'script' } } },
    { type: 'edit', edit: { kind: 'constructor', panelId: 'a' } },
    { type: 'drillDown', panelId: 'a', column: 'c', value: {} },
    { type: 'goTo', start: 5, end: 3 },
    { type: 'save', name: 'x', format: 'exe', data: '' },
    { type: 'visible', visible: 'yes' },
    { ...page, limit: 1e9 },
    { ...page, sort: { column: '1', descending: true } },
    { type: 'openQuery', panelId: 'x'.repeat(200_000) },
  ];
  for (const message of hostile) {
    it(`are refused when they are not of the protocol: ${(JSON.stringify(message) ?? 'undefined').slice(0, 120)}`, () => {
      assert.equal(readDashboardMessage(message), undefined);
    });
  }
});
