import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { ChartData } from '../../client/webview/shared/charts/model.ts';
import { contentSecurityPolicy, createNonce, viewHtml } from '../../client/src/results/html.ts';
import type { Visualization } from '../../server/src/protocol/dashboard.ts';
import { themeCss, themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A chart to put on the page. */
export interface ShownChart {
  readonly data: ChartData;
  readonly visualization: Visualization;
  readonly label?: string;
  readonly timezone?: string;
}

export interface ChartsServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves an empty page with the chart element under the policy of the views. */
export async function serveCharts(): Promise<ChartsServer> {
  const built = await esbuild.build({
    entryPoints: [`${root}client/webview/shared/charts/chart.ts`],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  const script = built.outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const { pathname, searchParams, origin } = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const theme = searchParams.get('theme') as ThemeName | null;
    if (pathname === '/view' && theme !== null) {
      const nonce = createNonce();
      const html = viewHtml(
        {
          cspSource: origin,
          scriptUri: `${origin}/charts.js`,
          styleUris: [`${origin}/theme.css?theme=${theme}`],
          codiconsUri: `${origin}/none.css`,
          title: 'Charts',
        },
        nonce,
      );
      response.setHeader('Content-Security-Policy', contentSecurityPolicy(origin, nonce));
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
    } else if (pathname === '/theme.css' && theme !== null && theme in themes) {
      response.setHeader('Content-Type', 'text/css');
      response.end(`${themeCss(theme)}
        body { margin: 0; background: var(--vscode-editor-background); display: flex; flex-wrap: wrap; gap: 8px; }
        sesq-chart { width: 420px; height: 240px; }`);
    } else if (pathname === '/charts.js') {
      response.setHeader('Content-Type', 'text/javascript').end(script);
    } else if (pathname === '/none.css') {
      response.setHeader('Content-Type', 'text/css').end('');
    } else {
      response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/view?theme=`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What an event of a chart told, and which chart it was. */
export interface ChartEvent {
  readonly type: string;
  readonly chart: number;
  readonly detail: unknown;
}

export interface ChartsPage {
  readonly page: Page;
  /** Violations of the policy and errors of scripts so far. */
  readonly faults: readonly string[];
  /** Resolves to the events so far once there are as many; they come a moment after what caused them. */
  told(count: number): Promise<readonly ChartEvent[]>;
  /** Puts charts on the page and waits until they are drawn. */
  show(...charts: readonly ShownChart[]): Promise<void>;
  /** How many different colours the canvas of a chart holds, the blank one included. */
  colours(chart: number): Promise<number>;
  close(): Promise<void>;
}

interface ChartElement extends HTMLElement {
  readonly updateComplete: Promise<unknown>;
}

/** Opens the page in a theme. */
export async function openCharts(
  browser: Browser,
  address: string,
  theme: ThemeName,
  options: { readonly reducedMotion?: 'reduce' | 'no-preference' } = {},
): Promise<ChartsPage> {
  const context = await browser.newContext({
    viewport: { width: 1300, height: 1040 },
    reducedMotion: options.reducedMotion ?? 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const events: ChartEvent[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  await page.exposeFunction('reportFault', (fault: string) => faults.push(fault));
  await page.exposeFunction('chartEvent', (event: ChartEvent) => events.push(event));
  await page.addInitScript((bodyClass) => {
    const world = window as unknown as { reportFault(fault: string): void };
    document.addEventListener('securitypolicyviolation', (event) =>
      world.reportFault(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
    );
    document.addEventListener('DOMContentLoaded', () => document.body.classList.add(bodyClass));
  }, `vscode-${theme}`);
  await page.goto(address + theme);
  return {
    page,
    faults,
    told: async (count) => {
      for (let wait = 0; wait < 100 && events.length < count; wait += 1) await page.waitForTimeout(20);
      return [...events];
    },
    show: async (...charts) => {
      await page.evaluate(async (shown) => {
        const world = window as unknown as { chartEvent(event: unknown): void };
        for (const { data, visualization, label = '', timezone = 'UTC' } of shown) {
          const number = document.querySelectorAll('sesq-chart').length;
          const element = document.createElement('sesq-chart') as ChartElement;
          Object.assign(element, { data, visualization, label, timezone });
          for (const type of ['sesq-pick', 'sesq-zoom']) {
            element.addEventListener(type, (event) =>
              world.chartEvent({ type, chart: number, detail: (event as CustomEvent).detail }),
            );
          }
          document.body.append(element);
          await element.updateComplete;
        }
        // The size of a chart is known a frame later, and drawn in the one after.
        for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
      }, charts);
    },
    colours: (chart) =>
      page.evaluate((number) => {
        const canvas = document.querySelectorAll('sesq-chart')[number]?.shadowRoot?.querySelector('canvas');
        const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
        if (pixels === undefined) return 0;
        const found = new Set<number>();
        for (let at = 0; at < pixels.length; at += 4) {
          const [r = 0, g = 0, b = 0, a = 0] = pixels.subarray(at, at + 4);
          found.add(a === 0 ? 0 : ((r * 256 + g) * 256 + b) * 256 + a);
        }
        return found.size;
      }, chart),
    close: () => context.close(),
  };
}
