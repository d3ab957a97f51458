import assert from 'node:assert/strict';
import { inChromium, useChromium } from './chromium.ts';
import { openDashboardPage } from './dashboardPage.ts';
import type { DashboardPage } from './dashboardPage.ts';
import { dashboard, panel, rows, runOf, shown } from './dashboardStates.ts';
import { serveView } from './viewServer.ts';

/** Three in the first row, a wide one below. */
const three = dashboard({
  panels: [
    panel('one', { layout: { x: 0, y: 0, width: 3, height: 3 } }),
    panel('two', { layout: { x: 3, y: 0, width: 4, height: 4 } }),
    panel('three', { layout: { x: 7, y: 0, width: 5, height: 4 } }),
    panel('wide', { layout: { x: 0, y: 4, width: 12, height: 3 }, visualization: { kind: 'table' } }),
  ],
});
const results = Object.fromEntries(three.panels.map(({ id }) => [id, rows(undefined, { resultId: id })]));

describe(inChromium('looks of the dashboard'), () => {
  let view: DashboardPage;
  const opened = useChromium(() => serveView('dashboard'), 60_000);

  afterEach(async () => {
    const { faults } = view;
    await view.page.context().close();
    assert.deepEqual(faults, [], 'the page broke its policy or threw');
  });

  const open = async (width: number): Promise<void> => {
    view = await openDashboardPage(opened().browser, opened().server.address('dark'), 'dark', { width });
    await view.post({ type: 'state', state: shown({ dashboard: three }) }, ...runOf(results));
    await view.panel('one').locator('canvas').waitFor();
  };
  const boxOf = async (id: string) => {
    const box = await view.panel(id).boundingBox();
    assert.ok(box);
    return { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width), height: Math.round(box.height) };
  };
  const focused = (): Promise<string | undefined> =>
    view.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.getAttribute('data-action') ?? active?.textContent?.trim();
    });

  it('beside another editor two panels share a row, and what stands alone has all of it', async () => {
    await open(700);
    const [one, two, last, wide] = [await boxOf('one'), await boxOf('two'), await boxOf('three'), await boxOf('wide')];
    assert.equal(one.y, two.y);
    assert.equal(one.width, two.width);
    assert.equal(one.height, two.height, 'the shorter one is as high as its neighbour');
    assert.equal(two.height, 4 * 80 - 8);
    assert.deepEqual([last.x, wide.x], [one.x, one.x]);
    assert.deepEqual([last.width, wide.width], [2 * one.width + 8, 2 * one.width + 8]);
    assert.ok(last.y > one.y && wide.y > last.y);
  });

  it('is on its grid again where there is room, and while it is edited', async () => {
    await open(900);
    const [one, last] = [await boxOf('one'), await boxOf('three')];
    assert.equal(one.y, last.y);
    await view.page.setViewportSize({ width: 700, height: 760 });
    await view.page.locator('[data-action=menu]').click();
    await view.page.getByRole('menuitem', { name: 'Edit Layout', exact: true }).click();
    await view.page.locator('.grid.editing').waitFor();
    assert.equal((await boxOf('one')).y, (await boxOf('three')).y);
  });

  it('the actions of a panel are one stop of the Tab key, arrow keys go on in them', async () => {
    await open(900);
    await view.panel('one').focus();
    const keys: readonly (readonly [key: string, then: string])[] = [
      ['Tab', 'table'],
      ['ArrowRight', 'full'],
      ['End', 'more'],
      ['ArrowRight', 'table'],
      ['ArrowLeft', 'more'],
    ];
    for (const [key, then] of keys) {
      await view.page.keyboard.press(key);
      assert.equal(await focused(), then, key);
    }
    await view.page.keyboard.press('Tab');
    assert.notEqual(await focused(), 'table');
    await view.page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), 'more', 'the group is entered where it was left');
  });

  it('the legend of a chart is one stop too', async () => {
    const pies = dashboard({ panels: [panel('one', { visualization: { kind: 'pie' } })] });
    view = await openDashboardPage(opened().browser, opened().server.address('dark'), 'dark', { width: 900 });
    await view.post({ type: 'state', state: shown({ dashboard: pies }) }, ...runOf({ one: rows() }));
    const legend = view.panel('one').locator('.legend button');
    await legend.first().focus();
    await view.page.keyboard.press('ArrowDown');
    assert.match((await focused()) ?? '', /^b@example\.com/);
    assert.deepEqual(await legend.evaluateAll((all) => all.map((each) => (each as HTMLElement).tabIndex)), [-1, 0]);
    await view.page.keyboard.press('Enter');
    assert.equal(await legend.nth(1).getAttribute('aria-pressed'), 'false');
  });

  it('a cut title is whole in its tooltip, with what the panel is about', async () => {
    const long = dashboard({ panels: [panel('one', { title: 'A long title', description: 'What it counts.' })] });
    view = await openDashboardPage(opened().browser, opened().server.address('dark'), 'dark', { width: 900 });
    await view.post({ type: 'state', state: shown({ dashboard: long }) }, ...runOf({ one: rows() }));
    assert.equal(await view.panel('one').locator('h2').getAttribute('title'), 'A long title\nWhat it counts.');
  });
});
