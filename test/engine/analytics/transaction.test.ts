import assert from 'node:assert/strict';
import { run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const start = Date.UTC(2024, 0, 1);
const at = (seconds: number, raw: object): TestMessage => ({ raw, time: start + seconds * 1000 });

const input = [
  at(50, { id: 'c', state: 'sent' }),
  at(40, { id: 'a', state: 'delivered' }),
  at(30, { id: 'a', state: 'delayed' }),
  at(25, { id: 'b', state: 'sent' }),
  at(20, { id: 'a', state: 'delayed' }),
  at(15, { id: 'a', state: 'other' }),
  at(10, { id: 'a', state: 'sent' }),
  at(0, { state: 'sent' }),
];
const scope = '* | json "id" nodrop | json "state"';
const states = 'transaction on id with states sent, delayed, delivered in state';

describe('transaction', () => {
  it('counts the states of each id, without messages that have no id or state', async () => {
    const result = await run(input, `${scope} | ${states} | sort by id asc`);
    assert.deepEqual(result.columns, ['id', 'sent', 'delayed', 'delivered', '_start_time', '_end_time']);
    assert.deepEqual(result.rows, [
      ['a', 1, 2, 1, start + 10_000, start + 40_000],
      ['b', 1, 0, 0, start + 25_000, start + 25_000],
      ['c', 1, 0, 0, start + 50_000, start + 50_000],
    ]);
  });

  it('finds states by globs in the message', async () => {
    const { rows } = await run(
      input,
      `${scope} | transaction on id with "*sent*" as first, with "*del*d*" as late | sort by id asc | fields id, first, late`,
    );
    assert.deepEqual(rows, [
      ['a', 1, 3],
      ['b', 1, 0],
      ['c', 1, 0],
    ]);
  });

  it('shows the steps from state to state', async () => {
    const { rows } = await run(
      input,
      `${scope} | ${states} results by flow | count, max(latency) as slowest by fromstate, tostate`,
    );
    assert.deepEqual(rows, [
      ['sent', 'delayed', 1, 10_000],
      ['delayed', 'delayed', 1, 10_000],
      ['delayed', 'delivered', 1, 10_000],
    ]);
  });

  it('shows each state of each id', async () => {
    const { rows } = await run(input, `${scope} | ${states} results by states | where id = "a"`);
    assert.deepEqual(rows, [
      ['a', 'sent', 1, start + 10_000, start + 10_000],
      ['a', 'delayed', 2, start + 20_000, start + 30_000],
      ['a', 'delivered', 1, start + 40_000, start + 40_000],
    ]);
  });

  it('leaves out what touches the edges of the range', async () => {
    const query = `${scope} | transaction on id fringe=12s with states sent, delayed, delivered in state | fields id`;
    const { rows } = await run(input, query, { range: { from: start, to: start + 60_000 } });
    assert.deepEqual(rows, [['b']]);
  });

  it('tells when there are more ids than it follows', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => `{"id":"${String(index)}"}`).join('');
    const result = await run(
      [{ raw: many }],
      '* | parse regex "\\"id\\":\\"(?<id>\\d+)\\"" multi | transaction on id with "*" as seen | count',
    );
    assert.deepEqual([result.rows, result.notices], [[[10_000]], ['transaction.too-many']]);
  });
});
