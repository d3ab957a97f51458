import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { choosePanelAction, finished, openShipped, panelOf, pick } from './dashboardSteps.ts';
import { chooseFromContextMenu, eventually, stored, viewWith } from './waiting.ts';
import { useWorkbench } from './workbench.ts';

/** The text of a file once it is another one; half a file is none. */
function changedFrom(text: string, file: string): string | undefined {
  const now = readFileSync(file, 'utf8');
  return now !== text && now.endsWith('\n') ? now : undefined;
}

describe('dashboards', () => {
  const opened = useWorkbench();

  it('opens one that comes along and shows its panels', async () => {
    const { webview, screenshot } = opened();
    await openShipped(opened(), 'Bounced Notifications');
    assert.equal(await webview.locator('sesq-panel').count(), 12);
    assert.equal(await webview.locator('sesq-panel .problem').count(), 0);
    await screenshot('dashboard-bounced');
  });

  it('leads from a value to its messages', async () => {
    const { webview, page, screenshot } = opened();
    const panel = panelOf(opened(), 'top-bounced-email-domains');
    await panel.hover();
    await panel.locator('[data-action=table]').click();
    await panel.locator('[data-row="0"]').first().dblclick();
    await webview.getByRole('menuitem', { name: 'Show Messages' }).click();
    await page.locator('.view-lines').filter({ hasText: '@title' }).first().waitFor();
    const results = await viewWith(opened().page, 'sesq-results');
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
    await finished(opened());
    await choosePanelAction(opened(), 'delivery-trend', 'Rename…');
    await webview.getByLabel('Title of the panel').fill('Deliveries by hour');
    await page.keyboard.press('Enter');
    await webview.locator('h2').filter({ hasText: 'Deliveries by hour' }).waitFor();
    await screenshot('dashboard-preview');
    const changed = (await eventually(() => changedFrom(text, file), 'the title is written')).split('\n');
    // The title is all that differs: lines, comments and indentation are as they were.
    const differences = text.split('\n').flatMap((line, index) => (line === changed[index] ? [] : [changed[index]]));
    assert.deepEqual(
      differences.map((line) => line?.trim()),
      ['"title": "Deliveries by hour",'],
    );
  });

  it('is limited to one folder when asked for from there', async () => {
    const { runCommand, webview, page } = opened();
    await runCommand('View: Close All Editors');
    const log = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'logs' }).first();
    await chooseFromContextMenu(page, log, 'Open Dashboard for This Folder');
    // The first line of that name is under "Only the logs in logs".
    await pick(opened().page, 'Notification Overview');
    await webview.locator('.scope').filter({ hasText: 'logs' }).waitFor();
    await webview.locator('[data-action=refresh]').waitFor();
  });

  it('comes back with its scope after the window was loaded again', async () => {
    const { page, webview, runCommand, openFile } = opened();
    await runCommand('View: Close All Editors');
    await openFile('logs/ses-log.jsonl');
    await runCommand('SES: Open Dashboard for This File');
    await pick(opened().page, 'Notification Overview');
    await webview.locator('sesq-dashboard').waitFor();
    await stored(page, 'sesq.dashboard', 'notification-overview', 'ses-log.jsonl');
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
    await (await viewWith(opened().page, 'sesq-results')).getByRole('grid').first().waitFor();
    await runCommand('SES: Add to Dashboard');
    await pick(opened().page, 'My Dashboard');
    await (await viewWith(opened().page, 'sesq-panel')).locator('sesq-panel').first().waitFor();
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
