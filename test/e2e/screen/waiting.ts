import type { Frame, Locator, Page } from 'playwright-core';

/** Milliseconds until something that is waited for is given up. */
const patience = 15_000;

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** What `look` gives as soon as it gives something; fails after 15 seconds, or after `limit` milliseconds. */
export async function eventually<Seen>(
  look: () => Seen | undefined | Promise<Seen | undefined>,
  what: string,
  limit = patience,
): Promise<Seen> {
  const deadline = Date.now() + limit;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`Not within ${limit / 1000} seconds: ${what}`);
    await pause(50);
  }
}

/** Fails unless the answer is the wanted one for half a second. */
export async function steady(look: () => Promise<string>, wanted: string): Promise<void> {
  for (let looks = 0; looks < 6; looks += 1) {
    const seen = await look();
    if (seen !== wanted) throw new Error(`${seen} in place of ${wanted}`);
    await pause(100);
  }
}

/**
 * Does something until it has its effect: menus and dialogs take no click and no key in their first moments. `act` must
 * do no harm when it is done again; `effect` waits for a limited time, such as the one that it is given.
 */
export async function until(act: () => Promise<unknown>, effect: (limit: number) => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await act();
      return void (await effect(1_000));
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

/** Opens the menu of something and chooses an entry of it; `opened` is called while the menu is there. */
export async function chooseFromContextMenu(
  page: Page,
  target: Locator,
  entry: string,
  opened: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const item = page.locator('.context-view .action-item, .monaco-menu .action-item').filter({ hasText: entry }).first();
  let tries = 0;
  // A menu that was opened before the extension had its entries in it is opened anew.
  await until(
    async () => {
      if (tries++ > 0) await page.keyboard.press('Escape');
      await target.click({ button: 'right', timeout: 2_000 });
    },
    (timeout) => item.waitFor({ timeout }),
  );
  await opened();
  await until(
    async () => {
      if (!(await item.isVisible())) return;
      await item.hover({ timeout: 1_000 });
      await item.click({ timeout: 1_000 });
    },
    (timeout) => item.waitFor({ state: 'hidden', timeout }),
  );
}

/** The page of the view that holds an element; there may be several views side by side. */
export async function viewWith(page: Page, selector: string): Promise<Frame> {
  const found = async (): Promise<Frame | undefined> => {
    for (const frame of page.frames()) {
      const isThere = frame.locator(selector).first().isVisible();
      // A frame may go while it is asked.
      if (await isThere.catch(() => false)) return frame;
    }
    return undefined;
  };
  return eventually(found, `a view shows ${selector}`);
}

/**
 * Waits until the workbench has stored a text, which it does every few seconds: what is open is found again after the
 * window was loaded anew only if it was stored before. All of the `texts` must be in one stored value.
 */
export async function stored(page: Page, ...texts: readonly string[]): Promise<void> {
  await eventually(
    async () =>
      (await storedValues(page)).some((value) => texts.every((text) => value.includes(text))) ? true : undefined,
    `${texts.join(' and ')} are stored`,
    30_000,
  );
}

async function storedValues(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error ?? new Error('The database did not answer.'));
      });
    const names = (await indexedDB.databases()).flatMap(({ name }) =>
      name?.startsWith('vscode-web-state') ? [name] : [],
    );
    const values: string[] = [];
    for (const name of names) {
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        values.push(...(await answer(database.transaction(store).objectStore(store).getAll())).map(String));
      database.close();
    }
    return values;
  });
}
