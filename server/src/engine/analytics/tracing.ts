/** Follows ids from message to message. */
import { breathe } from '../plan/steps.ts';

/** An id in a message. */
export interface IdMention {
  /** The message. */
  readonly message: string | number | bigint;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly id: string;
}

/** The messages that a first id leads to. Forward and backward trails go one way in time, others both. */
export async function followTrail(
  mentions: readonly IdMention[],
  start: string,
  direction: 'both' | 'forward' | 'backward',
  signal: AbortSignal,
): Promise<ReadonlySet<IdMention['message']>> {
  const messages = new Map<IdMention['message'], { readonly time: number; readonly ids: Set<string> }>();
  for (const { message, time, id } of mentions) {
    const known = messages.get(message);
    if (known === undefined) messages.set(message, { time, ids: new Set([id]) });
    else known.ids.add(id);
  }
  await breathe(signal);
  return direction === 'both' ? followBoth(messages, start, signal) : followOne(messages, start, direction, signal);
}

type Messages = ReadonlyMap<IdMention['message'], { readonly time: number; readonly ids: ReadonlySet<string> }>;

async function followBoth(messages: Messages, start: string, signal: AbortSignal): Promise<Set<IdMention['message']>> {
  const holders = new Map<string, IdMention['message'][]>();
  for (const [message, { ids }] of messages) {
    for (const id of ids) {
      const holder = holders.get(id);
      if (holder === undefined) holders.set(id, [message]);
      else holder.push(message);
    }
  }
  const kept = new Set<IdMention['message']>();
  const known = new Set([start]);
  const pending = [start];
  for (let id = pending.pop(), steps = 1; id !== undefined; id = pending.pop(), steps += 1) {
    if (steps % 5000 === 0) await breathe(signal);
    for (const message of holders.get(id) ?? []) {
      if (kept.has(message)) continue;
      kept.add(message);
      for (const other of messages.get(message)?.ids ?? []) {
        if (known.has(other)) continue;
        known.add(other);
        pending.push(other);
      }
    }
  }
  return kept;
}

/** Messages are given newest first; of equal times the one logged first is passed first on the way forward. */
async function followOne(
  messages: Messages,
  start: string,
  direction: 'forward' | 'backward',
  signal: AbortSignal,
): Promise<Set<IdMention['message']>> {
  const newestFirst = [...messages].sort(([, a], [, b]) => b.time - a.time);
  const kept = new Set<IdMention['message']>();
  const known = new Set([start]);
  for (const [index, [message, { ids }]] of (direction === 'forward'
    ? newestFirst.toReversed()
    : newestFirst
  ).entries()) {
    if (index % 5000 === 4999) await breathe(signal);
    if (![...ids].some((id) => known.has(id))) continue;
    kept.add(message);
    for (const id of ids) known.add(id);
  }
  return kept;
}
