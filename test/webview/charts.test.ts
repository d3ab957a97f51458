import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ResultValue } from '../../server/src/protocol/engine.ts';
import { inChromium, useChromium } from './chromium.ts';
import { becomes } from './becomes.ts';
import { chartSamples } from './chartSamples.ts';
import { openCharts, serveCharts } from './chartsPage.ts';
import type { ChartsPage, ShownChart } from './chartsPage.ts';
import { themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

const hour = 3_600_000;
const start = Date.UTC(2024, 2, 11);

const types: ShownChart = {
  label: 'Types',
  data: {
    columns: [
      { name: 'type', type: 'text' },
      { name: '_count', type: 'long' },
    ],
    rows: [
      ['Delivery', 5120],
      ['Bounce', 742],
      [null, 3],
    ],
  },
  visualization: { kind: 'bar' },
};

const trend: ShownChart = {
  label: 'Trend',
  data: {
    columns: [
      { name: '_timeslice', type: 'time' },
      { name: 'type', type: 'text' },
      { name: '_count', type: 'long' },
    ],
    rows: Array.from({ length: 24 }, (_, index): readonly ResultValue[][] => [
      [start + index * hour, 'Bounce', index],
      [start + index * hour, 'Delivery', 100 + index],
    ]).flat(),
  },
  visualization: { kind: 'line' },
};

/** Whether the picture has the size of its place. */
const isDrawnWhole = (chart: Locator) => (): Promise<boolean> =>
  chart.locator('.plot').evaluate((plot) => {
    const canvas = plot.querySelector('canvas');
    return canvas?.clientWidth === plot.clientWidth && canvas.clientHeight === plot.clientHeight;
  });

describe(inChromium('charts'), () => {
  let view: ChartsPage;
  const opened = useChromium(serveCharts);

  afterEach(async () => {
    const { faults } = view;
    await view.close();
    assert.deepEqual(faults, [], 'the page broke its policy, threw or complained');
  });

  const open = async (theme: ThemeName, ...charts: readonly ShownChart[]): Promise<readonly Locator[]> => {
    view = await openCharts(opened().browser, opened().server.address, theme);
    await view.show(...charts);
    return charts.map((_, index) => view.page.locator('sesq-chart').nth(index));
  };
  const openOne = async (chart: ShownChart): Promise<Locator> => {
    const [locator] = await open('dark', chart);
    assert.ok(locator);
    return locator;
  };

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`every kind is drawn in the ${theme} theme without breaking the policy`, async () => {
      const names = Object.keys(chartSamples);
      await open(theme, ...Object.values(chartSamples));
      for (const [index, name] of names.entries()) {
        if (name === 'table' || name === 'singleValue') continue;
        assert.ok((await view.colours(index)) > 10, `${name} is blank`);
      }
    });
  }

  it('every kind has its rows as a table beside it', async () => {
    const chart = await openOne(types);
    const cells = await chart
      .locator('.alternative tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.deepEqual(cells, [
      ['type', '_count'],
      ['Delivery', '5,120'],
      ['Bounce', '742'],
      ['null', '3'],
    ]);
    const all = Object.values(chartSamples);
    await view.show(...all);
    const tables = await view.page.locator('sesq-chart table').count();
    assert.equal(tables, 1 + all.length);
  });

  it('the table holds the first thousand rows and says that there are more', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => [`k${index}`, index]);
    const chart = await openOne({ ...types, data: { ...types.data, rows } });
    assert.equal(await chart.locator('tbody tr').count(), 1000);
    assert.equal((await chart.locator('caption').textContent())?.trim(), 'Types, the first 1,000 of 1,500 rows');
    assert.equal(
      (await chart.locator('.foot').textContent())?.trim(),
      'The first 1,000 of 1,500 categories are drawn.',
    );
  });

  it('can be shown as a table in place of the picture', async () => {
    const chart = await openOne(types);
    await chart.evaluate((element) => (element as HTMLElement & { toggleTable(): void }).toggleTable());
    await chart.locator('.table tbody tr').nth(1).locator('td').first().click();
    assert.equal(await chart.locator('canvas').count(), 0);
    assert.deepEqual(await view.told(1), [
      { type: 'sesq-pick', chart: 0, detail: { column: 'type', value: 'Bounce', row: 1 } },
    ]);
    await chart.evaluate((element) => (element as HTMLElement & { toggleTable(): void }).toggleTable());
    await chart.locator('canvas').waitFor();
    assert.ok((await view.colours(0)) > 10);
  });

  it('says what it shows to those who do not see it', async () => {
    const [, pie, map, single] = await open(
      'dark',
      types,
      { ...types, visualization: { kind: 'pie' } },
      chartSamples['map'] ?? types,
      chartSamples['singleValue'] ?? types,
    );
    const names = await view.page
      .locator('sesq-chart .plot')
      .evaluateAll((plots) => plots.map((plot) => plot.getAttribute('aria-label')));
    assert.deepEqual(names, [
      'Types. Chart of _count at 3 categories. Arrow keys read its values.',
      'Types. Pie of 3 slices; the largest is Delivery with 87.3 %. Arrow keys read its values.',
      'Where calls come from. World map of 7 countries and 8 places; most in United States of America, 1,123. Arrow keys read its values.',
    ]);
    assert.equal(await single?.locator('.single').getAttribute('aria-label'), 'Delivered. delivered: 118,244.');
    assert.equal(
      await pie
        ?.locator('.legend')
        .textContent()
        .then((text) => text?.replace(/\s+/g, ' ').trim()),
      'Delivery 5,120 · 87.3 % Bounce 742 · 12.7 % (none) 3 · 0.1 %',
    );
    assert.equal(
      await map
        ?.locator('.foot')
        .textContent()
        .then((text) => text?.replace(/\s+/g, ' ').trim()),
      '12 without a place IP locations by DB-IP.com, CC BY 4.0',
    );
  });

  it('is read with the arrow keys, and Enter picks', async () => {
    const chart = await openOne(trend);
    await chart.locator('.plot').focus();
    await view.page.keyboard.press('ArrowRight');
    await view.page.keyboard.press('ArrowRight');
    assert.equal(await chart.getByRole('status').textContent(), '2024-03-11 01:00:00: Bounce 1.');
    await view.page.keyboard.press('ArrowDown');
    assert.equal(await chart.getByRole('status').textContent(), '2024-03-11 01:00:00: Delivery 101.');
    assert.equal(await chart.locator('.tip').isVisible(), true);
    await view.page.keyboard.press('Enter');
    await view.page.keyboard.press('End');
    assert.equal(await chart.getByRole('status').textContent(), '2024-03-11 23:00:00: Delivery 123.');
    await view.page.keyboard.press('Escape');
    assert.equal(await chart.locator('.tip').isVisible(), false);
    assert.deepEqual(await view.told(1), [
      { type: 'sesq-pick', chart: 0, detail: { column: 'type', value: 'Delivery', row: 3 } },
    ]);
  });

  it('a click on a bar picks its category, null included', async () => {
    const chart = await openOne(types);
    const box = await chart.locator('.plot').boundingBox();
    assert.ok(box);
    // Few bars stand at the top, 30 pixels apart.
    for (const y of [25, 55, 85]) await view.page.mouse.click(box.x + box.width * 0.3, box.y + y);
    assert.deepEqual(
      (await view.told(3)).map(({ detail }) => detail),
      [
        { column: 'type', value: 'Delivery', row: 0 },
        { column: 'type', value: 'Bounce', row: 1 },
        { column: 'type', value: null, row: 2 },
      ],
    );
  });

  it('a tooltip reads the values under the pointer, markup as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>{a|b}';
    const chart = await openOne({ ...types, data: { ...types.data, rows: [[hostile, 5]] } });
    await chart.locator('.plot').hover({ position: { x: 120, y: 25 } });
    assert.equal(await chart.locator('.tip .title').textContent(), hostile);
    assert.equal(await chart.locator('.tip .value').textContent(), '5');
  });

  it('a drag along the time asks for that range, and so do Shift and arrows', async () => {
    const chart = await openOne(trend);
    const box = await chart.locator('.plot').boundingBox();
    assert.ok(box);
    await view.page.mouse.move(box.x + 100, box.y + 60);
    await view.page.mouse.down();
    await view.page.mouse.move(box.x + 200, box.y + 70, { steps: 4 });
    assert.equal(await chart.locator('.zoom').isVisible(), true);
    await view.page.mouse.up();
    assert.equal(await chart.locator('.zoom').isVisible(), false);
    const [first] = await view.told(1);
    assert.equal(first?.type, 'sesq-zoom');
    const dragged = first.detail as { from: number; to: number };
    assert.ok(dragged.from > start && dragged.to < start + 23 * hour && dragged.to - dragged.from > 4 * hour);
    await chart.locator('.plot').focus();
    await view.page.keyboard.press('Home');
    await view.page.keyboard.press('Shift+ArrowRight');
    await view.page.keyboard.press('Shift+ArrowRight');
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.told(2))[1], {
      type: 'sesq-zoom',
      chart: 0,
      detail: { from: start, to: start + 3 * hour },
    });
  });

  it('a click on the legend hides a series, with Alt all others', async () => {
    const chart = await openOne(trend);
    const entry = (name: string): Locator => chart.locator('.legend button', { hasText: name });
    await entry('Bounce').click();
    assert.equal(await entry('Bounce').getAttribute('aria-pressed'), 'false');
    await chart.locator('.plot').hover();
    assert.deepEqual(await chart.locator('.tip .name').allTextContents(), ['Delivery']);
    await entry('Bounce').click();
    await entry('Bounce').click({ modifiers: ['Alt'] });
    assert.deepEqual(
      await chart.locator('.legend button').evaluateAll((all) => all.map((each) => each.getAttribute('aria-pressed'))),
      ['true', 'false'],
    );
  });

  it('a name has one colour in every chart of the page', async () => {
    const reversed = { ...trend, data: { ...trend.data, rows: [...trend.data.rows].reverse() } };
    const charts = await open(
      'dark',
      trend,
      { ...reversed, visualization: { kind: 'area' } },
      { ...types, visualization: { kind: 'pie' } },
    );
    const colours = await Promise.all(
      charts.map((chart) =>
        chart
          .locator('.legend button', { hasText: 'Bounce' })
          .locator('.swatch')
          .evaluate((swatch) => getComputedStyle(swatch).backgroundColor),
      ),
    );
    assert.equal(new Set(colours).size, 1);
  });

  it('takes another theme while it is shown', async () => {
    const chart = await openOne(chartSamples['bar'] ?? types);
    const ground = (): Promise<string> =>
      chart.evaluate(async (element) => {
        const url = await (element as HTMLElement & { toPng(): Promise<string> }).toPng();
        const image = new Image();
        image.src = url;
        await image.decode();
        const canvas = document.createElement('canvas');
        const pen = canvas.getContext('2d');
        pen?.drawImage(image, 0, 0);
        return [...(pen?.getImageData(2, 2, 1, 1).data ?? [])].join();
      });
    assert.equal(await ground(), '31,31,31,255');
    await view.page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-editor-background', '#fdf6e3');
      document.documentElement.style.setProperty('--vscode-foreground', '#333333');
      document.body.className = 'vscode-light';
    });
    await becomes(ground, '253,246,227,255');
  });

  it('gives a picture of every kind with its title', async () => {
    await open('light', ...Object.values(chartSamples));
    const sizes = await view.page.evaluate(() =>
      Promise.all(
        [...document.querySelectorAll('sesq-chart')].map(async (element) => {
          const url = await (element as HTMLElement & { toPng(): Promise<string> }).toPng();
          const image = new Image();
          image.src = url;
          await image.decode();
          return [url.slice(0, 22), image.naturalWidth, image.naturalHeight > 150];
        }),
      ),
    );
    assert.deepEqual(
      sizes,
      Object.values(chartSamples).map(() => ['data:image/png;base64,', 840, true]),
    );
  });

  it('gives a picture of a size, legend included', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => [`A rather long name of slice ${String(index)}`, 12 - index]);
    const chart = await openOne({ ...types, data: { ...types.data, rows }, visualization: { kind: 'pie' } });
    const size = await chart.evaluate(async (element) => {
      const sized = element as HTMLElement & { toPng(size: { width: number; height: number }): Promise<string> };
      const image = new Image();
      image.src = await sized.toPng({ width: 300, height: 450 });
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    });
    assert.deepEqual(size, [600, 900]);
  });

  it('a map is zoomed with keys and buttons and shows all again', async () => {
    const chart = await openOne(chartSamples['map'] ?? types);
    const shown = (): Promise<string> =>
      chart.locator('canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const whole = await shown();
    await chart.getByRole('button', { name: 'Zoom in' }).click();
    await becomes(async () => (await shown()) !== whole, true);
    const near = await shown();
    await chart.locator('.plot').focus();
    await view.page.keyboard.press('0');
    await becomes(shown, whole);
    await view.page.keyboard.press('+');
    await becomes(shown, near);
    await view.page.keyboard.press('ArrowRight');
    await view.page.keyboard.press('Escape');
    await becomes(shown, near, 'reading values leaves the map where it is');
    await view.page.keyboard.press('Home');
    assert.equal(await chart.getByRole('status').textContent(), 'United States of America: _count 1,123.');
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.told(1))[0]?.detail, { column: 'country_code', value: 'US', row: 0 });
  });

  it('a wide map has its countries in a list beside it', async () => {
    const chart = await openOne(chartSamples['map'] ?? types);
    assert.equal(await chart.locator('.legend').count(), 0);
    await chart.evaluate((element) => (element.style.width = '900px'));
    await chart.getByRole('list', { name: 'Countries' }).waitFor();
    await becomes(isDrawnWhole(chart), true);
    const plot = await chart.locator('.plot').boundingBox();
    assert.ok(plot);
    const [x, y] = [plot.x + plot.width * 0.3, plot.y + plot.height * 0.3];
    await view.page.mouse.move(x, y);
    assert.equal(await chart.locator('.tip .title').textContent(), 'United States of America');
    assert.equal(await chart.locator('.tip .value').textContent(), '1,123');
    const entry = chart.getByRole('list', { name: 'Countries' }).getByRole('button').nth(1);
    assert.equal((await entry.textContent())?.replace(/\s+/g, ' ').trim(), 'Ireland402');
    await entry.click();
    assert.deepEqual((await view.told(1))[0]?.detail, { column: 'country_code', value: 'IE', row: 3 });
  });

  it('a legend that appears takes its room from the picture', async () => {
    const chart = await openOne(types);
    const height = (): Promise<number> => chart.locator('canvas').evaluate((canvas) => canvas.clientHeight);
    assert.equal(await height(), 240);
    await chart.evaluate((element, { data, visualization }) => Object.assign(element, { data, visualization }), trend);
    await becomes(async () => (await height()) < 240, true);
    await becomes(isDrawnWhole(chart), true);
  });

  it('says why it cannot draw, and draws as soon as it can', async () => {
    const chart = await openOne({ ...types, visualization: { kind: 'map' } });
    assert.equal(
      await chart.locator('.sentence').textContent(),
      'A map needs the columns latitude and longitude, or country_code or country_name.',
    );
    await chart.evaluate((element) => Object.assign(element, { visualization: { kind: 'column' } }));
    await chart.locator('canvas').waitFor();
    assert.ok((await view.colours(0)) > 10);
  });

  it('follows its size', async () => {
    const chart = await openOne(chartSamples['line'] ?? types);
    await chart.evaluate((element) => (element.style.width = '800px'));
    const width = (): Promise<number> => chart.locator('canvas').evaluate((canvas) => canvas.clientWidth);
    await becomes(width, 800);
    await chart.evaluate(async (element) => {
      element.style.width = '0px';
      // Until it has been laid out so.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      element.style.width = '120px';
    });
    await becomes(width, 120);
  });

  it('is drawn again when it was moved to another place of the page', async () => {
    const chart = await openOne(types);
    await chart.evaluate((element) => {
      const box = document.createElement('main');
      document.body.append(box);
      box.append(element);
    });
    await chart.locator('canvas').waitFor();
    await becomes(async () => (await view.colours(0)) > 10, true);
  });

  it('writes times in the zone that is asked for', async () => {
    const chart = await openOne({ ...trend, timezone: 'Asia/Kolkata' });
    await chart.locator('.plot').focus();
    await view.page.keyboard.press('Home');
    assert.equal(await chart.getByRole('status').textContent(), '2024-03-11 05:30:00: Bounce 0.');
  });

  it('draws one point, negative values, all nulls and 500 series', async () => {
    const columns = Array.from({ length: 500 }, (_, index) => ({ name: `s${index}`, type: 'long' as const }));
    const many = {
      columns: [{ name: '_timeslice', type: 'time' as const }, ...columns],
      rows: [0, 1, 2].map((index) => [start + index * hour, ...columns.map((_, at) => at + index)]),
    };
    const one = (...rows: readonly (readonly ResultValue[])[]): ShownChart['data'] => ({
      columns: [
        { name: '_timeslice', type: 'time' },
        { name: 'n', type: 'double' },
      ],
      rows,
    });
    await open(
      'dark',
      { data: one([start, 5]), visualization: { kind: 'line' } },
      { data: one([start, 5]), visualization: { kind: 'stackedColumn' } },
      { data: one([start, -5], [start + hour, 3]), visualization: { kind: 'column' } },
      { data: one([start, null], [start + hour, null]), visualization: { kind: 'area' } },
      { data: many, visualization: { kind: 'line' } },
    );
    for (const index of [0, 1, 2, 3, 4]) assert.ok((await view.colours(index)) > 3, `chart ${index}`);
    assert.equal(await view.page.locator('sesq-chart').nth(4).locator('.legend button').count(), 100);
  });

  it('draws two hundred thousand points in less than five seconds', async () => {
    view = await openCharts(opened().browser, opened().server.address, 'dark');
    const taken = await view.page.evaluate(async () => {
      const rows = Array.from({ length: 200_000 }, (_, index) => [
        index * 1000,
        Math.round(50 * Math.sin(index / 500)),
      ]);
      const element = document.createElement('sesq-chart') as HTMLElement & { updateComplete: Promise<unknown> };
      const columns = [
        { name: '_timeslice', type: 'time' },
        { name: 'n', type: 'long' },
      ];
      const before = performance.now();
      Object.assign(element, { data: { columns, rows }, visualization: { kind: 'line' } });
      document.body.append(element);
      await element.updateComplete;
      for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
      return performance.now() - before;
    });
    assert.ok(taken < 5000, `${taken} ms`);
    assert.ok((await view.colours(0)) > 5);
  });

  it('stands still for those who want no motion, and moves briefly for others', async () => {
    view = await openCharts(opened().browser, opened().server.address, 'dark', { reducedMotion: 'no-preference' });
    await view.show(chartSamples['bar'] ?? types);
    const shownIn = ({ page }: ChartsPage): Promise<string> =>
      page.locator('canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const last = view;
    const moved = (): Promise<string> => shownIn(last);
    view = await openCharts(opened().browser, opened().server.address, 'dark', { reducedMotion: 'reduce' });
    await view.show(chartSamples['bar'] ?? types);
    await becomes(moved, await shownIn(view));
    await last.close();
  });
});
