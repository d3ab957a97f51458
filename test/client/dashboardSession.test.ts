import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { DashboardSession } from '../../client/src/dashboard/dashboardSession.ts';
import { settingDefaults } from '../../client/src/settings.ts';
import { dashboard, rows } from '../webview/dashboardStates.ts';
import { editor, FakePanel } from './fakeEditor.ts';

type Made = ConstructorParameters<typeof DashboardSession>;

interface Asked {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  answer(value: unknown): Promise<void>;
  fail(): Promise<void>;
}

const address = 'file:///logs/mine.sesdash.json';

describe('a dashboard on screen', () => {
  let Session: typeof DashboardSession;
  let session: DashboardSession;
  let panel: FakePanel;
  let asked: Asked[];

  before(async () => {
    ({ DashboardSession: Session } = await import('../../client/src/dashboard/dashboardSession.ts'));
  });

  beforeEach(() => {
    [panel, asked] = [new FakePanel(), []];
    editor.errors.length = 0;
    editor.texts.set(address, 'first');
    const services = {
      engine: {
        isRunning: true,
        request: (method: string, params: Asked['params']) =>
          new Promise((resolve, reject) =>
            asked.push({
              method,
              params,
              answer: (value) => (resolve(value), turn()),
              fail: () => (reject(new Error('gone')), turn()),
            }),
          ),
      },
      extensionUri: { path: '/extension' },
      memory: { get: () => undefined, update: () => Promise.resolve() },
      settings: () => settingDefaults,
      log: () => undefined,
    };
    session = new Session(
      { target: { kind: 'file', uri: address }, paths: [] },
      panel as unknown as Made[1],
      services as unknown as Made[2],
      { closed: () => undefined } as unknown as Made[3],
    );
  });
  afterEach(() => {
    panel.dispose();
    editor.texts.clear();
  });

  const last = (method: string): Asked => {
    const found = asked.findLast((each) => each.method === method);
    assert.ok(found, `${method} was not asked for`);
    return found;
  };
  const methods = (): readonly string[] => asked.map(({ method }) => method);
  const readAs = (title: string) => ({ kind: 'dashboard', dashboard: dashboard({ title }), warnings: [] });
  const load = async (): Promise<void> => {
    void session.load();
    await turn();
  };

  it('that is closed while its file is read asks for nothing more', async () => {
    const loading = session.load();
    await turn();
    panel.dispose();
    await last('dashboard/read').answer(readAs('Mine'));
    await loading;
    await session.refresh();
    await session.fileChanged();
    assert.deepEqual(methods(), ['dashboard/read']);
  });

  it('that is closed while rows are on their way says nothing of it', async () => {
    await load();
    await last('dashboard/read').answer(readAs('Mine'));
    const { operation } = last('dashboard/run').params;
    session.panelFinished({ operation: String(operation), panelId: 'bars', result: rows() });
    const posted = panel.posted.length;
    for (const end of ['answer', 'fail'] as const)
      panel.receive({ type: 'page', requestId: end === 'answer' ? 1 : 2, resultId: 'r1', offset: 0, limit: 10 });
    const [first, second] = asked.filter(({ method }) => method === 'results/page');
    panel.dispose();
    await first?.answer({ offset: 0, total: 1, rows: [] });
    await second?.fail();
    assert.ok(first && second);
    assert.deepEqual([panel.posted.length, editor.errors], [posted, []]);
  });

  it('shows a text that was changed back while the other was being read', async () => {
    await load();
    await last('dashboard/read').answer(readAs('First'));
    editor.texts.set(address, 'second');
    void session.fileChanged();
    await turn();
    const second = last('dashboard/read');
    editor.texts.set(address, 'first');
    void session.fileChanged();
    await turn();
    const third = last('dashboard/read');
    await third.answer(readAs(third === second ? 'Second' : 'First'));
    await second.answer(readAs('Second'));
    assert.equal(session.dashboard?.title, 'First');
    assert.equal(panel.title, 'First');
  });

  it('is refreshed after a run during which log files changed', async () => {
    await load();
    await last('dashboard/read').answer(readAs('Mine'));
    const records = { cloudTrail: 1, sesNotifications: 1, other: 0 };
    const done = { kind: 'done', now: 1, range: { from: 0, to: 1 }, elapsed: 1, records };
    await session.logsChanged();
    assert.equal(methods().filter((method) => method === 'dashboard/run').length, 1);
    await last('dashboard/run').answer(done);
    assert.equal(methods().filter((method) => method === 'dashboard/run').length, 2);
    await last('dashboard/run').answer(done);
    assert.equal(methods().filter((method) => method === 'dashboard/run').length, 2);
  });
});
