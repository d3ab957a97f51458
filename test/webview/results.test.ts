import assert from 'node:assert/strict';
import type { FromResultsView } from '../../server/src/protocol/webview.ts';
import { inChromium, useChromium } from './chromium.ts';
import { openResultsPage } from './resultsPage.ts';
import type { ResultsPage } from './resultsPage.ts';
import { header, rowsState } from './states.ts';
import { serveResultsView } from './viewServer.ts';

const pageRequests = (view: ResultsPage): readonly FromResultsView[] => view.sent.filter(({ type }) => type === 'page');

describe(inChromium('results view'), () => {
  let view: ResultsPage;
  const opened = useChromium(serveResultsView);

  beforeEach(async () => {
    view = await openResultsPage(opened().browser, opened().server.address('dark'));
  });
  afterEach(async () => {
    const { faults } = view;
    await view.page.context().close();
    assert.deepEqual(faults, [], 'the page broke its policy or threw');
  });

  it('asks for the state once it is ready', async () => {
    await view.page.getByText('Run a query to see its results here.').waitFor();
    assert.deepEqual(view.sent, [{ type: 'ready' }]);
  });

  it('shows numbers grouped, times in the zone of the header, and null apart from empty text', async () => {
    view.answerWith(10, (index) => [1_234_567 + index, index === 1 ? null : '', 1_523_533_601_807]);
    await view.show(rowsState({ header: { ...header, timezone: 'Asia/Kolkata' } }));
    await view.cell(0, 'n').filter({ hasText: '1,234,567' }).waitFor();
    assert.equal(await view.cell(0, 'last').textContent(), '2018-04-12 17:16:41.807');
    assert.equal(await view.cell(0, 'email').textContent(), '');
    assert.equal(await view.cell(0, 'email').getAttribute('data-null'), null);
    assert.equal(await view.cell(1, 'email').textContent(), 'null');
    assert.equal(await view.cell(1, 'email').getAttribute('data-null'), '');
    assert.equal(await view.cell(0, 'n').getAttribute('data-value'), '1234567');
    assert.equal(await view.cell(0, 'n').evaluate((cell) => getComputedStyle(cell).textAlign), 'right');
  });

  it('prints the zone, what was matched and the time it took once', async () => {
    await view.show(rowsState());
    assert.equal(await view.page.locator('.zone').textContent(), 'UTC');
    assert.equal(await view.page.locator('.summary').textContent(), '10 rows · 118,244 of 1,000,000 · 0.24 s');
    assert.equal(await view.page.locator('.range').textContent(), '2018-04-12 00:00:00 – 2018-04-13 00:00:00');
    assert.equal(await view.page.getByRole('status').textContent(), '10 rows');
  });

  it('keeps the zone and the whole summary in a narrow view', async () => {
    await view.page.setViewportSize({ width: 460, height: 420 });
    await view.show(rowsState());
    const isCut = (element: Element): boolean => element.scrollWidth > element.clientWidth;
    assert.equal(await view.page.locator('.zone').isVisible(), true);
    assert.equal(await view.page.locator('.summary').evaluate(isCut), false);
  });

  it('shows markup in log text as text', async () => {
    const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    view.answerWith(1, () => [1, hostile, 0]);
    const columns = rowsState().columns.map((column) => (column.name === 'n' ? { ...column, name: hostile } : column));
    await view.show(
      rowsState({ columns, header: { ...header, title: hostile }, notices: [{ code: 'x', message: hostile }] }, 1),
    );
    await view.cell(0, 'email').filter({ hasText: 'img' }).waitFor();
    assert.equal(await view.cell(0, 'email').textContent(), hostile);
    assert.equal(await view.page.locator('[role=columnheader]').first().getAttribute('data-column'), hostile);
    assert.equal(await view.page.locator('h1').textContent(), hostile);
    assert.equal(await view.page.locator('sesq-results img, sesq-results script').count(), 0);
    assert.equal(await view.page.title(), 'results');
  });

  it('pages through 100,000 rows with few of them in the document', async () => {
    view.answerWith(100_000, (index) => [index, `user${index}@example.com`, 0]);
    await view.show(rowsState({}, 100_000));
    await view.cell(0, 'email').filter({ hasText: 'user0@' }).waitFor();
    assert.equal(pageRequests(view).length, 1);
    await view.page.locator('.viewport').evaluate((viewport) => (viewport.scrollTop = viewport.scrollHeight));
    await view.cell(99_999, 'email').filter({ hasText: 'user99999@' }).waitFor();
    assert.equal(await view.page.locator('.viewport').getAttribute('aria-rowcount'), '100001');
    const drawn = await view.page.locator('.row').count();
    assert.ok(drawn < 60, `${drawn} rows are in the document`);
    assert.deepEqual(pageRequests(view).at(-1), {
      type: 'page',
      requestId: 2,
      resultId: 'result-1',
      offset: 99_800,
      limit: 200,
    });
  });

  it('reaches the last of five million rows', async () => {
    view.answerWith(5_000_000, (index) => [index, '', 0]);
    await view.show(rowsState({}, 5_000_000));
    await view.cell(0, 'n').filter({ hasText: '0' }).waitFor();
    await view.page.locator('.viewport').focus();
    await view.page.keyboard.press('Control+End');
    await view.cell(4_999_999, 'n').filter({ hasText: '4,999,999' }).waitFor();
    const [viewport, last] = await Promise.all([
      view.page.locator('.viewport').boundingBox(),
      view.cell(4_999_999, 'n').boundingBox(),
    ]);
    assert.ok(viewport && last);
    assert.ok(last.y + last.height <= viewport.y + viewport.height + 1, 'the last row is cut off');
  });

  it('asks the engine to sort when a header is clicked: up, down and not at all', async () => {
    const sorts = (): readonly unknown[] => pageRequests(view).map((request) => (request as { sort?: unknown }).sort);
    view.answerWith(10, (index, { sort }) => [
      index,
      sort === undefined ? 'as is' : sort.descending ? 'down' : 'up',
      0,
    ]);
    await view.show(rowsState());
    await view.cell(0, 'email').filter({ hasText: 'as is' }).waitFor();
    const head = view.page.locator('[role=columnheader][data-column=email]');
    await head.click();
    await view.cell(0, 'email').filter({ hasText: 'up' }).waitFor();
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    await head.click();
    await view.cell(0, 'email').filter({ hasText: 'down' }).waitFor();
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    await head.click();
    await view.cell(0, 'email').filter({ hasText: 'as is' }).waitFor();
    const email = { column: 1, descending: false };
    assert.deepEqual(sorts(), [undefined, email, { ...email, descending: true }, undefined]);
  });

  it('moves the active cell with the keys and tells screen readers which one it is', async () => {
    view.answerWith(1000, (index) => [index, `user${index}`, 0]);
    await view.show(rowsState({}, 1000));
    await view.cell(0, 'email').filter({ hasText: 'user0' }).waitFor();
    const grid = view.page.getByRole('grid');
    const selected = async (): Promise<readonly (string | null)[]> => {
      const cells = await view.page.locator('.cell[aria-selected=true]').all();
      return Promise.all(
        cells.map(async (cell) => `${await cell.getAttribute('data-row')} ${await cell.getAttribute('data-column')}`),
      );
    };
    await grid.focus();
    await view.page.keyboard.press('ArrowDown');
    await view.page.keyboard.press('ArrowRight');
    assert.deepEqual(await selected(), ['1 email']);
    assert.equal(await grid.getAttribute('aria-activedescendant'), await view.cell(1, 'email').getAttribute('id'));
    await view.page.keyboard.press('Shift+ArrowDown');
    await view.page.keyboard.press('Shift+End');
    assert.deepEqual(await selected(), ['1 email', '1 last', '2 email', '2 last']);
    await view.page.keyboard.press('Control+End');
    await view.cell(999, 'email').filter({ hasText: 'user999' }).waitFor();
    assert.deepEqual(await selected(), ['999 last']);
    await view.page.keyboard.press('Control+Home');
    await view.page.keyboard.press('ArrowUp');
    assert.equal(await grid.getAttribute('aria-activedescendant'), 'cell--1-0');
    await view.page.keyboard.press('Enter');
    await view.page.locator('[aria-sort=descending][data-column=n]').waitFor();
  });

  it('copies the selected cells as plain values', async () => {
    await view.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    view.answerWith(10, (index) => [1_000_000 + index, index === 0 ? 'a\tb' : null, 0]);
    await view.show(rowsState());
    await view.cell(0, 'n').filter({ hasText: '1,000,000' }).click();
    const clipboard = (): Promise<string> => view.page.evaluate(() => navigator.clipboard.readText());
    await view.page.keyboard.press('Control+c');
    assert.equal(await clipboard(), '1000000');
    await view.cell(1, 'email').click({ modifiers: ['Shift'] });
    await view.page.keyboard.press('Control+c');
    assert.equal(await clipboard(), '1000000\t"a\tb"\n1000001\t');
    assert.equal(await view.page.getByRole('status').textContent(), 'Copied 2 rows.');
  });

  it('resizes a column by dragging its edge', async () => {
    view.answerWith(10, () => [1, 'x', 0]);
    await view.show(rowsState());
    const head = view.page.locator('[role=columnheader][data-column=email]');
    await view.cell(0, 'email').filter({ hasText: 'x' }).waitFor();
    const before = await head.boundingBox();
    assert.ok(before);
    await view.page.mouse.move(before.x + before.width - 2, before.y + 10);
    await view.page.mouse.down();
    await view.page.mouse.move(before.x + before.width + 98, before.y + 10, { steps: 4 });
    await view.page.mouse.up();
    assert.equal((await head.boundingBox())?.width, before.width + 100);
    assert.equal(await head.getAttribute('aria-sort'), 'none');
  });

  it('keeps the old rows, dimmed, while the query runs again, and offers to stop it', async () => {
    view.answerWith(10, () => [7, 'x', 0]);
    await view.show(rowsState());
    await view.cell(0, 'n').filter({ hasText: '7' }).waitFor();
    await view.show({ kind: 'running', header, phase: 'Reading logs', fraction: 0.42 });
    await view.page.locator('.summary').filter({ hasText: 'Reading logs, 42 %' }).waitFor();
    assert.equal(await view.cell(0, 'n').textContent(), '7');
    assert.equal(await view.page.locator('main').getAttribute('class'), 'dimmed');
    assert.equal(await view.page.getByRole('progressbar').first().getAttribute('aria-valuenow'), '42');
    await view.page.locator('[data-action=stop]').click();
    await view.show({ kind: 'cancelled', header });
    await view.page.getByText('The query was stopped before it finished.').waitFor();
    await view.page.locator('[data-action=run]').click();
    assert.deepEqual(
      view.sent.filter(({ type }) => type === 'cancel' || type === 'run'),
      [{ type: 'cancel' }, { type: 'run' }],
    );
  });

  it('shows a problem with its place and goes there on a click', async () => {
    const start = header.query.indexOf('_cuont');
    const diagnostic = {
      code: 'x',
      severity: 'error',
      message: 'There is no field _cuont.',
      start,
      end: start + 6,
    } as const;
    await view.show({ kind: 'problem', header, message: 'The query has an error.', diagnostics: [diagnostic] });
    await view.page.getByText('line 3, column 11').waitFor();
    assert.equal(await view.page.locator('.problem code').textContent(), '| sort by _cuont');
    assert.equal(await view.page.locator('.problem mark').textContent(), '_cuont');
    await view.page.locator('.problem li button').click();
    assert.deepEqual(view.sent.at(-1), { type: 'goTo', start, end: start + 6 });
  });

  it('says what was searched when no record matches', async () => {
    const { stats } = rowsState();
    await view.show(rowsState({ stats: { ...stats, rows: 0, messagesMatched: 0 } }));
    await view.page.getByText('No record matches: 1,000,000 records searched.').waitFor();
    assert.equal(await view.page.getByRole('grid').count(), 0);
  });

  it('says so when rows are no longer available', async () => {
    await view.show(rowsState());
    await view.page.getByRole('grid').waitFor();
    await view.send({ type: 'pageFailed', requestId: 1, message: 'These rows are no longer available.' });
    await view.page.locator('footer').filter({ hasText: 'These rows are no longer available.' }).waitFor();
  });

  it('ignores messages that are not of the protocol and pages of another result', async () => {
    await view.show(rowsState());
    await view.page.getByRole('grid').waitFor();
    const page = { offset: 0, total: 10, rows: [[666, 'forged', 0]] };
    await view.send({ type: 'page', requestId: 1, resultId: 'another', page });
    await view.send({ type: 'page', requestId: 99, resultId: 'result-1', page });
    await view.send({ type: 'state', state: { kind: 'rows', columns: 'x' } });
    await view.send('state');
    await view.send({
      type: 'page',
      requestId: 1,
      resultId: 'result-1',
      page: { ...page, rows: [[1, 'true row', 0]] },
    });
    await view.cell(0, 'email').filter({ hasText: 'true row' }).waitFor();
    assert.equal(await view.page.getByText('forged').count(), 0);
  });

  it('keeps the order after it was hidden', async () => {
    const hidden = await openResultsPage(opened().browser, opened().server.address('dark'), 'dark', {
      resultId: 'result-1',
      sort: { column: 0, descending: true },
    });
    hidden.answerWith(10, () => [7, 'x', 0]);
    await hidden.show(rowsState());
    await hidden.cell(0, 'n').filter({ hasText: '7' }).waitFor();
    assert.deepEqual((hidden.sent.at(-1) as { sort?: unknown }).sort, { column: 0, descending: true });
    await hidden.page.context().close();
  });
});
