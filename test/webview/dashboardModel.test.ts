import assert from 'node:assert/strict';
import { drillChoices } from '../../client/webview/dashboard/drillDown.ts';
import { layoutAfterDrag, layoutAfterKey } from '../../client/webview/dashboard/editing.ts';
import { readKept } from '../../client/webview/dashboard/kept.ts';
import { changedPanels, placed } from '../../client/webview/dashboard/layout.ts';
import { footerNotes } from '../../client/webview/dashboard/panelParts.ts';
import { panelRows } from '../../client/webview/dashboard/panelRows.ts';
import { customRange, nowLabel, rangeLabel, zoomedRange } from '../../client/webview/dashboard/timeRanges.ts';
import { choiceAfter, choiceText, filteredValues } from '../../client/webview/dashboard/values.ts';
import { emptyModel, received } from '../../client/webview/dashboard/viewModel.ts';
import type { ViewModel } from '../../client/webview/dashboard/viewModel.ts';
import type { ToDashboardView } from '../../server/src/protocol/dashboardView.ts';
import { choices, columns, dashboard, panel, rows, runOf, shown } from './dashboardStates.ts';

const at = (id: string, x: number, y: number, width = 4, height = 4) => ({ id, layout: { x, y, width, height } });

describe('layout of a dashboard', () => {
  const row = [at('a', 0, 0), at('b', 4, 0), at('c', 8, 0)];

  it('pushes down what a panel is put on', () => {
    assert.deepEqual(placed(row, 'a', { x: 4, y: 0, width: 4, height: 4 }), [
      at('a', 4, 0),
      at('b', 4, 4),
      at('c', 8, 0),
    ]);
  });

  it('moves panels up into rows that became empty', () => {
    const panels = [at('a', 0, 0), at('b', 0, 4), at('c', 0, 8)];
    assert.deepEqual(placed(panels, 'a', { x: 4, y: 0, width: 4, height: 4 }), [
      at('a', 4, 0),
      at('b', 0, 0),
      at('c', 0, 4),
    ]);
  });

  it('keeps panels inside twelve columns and above the smallest size', () => {
    assert.deepEqual(placed([at('a', 0, 0)], 'a', { x: -3, y: -1, width: 40, height: 0 }), [at('a', 0, 0, 12, 2)]);
    assert.deepEqual(placed([at('a', 0, 0)], 'a', { x: 11, y: 0, width: 4, height: 4 }), [at('a', 8, 0)]);
  });

  it('never lets panels overlap, wherever one is put', () => {
    const panels = [at('a', 0, 0, 6), at('b', 6, 0, 6), at('c', 0, 4, 3), at('d', 3, 4, 9), at('e', 0, 8, 12)];
    for (let x = 0; x < 12; x += 1) {
      for (let y = 0; y < 12; y += 1) {
        const after = placed(panels, 'c', { x, y, width: 5, height: 3 });
        for (const [index, { layout: one }] of after.entries()) {
          for (const { layout: other } of after.slice(index + 1)) {
            const apart =
              one.x + one.width <= other.x ||
              other.x + other.width <= one.x ||
              one.y + one.height <= other.y ||
              other.y + other.height <= one.y;
            assert.ok(apart, `${x},${y}: ${JSON.stringify([one, other])}`);
          }
        }
      }
    }
  });

  it('names the panels that lie elsewhere than before', () => {
    assert.deepEqual(changedPanels(row, [at('a', 0, 0), at('b', 4, 4), at('c', 8, 0)]), [at('b', 4, 4)]);
    assert.deepEqual(changedPanels([at('a', 0, 0)], [at('a', 1, 0), at('gone', 4, 4)]), [at('a', 1, 0)]);
  });

  it('moves and sizes by key and by pointer', () => {
    const { layout } = at('a', 2, 2);
    assert.deepEqual(layoutAfterKey('ArrowRight', false, layout), { ...layout, x: 3 });
    assert.deepEqual(layoutAfterKey('ArrowUp', true, layout), { ...layout, height: 3 });
    assert.equal(layoutAfterKey('a', false, layout), undefined);
    const cell = { width: 100, height: 80 };
    assert.deepEqual(layoutAfterDrag(layout, 'place', { x: -160, y: 79 }, cell), { ...layout, x: 0, y: 3 });
    assert.deepEqual(layoutAfterDrag(layout, 'size', { x: 40, y: 161 }, cell), { ...layout, height: 6 });
  });
});

