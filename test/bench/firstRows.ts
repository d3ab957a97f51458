/**
 * Measures how long it takes from Run until the first rows are on the screen, for a result of 1,000 rows and for one of as
 * many as there are records: run `node test/bench/firstRows.ts [--records 1000000]`. The results view runs in Chromium
 * and the engine in this process, over a store that is loaded. The aim is the same time within 20 %.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { Engine } from '../../server/src/engine/engine.ts';
import type { RunQueryResult } from '../../server/src/protocol/engine.ts';
import type { FromResultsView, ResultsState, ToResultsView } from '../../server/src/protocol/webview.ts';
import { findChromium, launchChromium } from '../e2e/vscode/chromium.ts';
import { playHost } from '../webview/playedHost.ts';
import { serveResultsView } from '../webview/viewServer.ts';
import { writeNotifications } from './engineData.ts';

/** Each figure is the median of so many rounds, after one that warms up. */
const rounds = 7;

const few = 1000;

const kinds = [
  { name: 'messages', query: '*' },
  { name: 'rows of an aggregate', query: '* | json "mail.messageId" as id | count by id' },
];

type Rows = Extract<RunQueryResult, { readonly kind: 'rows' }>;

async function runQuery(engine: Engine, query: string): Promise<Rows> {
  const params = { query, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 'bench' } as const;
  const result = await engine.run(params, { signal: new AbortController().signal });
  if (result.kind !== 'rows') throw new Error(result.message);
  return result;
}

interface Times {
  readonly run: number;
  readonly show: number;
}

/** A run in a view of its own: until the engine has the result, and from then until its first row is on the screen. */
async function measure(engine: Engine, browser: Browser, address: string, query: string): Promise<Times> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const host = await playHost<FromResultsView>(page, {
    theme: 'dark',
    kept: undefined,
    onMessage: (message) => {
      if (message.type !== 'page') return;
      const { requestId, resultId } = message;
      void engine
        .page(message)
        .then((rows) => host.send({ type: 'page', requestId, resultId, page: rows } satisfies ToResultsView));
    },
  });
  await page.goto(address);
  await page.locator('sesq-results').waitFor();
  const begun = performance.now();
  const { resultId, shape, columns, stats, notices } = await runQuery(engine, query);
  const answered = performance.now();
  const header = { title: 'bench', query, timezone: 'UTC' };
  const state: ResultsState = { kind: 'rows', header, resultId, shape, columns, stats, notices };
  await host.send({ type: 'state', state } satisfies ToResultsView);
  await page.locator('[data-row="0"]').filter({ hasText: /\S/ }).first().waitFor();
  const times = { run: answered - begun, show: performance.now() - answered };
  engine.release(resultId);
  await page.close();
  return times;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function measureAll(engine: Engine, browser: Browser, address: string): Promise<void> {
  console.log('| what | run | show | together | ratio |\n| --- | --- | --- | --- | --- |');
  for (const { name, query } of kinds) {
    const cases = [
      { rows: few.toLocaleString('en'), query: `${query} | limit ${String(few)}`, times: [] as Times[] },
      { rows: records.toLocaleString('en'), query, times: [] as Times[] },
    ];
    // In turns, so that whatever else the machine does falls on both.
    for (let round = 0; round <= rounds; round += 1)
      for (const each of cases) {
        const times = await measure(engine, browser, address, each.query);
        if (round > 0) each.times.push(times);
      }
    let reference: number | undefined;
    for (const { rows, times } of cases) {
      const [run, show] = [median(times.map((each) => each.run)), median(times.map((each) => each.show))];
      const together = median(times.map((each) => each.run + each.show));
      const ratio = reference === undefined ? '' : `${(together / reference).toFixed(2)}x`;
      reference ??= together;
      const figures = [run, show, together].map((time) => `${time.toFixed(0)} ms`);
      console.log(`| ${rows} ${name} | ${figures.join(' | ')} | ${ratio} |`);
    }
  }
}

const { values } = parseArgs({ options: { records: { type: 'string', default: '1000000' } } });
const records = Number(values.records);
const chromium = findChromium();
if (chromium === undefined) {
  console.log('Not measured: no Chromium is installed.');
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), 'sesq-bench-'));
const server = await serveResultsView();
const browser = await launchChromium(chromium);
try {
  const path = join(folder, 'ses.jsonl');
  await writeNotifications(path, records);
  const engine = await Engine.open({
    logs: [path],
    categories: [],
    memoryLimit: '',
    threads: 0,
    cacheFolder: join(folder, 'cache'),
  });
  await measureAll(engine, browser, server.address('dark'));
  engine.close();
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
