/** Values in JSON texts (language reference 3.1, json). */

/** What a path leads to; `text` is null for a JSON null. */
export interface JsonFound {
  readonly text: string | null;
}

function textOf(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The JSON value of a text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a path leads to in a JSON text, or undefined when the text is no JSON or has nothing there. */
export function jsonAt(text: string, path: string): JsonFound | undefined {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, path)) return { text: textOf((value as Record<string, unknown>)[path]) };
  const steps = [...path.matchAll(/\[(\*|\d+)\]|[^.[\]]+/g)].map(([step, index]) => index ?? step);
  const isMany = steps.includes('*');
  const found = steps.reduce<readonly unknown[]>(
    (places, step) => places.flatMap((place) => next(place, step)),
    [value],
  );
  if (found.length === 0) return undefined;
  return { text: isMany ? JSON.stringify(found) : textOf(found[0]) };
}

function next(place: unknown, step: string): readonly unknown[] {
  if (typeof place !== 'object' || place === null) return [];
  if (step === '*') return Array.isArray(place) ? place : [];
  if (Array.isArray(place) && !/^\d+$/.test(step)) return [];
  return Object.hasOwn(place, step) ? [(place as Record<string, unknown>)[step]] : [];
}
