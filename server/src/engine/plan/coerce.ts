/** The one place that says how a value of one type becomes a value of another. */
import { boolean, call, isNothing, isNumeric, nothing, text } from './scalar.ts';
import type { Scalar, ScalarFunctionId, ValueType } from './scalar.ts';

/** A finite decimal number, as programs print them. */
const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;

/** The number a text stands for, or undefined. */
export function parseNumber(value: string): number | undefined {
  return decimal.test(value) ? Number(value) : undefined;
}

/** Whole numbers and times share their representation, so that a change between them costs nothing. */
const conversions: Record<ValueType, Partial<Record<ValueType, ScalarFunctionId>>> = {
  text: { double: 'textToDouble', long: 'textToLong', time: 'textToLong', boolean: 'textToBoolean' },
  long: { double: 'longToDouble', text: 'longToText' },
  time: { double: 'longToDouble', text: 'longToText' },
  double: { long: 'doubleToLong', time: 'doubleToLong', text: 'doubleToText' },
  boolean: { text: 'booleanToText' },
};

/** The value as the type; null where it cannot be one. */
export function convert(scalar: Scalar, type: ValueType): Scalar {
  if (scalar.type === type) return scalar;
  if (scalar.kind === 'constant') {
    const folded = convertConstant(scalar.value, type);
    if (folded !== undefined) return { kind: 'constant', value: folded, type };
  }
  if (isInteger(scalar.type) && isInteger(type)) return { ...scalar, type };
  const id = conversions[scalar.type][type];
  if (id !== undefined) return call(id, type, scalar);
  if (type === 'boolean')
    return call(
      'notEqual',
      'boolean',
      convert(scalar, 'double'),
      convert({ kind: 'constant', value: 0, type: 'long' }, 'double'),
    );
  // Booleans count as 1 and 0 where a number is wanted.
  return call('if', type, scalar, { kind: 'constant', value: 1, type }, { kind: 'constant', value: 0, type });
}

function isInteger(type: ValueType): boolean {
  return type === 'long' || type === 'time';
}

/** Folds the cases whose result does not depend on an engine; undefined for the rest. */
function convertConstant(
  value: string | number | boolean | null,
  type: ValueType,
): string | number | boolean | null | undefined {
  if (value === null) return null;
  if (type === 'text')
    return typeof value === 'string'
      ? value
      : Number.isFinite(value) || typeof value === 'boolean'
        ? String(value)
        : undefined;
  if (type === 'double') return typeof value === 'number' ? value : undefined;
  return undefined;
}

/** The value as text; null stays null. */
export function toText(scalar: Scalar): Scalar {
  return convert(scalar, 'text');
}

/** The value as a double; null for text that is no number. */
export function toDouble(scalar: Scalar): Scalar {
  return convert(scalar, 'double');
}

/** Functions that never give null, so that nothing has to be wrapped around them. */
const total: ReadonlySet<ScalarFunctionId> = new Set(['and', 'or', 'not', 'isTrue', 'isNull', 'isBlank']);

/** The value as a condition that is never null: null counts as false. */
export function toCondition(scalar: Scalar): Scalar {
  if (isNothing(scalar)) return boolean(false);
  const value = convert(scalar, 'boolean');
  if (value.kind === 'constant' || (value.kind === 'call' && total.has(value.function))) return value;
  return call('isTrue', 'boolean', value);
}

/** The type that can hold values of both; text when nothing narrower can. */
export function commonType(a: Scalar, b: Scalar): ValueType {
  if (isNothing(a)) return b.type;
  if (isNothing(b) || a.type === b.type) return a.type;
  if (!isNumeric(a.type) || !isNumeric(b.type)) return 'text';
  if (a.type === 'double' || b.type === 'double') return 'double';
  return 'time';
}

/** Both values in their common type. */
export function unify(a: Scalar, b: Scalar): readonly [Scalar, Scalar] {
  const type = commonType(a, b);
  return [isNothing(a) ? nothing(type) : convert(a, type), isNothing(b) ? nothing(type) : convert(b, type)];
}

/** The value as text with null as the empty text, as in `concat`. */
export function toTextOrEmpty(scalar: Scalar): Scalar {
  if (isNothing(scalar)) return text('');
  const value = toText(scalar);
  return value.kind === 'constant' ? value : call('coalesce', 'text', value, text(''));
}
