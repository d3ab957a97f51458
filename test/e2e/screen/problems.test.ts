import assert from 'node:assert/strict';
import { useWorkbench } from './workbench.ts';

describe('problems of a query', () => {
  const opened = useWorkbench();

  it('underlines the group that lost its name and lists it in the problems panel', async () => {
    const workbench = opened();
    await workbench.openFile('queries/seed-as-printed.sesq');
    await workbench.page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
    await workbench.runCommand('Problems: Focus on Problems View');

    const problems = workbench.page
      .locator('.markers-panel .monaco-list-row')
      .filter({ hasText: 'regex.group-name-lost' });
    await problems.first().waitFor();
    assert.equal(await problems.count(), 1);
    await workbench.screenshot('diagnostic-and-problems');
  });
});
