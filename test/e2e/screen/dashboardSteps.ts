import { existsSync, readFileSync } from 'node:fs';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** Opens one of the dashboards that come along and waits until its panels are done. */
export async function openShipped({ page, runCommand, webview }: Workbench, title: string): Promise<void> {
  await runCommand('SES: Open Dashboard');
  await pick(page, title);
  await page.locator('.tab.active').filter({ hasText: title }).waitFor();
  await webview.locator('h1').filter({ hasText: title }).waitFor();
  await finished({ webview });
}

/** Waits until nothing of the visible dashboard runs. */
export async function finished({ webview }: Pick<Workbench, 'webview'>): Promise<void> {
  await webview.locator('[data-action=refresh]').waitFor();
}

/** Takes the first line of the open quick pick that has the text. */
export async function pick(page: Page, text: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first().click();
}

/** A panel of the visible dashboard by the id that its file gives it. */
export function panelOf({ webview }: Workbench, id: string): Locator {
  return webview.locator(`sesq-panel[data-panel="${id}"]`);
}

/** Chooses lines of menus one after the other, beginning with the button that opens the first. */
export async function choose({ webview }: Workbench, opener: Locator, ...lines: readonly string[]): Promise<void> {
  await opener.click();
  for (const name of lines) await webview.getByRole('menuitem', { name, exact: true }).click();
}

/** Answers the open dialog with an absolute path; in the browser it is a quick input. */
export async function answerPath(page: Page, path: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  await input.waitFor();
  await page.waitForTimeout(300);
  await input.fill(path);
  // The dialog looks the folder up before it takes the answer.
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
}

/** The bytes of a file once it is there and not empty. */
export async function written(path: string): Promise<Buffer> {
  return eventually(() => (existsSync(path) && readFileSync(path).length > 0 ? readFileSync(path) : undefined), path);
}

/** What `look` gives as soon as it gives something; fails after 15 seconds. */
export async function eventually<Seen>(look: () => Seen | undefined, what: string): Promise<Seen> {
  for (let tries = 0; tries < 150; tries += 1) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`Not within 15 seconds: ${what}`);
}

/** The page of the view that holds an element; there may be several views side by side. */
export async function viewWith(page: Page, selector: string): Promise<Frame> {
  for (let tries = 0; tries < 150; tries += 1) {
    for (const frame of page.frames()) {
      const count = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`No view shows ${selector}`);
}

/** Collects what goes wrong inside of webviews from now on: errors of scripts and what the policy refused. */
export function webviewErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    const { url } = message.location();
    const isOfView = /\/webview\/|vscode-resource|vscode-cdn|webview\.js|dashboard\.js|results\.js/.test(url);
    const isRefusal = /Content Security Policy/i.test(message.text());
    if (isRefusal || (message.type() === 'error' && isOfView)) errors.push(`${message.text()} (${url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}
