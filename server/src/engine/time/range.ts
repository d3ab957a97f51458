/** The time range of a query, from what the user typed and what the data holds. */
import type { NowChoice, TimeRangeChoice } from '../../protocol/engine.ts';
import { parseDuration, parseInstant } from './instant.ts';
import { canonicalZone } from './zone.ts';

/** Epoch milliseconds of the oldest and the newest message, undefined when none has a time. */
export interface DataSpan {
  readonly oldest: number | undefined;
  readonly newest: number | undefined;
  /** The newest message that says its time, when `newest` is one that took the time of its file's last change. */
  readonly newestDated?: number | undefined;
}

export type RangeResult =
  | {
      readonly kind: 'range';
      /** Undefined when there is no data to take it from. */
      readonly range: { readonly from: number; readonly to: number } | undefined;
      /** True when nothing was typed, so that messages without a time belong to it too. */
      readonly isWhole: boolean;
      readonly now: number;
      /** Canonical name. */
      readonly timezone: string;
    }
  | { readonly kind: 'invalid'; readonly message: string };

export interface RangeRequest {
  readonly choice: TimeRangeChoice;
  readonly now: NowChoice;
  readonly timezone: string;
  readonly data: DataSpan;
  /** Epoch milliseconds of the clock. */
  readonly clock: number;
}

/** No date is further from 1970, in milliseconds. */
const farthest = 8.64e15;

/**
 * Works out range, now and zone. Ranges are half-open; one that ends now holds the newest message when now is its time, so
 * `last 24h` is all from exactly 24 hours before it up to the newest message itself.
 */
export function resolveRange({ choice, now: nowChoice, timezone, data, clock }: RangeRequest): RangeResult {
  const zone = canonicalZone(timezone);
  if (zone === undefined)
    return { kind: 'invalid', message: `"${timezone}" is no time zone. Use a name such as "Europe/Berlin" or "UTC".` };
  const newestDated = data.newestDated ?? data.newest;
  const now = nowChoice === 'clock' ? clock : nowChoice === 'data' ? (newestDated ?? clock) : nowChoice;
  const end = nowChoice === 'data' && newestDated !== undefined ? now + 1 : now;
  const isWhole = choice.from === undefined && choice.to === undefined;
  const newestEnd = data.newest === undefined ? undefined : data.newest + 1;
  if (isWhole) return { kind: 'range', range: span(data.oldest, newestEnd), isWhole, now, timezone: zone };
  const from = parseFrom(choice.from, now, zone);
  if (from?.kind === 'invalid') return from;
  const to = choice.to === undefined ? undefined : parseEnd(choice.to, { now, end }, zone);
  if (to?.kind === 'invalid') return to;
  const far = [from, to].findIndex((end) => end !== undefined && Math.abs(end.value) > farthest);
  if (far !== -1)
    return {
      kind: 'invalid',
      message: `"${(far === 0 ? choice.from : choice.to) ?? ''}" is further from now than any calendar goes.`,
    };
  const range = span(
    from?.value ?? Math.min(data.oldest ?? end, to?.value ?? end),
    to?.value ?? (from?.relative === true ? end : (newestEnd ?? end)),
  );
  if (range !== undefined && to !== undefined && from !== undefined && range.from >= range.to) {
    return {
      kind: 'invalid',
      message: `The time range ends (${choice.to ?? ''}) before it begins (${choice.from ?? ''}).`,
    };
  }
  return {
    kind: 'range',
    range: range === undefined ? undefined : { from: range.from, to: Math.max(range.from, range.to) },
    isWhole,
    now,
    timezone: zone,
  };
}

/** `now` as an end lies behind the newest message. */
function parseEnd(
  text: string,
  { now, end }: { readonly now: number; readonly end: number },
  zone: string,
): ReturnType<typeof parseInstant> {
  const instant = parseInstant(text, now, zone);
  return instant.kind === 'instant' && instant.relative && instant.value === now ? { ...instant, value: end } : instant;
}

/** `last 24h` is the same as `-24h`. */
function parseFrom(text: string | undefined, now: number, zone: string): ReturnType<typeof parseInstant> | undefined {
  if (text === undefined) return undefined;
  const last = /^\s*last\s+(.+)$/i.exec(text)?.[1];
  const duration = last === undefined ? undefined : parseDuration(last);
  return duration === undefined
    ? parseInstant(text, now, zone)
    : { kind: 'instant', value: now - duration, relative: true };
}

function span(
  from: number | undefined,
  to: number | undefined,
): { readonly from: number; readonly to: number } | undefined {
  return from === undefined || to === undefined ? undefined : { from, to };
}
