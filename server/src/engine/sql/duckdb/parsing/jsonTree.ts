/** JSON values in JavaScript whose numbers keep the digits they were written with. */

/** A parsed value. Numbers that would lose digits are objects that only `jsonText` and `numberOf` understand. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface RawJson {
  rawJSON(text: string): Json;
  isRawJSON(value: unknown): value is { readonly rawJSON: string };
}

/** In every Node that the product runs on, but not yet in the types of the standard library. */
const raw = JSON as unknown as RawJson;

/** Numbers with a point, an exponent or many digits come back from JavaScript in another spelling. */
const delicateNumber = /[:,[]\s*-?\d+(?:[.eE]|\d{15})/;

/** Reads a JSON text; undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text, delicateNumber.test(text) ? keepSpelling : undefined) as Json;
  } catch {
    return undefined;
  }
}

function keepSpelling(_: string, value: Json, context?: { readonly source?: string }): Json {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && String(value) !== source ? raw.rawJSON(source) : value;
}

/** A value as a field holds it: texts as they are, objects and arrays as compact JSON, null as null. */
export function jsonText(value: Json): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The number a value is, or undefined. */
export function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  return raw.isRawJSON(value) ? Number(value.rawJSON) : undefined;
}

/** True for arrays. */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** True for objects that are neither arrays nor numbers. */
export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !raw.isRawJSON(value);
}
