import type { Browser, Page } from 'playwright-core';
import type { FromDashboardView, ToDashboardView } from '../../server/src/protocol/dashboardView.ts';
import { playHost } from './playedHost.ts';
import type { PlayedHost } from './playedHost.ts';
import type { ThemeName } from './themes.ts';

/** The dashboard view in a browser, with a host played by the test. */
export interface DashboardPage extends PlayedHost<FromDashboardView> {
  readonly page: Page;
  post(...messages: readonly ToDashboardView[]): Promise<void>;
  /** Messages of one type. */
  of<Type extends FromDashboardView['type']>(
    type: Type,
  ): readonly Extract<FromDashboardView, { readonly type: Type }>[];
  /** From now on, page requests are answered by this. */
  answerPages(answer: (request: PageRequest) => ToDashboardView): void;
  panel(id: string): ReturnType<Page['locator']>;
}

export type PageRequest = Extract<FromDashboardView, { readonly type: 'page' }>;

/** Opens the view in a fresh page; `kept` is what VS Code would give back after the view was hidden. */
export async function openDashboardPage(
  browser: Browser,
  address: string,
  theme: ThemeName = 'dark',
  { kept, width = 1280, height = 760 }: { kept?: unknown; width?: number; height?: number } = {},
): Promise<DashboardPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  let answer: ((request: PageRequest) => ToDashboardView) | undefined;
  const { sent, faults, send } = await playHost<FromDashboardView>(page, {
    theme,
    kept,
    onMessage: (message) => {
      if (message.type === 'page' && answer !== undefined) void send(answer(message));
    },
  });
  page.on('console', (line) => {
    // Browsers ask for an icon by themselves.
    if (line.type() === 'error' && !line.location().url.endsWith('/favicon.ico')) faults.push(line.text());
  });
  await page.goto(address);
  await page.locator('sesq-dashboard').waitFor();
  return {
    page,
    sent,
    faults,
    send,
    post: async (...messages) => {
      for (const message of messages) await send(message);
    },
    of: <Type extends FromDashboardView['type']>(type: Type) =>
      sent.filter((message): message is Extract<FromDashboardView, { readonly type: Type }> => message.type === type),
    answerPages: (given) => {
      answer = given;
    },
    panel: (id) => page.locator(`sesq-panel[data-panel="${id}"]`),
  };
}
