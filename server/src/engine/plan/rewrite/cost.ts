/** What expressions cost, roughly and relative to each other: a comparison of two columns is 1. */
import type { Scalar, ScalarFunctionId } from '../scalar.ts';

const unknownCost = 20;

const trivial: readonly ScalarFunctionId[] = [
  'and',
  'or',
  'not',
  'isTrue',
  'isNull',
  'if',
  'coalesce',
  'equal',
  'notEqual',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'in',
];

const costs: ReadonlyMap<ScalarFunctionId, number> = new Map<ScalarFunctionId, number>([
  ...trivial.map((id) => [id, 1] as const),
  ['lower', 5],
  ['like', 10],
  ['hasText', 10],
  ['contains', 10],
  ['matchesText', 60],
  ['regexMatches', 60],
  ['regexGroup', 60],
  ['jsonText', 100],
  ['jsonTexts', 100],
  ['itemAt', 1],
  ['jsonExists', 100],
  ['jsonList', 200],
  ['jsonWithin', 2000],
  ['regexMatchesBacktracking', 2000],
  ['regexGroupBacktracking', 2000],
  ['regexReplaceBacktracking', 2000],
]);

/** The cost of an expression for one row. */
export function cost(scalar: Scalar): number {
  if (scalar.kind !== 'call') return 0;
  return scalar.args.reduce((sum, arg) => sum + cost(arg), costs.get(scalar.function) ?? unknownCost);
}

/** Up to this an expression costs less than reading JSON, which testing it early may save. */
export const dear = 99;

/** Below this an expression may be computed twice without anybody noticing. */
export const negligible = 5;
