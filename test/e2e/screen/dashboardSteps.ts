import { existsSync, readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { eventually, steady, until } from './waiting.ts';
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
  const line = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
  await line.click();
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

/** Chooses a line of the menu of a panel. */
export async function choosePanelAction(workbench: Workbench, id: string, line: string): Promise<void> {
  const panel = panelOf(workbench, id);
  await panel.hover();
  await choose(workbench, panel.locator('[data-action=more]'), line);
}

/**
 * Answers the dialog of this title with an absolute path, that of a folder with a slash at its end. In the browser dialogs
 * for files are quick inputs that look up folders while a path is written.
 */
export async function answerPath(page: Page, title: string, path: string): Promise<void> {
  // By its title: the palette that is just closing may have a command of that name.
  const heading = page.locator('.quick-input-title').filter({ hasText: title });
  const dialog = page.locator('.quick-input-widget').filter({ has: heading });
  const input = dialog.locator('input.input');
  // With the entries of the folder it proposes a path of its own, over whatever was written before.
  await dialog.locator('.monaco-list-row').first().waitFor();
  await until(
    async () => {
      if (!(await dialog.isVisible())) return;
      await input.fill(path, { timeout: 1_000 });
      await steady(() => input.inputValue({ timeout: 1_000 }), path);
      await input.press('Enter', { timeout: 1_000 });
    },
    // Long, for a second Enter must not meet the dialog after this one.
    () => dialog.waitFor({ state: 'hidden', timeout: 10_000 }),
  );
}

/** A message at the corner of the window that has the text. */
export function notification(page: Page, text: string): Locator {
  return page.locator('.notification-list-item').filter({ hasText: text });
}

/** The bytes of a file once it is there and not empty. */
export async function written(path: string): Promise<Buffer> {
  return eventually(() => (existsSync(path) && readFileSync(path).length > 0 ? readFileSync(path) : undefined), path);
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
