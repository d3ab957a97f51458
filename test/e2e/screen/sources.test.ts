import assert from 'node:assert/strict';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Locator } from 'playwright-core';
import { chooseFromContextMenu } from './waiting.ts';
import { useWorkbench } from './workbench.ts';
import type { Workbench } from './workbench.ts';

const openView = ({ page }: Workbench): Promise<void> =>
  page.locator('.activitybar [aria-label^="SES Logs"]').first().click();

describe('log sources', () => {
  const opened = useWorkbench();

  /** A row of the tree by the beginning of what a screen reader says for it. */
  const row = (beginning: string): Locator =>
    opened().page.locator(`.customview-tree .monaco-list-row[aria-label^="${beginning}"]`).first();

  /** Opens the menu of a row and picks an entry. */
  const pick = async (beginning: string, entry: string): Promise<void> => {
    const { page, screenshot } = opened();
    await chooseFromContextMenu(page, row(beginning), entry, () => screenshot('log-sources-menu'));
  };

  it('lists categories and files with their counts, and the status bar leads to them', async () => {
    const workbench = opened();
    const seed = readFileSync(join(workbench.workspace, 'logs/ses-log.jsonl'), 'utf8');
    const [record = ''] = seed.split('\n');
    writeFileSync(join(workbench.workspace, 'logs/packed.json.gz'), gzipSync(record));
    await openView(workbench);

    await row('Source category AWS/SES/Notifications').waitFor();
    await row('packed.json.gz, 1 record').waitFor();
    assert.match(
      (await row('ses-log.jsonl').getAttribute('aria-label')) ?? '',
      /^ses-log\.jsonl, 3 records, 1 rejected, .*, in logs/,
    );
    await workbench.screenshot('log-sources');

    await workbench.runCommand('View: Show Explorer');
    await workbench.page.locator('.statusbar-item[id*="sesq.sources"]').click();
    await row('ses-log.jsonl').waitFor();
  });

  it('opens the place of a rejected record', async () => {
    const { page, screenshot } = opened();
    await row('ses-log.jsonl').locator('.monaco-tl-twistie').click();
    await row('Rejected: ').click();
    await page.locator('.tab.active[data-resource-name="ses-log.jsonl"]').waitFor();
    await page.locator('.statusbar-item').filter({ hasText: 'Ln 3, Col 664' }).waitFor();
    await screenshot('log-sources-rejected');
  });

  it('opens the report for a compressed file', async () => {
    const { page, editor } = opened();
    await row('packed.json.gz').click();
    await page.locator('.tab.active[data-resource-name="Log Sources"]').waitFor();
    await editor.getByText('packed.json.gz').first().waitFor();
  });

  it('shows a file that comes into the folder', async () => {
    const { workspace } = opened();
    const [record = ''] = readFileSync(join(workspace, 'logs/ses-log.jsonl'), 'utf8').split('\n');
    writeFileSync(join(workspace, 'logs/later.jsonl'), `${record}\n${record}\n`);
    await row('later.jsonl, 2 records').waitFor();
  });

  it('asks a query about one file', async () => {
    const { webview, screenshot } = opened();
    await pick('later.jsonl', 'Count Its Records');
    await webview
      .locator('[data-row][data-column="_count"]')
      .filter({ hasText: /^\s*2\s*$/ })
      .waitFor();
    await screenshot('log-sources-query');
  });

  it('sets the category of a file with a rule in the settings', async () => {
    const { page, workspace } = opened();
    await pick('later.jsonl', 'Set Category');
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'AWS/CloudTrail' }).click();
    await row('Source category AWS/CloudTrail, 2 files, 3 records').waitFor();
    const settings: unknown = JSON.parse(readFileSync(join(workspace, '.vscode/settings.json'), 'utf8'));
    assert.deepEqual(settings, { 'sesq.categories': [{ category: 'AWS/CloudTrail', glob: 'logs/later.jsonl' }] });
    rmSync(join(workspace, '.vscode'), { recursive: true });
    await row('Source category AWS/CloudTrail, 1 file, 1 record').waitFor();
  });

  it('clears the store after a question, and reads the logs again', async () => {
    const { page, runCommand, screenshot } = opened();
    await runCommand('SES: Clear Log Store');
    await page.locator('.monaco-dialog-box').getByText('Clear the log store?').waitFor();
    await screenshot('log-sources-clear');
    await page
      .locator('.monaco-dialog-box .monaco-button')
      .filter({ hasText: /^Clear$/ })
      .click();
    await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
    await row('later.jsonl, 2 records').waitFor();
    assert.equal(await page.locator('.notification-list-item').count(), 0);
  });

  it('follows the file of sources, and says what is wrong in it', async () => {
    const { page, workspace, screenshot } = opened();
    const write = (source: unknown): void =>
      writeFileSync(join(workspace, '.sesq/sources.json'), JSON.stringify({ version: 1, sources: [source] }));
    mkdirSync(join(workspace, '.sesq'));
    write({ paths: ['logs/later.jsonl'], category: 'Mail/Own' });
    await row('Source category Mail/Own, 1 file, 2 records').waitFor();

    write({ path: ['logs/later.jsonl'] });
    await page.locator('.tree-explorer-viewlet-tree-view').getByText('sources.json:1:').waitFor();
    await screenshot('log-sources-wrong');
  });
});

describe('log sources that take long', () => {
  const opened = useWorkbench();

  it('can be stopped while they are read', async () => {
    const workbench = opened();
    const { page, workspace, screenshot } = workbench;
    const seed = readFileSync(join(workspace, 'logs/ses-log.jsonl'), 'utf8').repeat(500);
    const file = openSync(join(workspace, 'logs/large.jsonl'), 'w');
    for (let written = 0; written < 400_000_000; written += seed.length) writeSync(file, seed);
    closeSync(file);
    await openView(workbench);

    await page.locator('.customview-tree, .tree-explorer-viewlet-tree-view').getByText('Reading logs…').waitFor();
    await screenshot('log-sources-reading');
    await page.locator('.pane-header').filter({ hasText: 'Log Sources' }).hover();
    await page.locator('.action-label[aria-label*="Stop Reading Logs"]').first().click();
    await page.getByText('Reading the logs was stopped.').waitFor();
    await page.getByText('Read Again').waitFor();
    await screenshot('log-sources-stopped');
  });
});

describe('log sources in Restricted Mode', () => {
  const opened = useWorkbench({ trusted: false, settings: { 'security.workspace.trust.startupPrompt': 'never' } });

  it('are not read, and the view says why', async () => {
    const workbench = opened();
    await openView(workbench);
    await workbench.page.getByText('Log files are read only in a trusted workspace.').waitFor();
    await workbench.page.getByText('Manage Workspace Trust').first().waitFor();
    assert.equal(await workbench.page.locator('.statusbar-item[id*="sesq.sources"]').count(), 0);
    await workbench.screenshot('log-sources-restricted');
  });
});
