/** Small checks that guards of messages are put together from. Pure. */

export type Check = (value: unknown) => boolean;

type Fields = Readonly<Record<string, unknown>>;

export const isText: Check = (value) => typeof value === 'string';
export const isBoolean: Check = (value) => typeof value === 'boolean';
/** A whole number from zero on. */
export const isIndex: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
export const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
/** A value of a result's row. */
export const isCell: Check = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Undefined does not survive the way through JSON: an absent field and null stand for it. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

export const oneOf =
  (...texts: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && texts.includes(value);

export const anyOf =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

export const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Fields)[name]));

/** An object whose own values all pass. */
export const recordOf =
  (check: Check): Check =>
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(check);

/** One of several shapes that a field tells apart. */
export const tagged =
  (tag: string, shapes: Readonly<Record<string, Check>>): Check =>
  (value) => {
    const name = typeof value === 'object' && value !== null ? (value as Fields)[tag] : undefined;
    return typeof name === 'string' && Object.hasOwn(shapes, name) && shapes[name]?.(value) === true;
  };
