/** Reads log files anew, in the plainest way: what the engine makes of them is compared with what is found here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A record without the envelopes around it. */
export interface LogRecord {
  readonly value: JsonObject;
  /** Epoch milliseconds: `eventTime`, else the first timestamp in the text. */
  readonly time: number;
}

/** All records of the files below a folder. Lines that are no JSON are none. */
export function readRecords(folder: string): readonly LogRecord[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => recordsOf(readFileSync(join(entry.parentPath, entry.name))));
}

/** A value as a record with its time; NaN without one. */
export function toRecord(value: JsonObject): LogRecord {
  const own = 'eventSource' in value ? Date.parse(textAt(value, 'eventTime') ?? '') : NaN;
  return { value, time: Number.isNaN(own) ? firstTime(JSON.stringify(value)) : own };
}

function firstTime(text: string): number {
  return Date.parse(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/.exec(text)?.[0] ?? '');
}

function recordsOf(bytes: Buffer): readonly LogRecord[] {
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
  const whole = parse(text);
  if (whole !== undefined) return unwrap(whole).map(toRecord);
  return text.split('\n').flatMap((line) => {
    const value = parse(line);
    return value === undefined ? [] : unwrap(value).map(toRecord);
  });
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function unwrap(value: Json): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(unwrap);
  if (!isObject(value)) return [];
  const { Records: records, Message: message } = value;
  if (Array.isArray(records)) return records.flatMap(unwrap);
  if (typeof message !== 'string') return [value];
  const inside = parse(message);
  return inside === undefined ? [value] : unwrap(inside);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path, undefined when there is nothing. */
export function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** A text or number at a path as text; null for everything else. */
export function textAt(value: Json | undefined, ...keys: readonly string[]): string | null {
  const found = at(value, ...keys);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}

/** The first of two texts that is not empty; the second whatever it is. */
export function firstText(first: string | null, second: string | null): string | null {
  return first === null || first === '' ? second : first;
}
