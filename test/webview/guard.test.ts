import assert from 'node:assert/strict';
import { readHostMessage } from '../../client/webview/results/guard.ts';
import { readKept } from '../../client/webview/results/kept.ts';
import { header, rowsState } from './states.ts';

const page = { type: 'page', requestId: 1, resultId: 'r', page: { offset: 0, total: 1, rows: [[1, 'a', null, true]] } };

describe('messages from the host', () => {
  const good: readonly unknown[] = [
    { type: 'state', state: { kind: 'idle' } },
    { type: 'state', state: { kind: 'running', header, phase: 'Running', fraction: undefined } },
    { type: 'state', state: { kind: 'running', header, phase: 'Running' } },
    { type: 'state', state: rowsState() },
    { type: 'state', state: { kind: 'problem', header, message: 'x', diagnostics: [] } },
    { type: 'state', state: { kind: 'cancelled', header } },
    page,
    { type: 'pageFailed', requestId: 1, message: 'x' },
  ];
  for (const message of good) {
    it(`passes ${JSON.stringify(message).slice(0, 60)}`, () => assert.equal(readHostMessage(message), message));
  }

  const bad: readonly unknown[] = [
    undefined,
    null,
    'state',
    { type: 'constructor' },
    { type: 'state' },
    { type: 'state', state: { kind: 'hasOwnProperty' } },
    { type: 'state', state: { kind: 'running', header: { ...header, title: {} }, phase: '' } },
    { type: 'state', state: { ...rowsState(), columns: [{ name: 'n', type: 'html' }] } },
    { type: 'state', state: { ...rowsState(), stats: { ...rowsState().stats, rows: -1 } } },
    { type: 'state', state: { ...rowsState(), notices: [null] } },
    { type: 'state', state: { kind: 'problem', header, message: 'x', diagnostics: [{ code: 'x' }] } },
    { ...page, requestId: '1' },
    { ...page, page: { ...page.page, rows: [[{ toString: 'x' }]] } },
    { ...page, page: { ...page.page, rows: 'x' } },
  ];
  for (const message of bad) {
    it(`refuses ${(JSON.stringify(message) ?? 'undefined').slice(0, 90)}`, () =>
      assert.equal(readHostMessage(message), undefined));
  }
});

describe('what a hidden view kept', () => {
  it('is used when it has the form it was written in, and left alone otherwise', () => {
    const kept = { resultId: 'r', sort: { column: 1, descending: true } };
    assert.deepEqual(readKept(kept), kept);
    assert.deepEqual(readKept({ resultId: 'r', sort: { column: 'x' } }), { resultId: 'r', sort: undefined });
    assert.deepEqual([undefined, null, 7, { resultId: 1 }].map(readKept), [undefined, undefined, undefined, undefined]);
  });
});
