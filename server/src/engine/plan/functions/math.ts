/** Mathematical functions: doubles in, doubles out. */
import { toDouble } from '../coerce.ts';
import { call } from '../scalar.ts';
import type { MathFunctionId } from '../scalar.ts';
import { binary, required, unary } from './functionPlanner.ts';
import type { FunctionPlanner, FunctionTable } from './functionPlanner.ts';

function one(id: MathFunctionId): FunctionPlanner {
  return unary((value) => call(id, 'double', toDouble(value)));
}

function two(id: MathFunctionId): FunctionPlanner {
  return binary((a, b) => call(id, 'double', toDouble(a), toDouble(b)));
}

/** Without a number there is no answer. */
function test(id: MathFunctionId): FunctionPlanner {
  return unary((value) => call(id, 'boolean', toDouble(value)));
}

export const mathFunctions: FunctionTable = {
  abs: one('abs'),
  ceil: one('ceil'),
  floor: one('floor'),
  round: {
    least: 1,
    most: 2,
    plan: ([value, digits]) =>
      digits === undefined
        ? call('round', 'double', toDouble(required(value)))
        : call('roundTo', 'double', toDouble(required(value)), toDouble(digits)),
  },
  sqrt: one('sqrt'),
  cbrt: one('cbrt'),
  pow: two('pow'),
  exp: one('exp'),
  expm1: one('expm1'),
  log: one('log'),
  log10: one('log10'),
  log1p: one('log1p'),
  min: two('least'),
  max: two('greatest'),
  hypot: two('hypot'),
  sin: one('sin'),
  cos: one('cos'),
  tan: one('tan'),
  asin: one('asin'),
  acos: one('acos'),
  atan: one('atan'),
  atan2: two('atan2'),
  sinh: one('sinh'),
  cosh: one('cosh'),
  tanh: one('tanh'),
  todegrees: one('toDegrees'),
  toradians: one('toRadians'),
  isnan: test('isNaN'),
  isinfinity: test('isInfinite'),
};