describe('time ranges of a dashboard', () => {
  it('are said as people say them', () => {
    assert.deepEqual(
      [{}, { from: '-24h' }, { from: '-1d', to: 'now' }, { from: '-24h', to: '-12h' }, { to: '2018-01-01' }].map(
        rangeLabel,
      ),
      ['All data', 'Last 24 hours', 'Last 1 day', '-24h – -12h', 'oldest – 2018-01-01'],
    );
  });

  it('leave open what is not typed', () => {
    assert.deepEqual(customRange(' -3h ', ''), { from: '-3h' });
    assert.deepEqual(customRange('', ''), {});
  });

  it('name now and its instant in the zone', () => {
    assert.equal(
      nowLabel('data', Date.UTC(2018, 3, 12, 11, 46), 'Asia/Kolkata'),
      'now = newest record, 2018-04-12 17:16',
    );
    assert.equal(nowLabel('clock', undefined, 'UTC'), 'now = clock');
    assert.deepEqual(zoomedRange(0, 1), { from: '1970-01-01T00:00:00.000Z', to: '1970-01-01T00:00:00.001Z' });
  });
});

describe('values of a variable', () => {
  it('offers everything first, then what is chosen, then the rest', () => {
    assert.deepEqual(filteredValues(['a', 'b', 'c'], ['c'], '', true), ['*', 'c', 'a', 'b']);
    assert.deepEqual(filteredValues(['a', 'b'], ['*'], '', false), ['a', 'b']);
  });

  it('filters without regard to case and offers the typed text', () => {
    assert.deepEqual(filteredValues(['Example.com', 'other'], [], 'EXAM', true), ['Example.com', 'EXAM']);
    assert.deepEqual(filteredValues(['Example.com'], [], 'zzz', false), []);
  });

  it('adds and removes values; the last one gone is everything', () => {
    assert.deepEqual(choiceAfter(['*'], 'a', true, true), ['a']);
    assert.deepEqual(choiceAfter(['a'], 'b', true, true), ['a', 'b']);
    assert.deepEqual(choiceAfter(['a', 'b'], 'a', true, true), ['b']);
    assert.deepEqual(choiceAfter(['a'], 'a', true, true), ['*']);
    assert.deepEqual(choiceAfter(['a', 'b'], '*', true, true), ['*']);
    assert.deepEqual(choiceAfter(['a'], 'b', false, true), ['b']);
  });

  it('are told in the bar', () => {
    assert.deepEqual([[], ['*'], ['a'], ['a', 'b', 'c'], ['']].map(choiceText), ['all', 'all', 'a', 'a +2', '(empty)']);
  });
});

