import assert from 'node:assert/strict';
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { seedWorkspace } from '../workspace.ts';
import type { TemporaryFolder } from '../workspace.ts';
import { answerPath, choose, finished, notification, openShipped, panelOf, pick, written } from './dashboardSteps.ts';
import { eventually, viewWith } from './waiting.ts';
import { useWorkbench } from './workbench.ts';

/** The dashboard of another product: a table, and what cannot be carried over. */
const hosted = {
  type: 'DashboardV2SyncDefinition',
  name: 'Mail of the Team',
  title: 'Mail of the Team',
  description: '',
  timeRange: {
    type: 'BeginBoundedTimeRange',
    from: { type: 'RelativeTimeRangeBoundary', relativeTime: '-1d' },
    to: null,
  },
  layout: { layoutType: 'Grid', layoutStructures: [] },
  panels: [
    {
      key: 'kinds',
      title: 'Kinds of Notifications',
      panelType: 'SumoSearchPanel',
      visualSettings: JSON.stringify({ general: { type: 'table' } }),
      queries: [
        {
          queryType: 'Logs',
          queryKey: 'A',
          queryString: '_sourceCategory=AWS/SES* | json "notificationType" as kind | count by kind',
        },
      ],
    },
    {
      key: 'load',
      title: 'Load',
      panelType: 'SumoSearchPanel',
      visualSettings: '{}',
      queries: [{ queryType: 'Metrics', queryKey: 'A', queryString: 'metric=CPU_Idle' }],
    },
  ],
  variables: [],
};

interface DashboardFile {
  readonly title: string;
  readonly panels: readonly { readonly title: string; readonly visualization?: unknown }[];
}

/** The seed logs, the notifications a second time under a category of their own. */
function workspaceWithTwoCategories(): TemporaryFolder {
  const folder = seedWorkspace();
  cpSync(join(folder.path, 'logs/ses-log.jsonl'), join(folder.path, 'logs/team/ses-log.jsonl'));
  return folder;
}

