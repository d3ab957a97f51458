/** `transaction`: the states that messages of one id go through. */
import type { TransactionStage } from '../../../language/index.ts';
import { countStates, groupTransactions, stateChanges } from '../../analytics/transactions.ts';
import type { StateEvent, Transaction } from '../../analytics/transactions.ts';
import { toText } from '../coerce.ts';
import { globToLike } from '../globs.ts';
import type { RowSet } from '../planner.ts';
import { boolean, call, isNothing, text } from '../scalar.ts';
import type { Scalar, ValueType } from '../scalar.ts';
import type { CellValue, Notify, Row } from '../steps.ts';
import { computeGroups } from './computed.ts';
import { displayName, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

/** More ids than this are not followed. */
const maximumTransactions = 10_000;

export const planTransaction: StagePlanner<TransactionStage> = (stage, rows, planner) => {
  const tests = stage.states.map((state) => stateTest(state, rows));
  const names = uniqueNames(stage.states.map(({ state }) => state.name));
  const positions = stage.states.map(({ state }) => names.findIndex((name) => isSame(name, state.name)));
  const ids = stage.fields.map((field) => readField(rows, field.name));
  const time = readField(rows, '_messageTime');
  const range = planner.context.range;
  const fringe =
    stage.fringe === undefined || range === undefined
      ? undefined
      : { from: range.from + stage.fringe.milliseconds, to: range.to - 1 - stage.fringe.milliseconds };
  const idFields = stage.fields.map((field, index) => ({
    name: displayName(rows, field),
    type: ids[index]?.type ?? ('text' as const),
  }));
  const { fields, make } = results[stage.resultsBy](names);
  const anyState = tests.reduce((left, right) => call('or', 'boolean', left, right), boolean(false) as Scalar);
  return computeGroups(
    { ...rows, node: { kind: 'filter', input: rows.node, condition: anyState } },
    [time, ...ids, ...tests],
    [...idFields, ...fields],
    async (found, signal, notify) => {
      const events = found.flatMap((row) => readEvents(row, ids.length, positions));
      const transactions = await groupTransactions(events, fringe, signal);
      return limited(transactions, notify).flatMap((transaction) =>
        make(transaction, names).map((cells) => [...transaction.ids, ...cells]),
      );
    },
    planner,
  );
};

type State = TransactionStage['states'][number];

/** Globs look at the message unless a field is given; a state without a glob is a value of its field. */
function stateTest({ pattern, field, state }: State, rows: RowSet): Scalar {
  const value = toText(readField(rows, field?.name ?? '_raw'));
  if (isNothing(value)) return boolean(false);
  if (pattern === undefined) return call('isTrue', 'boolean', call('equal', 'boolean', value, text(state.name)));
  return call('isTrue', 'boolean', call('like', 'boolean', value, text(globToLike(pattern.value, 'literal'))));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Several globs may find the same state. */
function uniqueNames(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.findIndex((other) => isSame(other, name)) === index);
}

/** Null in any of the ids leaves a message out. One that shows several states is an event of each. */
function readEvents(row: Row, ids: number, positions: readonly number[]): readonly StateEvent[] {
  const [time, ...rest] = row;
  const own = rest.slice(0, ids);
  if (typeof time !== 'number' || own.includes(null)) return [];
  const shown = new Set(positions.filter((_, index) => rest[ids + index] === true));
  // The list of events is turned around later, so that the states of one message come in their order.
  return [...shown].sort((a, b) => b - a).map((state) => ({ ids: own, state, time }));
}

function limited(transactions: readonly Transaction[], notify: Notify): readonly Transaction[] {
  if (transactions.length <= maximumTransactions) return transactions;
  notify(
    'transaction.too-many',
    `Only the first ${String(maximumTransactions)} of ${String(transactions.length)} ids are followed. Narrow the search.`,
  );
  return transactions.slice(0, maximumTransactions);
}

interface ResultKind {
  readonly fields: readonly { readonly name: string; readonly type: ValueType }[];
  readonly make: (transaction: Transaction, names: readonly string[]) => readonly (readonly CellValue[])[];
}

const results: Readonly<Record<TransactionStage['resultsBy'], (names: readonly string[]) => ResultKind>> = {
  transactions: (names) => ({
    fields: [
      ...names.map((name) => ({ name, type: 'long' as const })),
      { name: '_start_time', type: 'time' },
      { name: '_end_time', type: 'time' },
    ],
    make: (transaction) => [[...countStates(transaction, names.length), transaction.start, transaction.end]],
  }),
  states: () => ({
    fields: [
      { name: 'state', type: 'text' },
      { name: '_count', type: 'long' },
      { name: '_start_time', type: 'time' },
      { name: '_end_time', type: 'time' },
    ],
    make: (transaction, names) =>
      countStates(transaction, names.length).flatMap((count, state) => {
        const times = transaction.events.filter((event) => event.state === state).map(({ time }) => time);
        return count === 0 ? [] : [[names[state] ?? null, count, times[0] ?? null, times.at(-1) ?? null]];
      }),
  }),
  flow: () => ({
    fields: [
      { name: 'fromstate', type: 'text' },
      { name: 'tostate', type: 'text' },
      { name: 'latency', type: 'long' },
      { name: '_start_time', type: 'time' },
      { name: '_end_time', type: 'time' },
    ],
    make: (transaction, names) =>
      stateChanges(transaction).map(({ from, to, start, end }) => [
        names[from] ?? null,
        names[to] ?? null,
        end - start,
        start,
        end,
      ]),
  }),
};
