import assert from 'node:assert/strict';
import { readResultsMessage } from '../../client/src/results/guard.ts';
import { readHostMessage } from '../../client/webview/results/guard.ts';
import { readKept } from '../../client/webview/results/kept.ts';
import type { FromResultsView } from '../../server/src/protocol/webview.ts';
import { inChromium, useChromium } from './chromium.ts';
import { becomes } from './becomes.ts';
import { openResultsPage } from './resultsPage.ts';
import type { ResultsPage } from './resultsPage.ts';
import { rowsState } from './states.ts';
import { serveResultsView } from './viewServer.ts';

const columns = [
  { name: 'n', type: 'long' },
  { name: 'email', type: 'text' },
] as const;

describe('messages about charts', () => {
  it('the view takes a kind of chart that exists, and none', () => {
    const state = (visualization: unknown): unknown => ({ type: 'state', state: { ...rowsState(), visualization } });
    for (const good of [undefined, null, { kind: 'bar' }, { kind: 'lineColumn' }])
      assert.ok(readHostMessage(state(good)));
    for (const bad of [{ kind: 'toString' }, { kind: 7 }, 'bar', {}])
      assert.equal(readHostMessage(state(bad)), undefined);
  });

  it('the host takes an image with a name, and nothing else as one', () => {
    const save = { type: 'save', name: 'Top', format: 'png', data: 'iVBORw0KGgo=' };
    assert.deepEqual(readResultsMessage({ ...save, path: '/etc/passwd' }), save);
    const bad = [
      { data: '' },
      { data: 'data:image/png;base64,xx' },
      { data: '<svg>' },
      { format: 'exe' },
      { name: 7 },
      { name: 'x'.repeat(1001) },
    ];
    for (const change of bad) assert.equal(readResultsMessage({ ...save, ...change }), undefined);
  });

  it('the look that was chosen is kept, and an unknown one forgotten', () => {
    const kept = { resultId: 'r', sort: undefined, tab: 'chart', kind: 'pie' };
    assert.deepEqual(readKept(kept), kept);
    assert.deepEqual(readKept({ ...kept, tab: 'x', kind: 'toString' }), { resultId: 'r', sort: undefined });
  });
});