describe('model of the dashboard view', () => {
  const after = (...messages: readonly ToDashboardView[]): ViewModel =>
    messages.reduce((model, message) => received(model, message as Parameters<typeof received>[1]), emptyModel);

  it('keeps answers over a change of the file and drops those of panels that are gone', () => {
    const smaller = shown({ dashboard: dashboard({ panels: [panel('bars')] }) });
    const model = after({ type: 'state', state: shown() }, ...runOf({ bars: rows(), details: rows() }), {
      type: 'state',
      state: smaller,
    });
    assert.deepEqual([...model.panels], [['bars', { isLoading: false, result: rows() }]]);
  });

  it('counts panels with a problem when the run is over', () => {
    const wrong = { kind: 'problem', message: 'x', diagnostics: [] } as const;
    const model = after({ type: 'state', state: shown() }, ...runOf({ bars: rows(), details: wrong }));
    assert.equal(model.announcement, 'Dashboard is up to date, 1 of 2 panels have a problem.');
  });

  it('forgets the values of variables when other logs or another range are chosen', () => {
    const values = { type: 'values', variable: 'domain', result: { kind: 'problem', message: '' } } as const;
    const state = (change: Partial<typeof choices>): ToDashboardView => ({
      type: 'state',
      state: shown({ choices: { ...choices, ...change } }),
    });
    assert.equal(after(state({}), values, state({ interval: 30 })).values.size, 1);
    assert.equal(after(state({}), values, state({ timeRange: {} })).values.size, 0);
  });

  it('stops loading everywhere when a run ends early', () => {
    const [running, , , finished] = runOf({ bars: rows(), details: rows() });
    assert.ok(running !== undefined && finished !== undefined);
    const model = after({ type: 'state', state: shown() }, running, finished);
    assert.deepEqual(
      [...model.panels.values()].map(({ isLoading }) => isLoading),
      [false, false],
    );
  });
});

describe('a clicked value', () => {
  const row = ['a@example.com', 7];

  it('filters by the variable that the panel names, with the value of its column', () => {
    const { panels } = dashboard();
    assert.ok(panels[0] !== undefined);
    assert.deepEqual(drillChoices(dashboard(), panels[0], { column: 'n', value: 7, columns, row }), [
      { kind: 'filter', variable: 'domain', label: 'Domain', value: 'a@example.com' },
      { kind: 'messages', column: 'n', value: 7 },
    ]);
  });

  it('filters by a variable of the same name as its column', () => {
    assert.deepEqual(
      drillChoices(dashboard(), panel('x'), { column: 'Kind', value: 'Permanent', columns, row: undefined }),
      [
        { kind: 'filter', variable: 'kind', label: 'kind', value: 'Permanent' },
        { kind: 'messages', column: 'Kind', value: 'Permanent' },
      ],
    );
  });

  it('leads to another dashboard, and for null to the messages only', () => {
    const linked = panel('x', { drillDown: { dashboard: 'complaint', variable: 'email' } });
    assert.deepEqual(drillChoices(dashboard(), linked, { column: 'email', value: 'a', columns, row }), [
      { kind: 'dashboard', dashboard: 'complaint', variable: 'email', value: 'a' },
      { kind: 'messages', column: 'email', value: 'a' },
    ]);
    assert.deepEqual(drillChoices(dashboard(), linked, { column: 'email', value: null, columns, row }), [
      { kind: 'messages', column: 'email', value: null },
    ]);
  });
});

describe('parts of a panel', () => {
  it('takes rows that came along and asks for the others', async () => {
    const asked: unknown[] = [];
    const fetch = panelRows(rows(undefined, { total: 3 }), (...request) => {
      asked.push(request);
      return Promise.resolve({ offset: 0, total: 3, rows: [] });
    });
    assert.deepEqual(await fetch(0, 2, undefined), { offset: 0, total: 3, rows: rows().rows });
    await fetch(0, 200, undefined);
    await fetch(0, 2, { column: 0, descending: true });
    assert.deepEqual(asked, [
      ['r1', 0, 200, undefined],
      ['r1', 0, 2, { column: 0, descending: true }],
    ]);
  });

  it('leaves the credit of places to the map, and tells it below a table of them', () => {
    const map = panel('x', { visualization: { kind: 'map' } });
    const result = rows(undefined, { notices: [{ code: 'lookup.credit', message: 'Places by X.' }] });
    assert.deepEqual(footerNotes(map, result, false), []);
    assert.deepEqual(footerNotes(map, result, true), ['Places by X.']);
  });

  it('remembers what it wrote, and nothing of another form', () => {
    const kept = { key: 'k', tables: ['a'], full: 'b', scroll: 12 };
    assert.deepEqual(readKept(kept), kept);
    for (const other of [undefined, null, 'x', { key: 1 }, { key: 'k', tables: [7] }])
      assert.deepEqual(readKept(other), { key: '', tables: [], full: undefined, scroll: 0 });
  });
});
