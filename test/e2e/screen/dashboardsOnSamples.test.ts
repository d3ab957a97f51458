import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { sampleWorkspace } from '../workspace.ts';
import {
  answerPath,
  choose,
  choosePanelAction,
  finished,
  openShipped,
  panelOf,
  webviewErrors,
  written,
} from './dashboardSteps.ts';
import { shippedDashboards } from './dashboardTitles.ts';
import { eventually, viewWith } from './waiting.ts';
import { useWorkbench } from './workbench.ts';
import type { Workbench } from './workbench.ts';

describe('dashboards on the samples', () => {
  // High enough for all panels to be near the screen, so that each of them is drawn.
  const opened = useWorkbench({ workspace: sampleWorkspace, size: { width: 1440, height: 2600 } });
  let errors: readonly string[] = [];

  before(() => {
    errors = webviewErrors(opened().page);
  });

  afterEach(() => {
    assert.deepEqual(errors, []);
  });

  for (const [title, panels] of shippedDashboards) {
    it(`${title} shows its ${String(panels.length)} panels with their answers`, async () => {
      const { webview, runCommand, screenshot } = opened();
      await openShipped(opened(), title);
      assert.deepEqual(await webview.locator('sesq-panel h2').allTextContents(), panels);
      assert.equal(await webview.locator('sesq-panel .problem').count(), 0);
      // The samples have an answer for every panel.
      assert.deepEqual(await webview.locator('sesq-panel .sentence').allTextContents(), []);
      const drawn = webview.locator('sesq-panel canvas, sesq-panel [role=grid]');
      await drawn.nth(panels.length - 1).waitFor();
      await screenshot(`dashboard-${title.toLowerCase().replaceAll(' ', '-')}`);
      await runCommand('View: Close All Editors');
    });
  }

  describe('one of them in use', () => {
    usesOf(opened);
  });
});

