import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { useWorkbench } from './workbench.ts';

describe('dashboards', () => {
  const opened = useWorkbench();

  /** Takes the first line of the open quick pick that has the text. */
  const pick = async (text: string): Promise<void> =>
    opened().page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first().click();

  /** The page of a view that holds an element; there may be several views side by side. */
  const viewWith = async (selector: string): Promise<Frame> => {
    for (let tries = 0; tries < 200; tries += 1) {
      for (const frame of opened().page.frames()) {
        if (
          (await frame
            .locator(selector)
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      }
      await opened().page.waitForTimeout(100);
    }
    throw new Error(`No view shows ${selector}`);
  };

  it('opens one that comes along and shows its panels', async () => {
    const { webview, runCommand, page, screenshot } = opened();
    await runCommand('SES: Open Dashboard');
    await pick('Bounced Notifications');
    await page.locator('.tab.active').filter({ hasText: 'Bounced Notifications' }).waitFor();
    await webview.locator('sesq-panel').first().waitFor();
    await webview.locator('[data-action=refresh]').waitFor();
    assert.equal(await webview.locator('sesq-panel').count(), 12);
    assert.equal(await webview.locator('sesq-panel .problem').count(), 0);
    await screenshot('dashboard-bounced');
  });

  it('leads from a value to its messages', async () => {
    const { webview, page, screenshot } = opened();
    const panel = webview.locator('sesq-panel[data-panel="top-bounced-email-domains"]');
    await panel.hover();
    await panel.locator('[data-action=table]').click();
    await panel.locator('[data-row="0"]').first().dblclick();
    await webview.getByRole('menuitem', { name: 'Show Messages' }).click();
    await page.locator('.view-lines').filter({ hasText: '@title' }).first().waitFor();
    const results = await viewWith('sesq-results');
    await results.getByRole('grid').first().waitFor();
    await screenshot('dashboard-messages');
  });

  it('shows a dashboard file beside it and follows its text', async () => {
    const { workspace, openFile, runCommand, webview, page, screenshot } = opened();
    const shipped = join(import.meta.dirname, '../../../media/dashboards/delivered.sesdash.json');
    const text = readFileSync(shipped, 'utf8');
    const file = join(workspace, 'mine.sesdash.json');
    writeFileSync(file, text);
    await runCommand('View: Close All Editors');
    await page.getByRole('button', { name: "Don't Save" }).click();
    await openFile('mine.sesdash.json');
    await runCommand('SES: Preview Dashboard');
    await webview.getByText('Top Delivered email Domains').first().waitFor();
    await webview.locator('[data-action=refresh]').waitFor();
    const panel = webview.locator('sesq-panel[data-panel="delivery-trend"]');
    await panel.hover();
    await panel.locator('[data-action=more]').click();
    await webview.getByRole('menuitem', { name: 'Rename…' }).click();
    await webview.getByLabel('Title of the panel').fill('Deliveries by hour');
    await page.keyboard.press('Enter');
    await webview.locator('h2').filter({ hasText: 'Deliveries by hour' }).waitFor();
    await screenshot('dashboard-preview');
    const changed = readFileSync(file, 'utf8').split('\n');
    // The title is all that differs: lines, comments and indentation are as they were.
    const differences = text.split('\n').flatMap((line, index) => (line === changed[index] ? [] : [changed[index]]));
    assert.deepEqual(
      differences.map((line) => line?.trim()),
      ['"title": "Deliveries by hour",'],
    );
  });

  it('is limited to one file when asked for from there', async () => {
    const { runCommand, webview, page } = opened();
    await runCommand('View: Close All Editors');
    const log = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'logs' }).first();
    await log.click({ button: 'right' });
    const item = page.locator('.monaco-menu .action-item').filter({ hasText: 'Open Dashboard for This File' }).first();
    await item.hover();
    // A menu takes no click in its first moment: it may be the end of the one that opened it.
    await page.waitForTimeout(500);
    await item.click();
    // The first line of that name is under "Only the logs in logs".
    await pick('Notification Overview');
    await webview.locator('.scope').filter({ hasText: 'logs' }).waitFor();
    await webview.locator('[data-action=refresh]').waitFor();
  });

  it('comes back with its scope after the window was loaded again', async () => {
    const { page, webview, runCommand, openFile } = opened();
    await runCommand('View: Close All Editors');
    await openFile('logs/ses-log.jsonl');
    await runCommand('SES: Open Dashboard for This File');
    await pick('Notification Overview');
    await webview.locator('sesq-dashboard').waitFor();
    // The window stores what is open a moment later.
    await page.waitForTimeout(10_000);
    await page.reload();
    await webview.locator('.scope').filter({ hasText: 'ses-log.jsonl' }).waitFor();
    await webview.locator('sesq-panel').first().waitFor();
    await webview.locator('[data-action=refresh]').waitFor();
  });

  it('is made anew, and takes a query as a panel', async () => {
    const { page, workspace, runCommand, openFile, screenshot } = opened();
    await runCommand('View: Close All Editors');
    await runCommand('SES: New Dashboard');
    await page.locator('.quick-input-widget').filter({ hasText: 'Title of the dashboard' }).waitFor();
    await page.keyboard.type('My Dashboard');
    await page.keyboard.press('Enter');
    // The dialog of this VS Code is a quick pick as well: it proposes a name from the title.
    await page.locator('.quick-input-widget').filter({ hasText: 'Save Dashboard' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab').filter({ hasText: 'my-dashboard.sesdash.json' }).waitFor();
    await page.locator('.tab').filter({ hasText: 'My Dashboard' }).first().waitFor();
    await runCommand('View: Close All Editors');
    await openFile('queries/bounce-break-up.sesq');
    await runCommand('SES: Run Query');
    await (await viewWith('sesq-results')).getByRole('grid').first().waitFor();
    await runCommand('SES: Add to Dashboard');
    await pick('My Dashboard');
    await (await viewWith('sesq-panel')).locator('sesq-panel').first().waitFor();
    await screenshot('dashboard-added');
    const file = JSON.parse(readFileSync(join(workspace, 'my-dashboard.sesdash.json'), 'utf8')) as {
      readonly panels: readonly { readonly query: unknown }[];
    };
    assert.equal(file.panels.length, 1);
    assert.match(String(file.panels[0]?.query), /_sourceCategory/);
  });

  it('is listed in the side bar', async () => {
    const { runCommand, page, screenshot } = opened();
    await runCommand('SES Logs: Focus on Dashboards View');
    const tree = page.locator('.pane-body .monaco-list-row');
    await tree.filter({ hasText: 'CloudTrail Events Overview' }).first().waitFor();
    await tree.filter({ hasText: 'mine.sesdash.json' }).first().waitFor();
    await screenshot('dashboard-tree');
  });
});
