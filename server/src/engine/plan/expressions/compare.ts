/** Comparisons. A null operand makes every one of them false, never null. */
import { commonType, convert, parseNumber, toDouble, toText, unify } from '../coerce.ts';
import { boolean, call, isNothing, isNumeric, numeral } from '../scalar.ts';
import type { Scalar, ScalarFunctionId } from '../scalar.ts';

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

const functions: Record<ComparisonOperator, ScalarFunctionId> = {
  '=': 'equal',
  '!=': 'notEqual',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
};

/** Compares two values by the coercion rules of the language; the result is never null. */
export function compare(operator: ComparisonOperator, left: Scalar, right: Scalar): Scalar {
  if (isNothing(left) || isNothing(right)) return boolean(false);
  if (isNumeric(left.type) && isNumeric(right.type)) return plain(operator, ...unify(left, right));
  if (left.type === 'boolean' && right.type === 'boolean') return plain(operator, left, right);
  if (left.type === 'boolean' || right.type === 'boolean') return plain(operator, toText(left), toText(right));
  if (left.type === 'text' && right.type === 'text') return compareTexts(operator, left, right);
  return compareMixed(operator, left, right);
}

/** `x = null` and `x != null`, written so, are how authors ask whether a field is there. */
export function comparePresence(operator: '=' | '!=', operand: Scalar): Scalar {
  const missing = isNothing(operand) ? boolean(true) : call('isNull', 'boolean', operand);
  return operator === '=' ? missing : call('not', 'boolean', missing);
}

function plain(operator: ComparisonOperator, left: Scalar, right: Scalar): Scalar {
  return call('isTrue', 'boolean', call(functions[operator], 'boolean', left, right));
}

/** Equality of texts is exact; their order is that of numbers when both are numbers. */
function compareTexts(operator: ComparisonOperator, left: Scalar, right: Scalar): Scalar {
  const asTexts = plain(operator, left, right);
  if (operator === '=' || operator === '!=' || isWord(left) || isWord(right)) return asTexts;
  const [a, b] = [numberOf(left), numberOf(right)];
  const anyMissing = call('or', 'boolean', call('isNull', 'boolean', a), call('isNull', 'boolean', b));
  return call('if', 'boolean', anyMissing, asTexts, plain(operator, a, b));
}

/** A constant that is no number. */
function isWord(scalar: Scalar): boolean {
  return scalar.kind === 'constant' && typeof scalar.value === 'string' && parseNumber(scalar.value) === undefined;
}

function numberOf(scalar: Scalar): Scalar {
  if (scalar.kind === 'constant' && typeof scalar.value === 'string') {
    const value = parseNumber(scalar.value);
    if (value !== undefined) return { kind: 'constant', value, type: 'double' };
  }
  return toDouble(scalar);
}

/** A number against text: as numbers when the text is one, else as texts for equality and false for order. */
function compareMixed(operator: ComparisonOperator, left: Scalar, right: Scalar): Scalar {
  const constant = [left, right].find((side) => side.kind === 'constant' && side.type === 'text');
  if (constant?.kind === 'constant') {
    const value = typeof constant.value === 'string' ? parseNumber(constant.value) : undefined;
    if (value === undefined)
      return operator === '=' || operator === '!=' ? plain(operator, toText(left), toText(right)) : boolean(false);
    const [a, b] = [left === constant ? numeral(value) : left, right === constant ? numeral(value) : right];
    return plain(operator, ...unify(a, b));
  }
  if (operator !== '!=') return plain(operator, toDouble(left), toDouble(right));
  const present = [left, right].map((side) => call('not', 'boolean', call('isNull', 'boolean', side)));
  return call('and', 'boolean', ...present, call('not', 'boolean', plain('=', toDouble(left), toDouble(right))));
}

/** Membership without coercion between text and numbers; a null is in no list. */
export function isOneOf(operand: Scalar, options: readonly Scalar[]): Scalar {
  const comparable = options.filter(
    (option) =>
      !isNothing(option) && (option.type === operand.type || (isNumeric(option.type) && isNumeric(operand.type))),
  );
  if (comparable.length === 0 || isNothing(operand)) return boolean(false);
  const type = comparable.map((option) => commonType(operand, option)).includes('double') ? 'double' : operand.type;
  const values = comparable.map((option) => convert(option, type));
  return call('isTrue', 'boolean', call('in', 'boolean', convert(operand, type), ...values));
}
