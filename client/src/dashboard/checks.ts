/** Small checks that guards of messages and of stored values are put together from. Pure. */

export type Check = (value: unknown) => boolean;

export type Fields = Readonly<Record<string, unknown>>;

const longestText = 100_000;

/** A text that no honest message exceeds. */
export const isText: Check = (value) => typeof value === 'string' && value.length <= longestText;
export const isBoolean: Check = (value) => typeof value === 'boolean';
/** A whole number from zero on. */
export const isIndex: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
export const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
export const isCell: Check = (value) => value === null || isText(value) || isNumber(value) || isBoolean(value);

/** Undefined does not survive the way through JSON: an absent field and null stand for it. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

export const oneOf =
  (...texts: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && texts.includes(value);

/** A list, at most so long. */
export const listOf =
  (check: Check, most = 1000): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);

export const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

/** An object whose own values all pass. */
export const recordOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && !Array.isArray(value) && Object.values(value).every(check);

/** One of several shapes that a field tells apart. */
export const tagged =
  (tag: string, shapes: Readonly<Record<string, Check>>): Check =>
  (value) => {
    const name = isObject(value) ? value[tag] : undefined;
    return typeof name === 'string' && Object.hasOwn(shapes, name) && shapes[name]?.(value) === true;
  };

/** These fields of an object, those that are absent or null left out. */
export function picked(value: unknown, names: readonly string[]): Fields {
  if (!isObject(value)) return {};
  const pairs = names.map((name) => [name, value[name]] as const);
  return Object.fromEntries(pairs.filter(([, each]) => each !== undefined && each !== null));
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
