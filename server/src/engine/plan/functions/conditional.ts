/** Conditions, tests for missing values, and casts. */
import { convert, toCondition, toDouble, toText, unify } from '../coerce.ts';
import { boolean, call, isNothing, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { required, unary } from './functionPlanner.ts';
import type { FunctionTable } from './functionPlanner.ts';

/** What Java's number parser takes: decimal with suffix, hexadecimal, octal; `09` is neither. */
const numericPattern =
  '^[+-]?((0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)[lL]?|([0-9]+\\.[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?[fFdD]?|[0-9]+[eE][+-]?[0-9]+[fFdD]?)$';

/** Picks one of two values, brought to a common type. A null condition picks the second. */
export function choose(condition: Scalar, then: Scalar, otherwise: Scalar): Scalar {
  const [a, b] = unify(then, otherwise);
  return call('if', a.type, toCondition(condition), a, b);
}

function isMissing(value: Scalar): Scalar {
  return isNothing(value) ? boolean(true) : call('isNull', 'boolean', value);
}

const toWhole = unary((value) => convert(value, 'long'));
const toNumber = unary((value) => (value.type === 'long' ? value : toDouble(value)));

export const conditionalFunctions: FunctionTable = {
  if: {
    least: 3,
    most: 3,
    plan: ([condition, then, otherwise]) => choose(required(condition), required(then), required(otherwise)),
  },
  isnull: unary(isMissing),
  isempty: unary((value) =>
    value.type === 'text'
      ? call('equal', 'boolean', call('coalesce', 'text', value, text('')), text(''))
      : isMissing(value),
  ),
  isblank: unary((value) => (value.type === 'text' ? call('isBlank', 'boolean', value) : isMissing(value))),
  isnumeric: unary((value) => toCondition(call('regexMatches', 'boolean', toText(value), text(numericPattern)))),
  num: toNumber,
  tolong: toWhole,
  toint: toWhole,
  tostring: unary(toText),
};
