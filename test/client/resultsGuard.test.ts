import assert from 'node:assert/strict';
import { readResultsMessage } from '../../client/src/results/guard.ts';

const page = { type: 'page', requestId: 1, resultId: 'r', offset: 0, limit: 200 };

describe('messages from the results view', () => {
  it('passes messages of the protocol, without anything that was added to them', () => {
    assert.deepEqual(readResultsMessage({ type: 'run', command: 'workbench.action.quit' }), { type: 'run' });
    assert.deepEqual(readResultsMessage({ type: 'goTo', start: 3, end: 5, uri: 'file:///etc/passwd' }), {
      type: 'goTo',
      start: 3,
      end: 5,
    });
    assert.deepEqual(readResultsMessage({ ...page, sort: { column: 1, descending: true, sql: 'x' } }), {
      ...page,
      sort: { column: 1, descending: true },
    });
    assert.deepEqual(readResultsMessage({ type: 'drawn', kind: 'pie', x: 'y' }), { type: 'drawn', kind: 'pie' });
    assert.deepEqual(readResultsMessage({ ...page, sort: null }), { ...page, sort: undefined });
  });

  const hostile: readonly unknown[] = [
    undefined,
    null,
    'run',
    [],
    {},
    { type: 7 },
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'goTo', start: 5, end: 3 },
    { type: 'goTo', start: -1, end: 3 },
    { type: 'goTo', start: Number.NaN, end: 3 },
    { type: 'drawn', kind: 'script' },
    { ...page, offset: 0.5 },
    { ...page, offset: Number.MAX_VALUE },
    { ...page, limit: 0 },
    { ...page, limit: 1e9 },
    { ...page, resultId: 7 },
    { ...page, sort: { column: '1; drop table', descending: true } },
    { ...page, sort: { column: 0, descending: 'yes' } },
  ];
  for (const message of hostile) {
    it(`refuses ${JSON.stringify(message) ?? 'undefined'}`, () => {
      assert.equal(readResultsMessage(message), undefined);
    });
  }
});
