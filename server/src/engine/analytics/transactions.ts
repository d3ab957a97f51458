/** Follows the states that the events of one transaction go through. */
import { breathe } from '../plan/steps.ts';
import type { CellValue } from '../plan/steps.ts';

/** A message that shows a state of a transaction. */
export interface StateEvent {
  readonly ids: readonly CellValue[];
  /** Position of the state in the list of states. */
  readonly state: number;
  /** Epoch milliseconds. */
  readonly time: number;
}

/** Events of one id, oldest first; of equal times those that were logged first come first. */
export interface Transaction {
  readonly ids: readonly CellValue[];
  readonly events: readonly StateEvent[];
  readonly start: number;
  readonly end: number;
}

/** Times between which transactions count; those that touch the edges may have begun before or go on after. */
export interface Fringe {
  readonly from: number;
  readonly to: number;
}

/** Groups events by their ids, in the order in which ids appear. Events are given newest first, as messages are. */
export async function groupTransactions(
  events: readonly StateEvent[],
  fringe: Fringe | undefined,
  signal: AbortSignal,
): Promise<readonly Transaction[]> {
  const groups = new Map<string, StateEvent[]>();
  for (const [index, event] of events.entries()) {
    if (index % 5000 === 4999) await breathe(signal);
    const key = JSON.stringify(event.ids.map(String));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return [...groups.values()].flatMap((group): Transaction[] => {
    const ordered = group.toReversed().sort((a, b) => a.time - b.time);
    const [first, last] = [ordered[0], ordered.at(-1)];
    if (first === undefined || last === undefined) return [];
    if (fringe !== undefined && (first.time < fringe.from || last.time > fringe.to)) return [];
    return [{ ids: first.ids, events: ordered, start: first.time, end: last.time }];
  });
}

/** How often a transaction was in each state. */
export function countStates({ events }: Transaction, states: number): readonly number[] {
  const counts = Array.from({ length: states }, () => 0);
  for (const { state } of events) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** A way from one state to the next. */
export interface StateChange {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** The ways between events that follow each other. */
export function stateChanges({ events }: Transaction): readonly StateChange[] {
  return events.slice(1).flatMap((event, index) => {
    const before = events[index];
    return before === undefined ? [] : [{ from: before.state, to: event.state, start: before.time, end: event.time }];
  });
}
