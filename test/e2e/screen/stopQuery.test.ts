import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './workbench.ts';

const megabyte = 1024 * 1024;

/** Writes the first seed record over and over; reading so much takes seconds. */
function writeLargeLog(folder: string, bytes: number): void {
  const [record = ''] = readFileSync(join(folder, 'ses-log.jsonl'), 'utf8').split('\n');
  const block = `${record}\n`.repeat(Math.ceil(megabyte / record.length));
  const file = openSync(join(folder, 'large.jsonl'), 'w');
  for (let written = 0; written < bytes; written += block.length) writeSync(file, block);
  closeSync(file);
}

describe('stopping a query', () => {
  const workbench = useWorkbench();

  it('ends it before it has an answer, and the next run works', async () => {
    const { workspace, openFile, runCommand, webview, screenshot } = workbench();
    writeLargeLog(join(workspace, 'logs'), 500 * megabyte);
    await openFile('queries/top-bounced-email-addresses.sesq');
    await runCommand('SES: Run Query');
    const stop = webview.locator('[data-action="stop"]');
    await stop.waitFor();
    await screenshot('query-running');
    await stop.click();
    await webview.getByText('The query was stopped before it finished.').waitFor();
    await screenshot('query-stopped');

    rmSync(join(workspace, 'logs/large.jsonl'));
    await runCommand('SES: Run Query');
    await webview.locator('[data-row]').filter({ hasText: 'larry@customer.com' }).waitFor();
  });
});
