/**
 * Small checks that guards of messages and of stored values are put together from, for the extension host and for its
 * views. Pure.
 */

/** Tells whether a value that came from outside has the form that is expected. */
export type Check = (value: unknown) => boolean;

/** An object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The most that is taken: characters of a text, entries of a list. */
export interface Bounds {
  readonly text: number;
  readonly list: number;
}

/** The checks whose answer depends on bounds. */
export interface BoundedChecks {
  readonly isText: Check;
  /** A value of a result's row. */
  readonly isCell: Check;
  readonly listOf: (check: Check) => Check;
}

/** Checks that refuse texts and lists beyond the bounds. */
export function checksWithin({ text, list }: Bounds): BoundedChecks {
  const isText: Check = (value) => typeof value === 'string' && value.length <= text;
  return {
    isText,
    isCell: (value) => value === null || isText(value) || isNumber(value) || isBoolean(value),
    listOf: (check) => (value) => Array.isArray(value) && value.length <= list && value.every(check),
  };
}

/** Texts and lists of any length, for messages of one's own extension host. */
export const unbounded: BoundedChecks = checksWithin({ text: Infinity, list: Infinity });

/** True or false. */
export const isBoolean: Check = (value) => typeof value === 'boolean';

/** A whole number from zero on. */
export const isIndex: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** A number that is neither infinite nor NaN. */
export const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);

/** Anything: for messages without fields. */
export const isAnything: Check = () => true;

/** Undefined does not survive the way through JSON: an absent field and null stand for it. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

/** One of these texts. */
export const oneOf =
  (...texts: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && texts.includes(value);

/** A value that at least one check takes. */
export const anyOf =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

/** A value that every check takes; they are asked in order, up to the first that refuses. */
export const allOf =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.every((check) => check(value));

/** A number of the range, its ends included. */
export const between =
  (least: number, most: number): Check =>
  (value) =>
    isNumber(value) && Number(value) >= least && Number(value) <= most;

/** An object with these fields, and perhaps others. */
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

/** These fields of an object, those that are absent or null left out; none of what is no object. */
export function picked(value: unknown, names: readonly string[]): Fields {
  if (!isObject(value)) return {};
  const pairs = names.map((name) => [name, value[name]] as const);
  return Object.fromEntries(pairs.filter(([, each]) => each !== undefined && each !== null));
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
