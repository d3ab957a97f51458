/** Values of the language and how one kind of them becomes another (language reference 3.0). */

/** What a field of a row can hold; a missing field is null. */
export type Value = string | number | boolean | null;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The number a value stands for; null for text that is no decimal number. */
export function toNumber(value: Value): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return decimal.test(value.trim()) ? Number(value) : null;
}

/** The value as text; whole numbers have no point. */
export function toText(value: Value): string | null {
  return value === null ? null : String(value);
}

/** Null counts as false. */
export function toCondition(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  return value !== null && value !== 0;
}

/** Code points, which is what characters are counted in. */
export function characters(text: string): readonly string[] {
  return [...text];
}

/** Order of two values of one kind: numbers by size, text by code point, false before true. */
export function order(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (typeof a === 'string' && typeof b === 'string') return orderTexts(a, b);
  return Number(a) - Number(b);
}

function orderTexts(a: string, b: string): number {
  const [left, right] = [characters(a), characters(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Compares by the coercion rules; with null every comparison is false. */
export function compare(operator: Comparison, left: Value, right: Value): boolean {
  if (left === null || right === null) return false;
  const isEquality = operator === '=' || operator === '!=';
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return holds(operator, orderTexts(String(left), String(right)));
  if (typeof left === 'string' && typeof right === 'string' && isEquality)
    return (operator === '=') === (left === right);
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a !== null && b !== null) return holds(operator, a - b);
  if (isEquality) return (operator === '=') === (String(left) === String(right));
  return typeof left === 'string' && typeof right === 'string' && holds(operator, orderTexts(left, right));
}

function holds(operator: Comparison, difference: number): boolean {
  if (operator === '=') return difference === 0;
  if (operator === '!=') return difference !== 0;
  if (operator === '<') return difference < 0;
  if (operator === '<=') return difference <= 0;
  return operator === '>' ? difference > 0 : difference >= 0;
}

/** One text for each different tuple; numbers and the text of the same number are equal, null is equal to null. */
export function tupleKey(values: readonly Value[]): string {
  return JSON.stringify(values.map((value) => (value === null ? null : String(value))));
}
