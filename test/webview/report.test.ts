import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { reportPage } from '../../server/src/engine/dashboard/report/reportPage.ts';
import type { ReportAnswer, ReportData, ReportPanel } from '../../server/src/protocol/report.ts';
import type { VisualizationKind } from '../../server/src/protocol/dashboard.ts';
import { becomes } from './becomes.ts';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Texts that try to become markup, script, addresses or a way out of the block of data. */
const hostile = [
  '</script><script>window.broken = 1</script>',
  '<img src=x onerror="window.broken = 2">',
  '<!--<script>',
  'javascript:window.broken=3',
  ']]></script><svg onload=window.broken=4>',
  '\u2028\u2029\u0000"\'`${window.broken=5}',
  '{{constructor.constructor("window.broken=6")()}}',
  'https://example.com/beacon.png',
] as const;

const rows = hostile.map((text, index) => [text, index + 1] as const);

function rowsAnswer(total = rows.length): ReportAnswer {
  const columns = [
    { name: 'address', type: 'text' },
    { name: '<b>count</b>', type: 'long' },
  ] as const;
  return { kind: 'rows', columns, rows, total, notices: ['<i>notice</i>'], range: { from: 0, to: 3_600_000 } };
}

function panel(kind: VisualizationKind, index: number, answer: ReportAnswer = rowsAnswer()): ReportPanel {
  return {
    title: `${kind} ${hostile[0]}`,
    description: hostile[1],
    visualization: { kind },
    layout: { x: (index % 3) * 4, y: Math.floor(index / 3) * 4, width: 4, height: 4 },
    emptyText: '<em>nothing</em>',
    notes: hostile[2],
    hasOwnRange: index === 0,
    answer,
  };
}

function reportOf(panels: readonly ReportPanel[]): ReportData {
  return {
    title: `Report ${hostile[0]}`,
    description: hostile[1],
    made: Date.UTC(2018, 3, 12, 12),
    now: Date.UTC(2018, 3, 12, 11),
    range: { from: Date.UTC(2018, 3, 11, 11), to: Date.UTC(2018, 3, 12, 11) },
    timezone: 'Europe/Vienna',
    variables: { address: [hostile[4]], all: ['*'] },
    panels,
  };
}