describe(inChromium('chart of results'), () => {
  let view: ResultsPage;
  const opened = useChromium(serveResultsView);

  beforeEach(async () => {
    view = await openResultsPage(opened().browser, opened().server.address('light'), 'light');
    view.answerWith(10, (index) => [100 - index * 7, `user${index}@example.com`]);
  });
  afterEach(async () => {
    const { faults } = view;
    await view.page.context().close();
    assert.deepEqual(faults, [], 'the page broke its policy or threw');
  });

  const kinds = (): Promise<readonly (string | null)[]> =>
    view.page.locator('select option').evaluateAll((options) => options.map((option) => option.textContent));

  it('aggregates begin as a table, and are drawn when the chart is chosen', async () => {
    await view.show(rowsState({ columns }));
    await view.cell(0, 'n').filter({ hasText: '100' }).waitFor();
    assert.equal(await view.page.locator('sesq-chart').count(), 0);
    await view.page.getByRole('tab', { name: 'Chart' }).click();
    await view.page.locator('sesq-chart canvas').waitFor();
    assert.equal(await view.page.locator('select').inputValue(), 'bar');
    assert.deepEqual(await kinds(), ['Bar', 'Column', 'Stacked column', 'Pie', 'Line', 'Area', 'Single value']);
    assert.equal(await view.page.locator('sesq-chart td').first().textContent(), '100');
  });

  it('a query that asks for a chart begins with it', async () => {
    await view.show(rowsState({ columns, visualization: { kind: 'pie' } }));
    await view.page.locator('sesq-chart canvas').waitFor();
    assert.equal(await view.page.locator('select').inputValue(), 'pie');
    const pages = view.sent.filter(
      (message): message is Extract<FromResultsView, { type: 'page' }> => message.type === 'page',
    );
    assert.deepEqual(
      pages.map(({ offset, limit }) => [offset, limit]),
      [[0, 10_000]],
    );
  });

  it('messages have no chart', async () => {
    await view.show(rowsState({ columns, shape: 'messages', visualization: { kind: 'pie' } }));
    await view.cell(0, 'n').waitFor();
    assert.equal(await view.page.getByRole('tab').count(), 0);
  });

  it('another kind is drawn when it is chosen, and kept', async () => {
    await view.show(rowsState({ columns, visualization: { kind: 'bar' } }));
    await view.page.locator('select').selectOption('singleValue');
    assert.equal(await view.page.locator('sesq-chart .single .value').textContent(), '100');
    await view.show(rowsState({ columns, visualization: { kind: 'bar' }, resultId: 'result-2' }));
    await view.page.locator('sesq-chart .single').waitFor();
    await view.show(rowsState({ columns, visualization: { kind: 'column' }, resultId: 'result-3' }));
    await view.page.locator('sesq-chart canvas').waitFor();
    assert.equal(await view.page.locator('select').inputValue(), 'column');
  });

  it('tells the host how the rows are shown, so that a panel made of them is shown likewise', async () => {
    const drawn = (): readonly string[] => view.sent.flatMap((sent) => (sent.type === 'drawn' ? [sent.kind] : []));
    await view.show(rowsState({ columns }));
    await view.cell(0, 'n').waitFor();
    assert.deepEqual(drawn(), []);
    await view.page.getByRole('tab', { name: 'Chart' }).click();
    await view.page.locator('sesq-chart canvas').waitFor();
    await view.page.locator('select').selectOption('pie');
    await view.page.getByRole('tab', { name: 'Table' }).click();
    await view.cell(0, 'n').waitFor();
    assert.deepEqual(drawn(), ['bar', 'pie', 'table']);
    // Another answer is told of anew: the host takes it for what its query asks for.
    await view.show(rowsState({ columns, resultId: 'result-2' }));
    await view.cell(0, 'n').waitFor();
    assert.deepEqual(drawn(), ['bar', 'pie', 'table', 'table']);
  });

  it('tabs are changed with the arrow keys', async () => {
    await view.show(rowsState({ columns }));
    await view.page.getByRole('tab', { name: 'Table' }).focus();
    await view.page.keyboard.press('ArrowRight');
    await view.page.locator('sesq-chart canvas').waitFor();
    assert.equal(await view.page.getByRole('tab', { name: 'Chart' }).getAttribute('aria-selected'), 'true');
    await view.page.keyboard.press('ArrowLeft');
    await view.cell(0, 'n').waitFor();
  });

  it('says in place of the chart that its script is missing; the table is there', async () => {
    await view.page.route('**/charts.js', (route) => route.abort());
    await view.show(rowsState({ columns, visualization: { kind: 'bar' } }));
    await view.page.getByText('The chart cannot be drawn').waitFor();
    assert.equal(await view.page.locator('[data-action="save"]').getAttribute('disabled'), '');
    await view.page.getByRole('tab', { name: 'Table' }).click();
    await view.cell(0, 'n').waitFor();
  });

  it('says when only the first rows are drawn', async () => {
    view.answerWith(25_000, (index) => [index % 100, `user${index % 900}@example.com`]);
    await view.show(rowsState({ columns, visualization: { kind: 'bar' } }, 25_000));
    await view.page.getByText('The first 10,000 of 25,000 rows are drawn.').waitFor();
  });

  it('asks the host to save the picture under the title of the query', async () => {
    await view.show(rowsState({ columns, visualization: { kind: 'bar' } }));
    await view.page.locator('sesq-chart canvas').waitFor();
    await view.page.locator('[data-action="save"]').click();
    await becomes(() => view.sent.some((message) => message.type === 'save'), true);
    const saved = view.sent.find((message) => message.type === 'save');
    assert.ok(saved?.type === 'save');
    assert.deepEqual([saved.name, saved.format, saved.data.slice(0, 11)], ['top-bounced', 'png', 'iVBORw0KGgo']);
    assert.ok(readResultsMessage(saved));
  });

  it('says so when the rows are gone or are no numbers', async () => {
    view.answerWith(2, (index) => [`a${index}`, 'b']);
    const texts = [
      { name: 'a', type: 'text' },
      { name: 'b', type: 'text' },
    ] as const;
    await view.show(rowsState({ columns: texts, visualization: { kind: 'bar' } }, 2));
    await view.page.getByText('There is no column of numbers to draw.').waitFor();
    await view.show(rowsState({ columns: texts, resultId: 'result-9' }, 2));
    await view.page.getByRole('tab', { name: 'Chart' }).click();
    await view.page.getByText('These rows have no numbers to draw.').waitFor();
  });
});
