import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useWorkbench } from './workbench.ts';

/** The cells as [row, column name, text]. Rows count from 0. */
async function readCells(cells: Locator): Promise<readonly (readonly [string, string, string])[]> {
  return cells.evaluateAll((elements) =>
    elements.map((element) => {
      const { row = '', column = '' } = (element as HTMLElement).dataset;
      return [row, column, element.textContent?.trim() ?? ''] as const;
    }),
  );
}

describe('running a query', () => {
  const opened = useWorkbench();

  it('shows the bounced address of the seed logs and its count in the table', async () => {
    const workbench = opened();
    await workbench.openFile('queries/top-bounced-email-addresses.sesq');
    await workbench.runCommand('SES: Run Query');

    const table = workbench.webview;
    await table.locator('[data-row]').filter({ hasText: 'larry@customer.com' }).waitFor();
    const cells = await readCells(table.locator('[data-row][data-column]'));
    const row = cells.find(([, , text]) => text === 'larry@customer.com')?.[0];
    const shown = cells.filter(([index]) => index === row).map(([, column, text]) => [column, text]);
    assert.deepEqual(Object.fromEntries(shown), { BouncedemailAddress: 'larry@customer.com', eventCount: '1' });
    const headers = await readCells(table.locator('[data-column]:not([data-row])'));
    assert.deepEqual(headers.map(([, column]) => column).sort(), ['BouncedemailAddress', 'eventCount']);
    await workbench.screenshot('query-and-results');
  });
});
