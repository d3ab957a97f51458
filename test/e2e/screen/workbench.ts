import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { projectFolder, screenshotFolder } from '../paths.ts';
import { findChromium, launchChromium } from '../vscode/chromium.ts';
import { installServer } from '../vscode/install.ts';
import { startServer, type Server } from '../vscode/server.ts';
import { seedWorkspace, temporaryFolder, type TemporaryFolder } from '../workspace.ts';

/** VS Code on the screen with the extension installed and a workspace of seed logs and sample queries open. */
export type Workbench = {
  readonly page: Page;
  /** Absolute path of the workspace's folder. */
  readonly workspace: string;
  /** Opens a file of the workspace (path relative to it) in an editor. */
  openFile(path: string): Promise<void>;
  /** Runs a command by the title that the command palette shows. */
  runCommand(title: string): Promise<void>;
  /** What is inside the visible webview editor. */
  readonly webview: FrameLocator;
  /** The lines of the active editor. */
  readonly editor: Locator;
  /** Saves `out/screenshots/NAME.png`. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
};

/** How a test wants its VS Code. */
export type WorkbenchOptions = {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False opens the workspace in Restricted Mode, as VS Code does for folders it does not know. */
  readonly trusted?: boolean;
  /** Makes the folder that is opened; the seed logs and the sample queries when left out. */
  readonly workspace?: () => TemporaryFolder;
  /** Size of the window in pixels, 1440 x 900 when left out. */
  readonly size?: { readonly width: number; readonly height: number };
};

/** Starts VS Code's server and a browser, and waits until the workbench is there. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const installation = await installServer();
  if (installation.kind === 'unavailable') throw new Error(installation.reason);
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('No Chromium is installed; CHROMIUM_PATH can name one.');
  const workspace = (options.workspace ?? seedWorkspace)();
  const home = temporaryFolder('vscode');
  let server: Server | undefined;
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
    workspace.remove();
    home.remove();
  };
  try {
    const { main } = installation;
    const { settings = {}, trusted = true } = options;
    server = await startServer({ main, home: home.path, extension: projectFolder, settings, trustEverything: trusted });
    browser = await launchChromium(chromium);
    const page = await browser.newPage({ viewport: options.size ?? { width: 1440, height: 900 } });
    await page.goto(server.address(workspace.path));
    await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
    return {
      page,
      workspace: workspace.path,
      openFile: (path) => openFile(page, path),
      runCommand: (title) => pick(page, `>${title}`, title),
      webview: page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame'),
      editor: page.locator('.editor-group-container.active .view-lines'),
      screenshot: (name) => screenshot(page, name),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openFile(page: Page, path: string): Promise<void> {
  const name = basename(path);
  await pick(page, path, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/**
 * Commands and files appear in the list only once extensions and folders were read, and whatever takes the focus closes
 * the list: it is opened anew until it has the row.
 */
async function pick(page: Page, typed: string, row: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  const found = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: row }).first();
  const deadline = Date.now() + 40_000;
  for (;;) {
    try {
      await page.keyboard.press('F1');
      await input.fill(typed, { timeout: 2_000 });
      await found.click({ timeout: 2_000 });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`"${row}" is not offered for "${typed}"`, { cause: error });
      await page.keyboard.press('Escape');
    }
  }
}

async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  // The pointer would leave a hover over whatever it passed last.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(screenshotFolder, `${name}.png`) });
}

/**
 * Opens one workbench for all tests of a `describe` block and closes it after them; call it in the block's body.
 * A test that failed leaves its picture as `failed-TITLE.png`. Gives a function since the workbench is there only in tests.
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await openWorkbench(options);
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await workbench?.screenshot(`failed-${test.title.replace(/\W+/g, '-')}`);
  });
  after(() => workbench?.close());
  return () => {
    if (workbench === undefined) throw new Error('The workbench is opened before the tests, not before that.');
    return workbench;
  };
}
