/** Reading of JSON whose form is somebody else's: what is not as expected counts as not there. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object, else an empty one. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A list, else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A text, else an empty one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The texts of a list that are not empty. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value)
    .map(textOf)
    .filter((text) => text !== '');
}

/** A number, also one written as a text. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** An object written as JSON in a text. */
export function jsonOf(value: unknown): JsonObject {
  try {
    return objectOf(JSON.parse(textOf(value)));
  } catch {
    return {};
  }
}

/** A way to say once what was left out. */
export interface Notes {
  readonly list: readonly string[];
  add(sentence: string): void;
}

/** Notes without repetitions. */
export function newNotes(): Notes {
  const list: string[] = [];
  return { list, add: (sentence) => void (list.includes(sentence) || list.push(sentence)) };
}
