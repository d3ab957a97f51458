import type { Browser, Page } from 'playwright-core';
import type { FromDashboardView, ToDashboardView } from '../../server/src/protocol/dashboardView.ts';
import type { ThemeName } from './themes.ts';

/** The dashboard view in a browser, with a host played by the test. */
export interface DashboardPage {
  readonly page: Page;
  /** Every message of the view so far. */
  readonly sent: readonly FromDashboardView[];
  /** Violations of the page's policy and errors of its scripts so far. */
  readonly faults: readonly string[];
  send(message: unknown): Promise<void>;
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
  const sent: FromDashboardView[] = [];
  const faults: string[] = [];
  let answer: ((request: PageRequest) => ToDashboardView) | undefined;
  const send = (message: unknown): Promise<void> => page.evaluate((data) => window.postMessage(data, '*'), message);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    // Browsers ask for an icon by themselves.
    if (line.type() === 'error' && !line.location().url.endsWith('/favicon.ico')) faults.push(line.text());
  });
  await page.exposeFunction('reportFault', (fault: string) => faults.push(fault));
  await page.exposeFunction('hostReceives', (message: FromDashboardView) => {
    sent.push(message);
    if (message.type === 'page' && answer !== undefined) void send(answer(message));
  });
  await page.addInitScript(
    ({ bodyClass, keptState }) => {
      const world = window as unknown as Record<string, unknown> & {
        hostReceives(message: unknown): void;
        reportFault(fault: string): void;
      };
      let state: unknown = keptState;
      world['keptState'] = () => state;
      world['acquireVsCodeApi'] = () => ({
        postMessage: (message: unknown) => world.hostReceives(JSON.parse(JSON.stringify(message))),
        getState: () => state,
        setState: (value: unknown) => (state = value),
      });
      document.addEventListener('securitypolicyviolation', (event) =>
        world.reportFault(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
      );
      document.addEventListener('DOMContentLoaded', () => document.body.classList.add(bodyClass));
    },
    { bodyClass: `vscode-${theme}`, keptState: kept },
  );
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