describe('dashboards and what comes from elsewhere', () => {
  const opened = useWorkbench({
    workspace: workspaceWithTwoCategories,
    settings: { 'sesq.categories': [{ category: 'Mail/Team', glob: 'logs/team/**' }] },
  });
  afterEach(() => opened().runCommand('View: Close All Editors'));

  const fileOf = (name: string): string => join(opened().workspace, name);
  const read = (name: string): DashboardFile => JSON.parse(readFileSync(fileOf(name), 'utf8')) as DashboardFile;

  it('are imported from a hosted export, with a report of what was left out', async () => {
    const { page, webview, runCommand, screenshot } = opened();
    writeFileSync(fileOf('hosted.json'), JSON.stringify(hosted));
    await runCommand('SES: Import Dashboard');
    await answerPath(page, 'Import Dashboard', fileOf('hosted.json'));
    await answerPath(page, 'Save Dashboard', fileOf('imported'));
    await page.locator('.tab.active').filter({ hasText: 'Mail of the Team' }).waitFor();
    await webview.locator('h2').filter({ hasText: 'Kinds of Notifications' }).waitFor();
    await finished(opened());
    assert.equal(read('imported.sesdash.json').title, 'Mail of the Team');
    const report = notification(page, 'The imported dashboard differs in some points');
    await report.waitFor();
    await screenshot('dashboard-imported');
    await report.getByRole('button', { name: 'Show Notes' }).click();
    await page.locator('.view-lines').filter({ hasText: 'Load' }).waitFor();
    await runCommand('View: Revert and Close Editor');
  });

  it('are not imported from a file that is none, which is told', async () => {
    const { page, runCommand } = opened();
    await runCommand('SES: Import Dashboard');
    await answerPath(page, 'Import Dashboard', fileOf('logs/cloudtrail-log.json'));
    await notification(page, 'This file cannot be imported:').waitFor();
  });

  it('are exported in a form that can be imported again', async () => {
    const { page, webview, runCommand } = opened();
    await openShipped(opened(), 'Delivered Notifications');
    await choose(opened(), webview.locator('[data-action=menu]'), 'Export for Sumo Logic…');
    await answerPath(page, 'Export Dashboard', fileOf('delivered.json'));
    await notification(page, 'Saved delivered.json.').waitFor();
    const exported = JSON.parse((await written(fileOf('delivered.json'))).toString()) as typeof hosted;
    assert.equal(exported.type, 'DashboardV2SyncDefinition');
    const titles = exported.panels.map(({ title }) => title);
    assert.equal(titles.length, 6);
    assert.ok(exported.panels.every(({ queries }) => queries[0]?.queryString.includes('|')));
    await runCommand('SES: Import Dashboard');
    await answerPath(page, 'Import Dashboard', fileOf('delivered.json'));
    await answerPath(page, 'Save Dashboard', fileOf('again'));
    await webview.locator('sesq-panel').nth(5).waitFor();
    assert.deepEqual(
      read('again.sesdash.json').panels.map(({ title }) => title),
      titles,
    );
  });

  it('read the log categories that are chosen, and follow the choice', async () => {
    const { page, runCommand, screenshot } = opened();
    const count = async (): Promise<string> =>
      (await panelOf(opened(), 'notification-types').locator('sesq-chart tbody tr').allTextContents())
        .join()
        .replace(/\s+/g, ' ')
        .trim();
    await openShipped(opened(), 'Notification Overview');
    const both = await eventually(async () => (await count()) || undefined, 'the panel has rows');
    const question = (title: string): Locator => page.locator('.quick-input-widget').filter({ hasText: title });
    await runCommand('SES: Choose Log Categories');
    await question('CloudTrail logs of the dashboards').waitFor();
    await page.keyboard.press('Enter');
    const notifications = question('SES notifications of the dashboards');
    await notifications.locator('.monaco-list-row').filter({ hasText: 'Mail/Team' }).click();
    await notifications.getByText('1 Selected').waitFor();
    await screenshot('log-categories');
    await page.keyboard.press('Enter');
    const one = await eventually(async () => ((await count()) === both ? undefined : await count()), 'other rows');
    assert.equal(
      one.replace(/\d+/g, (digits) => String(Number(digits) * 2)),
      both,
    );
  });

  it('take the chart that is shown of a result', async () => {
    const { page, openFile, runCommand } = opened();
    await openFile('queries/bounce-break-up.sesq');
    await runCommand('SES: Run Query');
    const results = await viewWith(page, 'sesq-results');
    await results.getByRole('tab', { name: 'Chart' }).click();
    await results.getByLabel('Kind of chart').selectOption('column');
    await results.locator('sesq-chart canvas').waitFor();
    await page.locator('.editor-actions .action-label[aria-label^="Add to Dashboard"]').click();
    await pick(page, 'Mail of the Team');
    const added = await eventually(() => {
      const text = readFileSync(fileOf('imported.sesdash.json'), 'utf8');
      // Half a file is none.
      const { panels = [] } = text.endsWith('}\n') ? (JSON.parse(text) as DashboardFile) : {};
      return panels.find(({ title }) => title === 'Bounces by type and sub-type');
    }, 'the panel is written');
    assert.equal(added.visualization, 'column');
    const dashboard = await viewWith(page, 'sesq-dashboard');
    await dashboard.locator('sesq-panel').filter({ hasText: added.title }).locator('sesq-chart canvas').waitFor();
  });

  it('say so when their file goes away, and are back with it', async () => {
    const { page, runCommand, webview } = opened();
    writeFileSync(
      fileOf('own.sesdash.json'),
      readFileSync(fileOf('again.sesdash.json')).toString().replace('Delivered', 'Own'),
    );
    await runCommand('SES: Open Dashboard');
    await pick(page, 'own.sesdash.json');
    await webview.locator('sesq-panel').nth(5).waitFor();
    renameSync(fileOf('own.sesdash.json'), fileOf('elsewhere.txt'));
    await webview.locator('.problems').filter({ hasText: 'cannot be read' }).waitFor();
    renameSync(fileOf('elsewhere.txt'), fileOf('own.sesdash.json'));
    await webview.locator('sesq-panel').nth(5).waitFor();
  });
});
