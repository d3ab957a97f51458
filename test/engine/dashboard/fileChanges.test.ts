import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../../server/src/engine/engine.ts';
import type { PanelResult } from '../../../server/src/protocol/dashboard.ts';
import { dashboardFile, logFolder, openEngine, panel, rowsOf, view } from './support.ts';

const record = (second: number): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    mail: { timestamp: new Date(Date.UTC(2018, 3, 12, 10, 0, second)).toISOString() },
  });

describe('dashboards while log files change', () => {
  let folder: Awaited<ReturnType<typeof logFolder>>;
  let engine: Engine;
  /** So many that a file can be read while they are run, each with messages of its own to look at. */
  const numbers = Array.from({ length: 150 }, (_, index) => String(index));
  const source = dashboardFile(numbers.map((n) => panel(`p${n}`, `* | where _messagetime > ${n} | count`)));

  beforeEach(async () => {
    folder = await logFolder({ 'mail.jsonl': `${record(1)}\n${record(2)}\n` });
    engine = await openEngine(folder.path);
  });
  afterEach(async () => {
    engine.close();
    await folder.remove();
  });

  /** Runs the dashboard and gives the counts that its panels show; `during` is called when the first is done. */
  async function counts(during: () => void, signal = new AbortController().signal): Promise<readonly unknown[]> {
    const seen = new Set<unknown>();
    const results: PanelResult[] = [];
    await engine.dashboards.run(
      { operation: 'o', source, view },
      {
        signal,
        onPanel: ({ result }) => {
          if (results.push(result) === 1) during();
        },
      },
    );
    for (const result of results) seen.add(rowsOf(result)[0]?.[0]);
    return [...seen];
  }

  it('show the same messages in every panel, and the new ones in the next run', async () => {
    await engine.sources({ signal: new AbortController().signal });
    await appendFile(join(folder.path, 'mail.jsonl'), `${record(3)}\n`);
    let other: Promise<unknown> | undefined;
    const first = await counts(() => {
      other = appendFile(join(folder.path, 'mail.jsonl'), `${record(2)}\n`).then(() =>
        engine.sources({ signal: new AbortController().signal }),
      );
    });
    assert.deepEqual(first, [3]);
    await other;
    assert.deepEqual(await counts(() => undefined), [4]);
  });

  it('let others read the files as soon as a run is stopped', async () => {
    const abort = new AbortController();
    let other: ReturnType<Engine['sources']> | undefined;
    const run = counts(() => {
      other = appendFile(join(folder.path, 'mail.jsonl'), `${record(3)}\n`).then(() =>
        engine.sources({ signal: new AbortController().signal }),
      );
      abort.abort();
    }, abort.signal);
    await assert.rejects(run, { name: 'AbortError' });
    const sources = await other;
    assert.equal(sources?.kind === 'ok' ? sources.report.totals.records : sources, 3);
  });

  it('run beside each other', async () => {
    const both = await Promise.all([counts(() => undefined), counts(() => undefined)]);
    assert.deepEqual(both, [[2], [2]]);
  });

  it('do not keep others from stopping', async () => {
    const abort = new AbortController();
    let other: Promise<unknown> | undefined;
    await counts(() => {
      other = appendFile(join(folder.path, 'mail.jsonl'), `${record(3)}\n`).then(() => {
        const asked = engine.sources({ signal: abort.signal });
        abort.abort();
        return asked;
      });
      other.catch(() => undefined);
    });
    await assert.rejects(other ?? Promise.resolve(), { name: 'AbortError' });
    assert.deepEqual(await counts(() => undefined), [3]);
  });
});
