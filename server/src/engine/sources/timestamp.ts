import { BYTE, isDigit } from './bytes.ts';

const MINUTE = 60_000;
const DAYS_IN_MONTH: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const UPPER_T = 0x54;
const UPPER_Z = 0x5a;

/** A time as it stands in a text. */
export interface WrittenTime {
  /** Where it begins. */
  readonly at: number;
  /** What clocks showed, as if it were UTC, in epoch milliseconds. */
  readonly local: number;
  /** Milliseconds that these clocks are ahead of UTC; undefined when the text names no zone. */
  readonly offset: number | undefined;
  /** True for a count since 1970, which no zone changes. */
  readonly isEpoch?: boolean;
}

/**
 * The leftmost ISO 8601 time in the text (UTF-8 bytes): `2018-02-08T18:18:09.060Z`, with a blank for the T, seconds left out
 * after a T, offsets `+01:00`, `+0100` or `+01` (a blank before the first two is accepted), or the basic form
 * `20131102T010628Z`. Digits beyond the millisecond are cut. Undefined when there is none.
 */
export function leftmostTime(text: Uint8Array): WrittenTime | undefined {
  for (let at = 4; at < text.length; at++) {
    const byte = text[at] as number;
    if (byte === BYTE.minus) {
      if (text[at + 3] !== BYTE.minus) continue;
      const time = extendedAt(text, at - 4);
      if (time !== undefined) return time;
    } else if (byte === UPPER_T && at >= 8) {
      const time = basicAt(text, at - 8);
      if (time !== undefined) return time;
    }
  }
  return undefined;
}

/** Epoch milliseconds of `leftmostTime`; one that names no zone is UTC. */
export function leftmostTimestamp(text: Uint8Array): number | undefined {
  const time = leftmostTime(text);
  return time === undefined ? undefined : time.local - (time.offset ?? 0);
}

interface TimeOfDay {
  readonly ms: number;
  readonly end: number;
}

function extendedAt(text: Uint8Array, start: number): WrittenTime | undefined {
  const separator = text[start + 10];
  if ((separator !== UPPER_T && separator !== BYTE.space) || digitBefore(text, start)) return undefined;
  const day = dayAt(digits(text, start, 4), digits(text, start + 5, 2), digits(text, start + 8, 2));
  if (day === undefined || text[start + 13] !== BYTE.colon) return undefined;
  const hasSeconds = text[start + 16] === BYTE.colon && digits(text, start + 17, 2) !== undefined;
  if (!hasSeconds && separator === BYTE.space) return undefined;
  const seconds = hasSeconds ? digits(text, start + 17, 2) : 0;
  const time = timeOfDay(
    text,
    digits(text, start + 11, 2),
    digits(text, start + 14, 2),
    seconds,
    start + (hasSeconds ? 19 : 16),
    hasSeconds,
  );
  return time === undefined ? undefined : { at: start, local: day + time.ms, offset: offsetAt(text, time.end) };
}

function basicAt(text: Uint8Array, start: number): WrittenTime | undefined {
  if (digitBefore(text, start)) return undefined;
  const day = dayAt(digits(text, start, 4), digits(text, start + 4, 2), digits(text, start + 6, 2));
  if (day === undefined) return undefined;
  const time = timeOfDay(
    text,
    digits(text, start + 9, 2),
    digits(text, start + 11, 2),
    digits(text, start + 13, 2),
    start + 15,
    true,
  );
  return time === undefined ? undefined : { at: start, local: day + time.ms, offset: offsetAt(text, time.end) };
}

function digitBefore(text: Uint8Array, start: number): boolean {
  return start > 0 && isDigit(text[start - 1] as number);
}

/** The number that `count` digits spell, undefined when one of them is not a digit. */
function digits(text: Uint8Array, start: number, count: number): number | undefined {
  let value = 0;
  for (let at = start; at < start + count; at++) {
    const byte = text[at];
    if (byte === undefined || !isDigit(byte)) return undefined;
    value = value * 10 + (byte - BYTE.zero);
  }
  return value;
}

function dayAt(year: number | undefined, month: number | undefined, day: number | undefined): number | undefined {
  if (year === undefined || month === undefined || day === undefined || day < 1) return undefined;
  const longest = DAYS_IN_MONTH[month - 1];
  if (longest === undefined || day > longest) return undefined;
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  // 29 February of a common year would have become 1 March.
  return new Date(midnight).getUTCDate() === day ? midnight : undefined;
}

function timeOfDay(
  text: Uint8Array,
  hour: number | undefined,
  minute: number | undefined,
  second: number | undefined,
  end: number,
  fractionAllowed: boolean,
): TimeOfDay | undefined {
  // Second 60 is a leap second and counts as the start of the next minute.
  if (hour === undefined || minute === undefined || second === undefined || hour > 23 || minute > 59 || second > 60)
    return undefined;
  const whole = ((hour * 60 + minute) * 60 + second) * 1000;
  const separator = text[end];
  const fraction =
    fractionAllowed && (separator === BYTE.dot || separator === BYTE.comma) ? digits(text, end + 1, 1) : undefined;
  if (fraction === undefined) return { ms: whole, end };
  let at = end + 1;
  let ms = 0;
  for (let weight = 100; isDigit(text[at] ?? 0); at++, weight = Math.trunc(weight / 10))
    ms += ((text[at] as number) - BYTE.zero) * weight;
  return { ms: whole + ms, end: at };
}

/** Milliseconds ahead of UTC that the zone at `start` says; undefined for no zone. */
function offsetAt(text: Uint8Array, start: number): number | undefined {
  const blank = text[start] === BYTE.space ? 1 : 0;
  const sign = text[start + blank];
  if (sign === UPPER_Z) return isWordByte(text[start + blank + 1]) ? undefined : 0;
  if (sign !== BYTE.plus && sign !== BYTE.minus) return undefined;
  const hours = digits(text, start + blank + 1, 2);
  const colon = text[start + blank + 3] === BYTE.colon ? 1 : 0;
  const minutes = digits(text, start + blank + 3 + colon, 2);
  // After a blank a bare "-05" may be anything, so both parts are asked for.
  if (hours === undefined || hours > 18 || (minutes === undefined && blank === 1)) return undefined;
  const total = (hours * 60 + (minutes !== undefined && minutes < 60 ? minutes : 0)) * MINUTE;
  return sign === BYTE.minus ? -total : total;
}

/** A `Z` that begins a word is no zone. */
function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && (isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}