function usesOf(opened: () => Workbench): void {
  before(async () => {
    await opened().page.setViewportSize({ width: 1440, height: 900 });
    await openShipped(opened(), 'Bounced Notifications');
  });

  const panel = (id: string): Locator => panelOf(opened(), id);
  const opener = (name: string): Locator => opened().webview.locator(`[data-choice="${name}"]`);

  /** The first row of a chart's table, which stands beside every chart for those who do not see it. */
  const firstRow = (id: string): Promise<readonly string[]> =>
    panel(id).locator('sesq-chart tbody tr').first().locator('td').allTextContents();

  /** The row once it is another one. */
  async function firstRowAfter(id: string, before: readonly string[]): Promise<readonly string[]> {
    const another = async (): Promise<readonly string[] | undefined> => {
      const row = await firstRow(id);
      return row.join() === before.join() ? undefined : row;
    };
    return eventually(another, `${id} begins with something else than ${before.join()}`);
  }

  /** What has the focus inside of the dashboard, as text that tells it from others. */
  const focus = (): Promise<string> =>
    opened()
      .webview.locator(':root')
      .evaluate(({ ownerDocument }) => {
        let active = ownerDocument.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active?.outerHTML.slice(0, 200) ?? '';
      });

  /** Presses Tab, at most so many times, until an element has the focus. */
  async function tabTo(selector: string, most: number): Promise<void> {
    for (let tab = 0; tab < most; tab += 1) {
      if ((await opened().webview.locator(`${selector}:focus`).count()) > 0) return;
      const before = await focus();
      await opened().page.keyboard.press('Tab');
      await eventually(async () => ((await focus()) === before ? undefined : true), 'Tab moves the focus');
    }
  }

  it('searches another range, and that of the file again', async () => {
    const { webview } = opened();
    const day = await firstRow('top-bounced-email-domains');
    await opener('range').click();
    await webview.getByText('Last 7 days', { exact: true }).click();
    const week = await firstRowAfter('top-bounced-email-domains', day);
    assert.ok(Number(week[1]) > Number(day[1]), `${week.join()} after ${day.join()}`);
    await opener('range').filter({ hasText: 'Last 7 days' }).waitFor();
    await opener('range').click();
    await webview.getByText('Of the dashboard: Last 24 hours').click();
    assert.deepEqual(await firstRowAfter('top-bounced-email-domains', week), day);
  });

  it('keeps to the value of a variable, which come from the data', async () => {
    const { webview, page } = opened();
    const suppressed = panel('permanent-bounce-suppressed');
    await opener('variable-bouncetype').click();
    await webview.getByRole('option', { name: 'Transient' }).click();
    await suppressed.locator('.sentence').waitFor();
    await page.keyboard.press('Escape');
    await opener('variable-bouncetype').filter({ hasText: 'Bounce type: Transient' }).waitFor();
    await opener('variable-bouncetype').click();
    await webview.getByRole('option', { name: 'All (*)' }).click();
    await page.keyboard.press('Escape');
    await suppressed.locator('sesq-chart').waitFor();
    await finished(opened());
  });

  it('takes a range that is dragged on a trend', async () => {
    const { page, webview } = opened();
    const plot = await panel('bounce-type-trend').locator('.plot').boundingBox();
    assert.ok(plot);
    await page.mouse.move(plot.x + plot.width * 0.4, plot.y + plot.height / 2);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.5, plot.y + plot.height / 2, { steps: 4 });
    await page.mouse.move(plot.x + plot.width * 0.7, plot.y + plot.height / 2, { steps: 4 });
    await page.mouse.up();
    await opener('range').filter({ hasText: '2024-03-14' }).waitFor();
    await finished(opened());
    await opener('range').click();
    await webview.getByText('Of the dashboard: Last 24 hours').click();
    await opener('range').filter({ hasText: 'Last 24 hours' }).waitFor();
    await finished(opened());
  });

  it('is used from bar to panel by keyboard alone', async () => {
    const { page, webview } = opened();
    await opener('range').focus();
    await page.keyboard.press('Enter');
    await webview.getByRole('group', { name: 'Time range' }).waitFor();
    await page.keyboard.press('Escape');
    const focused = (selector: string): Promise<void> => webview.locator(`${selector}:focus`).first().waitFor();
    await focused('[data-choice=range]');
    // Ten controls at most stand between the range and the first panel.
    await tabTo('sesq-panel', 12);
    await focused('sesq-panel[data-panel="top-bounced-email-addresses"]');
    await page.keyboard.press('Tab');
    await focused('[data-action=table]');
    await page.keyboard.press('Enter');
    await panel('top-bounced-email-addresses').getByRole('grid').waitFor();
    await page.keyboard.press('Enter');
    await panel('top-bounced-email-addresses').locator('sesq-chart').waitFor();
    await page.keyboard.press('ArrowRight');
    await focused('[data-action=full]');
    await page.keyboard.press('Enter');
    await webview.locator('.grid.full').waitFor();
    await page.keyboard.press('Escape');
    await webview.locator('.grid:not(.full)').waitFor();
    await focused('sesq-panel[data-panel="top-bounced-email-addresses"]');
  });

  it('shows one panel on all of the room until Escape', async () => {
    const { page, webview, screenshot } = opened();
    const trend = panel('bounce-type-trend');
    await trend.hover();
    await trend.locator('[data-action=full]').click();
    assert.equal(await webview.locator('sesq-panel:visible').count(), 1);
    await screenshot('dashboard-full');
    await page.keyboard.press('Escape');
    await panel('top-bounced-email-domains').waitFor();
  });

  it('saves the rows and the picture of a panel', async () => {
    const { page, workspace } = opened();
    const row = await firstRow('top-bounced-email-domains');
    await choosePanelAction(opened(), 'top-bounced-email-domains', 'Save Rows as CSV…');
    await answerPath(page, 'Save Rows', join(workspace, 'domains.csv'));
    const [header, first] = (await written(join(workspace, 'domains.csv'))).toString().split(/\r?\n/);
    assert.equal(header?.split(',').length, row.length);
    assert.equal(first, row.join(','));
    await choosePanelAction(opened(), 'top-bounced-email-domains', 'Save as PNG…');
    await answerPath(page, 'Save Picture', join(workspace, 'domains.png'));
    assertPng(await written(join(workspace, 'domains.png')));
  });

  it('saves the whole dashboard as one page and as one picture', async () => {
    const { page, workspace, webview } = opened();
    const menu = webview.locator('[data-action=menu]');
    await choose(opened(), menu, 'Save as HTML…');
    await answerPath(page, 'Save Report', join(workspace, 'bounced.html'));
    const html = (await written(join(workspace, 'bounced.html'))).toString();
    assert.match(html, /^<!doctype html>/i);
    assert.match(html, /Undetermined Bounce - Sub Type Trend/);
    assert.doesNotMatch(html, /<(script|link|img)[^>]+(src|href)=["']?https?:/i);
    await choose(opened(), menu, 'Save as PNG…');
    await answerPath(page, 'Save Picture', join(workspace, 'bounced.png'));
    const picture = await written(join(workspace, 'bounced.png'));
    assertPng(picture);
    // Four rows of panels: higher than the screen.
    assert.ok(picture.readUInt32BE(20) > 900, `${String(picture.readUInt32BE(20))} pixels high`);
  });

  it('leads from a value that was chosen by key to its messages', async () => {
    const { page, webview, runCommand } = opened();
    const plot = panel('top-bounced-email-domains').locator('.plot');
    await plot.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await webview.getByRole('menuitem', { name: 'Show Messages' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('.view-lines').filter({ hasText: 'Top Bounced email Domains' }).first().waitFor();
    const results = await viewWith(page, 'sesq-results');
    await results.getByRole('grid').first().waitFor();
    await runCommand('View: Close All Editors');
    await page.getByRole('button', { name: "Don't Save" }).click();
  });

  it('opens beside a log file from its title bar, with what reads it first', async () => {
    const { page, openFile, webview, screenshot } = opened();
    await openFile('logs/cloudtrail/123456789012_CloudTrail_us-east-1_20240311T2355Z_UAQ76ITXN7OPEMHE.json');
    await page.locator('.editor-actions .action-label[aria-label^="Open Dashboard for This File"]').click();
    const first = page.locator('.quick-input-list .monaco-list-row.focused');
    await first.filter({ hasText: 'CloudTrail Events Overview' }).waitFor();
    await page.keyboard.press('Enter');
    await webview.locator('.scope').filter({ hasText: 'UAQ76ITXN7OPEMHE' }).waitFor();
    await finished(opened());
    assert.equal(await page.locator('.editor-group-container').count(), 2);
    assert.equal(await webview.locator('sesq-panel').count(), 12);
    await screenshot('dashboard-beside');
    await webview.locator('[data-action=all-logs]').click();
    await webview.locator('.scope').waitFor({ state: 'detached' });
    await finished(opened());
  });
}

function assertPng(bytes: Buffer): void {
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  assert.ok(bytes.length > 2000, `${String(bytes.length)} bytes`);
}
