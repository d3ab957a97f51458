import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyWorkspace } from '../workspace.ts';
import {
  answerPath,
  choose,
  choosePanelAction,
  finished,
  notification,
  openShipped,
  panelOf,
  pick,
  written,
} from './dashboardSteps.ts';
import { eventually } from './waiting.ts';
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
    eventually(() => {
      const now = text();
      // Half a file is none.
      return now !== before && now.endsWith('}\n') ? now : undefined;
    }, 'the file is written');

  it('is made from one that comes along', async () => {
    const { page, webview, workspace } = opened();
    await openShipped(opened(), 'Delivered Notifications');
    await choose(opened(), webview.locator('[data-action=menu]'), 'Copy to Workspace to Edit');
    await answerPath(page, 'Save Dashboard', join(workspace, 'mine'));
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
    await webview.locator('.grid.editing').waitFor();
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
    await choosePanelAction(opened(), 'delivery-trend', 'Duplicate');
    await webview.locator('sesq-panel').nth(6).waitFor();
    const { panels } = JSON.parse(await textAfter(before)) as { readonly panels: readonly { readonly id: string }[] };
    const copy = panels.find(({ id }) => id !== 'delivery-trend' && id.startsWith('delivery-trend'))?.id ?? '';
    const doubled = text();
    await choosePanelAction(opened(), copy, 'Delete');
    assert.deepEqual(JSON.parse(await textAfter(doubled)), JSON.parse(before));
    await webview.locator('sesq-panel').nth(6).waitFor({ state: 'detached' });
  });

  it('gets a deleted panel back by the button of the message, and by Undo of its editor', async () => {
    const { page, webview, openFile, editor } = opened();
    const before = text();
    await choosePanelAction(opened(), 'top-reporting-mta', 'Delete');
    const after = await textAfter(before);
    await panelOf(opened(), 'top-reporting-mta').waitFor({ state: 'detached' });
    await notification(page, 'Deleted the panel Top Reporting MTA.').getByRole('button', { name: 'Undo' }).click();
    assert.equal(await textAfter(after), before);
    await panelOf(opened(), 'top-reporting-mta').waitFor();

    // An editor of the file has an Undo of its own; what it undoes may be saved at once.
    await openFile('mine.sesdash.json');
    await page.locator('.tab').nth(1).click();
    await choosePanelAction(opened(), 'top-reporting-mta', 'Delete');
    await textAfter(before);
    await page.locator('.tab[data-resource-name="mine.sesdash.json"]').click();
    await editor.click();
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+s');
    assert.equal(await textAfter(after), before);
    await opened().runCommand('View: Close Editor');
    await webview.locator('h2').filter({ hasText: 'Top Reporting MTA' }).waitFor();
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

  it('opens the samples in a window of their own', async () => {
    const { page, webview } = opened();
    const window = page.context().waitForEvent('page');
    await webview.getByRole('button', { name: 'Open the Samples' }).click();
    const samples = await window;
    assert.match(new URL(samples.url()).searchParams.get('folder') ?? '', /samples$/);
    await samples.close();
  });

  it('leads to the log sources and says that there are no categories', async () => {
    const { page, webview, runCommand } = opened();
    await webview.getByRole('button', { name: 'Choose log categories' }).click();
    await notification(page, 'There is nothing to choose from').waitFor();
    await webview.getByRole('button', { name: 'Show log sources' }).click();
    await page.locator('.tab.active').filter({ hasText: 'Log Sources' }).waitFor();
    await runCommand('View: Close Editor');
  });

  it('reads a folder that is chosen, and begins anew when it is taken back', async () => {
    const { page, workspace, webview } = opened();
    await webview.getByRole('button', { name: 'Choose a Folder' }).click();
    await answerPath(page, 'Choose Log Folder', `${join(import.meta.dirname, '../../../samples/logs/seed')}/`);
    await webview.locator('sesq-panel').first().waitFor();
    const settings = join(workspace, '.vscode/settings.json');
    assert.deepEqual(JSON.parse((await written(settings)).toString()), {
      'sesq.logs': ['.', join(import.meta.dirname, '../../../samples/logs/seed')],
    });
    rmSync(settings);
    await webview.getByRole('button', { name: 'Choose a Folder' }).waitFor();
  });

  it('shows the logs as soon as there are some', async () => {
    const { workspace, webview } = opened();
    const log = join(import.meta.dirname, '../../../samples/logs/seed/ses-log.jsonl');
    writeFileSync(join(workspace, 'new.jsonl'), readFileSync(log));
    await webview.locator('sesq-panel').first().waitFor();
    assert.equal(await webview.locator('sesq-panel').count(), 12);
  });
});
