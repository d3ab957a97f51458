import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** Milliseconds after which what is waited for does not come any more. */
const patience = 5_000;

/** Waits until `look` gives what is wanted; fails with the difference when that does not come within five seconds. */
export async function becomes<Seen>(look: () => Seen | Promise<Seen>, wanted: Seen, message?: string): Promise<void> {
  const deadline = Date.now() + patience;
  let seen = await look();
  while (!isDeepStrictEqual(seen, wanted) && Date.now() < deadline) {
    await pause(20);
    seen = await look();
  }
  assert.deepEqual(seen, wanted, message);
}
