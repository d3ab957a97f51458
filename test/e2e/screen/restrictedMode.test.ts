import assert from 'node:assert/strict';
import { useWorkbench } from './workbench.ts';

describe('Restricted Mode', () => {
  // Without the dialog at the start, VS Code opens the folder restricted.
  const opened = useWorkbench({ trusted: false, settings: { 'security.workspace.trust.startupPrompt': 'never' } });

  it('helps with editing but runs no query, and says why', async () => {
    const workbench = opened();
    const { page } = workbench;
    await page.getByText('Restricted Mode').first().waitFor();
    await workbench.openFile('queries/seed-as-printed.sesq');
    await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();

    await workbench.runCommand('SES: Run Query');

    await page.locator('.notification-list-item').filter({ hasText: 'only when the workspace is trusted' }).waitFor();
    assert.equal(await page.locator('iframe.webview').count(), 0);
    await workbench.screenshot('restricted-mode');
  });
});
