/** Names of time zones as the functions on dates take them: IANA names, and offsets such as `GMT+5` or `+05:30`. */
import { canonicalZone } from '../zone.ts';

export type NamedZone =
  | { readonly kind: 'region'; readonly name: string }
  /** Milliseconds ahead of UTC. */
  | { readonly kind: 'offset'; readonly offset: number };

/** Reads a name; undefined for no zone. A zone without rules or offset is the region `UTC`. */
export function readZone(name: string): NamedZone | undefined {
  const [, sign, hours = '0', minutes = '0'] = /^(?:GMT|UTC)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(name.trim()) ?? [];
  if (sign !== undefined) {
    if (Number(hours) > 23) return undefined;
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return offset === 0 ? { kind: 'region', name: 'UTC' } : { kind: 'offset', offset: sign === '-' ? -offset : offset };
  }
  const region = canonicalZone(name.trim());
  return region === undefined ? undefined : { kind: 'region', name: region };
}
