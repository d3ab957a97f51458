import type { Browser, Page } from 'playwright-core';
import type { ResultPage, ResultValue } from '../../server/src/protocol/engine.ts';
import type { FromResultsView, ResultsState, ToResultsView } from '../../server/src/protocol/webview.ts';
import { playHost } from './playedHost.ts';
import type { PlayedHost } from './playedHost.ts';
import type { ThemeName } from './themes.ts';

type PageRequest = Extract<FromResultsView, { readonly type: 'page' }>;

/** Gives one row of the fake engine; `request` says in which order rows are wanted. */
export type FakeRow = (index: number, request: PageRequest) => readonly ResultValue[];

/** The view in a browser, with a host played by the test. */
export interface ResultsPage extends PlayedHost<FromResultsView> {
  readonly page: Page;
  show(state: ResultsState): Promise<void>;
  /** From now on, page requests are answered with these rows. */
  answerWith(total: number, row: FakeRow): void;
  cell(row: number, column: string): ReturnType<Page['locator']>;
}

/** Opens the view in a fresh page; `kept` is what VS Code would give back after the view was hidden. */
export async function openResultsPage(
  browser: Browser,
  address: string,
  theme: ThemeName = 'dark',
  kept?: unknown,
): Promise<ResultsPage> {
  const context = await browser.newContext({ viewport: { width: 900, height: 420 } });
  const page = await context.newPage();
  let answer: ((request: PageRequest) => ToResultsView) | undefined;
  const { sent, faults, send } = await playHost<FromResultsView>(page, {
    theme,
    kept,
    onMessage: (message) => {
      if (message.type === 'page' && answer !== undefined) void send(answer(message));
    },
  });
  await page.goto(address);
  await page.locator('sesq-results').waitFor();
  return {
    page,
    sent,
    faults,
    send,
    show: (state) => send({ type: 'state', state } satisfies ToResultsView),
    answerWith: (total, row) => {
      answer = (request) => {
        const length = Math.max(0, Math.min(request.limit, total - request.offset));
        const rows = Array.from({ length }, (_, index) => row(request.offset + index, request));
        const result: ResultPage = { offset: request.offset, total, rows };
        return { type: 'page', requestId: request.requestId, resultId: request.resultId, page: result };
      };
    },
    cell: (row, column) => page.locator(`[data-row="${row}"][data-column="${column}"]`),
  };
}
