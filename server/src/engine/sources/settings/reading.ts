import { createHash } from 'node:crypto';

import type { ReadingOptions } from './types.ts';

/** Most bytes that a compressed file may unpack to when nothing else is set. */
export const DEFAULT_INFLATE_LIMIT = 16 * 1024 * 1024 * 1024;

/** How files are read that no setting speaks of. */
export const defaultReading: ReadingOptions = {
  timeZone: { zone: 'UTC', use: 'fallback' },
  times: { kind: 'detect', patterns: [] },
  multiline: { kind: 'off' },
  rules: [],
  lenient: false,
  inflateLimit: DEFAULT_INFLATE_LIMIT,
};

/**
 * True when well-formed records are read and kept as they are without settings; what becomes of others, and the limit on
 * unpacked bytes, do not matter to this.
 */
export function isPlainReading({ timeZone, times, multiline, rules }: ReadingOptions): boolean {
  return (
    timeZone.zone === 'UTC' &&
    timeZone.use === 'fallback' &&
    times.kind === 'detect' &&
    times.patterns.length === 0 &&
    multiline.kind === 'off' &&
    rules.length === 0
  );
}

/**
 * A short text that differs whenever the same file would be read into other messages; empty for reading without settings.
 * It is stored with files, so it stays the same from run to run.
 */
export function readingKey(reading: ReadingOptions): string {
  const { lenient } = reading;
  if (isPlainReading(reading) && !lenient && reading.inflateLimit === DEFAULT_INFLATE_LIMIT) return '';
  const { timeZone, times, multiline, rules, inflateLimit } = reading;
  const parts = [
    [timeZone.zone, timeZone.use],
    times.kind === 'file' ? 'file' : times.patterns.map(({ format, locator }) => [format, textOf(locator)]),
    multiline.kind === 'boundary' ? textOf(multiline.regexp) : multiline.kind,
    rules.map(({ name, filterType, regexp, mask }) => [name, filterType, regexp, mask ?? null]),
    inflateLimit,
    ...(lenient ? ['lenient'] : []),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function textOf(regexp: RegExp | undefined): string | null {
  return regexp === undefined ? null : `/${regexp.source}/${regexp.flags}`;
}
