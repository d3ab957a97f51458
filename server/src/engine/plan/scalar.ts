/**
 * Typed scalar expressions of a plan. They name operations, not the words of any database:
 * a dialect turns each `ScalarFunctionId` into text. Every coercion is a call of its own.
 */
import type { ColumnType } from '../../protocol/engine.ts';
import type { LibraryFunctionId } from './functions/libraryFunctions.ts';

/** Type of a value in a plan. A `time` is a number of epoch milliseconds that views show as a date. */
export type ValueType = ColumnType;

/** Generated name of a column (`c1`, `c2` …). Text of the user never becomes one. */
export type ColumnId = string;

/** What a plan can compute from values of one row. Unless said otherwise null in gives null out. */
export type ScalarFunctionId =
  // conditions; `isTrue` makes null false, `isNull` never gives null
  | 'and'
  | 'or'
  | 'not'
  | 'isTrue'
  | 'isNull'
  | 'if'
  | 'coalesce'
  // comparisons of two values of the same kind
  | 'equal'
  | 'notEqual'
  | 'less'
  | 'lessOrEqual'
  | 'greater'
  | 'greaterOrEqual'
  | 'in'
  // arithmetic; long results outside 64 bits are null, division by zero is an infinity or NaN
  | 'addLong'
  | 'subtractLong'
  | 'multiplyLong'
  | 'moduloLong'
  | 'addDouble'
  | 'subtractDouble'
  | 'multiplyDouble'
  | 'divide'
  | 'moduloDouble'
  | 'sliceStart'
  // coercions; text that is no number gives null
  | 'textToDouble'
  | 'textToLong'
  | 'textToBoolean'
  | 'doubleToLong'
  | 'longToDouble'
  | 'longToText'
  | 'doubleToText'
  | 'booleanToText'
  // text
  | 'concat'
  | 'lower'
  | 'upper'
  | 'trim'
  | 'length'
  | 'substring'
  | 'replaceText'
  | 'contains'
  | 'hasText'
  | 'isBlank'
  // patterns; `like` takes a pattern made by `globToLike`, `Backtracking` ones allow look-around
  | 'like'
  | 'globToLike'
  | 'matchesText'
  | 'regexMatches'
  | 'regexGroup'
  | 'regexReplace'
  | 'regexMatchesBacktracking'
  | 'regexGroupBacktracking'
  | 'regexReplaceBacktracking'
  // JSON; the text must be valid JSON, the path in the form of `jsonPath.ts`
  | 'jsonValid'
  | 'jsonText'
  | 'jsonExists'
  | 'jsonList'
  // a list of texts for a text and several paths, and one item of such a list, counted from 1
  | 'jsonTexts'
  | 'itemAt'
  // names of types in place of values; texts with the same keys mostly have the same one
  | 'jsonStructure'
  // JSON inside other text (`first` or `last`), and paths of any form as the steps of `jsonPath.ts`
  | 'jsonWithin'
  | 'jsonQuery'
  // readers of texts, see `textReaders.ts`
  | 'jsonAutoValues'
  | 'jsonAutoNames'
  | 'splitColumns'
  | 'keyValues'
  | 'keyNames'
  | 'xmlValues'
  // JSON object of a value of any type and the epoch milliseconds it is of
  | 'valueWithTime'
  // the text of a message itself when nothing in it needs the careful reader; else an error ends the statement
  | 'strictRecord'
  // time: epoch milliseconds, pattern as `datePattern.ts` translates it, IANA zone
  | 'formatTime'
  | LibraryFunctionId
  | MathFunctionId;

/** One- and two-argument functions on doubles. */
export type MathFunctionId =
  | 'abs'
  | 'ceil'
  | 'floor'
  | 'round'
  | 'roundTo'
  | 'sqrt'
  | 'cbrt'
  | 'pow'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log10'
  | 'log1p'
  | 'least'
  | 'greatest'
  | 'hypot'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'atan2'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'toDegrees'
  | 'toRadians'
  | 'isNaN'
  | 'isInfinite';

/** A column of the row set below. */
export interface ColumnScalar {
  readonly kind: 'column';
  readonly id: ColumnId;
  readonly type: ValueType;
}

/** A value known when the query is planned; null has a type too. */
export interface ConstantScalar {
  readonly kind: 'constant';
  readonly value: string | number | boolean | null;
  readonly type: ValueType;
}

/** A function applied to values. */
export interface CallScalar {
  readonly kind: 'call';
  readonly function: ScalarFunctionId;
  readonly args: readonly Scalar[];
  readonly type: ValueType;
}

export type Scalar = ColumnScalar | ConstantScalar | CallScalar;

/** Applies a function. */
export function call(id: ScalarFunctionId, type: ValueType, ...args: readonly Scalar[]): CallScalar {
  return { kind: 'call', function: id, args, type };
}

/** Reads a column. */
export function column(id: ColumnId, type: ValueType): ColumnScalar {
  return { kind: 'column', id, type };
}

/** A text constant. */
export function text(value: string): ConstantScalar {
  return { kind: 'constant', value, type: 'text' };
}

/** A whole number constant; the value must be a safe integer. */
export function long(value: number): ConstantScalar {
  return { kind: 'constant', value, type: 'long' };
}

/** A number constant of the narrower type that holds it exactly. */
export function numeral(value: number): ConstantScalar {
  return { kind: 'constant', value, type: Number.isSafeInteger(value) ? 'long' : 'double' };
}

/** `true` or `false`. */
export function boolean(value: boolean): ConstantScalar {
  return { kind: 'constant', value, type: 'boolean' };
}

/** Null of a type, text unless said otherwise. */
export function nothing(type: ValueType = 'text'): ConstantScalar {
  return { kind: 'constant', value: null, type };
}

/** True for the constant null. */
export function isNothing(scalar: Scalar): boolean {
  return scalar.kind === 'constant' && scalar.value === null;
}

/** True for types that arithmetic works on. */
export function isNumeric(type: ValueType): boolean {
  return type === 'long' || type === 'double' || type === 'time';
}

/** Adds the columns that an expression reads to a set. */
export function collectColumns(scalar: Scalar, into: Set<ColumnId>): void {
  if (scalar.kind === 'column') into.add(scalar.id);
  else if (scalar.kind === 'call') for (const arg of scalar.args) collectColumns(arg, into);
}
