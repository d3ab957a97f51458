import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** What a test needs of the browser and of the server of the pages; there only while tests run. */
export interface Opened<Server> {
  readonly browser: Browser;
  readonly server: Server;
}

/** The title of a block of tests, with the reason why they are skipped where there is no browser. */
export function inChromium(title: string): string {
  return `${title} in Chromium${existsSync(executablePath) ? '' : ` (skipped: no browser at ${executablePath})`}`;
}

/**
 * Starts a server of pages and a browser for the tests of a `describe` block, and ends both after them; call it in the
 * block's body. Without a browser the tests are skipped. `patience` is how many milliseconds the start may take, where that is
 * longer than a test may.
 */
export function useChromium<Server extends { close(): Promise<void> }>(
  serve: () => Promise<Server>,
  patience?: number,
): () => Opened<Server> {
  let server: Server | undefined;
  let browser: Browser | undefined;
  before(async function () {
    if (patience !== undefined) this.timeout(patience);
    if (!existsSync(executablePath)) return this.skip();
    server = await serve();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return () => {
    if (browser === undefined || server === undefined)
      throw new Error('The browser is started before the tests, not before that.');
    return { browser, server };
  };
}
