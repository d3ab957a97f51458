import type { DateFormat, SourceSettings } from '../../../protocol/sources.ts';
import { zoneOf } from '../../time/dates/zones.ts';
import { datePatternSearch } from '../datePatternSearch.ts';
import { readUserRegexp } from './userRegexp.ts';
import type { Multiline, ReadingOptions, TimePattern } from './types.ts';

type Result<T> = { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'invalid'; readonly message: string };

/** What a source says about reading its files, on top of `base`; `message` is a sentence that names the member. */
export function readReading(
  source: SourceSettings,
  base: ReadingOptions,
): { readonly kind: 'ok'; readonly reading: ReadingOptions } | { readonly kind: 'invalid'; readonly message: string } {
  const zone = readZone(source);
  if (zone.kind === 'invalid') return zone;
  const times = readTimes(source);
  if (times.kind === 'invalid') return times;
  const multiline = readMultiline(source);
  if (multiline.kind === 'invalid') return multiline;
  for (const [index, { name, regexp }] of (source.filters ?? []).entries()) {
    const read = readUserRegexp(regexp, '');
    if (read.kind === 'invalid')
      return badRegexp(`"regexp" of the rule "${name}" (filters[${String(index)}])`, regexp, read.reason);
  }
  return {
    kind: 'ok',
    reading: {
      ...base,
      timeZone: zone.value,
      times: times.value,
      multiline: multiline.value,
      rules: source.filters ?? [],
      lenient: source.lenient ?? base.lenient,
    },
  };
}

function readZone({ timeZone, forceTimeZone }: SourceSettings): Result<ReadingOptions['timeZone']> {
  if (timeZone === undefined && forceTimeZone === true)
    return { kind: 'invalid', message: '"forceTimeZone" needs a "timeZone" to force.' };
  const zone = zoneOf(timeZone ?? 'UTC');
  if (zone === undefined)
    return {
      kind: 'invalid',
      message: `"timeZone" is "${timeZone ?? ''}", which is no time zone. Use a name such as UTC or Europe/Vienna, or an offset such as +02:00.`,
    };
  const name = zone.kind === 'region' ? zone.name : (timeZone ?? 'UTC').trim();
  return { kind: 'ok', value: { zone: name, use: forceTimeZone === true ? 'forced' : 'fallback' } };
}

function readTimes({ automaticDateParsing, defaultDateFormats = [] }: SourceSettings): Result<ReadingOptions['times']> {
  const patterns: TimePattern[] = [];
  for (const [index, format] of defaultDateFormats.entries()) {
    const read = readPattern(format, `defaultDateFormats[${String(index)}]`);
    if (read.kind === 'invalid') return read;
    patterns.push(read.value);
  }
  return { kind: 'ok', value: automaticDateParsing === false ? { kind: 'file' } : { kind: 'detect', patterns } };
}

function readPattern({ format, locator }: DateFormat, place: string): Result<TimePattern> {
  if (format.toLowerCase() !== 'epoch') {
    const search = datePatternSearch(format);
    if (search.kind === 'invalid')
      return { kind: 'invalid', message: `"format" of ${place} is "${format}", which ${search.reason}.` };
  }
  if (locator === undefined) return { kind: 'ok', value: { format, locator: undefined } };
  const read = readUserRegexp(locator, '');
  if (read.kind === 'invalid') return badRegexp(`"locator" of ${place}`, locator, read.reason);
  return { kind: 'ok', value: { format, locator: read.regexp } };
}

function readMultiline(source: SourceSettings): Result<Multiline> {
  const { multilineProcessingEnabled: enabled, useAutolineMatching: auto, manualPrefixRegexp: prefix } = source;
  if (prefix !== undefined) {
    const read = readUserRegexp(prefix, 'y');
    if (read.kind === 'invalid') return badRegexp('"manualPrefixRegexp"', prefix, read.reason);
    return { kind: 'ok', value: enabled === false ? { kind: 'off' } : { kind: 'boundary', regexp: read.regexp } };
  }
  const infer = enabled === false ? false : (auto ?? enabled ?? false);
  return { kind: 'ok', value: { kind: infer ? 'infer' : 'off' } };
}

function badRegexp(
  what: string,
  written: string,
  reason: string,
): { readonly kind: 'invalid'; readonly message: string } {
  const why = reason === '' ? '' : ` (${reason})`;
  return { kind: 'invalid', message: `${what} is "${written}", which is no regular expression${why}.` };
}
