/** A subquery in an expression: rows whose fields have the values of one of its rows. */
import type { Subquery } from '../../../language/index.ts';
import { parseNumber, toDouble, toText } from '../coerce.ts';
import { fieldColumn } from '../fields.ts';
import { boolean, call, isNumeric, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { runSubquery, tupleScalar, tupleText } from '../subquery.ts';
import type { ExpressionScope } from './expressions.ts';

/** The condition that a subquery stands for; false when it finds nothing or compares a field that rows do not have. */
export function subqueryCondition(node: Subquery, { fields, planner }: ExpressionScope): Scalar {
  const values = runSubquery(node, planner);
  if (values === undefined || values.rows.length === 0) return boolean(false);
  if (values.keywords) {
    planner.invalid(
      'subquery.keywords',
      'compose … keywords looks through messages. Use it before the first pipe, or leave "keywords" out.',
      node.range,
    );
    return boolean(false);
  }
  const subjects = values.fields.flatMap(({ name }) => fields.find(name) ?? []).map(fieldColumn);
  const [only] = subjects;
  if (only === undefined || subjects.length < values.fields.length) return boolean(false);
  if (subjects.length === 1 && isNumeric(only.type)) {
    const numbers = values.rows.map(([value = '']) => parseNumber(value)).filter((value) => value !== undefined);
    return isIn(
      toDouble(only),
      numbers.map((value) => ({ kind: 'constant', value, type: 'double' })),
    );
  }
  return isIn(
    tupleScalar(subjects.map(toText)),
    values.rows.map((row) => text(tupleText(row))),
  );
}

function isIn(subject: Scalar, options: readonly Scalar[]): Scalar {
  if (options.length === 0) return boolean(false);
  return call('isTrue', 'boolean', call('in', 'boolean', subject, ...options));
}
