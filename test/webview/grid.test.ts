import assert from 'node:assert/strict';
import { copyText } from '../../client/webview/shared/grid/copy.ts';
import { moveBy, rangeBetween } from '../../client/webview/shared/grid/movement.ts';
import { pageSize, RowPages } from '../../client/webview/shared/grid/pages.ts';
import { contentHeight, rowWindow, scrollToRow } from '../../client/webview/shared/grid/scroll.ts';
import { nextSort } from '../../client/webview/shared/grid/sorting.ts';
import type { ResultPage } from '../../server/src/protocol/engine.ts';

describe('grid movement', () => {
  const extent = { rows: 100, columns: 3, page: 10 };

  it('stays inside the grid and reaches the header from the first row', () => {
    assert.deepEqual(moveBy('ArrowUp', false, { row: 0, column: 1 }, extent), { row: -1, column: 1 });
    assert.deepEqual(moveBy('ArrowUp', false, { row: -1, column: 1 }, extent), { row: -1, column: 1 });
    assert.deepEqual(moveBy('ArrowRight', false, { row: 5, column: 2 }, extent), { row: 5, column: 2 });
    assert.deepEqual(moveBy('PageDown', false, { row: 95, column: 0 }, extent), { row: 99, column: 0 });
    assert.deepEqual(moveBy('PageUp', false, { row: 5, column: 0 }, extent), { row: 0, column: 0 });
    assert.deepEqual(moveBy('End', true, { row: 5, column: 0 }, extent), { row: 99, column: 2 });
    assert.equal(moveBy('x', false, { row: 5, column: 0 }, extent), undefined);
  });

  it('a range from the header down leaves the header out', () => {
    const range = rangeBetween({ row: 2, column: 2 }, { row: -1, column: 0 });
    assert.deepEqual(range, { top: 0, bottom: 2, left: 0, right: 2 });
  });
});

describe('grid scrolling', () => {
  it('draws the visible rows and a few beyond', () => {
    assert.deepEqual(rowWindow(0, 220, 1000), { first: 0, end: 18, top: 0 });
    assert.deepEqual(rowWindow(2200, 220, 1000), { first: 92, end: 118, top: 2024 });
    assert.deepEqual(rowWindow(0, 220, 3), { first: 0, end: 3, top: 0 });
  });

  it('keeps ten million rows below the height browsers can show, and still reaches each', () => {
    const total = 10_000_000;
    assert.equal(contentHeight(total), 15_000_000);
    assert.equal(rowWindow(15_000_000 - 220, 220, total).end, total);
    const top = scrollToRow(5_000_000, 0, 220, total);
    const { first, end } = rowWindow(top, 220, total);
    assert.ok(first <= 5_000_000 && end > 5_000_000, `${first} to ${end}`);
  });

  it('moves as little as possible to show a row', () => {
    assert.equal(scrollToRow(5, 0, 220, 1000), 0);
    assert.equal(Math.round(scrollToRow(10, 0, 220, 1000)), 22);
    assert.equal(Math.round(scrollToRow(3, 2200, 220, 1000)), 66);
  });
});

describe('grid sorting', () => {
  it('goes largest first, smallest first, none for numbers', () => {
    const first = nextSort(undefined, 2, 'long');
    const second = nextSort(first, 2, 'long');
    assert.deepEqual(
      [first, second, nextSort(second, 2, 'long')],
      [{ column: 2, descending: true }, { column: 2, descending: false }, undefined],
    );
  });

  it('another column starts anew', () => {
    assert.deepEqual(nextSort({ column: 2, descending: true }, 0, 'text'), { column: 0, descending: false });
  });
});

describe('copied cells', () => {
  const time = (epoch: number): string => `time ${epoch}`;

  it('one cell is copied as it is', () => {
    assert.equal(copyText([['a\tb\n']], ['text'], time), 'a\tb\n');
    assert.equal(copyText([[1234567.5]], ['double'], time), '1234567.5');
  });

  it('several cells are tab-separated lines with quotes where needed', () => {
    const rows = [
      [1, 'a\tb', null],
      [2, '"x" y', 7],
    ];
    assert.equal(copyText(rows, ['long', 'text', 'time'], time), '1\t"a\tb"\t\n2\t"""x"" y"\ttime 7');
  });
});

describe('row pages', () => {
  const fetched: string[] = [];
  const fetch = (offset: number, limit: number, sort: unknown): Promise<ResultPage> => {
    fetched.push(`${offset}+${limit}${sort === undefined ? '' : ' sorted'}`);
    const rows = Array.from({ length: limit }, (_, index) => [sort === undefined ? offset + index : -(offset + index)]);
    return Promise.resolve({ offset, total: 1_000_000, rows });
  };
  beforeEach(() => fetched.splice(0));

  it('asks once for each page that rows are wanted of', async () => {
    const pages = new RowPages(fetch, () => undefined);
    await Promise.all([pages.load(150, 250), pages.load(0, 10)]);
    await pages.load(0, 400);
    assert.deepEqual(fetched, ['0+200', '200+200']);
    assert.deepEqual(pages.row(250), [250]);
    assert.equal(pages.row(400), undefined);
  });

  it('shows the old order until the first page of the new one is here', async () => {
    const pages = new RowPages(fetch, () => undefined);
    await pages.load(0, 300);
    pages.setSort({ column: 0, descending: true });
    assert.deepEqual(pages.row(1), [1]);
    await pages.load(0, 1);
    assert.deepEqual(pages.row(1), [-1]);
    assert.equal(pages.row(250), undefined);
  });

  it('ignores a page of the order before that comes late', async () => {
    let answer: (page: ResultPage) => void = () => undefined;
    const slow = new RowPages(
      () => new Promise((resolve) => (answer = resolve)),
      () => undefined,
    );
    const loading = slow.load(0, 1);
    slow.setSort({ column: 0, descending: true });
    answer({ offset: 0, total: 1, rows: [['late']] });
    await loading;
    assert.equal(slow.row(0), undefined);
  });

  it('forgets the longest unused pages', async () => {
    const pages = new RowPages(fetch, () => undefined);
    for (let page = 0; page < 60; page += 1) await pages.load(page * pageSize, page * pageSize + 1);
    await pages.load(0, 1);
    await pages.load(60 * pageSize, 60 * pageSize + 1);
    assert.deepEqual(pages.row(0), [0]);
    assert.equal(pages.row(pageSize), undefined);
  });

  it('tells of a failed page once and does not ask for it again', async () => {
    const failures: (string | undefined)[] = [];
    let asked = 0;
    const pages = new RowPages(
      () => {
        asked += 1;
        return Promise.reject(new Error('gone'));
      },
      (failure) => failures.push(failure),
    );
    await pages.load(0, 1);
    await pages.load(0, 1);
    assert.deepEqual([failures, asked], [['gone'], 1]);
  });
});
