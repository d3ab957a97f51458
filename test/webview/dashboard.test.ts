import assert from 'node:assert/strict';
import type { DashboardEdit } from '../../server/src/protocol/dashboardView.ts';
import { inChromium, useChromium } from './chromium.ts';
import { becomes } from './becomes.ts';
import { openDashboardPage } from './dashboardPage.ts';
import type { DashboardPage } from './dashboardPage.ts';
import { choices, columns, dashboard, panel, rows, runOf, shown } from './dashboardStates.ts';
import { serveView } from './viewServer.ts';

const both = { bars: rows(), details: rows(undefined, { resultId: 'r2' }) };
const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

describe(inChromium('dashboard view'), () => {
  let view: DashboardPage;
  const opened = useChromium(() => serveView('dashboard'), 60_000);

  beforeEach(async () => {
    view = await openDashboardPage(opened().browser, opened().server.address('dark'));
  });
  afterEach(async () => {
    const { faults } = view;
    await view.page.context().close();
    assert.deepEqual(faults, [], 'the page broke its policy or threw');
  });

  const show = async (state = shown(), results: Parameters<typeof runOf>[0] = both): Promise<void> => {
    await view.post({ type: 'state', state }, ...runOf(results));
    await view.page.locator('sesq-panel').first().waitFor();
  };
  const edits = (): readonly DashboardEdit[] => view.of('edit').map(({ edit }) => edit);
  const menuItem = (name: string) => view.page.getByRole('menuitem', { name, exact: true });
  const editLayout = async (): Promise<void> => {
    await view.page.locator('[data-action=menu]').click();
    await menuItem('Edit Layout').click();
    await view.page.locator('.grid.editing').waitFor();
  };
  /** Messages come a moment after what causes them. */
  const firstEdit = async (): Promise<DashboardEdit | undefined> => {
    await becomes(() => edits().length > 0, true);
    return edits()[0];
  };
  const panelMenu = async (id: string, item: string): Promise<void> => {
    await view.panel(id).hover();
    await view.panel(id).locator('[data-action=more]').click();
    await menuItem(item).click();
  };

  it('asks for the state once it is ready', async () => {
    await view.page.getByRole('progressbar').waitFor();
    assert.deepEqual(view.sent, [{ type: 'ready' }]);
  });

  it('shows the choices, what now is, and the answers of the panels', async () => {
    await show();
    const text = (name: string) => view.page.locator(`[data-choice="${name}"] .text`).textContent();
    assert.equal(await text('range'), 'Last 24 hours');
    assert.equal(await text('now'), 'now = newest record, 2018-04-12 11:46');
    assert.equal(await text('variable-domain'), 'Domain: all');
    assert.equal(await view.page.locator('.status').textContent(), '11:46 · 0.24 s');
    await view.panel('details').locator('[data-row="0"]').first().filter({ hasText: 'a@example.com' }).waitFor();
    await view.panel('bars').locator('canvas').first().waitFor();
    await view.page.getByRole('status').filter({ hasText: 'Dashboard is up to date.' }).waitFor();
  });

  it('keeps the old picture, dimmed, under a progress line while a panel loads', async () => {
    await show();
    await view.post({ type: 'running', run: 2, panels: ['details'] });
    const details = view.panel('details');
    await details.getByRole('progressbar').waitFor();
    assert.equal(await details.locator('.body').first().getAttribute('aria-busy'), 'true');
    assert.equal(await details.locator('[data-row="0"]').first().textContent(), 'a@example.com');
    assert.equal(await view.panel('bars').getByRole('progressbar').count(), 0);
    await view.page.locator('[data-action=stop]').click();
    assert.equal(view.of('stop').length, 1);
  });

  it('ignores answers of a run that was followed by another', async () => {
    await show();
    await view.post(
      { type: 'running', run: 2, panels: ['details'] },
      { type: 'panel', run: 1, panelId: 'details', result: rows([['late@example.com', 1]], { resultId: 'r9' }) },
      { type: 'panel', run: 2, panelId: 'details', result: rows([['new@example.com', 1]], { resultId: 'r3' }) },
    );
    await view.panel('details').getByText('new@example.com').waitFor();
    assert.equal(await view.page.getByText('late@example.com').count(), 0);
  });

  it('says why a panel is empty, what is wrong with one, and what its footer must say', async () => {
    const panels = [
      panel('empty', { emptyText: 'No permanent bounces in this range.' }),
      panel('wrong', { layout: { x: 6, y: 0, width: 6, height: 4 } }),
      panel('own', { layout: { x: 0, y: 4, width: 6, height: 4 }, timeRange: { from: '-7d' } }),
    ];
    const start = panels[1]?.query.indexOf('count') ?? 0;
    await show(shown({ dashboard: dashboard({ panels }) }), {
      empty: rows([]),
      wrong: {
        kind: 'problem',
        message: 'There is no operator conut.',
        diagnostics: [{ code: 'x', severity: 'error', message: '', start, end: start + 5 }],
      },
      own: rows(undefined, { resultId: 'r5', total: 24_533 }),
    });
    await view.panel('empty').getByText('No permanent bounces in this range.').waitFor();
    await view.panel('wrong').getByText('There is no operator conut.').waitFor();
    await view.panel('wrong').getByText('Open query, line 2, column 3').click();
    assert.deepEqual(view.of('openQuery'), [{ type: 'openQuery', panelId: 'wrong' }]);
    assert.deepEqual(await view.panel('own').locator('footer span').allTextContents(), [
      'Last 7 days',
      'Drawn from the first 2 of 24,533 rows',
    ]);
  });

  it('chooses a range by preset, by two times and by the file again', async () => {
    await show();
    const open = () => view.page.locator('[data-choice=range]').click();
    await open();
    await view.page.getByRole('button', { name: 'Last 7 days' }).click();
    await open();
    await view.page.getByLabel('From').fill('2018-04-01');
    await view.page.getByLabel('To').fill('2018-04-02');
    await view.page.getByLabel('To').press('Enter');
    await open();
    await view.page.getByRole('button', { name: 'Of the dashboard: Last 24 hours' }).click();
    assert.deepEqual(
      view.of('choose').map(({ choices: { timeRange } }) => timeRange),
      [{ from: '-7d' }, { from: '2018-04-01', to: '2018-04-02' }, undefined],
    );
  });

  it('chooses several values of a variable by keyboard, from the values of the data', async () => {
    await show();
    await view.page.locator('[data-choice="variable-domain"]').focus();
    await view.page.keyboard.press('Enter');
    await view.page.getByText('Reading values…').waitFor();
    assert.deepEqual(view.of('values'), [{ type: 'values', variable: 'domain' }]);
    const result = { kind: 'values', values: ['example.com', 'example.net'], truncated: false } as const;
    await view.post({ type: 'values', variable: 'domain', result });
    await view.page.getByRole('option', { name: 'example.net' }).waitFor();
    await view.page.keyboard.type('example');
    await view.page.getByRole('option', { name: 'All (*)' }).waitFor({ state: 'detached' });
    await view.page.keyboard.press('Enter');
    await view.page.keyboard.press('ArrowDown');
    await view.page.keyboard.press('Enter');
    await view.page.keyboard.press('Escape');
    const chosen = view.of('choose').map((message) => message.choices.variables['domain']);
    assert.deepEqual(chosen, [['example.com'], ['example.com', 'example.net']]);
    await view.page.locator('[data-choice="variable-domain"]:focus').waitFor();
    assert.equal(
      await view.page.locator('[data-choice="variable-domain"] .text').textContent(),
      'Domain: example.com +1',
    );
  });

  it('asks for the values of a variable whenever it offers them, and offers the known ones meanwhile', async () => {
    await show();
    const offer = () => view.page.locator('[data-choice="variable-domain"]').click();
    await offer();
    await view.post({ type: 'values', variable: 'domain', result: { kind: 'problem', message: 'Not now.' } });
    await view.page.getByText('Not now.').waitFor();
    await view.page.keyboard.press('Escape');
    await offer();
    await becomes(() => view.of('values').length, 2);
    const values = (...found: readonly string[]) =>
      view.post({ type: 'values', variable: 'domain', result: { kind: 'values', values: found, truncated: false } });
    await values('example.com');
    await view.page.getByRole('option', { name: 'example.com' }).waitFor();
    await view.page.keyboard.press('Escape');
    await offer();
    await view.page.getByRole('option', { name: 'example.com' }).waitFor();
    await values('example.com', 'example.org');
    await view.page.getByRole('option', { name: 'example.org' }).waitFor();
  });

  it('says in place of a chart that its script is missing; its rows can be looked at', async () => {
    await view.page.route('**/charts.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await view.page.reload();
    await show();
    await view.panel('bars').getByText('The chart cannot be drawn').waitFor();
    await view.panel('bars').hover();
    await view.panel('bars').locator('[data-action=table]').click();
    await view.panel('bars').locator('[data-row="0"]').first().filter({ hasText: 'a@example.com' }).waitFor();
    await view.page.locator('[data-action=menu]').click();
    await menuItem('Save as PNG…').click();
    await becomes(() => view.of('save').map(({ name }) => name), ['Bounced Notifications']);
  });

  it('offers no picture of a panel that has none', async () => {
    await show(shown(), { bars: rows([]) });
    await view.panel('bars').getByText('No result in this range.').waitFor();
    await view.panel('bars').hover();
    await view.panel('bars').locator('[data-action=more]').click();
    await menuItem('Save Rows as CSV…').waitFor();
    assert.equal(await menuItem('Save as PNG…').count(), 0);
  });

  it('takes one value of a list and closes', async () => {
    await show();
    await view.page.locator('[data-choice="variable-kind"]').click();
    await view.page.getByRole('option', { name: 'Transient' }).click();
    assert.deepEqual(view.of('choose').at(-1)?.choices.variables, { kind: ['Transient'] });
    assert.equal(await view.page.getByRole('listbox').isVisible(), false);
  });

  it('chooses now, the zone and the refresh', async () => {
    await show();
    await view.page.locator('[data-choice=now]').click();
    await view.page.getByRole('menuitemradio', { name: 'Clock of this machine' }).click();
    await view.page.locator('[data-choice=zone]').click();
    await view.page.keyboard.type('Asia/Tok');
    await view.page.keyboard.press('Enter');
    await view.page.locator('[data-choice=interval]').click();
    await view.page.getByRole('menuitemradio', { name: 'Every 5 minutes' }).click();
    const last = view.of('choose').at(-1)?.choices;
    assert.deepEqual([last?.now, last?.timezone, last?.interval], ['clock', 'Asia/Tokyo', 300]);
    await view.page.locator('[data-action=refresh]').click();
    assert.equal(view.of('refresh').length, 1);
  });

  it('shows a chart as a table and back, and remembers it while hidden', async () => {
    await show();
    await view.post({ type: 'keep', key: 'the key' });
    await view.panel('bars').hover();
    await view.panel('bars').locator('[data-action=table]').click();
    await view.panel('bars').getByRole('grid').waitFor();
    const kept = await view.page.evaluate(() => (window as unknown as { keptState(): unknown }).keptState());
    assert.deepEqual(kept, { key: 'the key', tables: ['bars'], full: undefined, scroll: 0 });
    const again = await openDashboardPage(opened().browser, opened().server.address('dark'), 'dark', { kept });
    await again.post({ type: 'state', state: shown() }, ...runOf(both));
    await again.panel('bars').getByRole('grid').waitFor();
    await again.panel('bars').locator('[data-action=table]').click();
    await again.panel('bars').locator('canvas').first().waitFor();
    await again.page.context().close();
  });

  it('fills the view with one panel until Escape', async () => {
    await show();
    await view.panel('bars').hover();
    await view.panel('bars').locator('[data-action=full]').click();
    assert.equal(await view.panel('details').isVisible(), false);
    assert.ok(((await view.panel('bars').boundingBox())?.height ?? 0) > 600);
    await view.page.keyboard.press('Escape');
    assert.equal(await view.panel('details').isVisible(), true);
  });

  it('asks the host for rows beyond those that came, and in another order', async () => {
    const many = Array.from({ length: 200 }, (_, index) => [`u${index}@example.com`, index]);
    view.answerPages(({ requestId, resultId, offset }) => ({
      type: 'page',
      requestId,
      resultId,
      page: { offset, total: 500, rows: [['sorted@example.com', 1]] },
    }));
    await show(shown(), { bars: rows(), details: rows(many, { resultId: 'r2', total: 500 }) });
    const details = view.panel('details');
    await details.locator('[data-row="0"]').first().filter({ hasText: 'u0@example.com' }).waitFor();
    assert.deepEqual(view.of('page'), []);
    await details.getByRole('columnheader', { name: 'n', exact: true }).click();
    await details.getByText('sorted@example.com').waitFor();
    const [request] = view.of('page');
    assert.deepEqual([request?.resultId, request?.offset, request?.sort], ['r2', 0, { column: 1, descending: true }]);
  });

  it('offers a filter, the messages and the text of a value', async () => {
    await show();
    const pick = () => view.panel('details').locator('[data-row="1"]').first().click({ button: 'right' });
    await pick();
    await menuItem('Show Messages').click();
    assert.deepEqual(view.of('drillDown'), [
      { type: 'drillDown', panelId: 'details', column: 'email', value: 'b@example.com' },
    ]);
    await pick();
    await menuItem('Copy Value').click();
    assert.equal(await view.page.evaluate(() => navigator.clipboard.readText()), 'b@example.com');
    await view
      .panel('bars')
      .locator('sesq-chart')
      .evaluate((chart) =>
        chart.dispatchEvent(
          new CustomEvent('sesq-pick', { detail: { column: 'email', value: 'a@example.com', row: 0 } }),
        ),
      );
    await menuItem('Filter This Dashboard by Domain = a@example.com').click();
    assert.deepEqual(view.of('choose').at(-1)?.choices.variables, { domain: ['a@example.com'] });
  });

  it('takes the range of a zoom', async () => {
    await show();
    await view
      .panel('bars')
      .locator('sesq-chart')
      .evaluate((chart) => chart.dispatchEvent(new CustomEvent('sesq-zoom', { detail: { from: 0, to: 60_000 } })));
    await view.page.locator('[data-choice=range]').filter({ hasText: '1970' }).waitFor();
    assert.deepEqual(view.of('choose').at(-1)?.choices.timeRange, {
      from: '1970-01-01T00:00:00.000Z',
      to: '1970-01-01T00:01:00.000Z',
    });
  });

  it('renames, redraws, duplicates and deletes panels of a file that can be changed', async () => {
    await show();
    await panelMenu('bars', 'Rename…');
    await view.page.getByLabel('Title of the panel').fill('Top addresses');
    await view.page.keyboard.press('Enter');
    await panelMenu('bars', 'Change Chart…');
    await view.page.getByRole('menuitemradio', { name: 'Pie', exact: true }).click();
    await panelMenu('details', 'Duplicate');
    await panelMenu('details', 'Delete');
    assert.deepEqual(edits(), [
      { kind: 'title', panelId: 'bars', title: 'Top addresses' },
      { kind: 'visualization', panelId: 'bars', visualization: { kind: 'pie' } },
      { kind: 'duplicate', panelId: 'details' },
      { kind: 'delete', panelId: 'details' },
    ]);
  });

  it('offers a copy instead of changes for dashboards that come along', async () => {
    await show(shown({ editable: false }));
    await view.panel('bars').hover();
    await view.panel('bars').locator('[data-action=more]').click();
    assert.deepEqual(await view.page.getByRole('menuitem').allInnerTexts(), [
      '\ueaea\nSave as PNG…',
      '\uebb7\nSave Rows as CSV…',
    ]);
    await view.page.keyboard.press('Escape');
    await view.page.locator('[data-action=menu]').click();
    await menuItem('Copy to Workspace to Edit').click();
    await becomes(() => view.of('copyToWorkspace').length, 1);
  });

  it('moves and sizes panels by key while the layout is edited, and writes the layout once', async () => {
    await show();
    await editLayout();
    await view.panel('details').focus();
    await view.page.keyboard.press('Shift+ArrowDown');
    await view.page.keyboard.press('ArrowLeft');
    await firstEdit();
    assert.deepEqual(edits(), [
      {
        kind: 'layout',
        panels: [
          { id: 'bars', layout: { x: 0, y: 5, width: 6, height: 4 } },
          { id: 'details', layout: { x: 5, y: 0, width: 6, height: 5 } },
        ],
      },
    ]);
  });

  it('moves a panel by dragging it', async () => {
    await show();
    await editLayout();
    const from = await view.panel('bars').locator('h2').boundingBox();
    assert.ok(from !== null);
    await view.page.mouse.move(from.x + 20, from.y + 8);
    await view.page.mouse.down();
    await view.page.mouse.move(from.x + 20 + 6 * 105, from.y + 8, { steps: 6 });
    await view.page.mouse.up();
    assert.deepEqual(await firstEdit(), {
      kind: 'layout',
      panels: [
        { id: 'bars', layout: { x: 6, y: 0, width: 6, height: 4 } },
        { id: 'details', layout: { x: 6, y: 4, width: 6, height: 4 } },
      ],
    });
  });

  it('saves pictures of a panel and of the whole dashboard', async () => {
    await show();
    await view.panel('bars').locator('canvas').first().waitFor();
    await panelMenu('bars', 'Save as PNG…');
    await view.page.locator('[data-action=menu]').click();
    await menuItem('Save as PNG…').click();
    await becomes(() => view.of('save').length, 2);
    const [one, all] = view.of('save');
    assert.deepEqual([one?.name, all?.name], ['Panel bars', 'Bounced Notifications']);
    for (const saved of [one, all]) {
      const bytes = Buffer.from(saved?.data ?? '', 'base64');
      assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
      assert.ok(bytes.readUInt32BE(16) > 400, 'the picture is wide');
    }
  });

  it('leads to samples and a folder when there are no logs', async () => {
    await view.post({
      type: 'state',
      state: { kind: 'start', title: 'Bounced', message: 'No SES notifications were found.' },
    });
    await view.page.getByText('No SES notifications were found.').first().waitFor();
    await view.page.getByRole('button', { name: 'Open the Samples' }).click();
    await view.page.getByRole('button', { name: 'Choose a Folder' }).click();
    assert.deepEqual(view.sent.slice(-2), [{ type: 'openSamples' }, { type: 'chooseFolder' }]);
  });

  it('lists the problems of a file and goes to their places', async () => {
    const problems = [{ code: 'x', severity: 'error', message: 'The version is 7.', start: 12, end: 13 }] as const;
    await view.post({ type: 'state', state: { kind: 'invalid', title: 'mine.sesdash.json', problems } });
    await view.page.getByRole('button', { name: 'The version is 7.' }).click();
    assert.deepEqual(view.sent.at(-1), { type: 'goTo', start: 12, end: 13 });
  });

  it('shows markup in values, titles, columns and variables as text', async () => {
    const panels = [
      panel('bars', { title: hostile, emptyText: hostile }),
      panel('details', {
        title: hostile,
        visualization: { kind: 'table', labels: { email: hostile } },
        layout: { x: 6, y: 0, width: 6, height: 4 },
      }),
    ];
    const variables = [{ name: 'v', label: hostile, kind: 'list', values: [hostile] }] as const;
    await show(
      shown({ dashboard: dashboard({ title: hostile, panels, variables }), choices: { ...choices, paths: [hostile] } }),
      {
        bars: rows([[hostile, 1]]),
        details: rows([[hostile, 1]], { resultId: 'r2', notices: [{ code: 'x', message: hostile }] }),
      },
    );
    await view.panel('details').locator('[data-row="0"]').first().filter({ hasText: 'onerror' }).waitFor();
    await view.page.locator('[data-choice="variable-v"]').click();
    await view.page.getByRole('option', { name: hostile }).waitFor();
    assert.equal(await view.page.locator('h1').textContent(), hostile);
    assert.notEqual(await view.page.title(), '1');
    assert.notEqual(await view.page.title(), '2');
  });

  it('ignores messages that are not of the protocol', async () => {
    await show();
    const [first] = both.details.rows;
    const panelMessage = { type: 'panel', run: 1, panelId: 'details' };
    for (const message of [
      null,
      'state',
      { type: 'toString' },
      { type: '__proto__' },
      { type: 'state', state: { kind: 'dashboard', dashboard: { panels: 'x' } } },
      { type: 'state', state: { ...shown(), choices: { ...choices, variables: { domain: 'x' } } } },
      { ...panelMessage, result: { kind: 'rows', columns, rows: [[{}]] } },
      { ...panelMessage, result: { ...both.details, rows: [[['forged']]] } },
      { type: 'running', run: -1, panels: [] },
      { type: 'page', requestId: 9, resultId: 'r2', page: { offset: 0, total: 1, rows: [['forged', 1]] } },
    ])
      await view.send(message);
    await view.post({ type: 'progress', run: 1, fraction: 0.5, phase: 'Running' });
    assert.equal(await view.panel('details').locator('[data-row="0"]').first().textContent(), first?.[0]);
    assert.equal(await view.page.getByText('forged').count(), 0);
  });

  it('puts panels below each other in a narrow view', async () => {
    const narrow = await openDashboardPage(opened().browser, opened().server.address('light'), 'light', {
      width: 200,
      height: 700,
    });
    await narrow.post({ type: 'state', state: shown() }, ...runOf(both));
    const [bars, details] = [await narrow.panel('bars').boundingBox(), await narrow.panel('details').boundingBox()];
    assert.ok(bars !== null && details !== null);
    assert.equal(bars.x, details.x);
    assert.ok(details.y >= bars.y + bars.height);
    assert.equal(await narrow.page.evaluate(() => document.documentElement.scrollWidth), 200);
    assert.deepEqual(narrow.faults, []);
    await narrow.page.context().close();
  });

  it('draws fifty panels, those out of view when they come near', async function () {
    this.timeout(60_000);
    const panels = Array.from({ length: 50 }, (_, index) =>
      panel(`p${index}`, { layout: { x: (index % 3) * 4, y: Math.floor(index / 3) * 4, width: 4, height: 4 } }),
    );
    const results = Object.fromEntries(panels.map(({ id }) => [id, rows(undefined, { resultId: id })]));
    await show(shown({ dashboard: dashboard({ panels }) }), results);
    await view.panel('p0').locator('canvas').first().waitFor();
    assert.equal(await view.panel('p49').locator('canvas').count(), 0);
    await view.panel('p49').scrollIntoViewIfNeeded();
    await view.panel('p49').locator('canvas').first().waitFor();
  });

  it('works in high contrast', async () => {
    const contrast = await openDashboardPage(
      opened().browser,
      opened().server.address('high-contrast'),
      'high-contrast',
    );
    await contrast.post({ type: 'state', state: shown() }, ...runOf(both));
    await contrast.panel('bars').locator('canvas').first().waitFor();
    const border = await contrast.panel('bars').evaluate((element) => getComputedStyle(element).borderTopColor);
    assert.equal(border, 'rgb(111, 195, 223)');
    assert.deepEqual(contrast.faults, []);
    await contrast.page.context().close();
  });
});
