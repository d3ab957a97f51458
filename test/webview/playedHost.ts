import type { Page } from 'playwright-core';
import type { ThemeName } from './themes.ts';

/** What a view and its page said while a test plays the extension host. */
export interface PlayedHost<Message> {
  /** Every message of the view so far. */
  readonly sent: readonly Message[];
  /** Violations of the page's policy and errors of its scripts so far. */
  readonly faults: readonly string[];
  send(message: unknown): Promise<void>;
}

/**
 * Gives a page what VS Code gives to a view, before it is loaded: the link to the host, kept state and the theme's class.
 * `onMessage` is called for every message.
 */
export async function playHost<Message>(
  page: Page,
  { theme, kept, onMessage }: { theme: ThemeName; kept: unknown; onMessage: (message: Message) => void },
): Promise<PlayedHost<Message> & { readonly faults: string[] }> {
  const sent: Message[] = [];
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.exposeFunction('reportFault', (fault: string) => faults.push(fault));
  await page.exposeFunction('hostReceives', (message: Message) => {
    sent.push(message);
    onMessage(message);
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
  return { sent, faults, send: (message) => page.evaluate((data) => window.postMessage(data, '*'), message) };
}