describe('dashboard report', () => {
  let browser: Browser;
  let folder: string;
  let script: string;

  before(async function () {
    this.timeout(120_000);
    const entry = fileURLToPath(new URL('../../client/webview/report/main.ts', import.meta.url));
    const built = await esbuild.build({
      entryPoints: [entry],
      bundle: true,
      format: 'iife',
      target: 'es2022',
      write: false,
      minify: true,
      logLevel: 'error',
    });
    script = built.outputFiles[0]?.text ?? '';
    folder = await mkdtemp(join(tmpdir(), 'sesq-report-'));
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });

  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  interface Opened {
    readonly page: Page;
    /** Errors, messages of the policy, and everything that was asked of any address. */
    readonly faults: string[];
  }

  async function open(data: ReportData, colorScheme: 'light' | 'dark' = 'light', width = 1200): Promise<Opened> {
    const path = join(folder, 'report.html');
    await writeFile(path, reportPage({ title: data.title, script, data }));
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.route(/^(?!file:)/, (route) => {
      faults.push(route.request().url());
      return route.abort();
    });
    await page.goto(pathToFileURL(path).href);
    await page.locator('main').waitFor();
    // Every picture is there, or the sentence in its place.
    await page.waitForFunction(() =>
      [...document.querySelectorAll('sesq-chart')].every(
        (chart) => (chart.shadowRoot?.querySelector('canvas, .single, .sentence, .table') ?? null) !== null,
      ),
    );
    return { page, faults };
  }

  const kinds: readonly VisualizationKind[] = [
    'table',
    'bar',
    'column',
    'stackedColumn',
    'line',
    'lineColumn',
    'area',
    'pie',
    'singleValue',
    'map',
    'outlier',
  ];

  it('shows hostile texts as texts in every kind of panel: nothing runs, nothing is loaded', async () => {
    const { page, faults } = await open(reportOf(kinds.map((kind, index) => panel(kind, index))));
    for (const details of await page.locator('details').all())
      await details.evaluate((element) => ((element as HTMLDetailsElement).open = true));
    await page.locator('section table').nth(5).waitFor();
    assert.equal(await page.locator('h1').textContent(), `Report ${hostile[0]}`);
    assert.equal(await page.title(), `Report ${hostile[0]}`.replace(/\s+/g, ' '));
    assert.equal(await page.locator('section').count(), kinds.length);
    const first = page.locator('section').first();
    assert.deepEqual(await first.locator('tbody td:first-child').allTextContents(), [...hostile]);
    assert.deepEqual(await first.locator('thead th').allTextContents(), ['address', '<b>count</b>']);
    assert.equal(await page.evaluate(() => 'broken' in window), false);
    assert.equal(await page.locator('img, svg, iframe, b, i, em').count(), 0);
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('forbids everything but its own script', async () => {
    const { page, faults } = await open(reportOf([panel('table', 0)]));
    await page.evaluate(() => {
      const injected = document.createElement('script');
      injected.textContent = 'window.broken = 7';
      document.body.append(injected);
      const image = document.createElement('img');
      image.src = 'https://example.com/beacon.png';
      document.body.append(image);
    });
    await becomes(() => faults.filter((text) => text.includes('Content Security Policy')).length, 2);
    assert.equal(await page.evaluate(() => 'broken' in window), false);
    assert.equal(faults.filter((text) => text.startsWith('https:')).length, 0);
    await page.close();
  });

  it('says what it is about, in the zone of the report', async () => {
    const { page } = await open(reportOf([panel('table', 0)]));
    const facts = (await page.locator('.facts > div').allTextContents()).map((text) => text.trim());
    assert.deepEqual(facts, [
      'Range2018-04-11 13:00:00 to 2018-04-12 13:00:00',
      'Now2018-04-12 13:00:00',
      'Time zoneEurope/Vienna',
      `address${hostile[4]}`,
      'Made2018-04-12 14:00:00',
    ]);
    const notes = await page.locator('section .note').allTextContents();
    assert.deepEqual(notes, ['1970-01-01 01:00:00 to 1970-01-01 02:00:00', '<i>notice</i>']);
    await page.close();
  });

  it('shows problems, empty answers and answers that are cut', async () => {
    const empty: ReportAnswer = { kind: 'rows', columns: [], rows: [], total: 0, notices: [], range: null };
    const { page, faults } = await open(
      reportOf([
        panel('bar', 0, { kind: 'problem', message: 'The query is <wrong>.' }),
        panel('pie', 1, empty),
        panel('table', 2, rowsAnswer(12_345)),
      ]),
    );
    assert.equal(await page.locator('.problem').textContent(), 'The query is <wrong>.');
    assert.equal(await page.locator('.empty').textContent(), '<em>nothing</em>');
    assert.equal(await page.locator('.rows .note').textContent(), 'The first 8 rows of 12,345 rows.');
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('draws charts in the colours of the scheme', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, faults } = await open(reportOf([panel('bar', 0)]), scheme);
      const canvas = page.locator('sesq-chart canvas');
      await canvas.waitFor();
      const drawn = await canvas.evaluate((element) => {
        const { width, height } = element as HTMLCanvasElement;
        const pixels = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        const colours = new Set<string>();
        for (let at = 0; at < pixels.length; at += 4)
          if ((pixels[at + 3] ?? 0) > 200)
            colours.add(`${String(pixels[at])},${String(pixels[at + 1])},${String(pixels[at + 2])}`);
        return colours.size;
      });
      assert.ok(drawn > 1, `${String(drawn)} colours in ${scheme}`);
      const background = await page.locator('section').evaluate((element) => getComputedStyle(element).backgroundColor);
      assert.equal(background, scheme === 'dark' ? 'rgb(31, 31, 31)' : 'rgb(255, 255, 255)');
      assert.deepEqual(faults, []);
      await page.close();
    }
  });

  it('is printed in light colours and in the width of the paper, whatever the screen has', async () => {
    const { page, faults } = await open(reportOf([panel('bar', 0)]), 'dark');
    await page.locator('sesq-chart canvas').waitFor();
    await page.evaluate(() => {
      const world = window as unknown as { printed?: unknown };
      const chart = document.querySelector('sesq-chart');
      const look = (): void => {
        const canvas = chart?.shadowRoot?.querySelector('canvas');
        const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        let darkest = 255;
        for (let at = 0; at < pixels.length; at += 4)
          if ((pixels[at + 3] ?? 0) > 250)
            darkest = Math.min(darkest, Math.max(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0));
        world.printed = { isWhole: canvas?.clientWidth === chart?.clientWidth, hasDarkTexts: darkest < 90 };
      };
      // As late as can be before the page goes to paper: after all that the change itself has set off.
      const later = (rounds: number): void => (rounds === 0 ? look() : queueMicrotask(() => later(rounds - 1)));
      matchMedia('print').addEventListener('change', ({ matches }) => matches && later(100));
    });
    await page.pdf({ format: 'A4' });
    assert.deepEqual(await page.evaluate(() => (window as unknown as { printed?: unknown }).printed), {
      isWhole: true,
      hasDarkTexts: true,
    });
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('puts panels below each other where there is no room beside', async () => {
    const { page } = await open(reportOf([panel('table', 0), panel('table', 1)]), 'light', 500);
    const boxes = await Promise.all((await page.locator('section').all()).map((section) => section.boundingBox()));
    const [first, second] = boxes;
    assert.equal(first?.x, second?.x);
    assert.ok((second?.y ?? 0) >= (first?.y ?? 0) + (first?.height ?? 0));
    assert.ok((first?.width ?? 0) > 400);
    await page.close();
  });
});
