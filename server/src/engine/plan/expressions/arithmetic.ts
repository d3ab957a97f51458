/** Arithmetic: whole numbers stay whole under + - * %, division always gives a double. */
import { convert, toDouble } from '../coerce.ts';
import { call, isNumeric, numeral } from '../scalar.ts';
import type { Scalar, ScalarFunctionId, ValueType } from '../scalar.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

const functions: Record<
  ArithmeticOperator,
  { readonly long: ScalarFunctionId | undefined; readonly double: ScalarFunctionId }
> = {
  '+': { long: 'addLong', double: 'addDouble' },
  '-': { long: 'subtractLong', double: 'subtractDouble' },
  '*': { long: 'multiplyLong', double: 'multiplyDouble' },
  '/': { long: undefined, double: 'divide' },
  '%': { long: 'moduloLong', double: 'moduloDouble' },
};

/** Computes with two values; null or text that is no number gives null. */
export function calculate(operator: ArithmeticOperator, left: Scalar, right: Scalar): Scalar {
  const { long: longFunction, double } = functions[operator];
  const isWhole = [left, right].every((side) => isNumeric(side.type) && side.type !== 'double');
  if (!isWhole || longFunction === undefined) return call(double, 'double', toDouble(left), toDouble(right));
  return call(longFunction, resultType(operator, left.type, right.type), convert(left, 'long'), convert(right, 'long'));
}

/** A time moved by a number of milliseconds is a time; the distance of two times is a number. */
function resultType(operator: ArithmeticOperator, left: ValueType, right: ValueType): ValueType {
  if (operator === '+') return (left === 'time') !== (right === 'time') ? 'time' : 'long';
  return operator === '-' && left === 'time' && right !== 'time' ? 'time' : 'long';
}

/** The value with its sign turned. */
export function negate(operand: Scalar): Scalar {
  if (operand.kind === 'constant' && typeof operand.value === 'number') return numeral(-operand.value);
  return calculate('-', numeral(0), operand.type === 'time' ? convert(operand, 'long') : operand);
}
