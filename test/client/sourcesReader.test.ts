import assert from 'node:assert/strict';
import { SourcesReader } from '../../client/src/sources/sourcesReader.ts';
import type { SourcesReport } from '../../server/src/protocol/engine.ts';

const reportOf = (records: number): SourcesReport => ({
  store: { file: undefined, bytes: 0, textBytes: 0, limit: 0 },
  files: [],
  totals: { files: 0, records, rejected: 0, bytes: 0 },
});

/** A reader whose answers the test gives, in the order of its questions. */
function makeReader() {
  const asked: {
    readonly signal: AbortSignal;
    readonly answer: (report: SourcesReport) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const states: string[] = [];
  const reader: SourcesReader = new SourcesReader(
    (signal) =>
      new Promise((answer, fail) => {
        asked.push({ signal, answer, fail });
      }),
    () => states.push(reader.state.kind),
  );
  return { reader, asked, states };
}

describe('reader of sources', () => {
  it('asks once, and once more for whatever changed meanwhile', async () => {
    const { reader, asked, states } = makeReader();
    const all = [reader.read(), reader.read(), reader.read()];
    assert.equal(asked.length, 1);
    asked[0]?.answer(reportOf(1));
    await new Promise(setImmediate);
    assert.equal(asked.length, 2);
    asked[1]?.answer(reportOf(2));
    const found = (await Promise.all(all)).map(({ report }) => report?.totals.records);
    assert.deepEqual([found, asked.length], [[2, 2, 2], 2]);
    assert.deepEqual(states, ['reading', 'read', 'reading', 'read']);
  });

  it('a stopped reading is aborted and says nothing any more', async () => {
    const { reader, asked } = makeReader();
    const reading = reader.read();
    reader.stop();
    assert.equal(asked[0]?.signal.aborted, true);
    assert.deepEqual(await reading, { kind: 'stopped', report: undefined, error: undefined });
    asked[0].answer(reportOf(1));
    await new Promise(setImmediate);
    assert.equal(reader.state.kind, 'stopped');
    const next = reader.read();
    asked[1]?.answer(reportOf(2));
    assert.equal((await next).report?.totals.records, 2);
  });

  it('a reading that fails keeps the report of the one before', async () => {
    const { reader, asked } = makeReader();
    const first = reader.read();
    asked[0]?.answer(reportOf(1));
    await first;
    const second = reader.read();
    asked[1]?.fail(new Error('no disk'));
    const { kind, report, error } = await second;
    assert.deepEqual([kind, report?.totals.records, String(error)], ['failed', 1, 'Error: no disk']);
  });

  it('forgets', async () => {
    const { reader, asked } = makeReader();
    const reading = reader.read();
    asked[0]?.answer(reportOf(1));
    await reading;
    reader.forget();
    assert.deepEqual(reader.state, { kind: 'unread', report: undefined, error: undefined });
  });
});
