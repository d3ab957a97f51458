import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { sampleWorkspace } from '../workspace.ts';
import type { TemporaryFolder } from '../workspace.ts';
import { choose, finished, panelOf } from './dashboardSteps.ts';
import { eventually } from './waiting.ts';
import { useWorkbench } from './workbench.ts';

const file = 'dashboards/deliverability.sesdash.json';

/** The samples; in the dashboard file one operator is written wrongly. */
function misspelledWorkspace(): TemporaryFolder {
  const folder = sampleWorkspace();
  const path = join(folder.path, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace('| count as notifications', '| cuont as notifications'));
  return folder;
}

describe('a dashboard file that is the first file opened', () => {
  const opened = useWorkbench({ workspace: misspelledWorkspace });

  it('has its queries checked', async () => {
    const { page, openFile, screenshot } = opened();
    await openFile(file);
    await page.locator('.squiggly-error').first().waitFor();
    await screenshot('dashboard-file');
  });

  it('is edited beside itself on the grid of the file, however narrow the view is', async () => {
    const workbench = opened();
    const { page, runCommand, webview, workspace, screenshot } = workbench;
    await runCommand('SES: Preview Dashboard');
    await finished(workbench);
    const [first, second] = [panelOf(workbench, 'bounced-share'), panelOf(workbench, 'bounces-by-hour')];
    assert.notEqual((await boxOf(first)).y, (await boxOf(second)).y);

    await choose(workbench, webview.locator('[data-action=menu]'), 'Edit Layout');
    const done = webview.getByRole('button', { name: 'Done' });
    await done.waitFor();
    assert.equal((await boxOf(first)).y, (await boxOf(second)).y);
    await screenshot('dashboard-file-editing');

    const grip = webview.locator('.grip').first();
    const { x, y } = await boxOf(grip);
    const column = (await boxOf(first)).width / 3;
    await page.mouse.move(x + 8, y + 8);
    await page.mouse.down();
    await page.mouse.move(x + 8 + 2 * column, y + 8, { steps: 5 });
    await page.mouse.up();
    await eventually(
      () =>
        readFileSync(join(workspace, file), 'utf8').includes('{ "x": 0, "y": 0, "width": 5, "height": 4 }')
          ? true
          : undefined,
      'the new width is in the file',
    );
  });
});

async function boxOf(target: Locator): Promise<{ readonly x: number; readonly y: number; readonly width: number }> {
  const box = await target.boundingBox();
  assert.ok(box);
  return box;
}
