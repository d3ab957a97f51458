import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyWorkspace } from '../workspace.ts';
import { answerPath, choose, eventually, finished, openShipped, panelOf, pick, written } from './dashboardSteps.ts';
import { useWorkbench } from './workbench.ts';

describe('a dashboard file', () => {
  const opened = useWorkbench();
  const path = (): string => join(opened().workspace, 'mine.sesdash.json');
  const text = (): string => readFileSync(path(), 'utf8');

  /** Lines that were added to and removed from a text; those in common keep their order. */
  const changes = (before: string, after: string): readonly string[] => {
    const [old, now] = [before.split('\n'), after.split('\n')];
    return now.flatMap((line, index) => (line === old[index] ? [] : [`${String(index + 1)}: ${line.trim()}`]));
  };

  /** The text of the file as soon as it is another one. */
  const textAfter = (before: string): Promise<string> =>
    eventually(() => (text() === before ? undefined : text()), 'the file is written');

  it('is made from one that comes along', async () => {
    const { page, webview, workspace } = opened();
    await openShipped(opened(), 'Delivered Notifications');
    await choose(opened(), webview.locator('[data-action=menu]'), 'Copy to Workspace to Edit');
    await answerPath(page, join(workspace, 'mine'));
    const shipped = join(import.meta.dirname, '../../../media/dashboards/delivered.sesdash.json');
    const lines = readFileSync(shipped, 'utf8').split('\n');
    assert.deepEqual(
      (await written(path())).toString().split('\n'),
      lines.filter((line) => !line.includes('$schema')),
    );
    await page.locator('.tab').nth(1).waitFor();
    await finished(opened());
  });

  it('gets a new layout by arrow keys, as changed numbers and nothing else', async () => {
    const { page, webview, screenshot } = opened();
    const before = text();
    await choose(opened(), webview.locator('[data-action=menu]'), 'Edit Layout');
    await panelOf(opened(), 'delivery-processing-time-outlier').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await panelOf(opened(), 'delivery-trend').focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await screenshot('dashboard-editing');
    await eventually(() => (changes(before, text()).length >= 3 ? true : undefined), 'three numbers are changed');
    assert.deepEqual(
      changes(before, text()).map((line) => line.replace(/^\d+: /, '')),
      ['"x": 9,', '"width": 3,', '"height": 6'],
    );
    await page.keyboard.press('Escape');
    await webview.locator('.grid:not(.editing)').waitFor();
  });

  it('gets a second panel by Duplicate, and is as before after Delete', async () => {
    const { webview } = opened();
    const before = text();
    const menuOf = (id: string) => panelOf(opened(), id).locator('[data-action=more]');
    await panelOf(opened(), 'delivery-trend').hover();
    await choose(opened(), menuOf('delivery-trend'), 'Duplicate');
    await webview.locator('sesq-panel').nth(6).waitFor();
    const { panels } = JSON.parse(await textAfter(before)) as { readonly panels: readonly { readonly id: string }[] };
    const copy = panels.find(({ id }) => id !== 'delivery-trend' && id.startsWith('delivery-trend'))?.id ?? '';
    const doubled = text();
    await panelOf(opened(), copy).hover();
    await choose(opened(), menuOf(copy), 'Delete');
    assert.deepEqual(JSON.parse(await textAfter(doubled)), JSON.parse(before));
    await webview.locator('sesq-panel').nth(6).waitFor({ state: 'detached' });
  });

  it('is followed when another program changes it', async () => {
    const { webview } = opened();
    writeFileSync(path(), text().replace('"Top Reporting MTA"', '"Servers that took the mail"'));
    await webview.locator('h2').filter({ hasText: 'Servers that took the mail' }).waitFor();
  });

  it('says what is wrong with it, and goes to the place', async () => {
    const { page, webview, screenshot } = opened();
    writeFileSync(path(), text().replace('"version": 1', '"version": 99'));
    const problem = webview.locator('.problems button').first();
    await problem.waitFor();
    await screenshot('dashboard-problem');
    await problem.click();
    await page.locator('.tab.active').filter({ hasText: 'mine.sesdash.json' }).waitFor();
    await page.locator('.statusbar-item').filter({ hasText: '(2 selected)' }).waitFor();
    // A text that is no JSON, not even saved.
    await page.keyboard.type('x');
    await webview.locator('.problems button').first().waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.type('1');
    await webview.locator('h2').filter({ hasText: 'Servers that took the mail' }).waitFor();
  });
});

describe('a dashboard in a folder without logs', () => {
  const opened = useWorkbench({ workspace: emptyWorkspace });

  it('says how to begin', async () => {
    const { page, webview, runCommand, screenshot } = opened();
    await runCommand('SES: Open Dashboard');
    await pick(page, 'Bounced Notifications');
    await webview.locator('.page p').filter({ hasText: 'No SES notifications were found.' }).waitFor();
    await webview.getByRole('button', { name: 'Open the Samples' }).waitFor();
    await webview.getByRole('button', { name: 'Choose a Folder' }).waitFor();
    await screenshot('dashboard-start');
  });

  it('shows the logs as soon as there are some', async () => {
    const { workspace, webview } = opened();
    const log = join(import.meta.dirname, '../../../samples/logs/seed/ses-log.jsonl');
    writeFileSync(join(workspace, 'new.jsonl'), readFileSync(log));
    await webview.locator('sesq-panel').first().waitFor();
    assert.equal(await webview.locator('sesq-panel').count(), 12);
  });
});
