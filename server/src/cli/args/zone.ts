import { canonicalZone } from '../../engine/time/zone.ts';
import type { Outcome } from '../outcome.ts';
import { ok, usageProblem } from '../outcome.ts';

/** Reads the name of a time zone such as `Europe/Vienna`, in any case, and gives its usual spelling. */
export function parseZone(text: string): Outcome<string> {
  const zone = canonicalZone(text);
  return zone === undefined
    ? usageProblem(`"${text}" is not a time zone. Use a name such as UTC, Europe/Vienna or America/New_York.`)
    : ok(zone);
}
