/** Expressions over one row (language reference 1.5, 3.2). */
import type { Expression } from '../../server/src/language/index.ts';
import { functions } from './functions.ts';
import { globMatches, regexOf } from './patterns.ts';
import { read } from './table.ts';
import type { Facts, Row } from './table.ts';
import { compare, toCondition, toNumber, toText } from './values.ts';
import type { Value } from './values.ts';

/** The value of an expression; a field that does not exist is null. Throws for what the reference does not know. */
export function evaluate(node: Expression, row: Row, facts: Facts): Value {
  const value = (each: Expression): Value => evaluate(each, row, facts);
  switch (node.kind) {
    case 'field':
      return read(row, node.name);
    case 'string':
    case 'number':
    case 'boolean':
      return node.value;
    case 'null':
      return read(row, 'null');
    case 'unary':
      return node.operator === 'not' ? !toCondition(value(node.operand)) : minus(value(node.operand));
    case 'binary':
      return binary(node.operator, value(node.left), value(node.right));
    case 'in':
      return node.options.map(value).some((option) => isSame(value(node.operand), option)) !== node.negated;
    case 'matches':
      return matches(toText(value(node.operand)), node.pattern, value) !== node.negated;
    case 'ternary':
      return toCondition(value(node.condition)) ? value(node.then) : value(node.otherwise);
    case 'call':
      return call(node, value, facts);
    default:
      throw new Error(`The reference has no rule for ${node.kind}.`);
  }
}

function minus(value: Value): Value {
  const number = toNumber(value);
  return number === null ? null : -number;
}

/** Members of lists are equal when their kinds are too: no text becomes a number. */
function isSame(left: Value, right: Value): boolean {
  return left !== null && left === right;
}

function matches(operand: string | null, pattern: Expression, value: (node: Expression) => Value): boolean {
  if (operand === null) return false;
  if (pattern.kind === 'regex') return regexOf(pattern.written).test(operand);
  const glob = toText(value(pattern));
  return glob !== null && globMatches(operand, glob);
}

type BinaryOperator = Extract<Expression, { kind: 'binary' }>['operator'];

function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case 'and':
      return toCondition(left) && toCondition(right);
    case 'or':
      return toCondition(left) || toCondition(right);
    case 'contains':
      return functions['contains']?.([left, right], { offset: 0 }) ?? null;
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return calculate(operator, toNumber(left), toNumber(right));
    default:
      return compare(operator, left, right);
  }
}

function calculate(operator: '+' | '-' | '*' | '/' | '%', a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  return operator === '/' ? a / b : a % b;
}

function call(
  node: Extract<Expression, { kind: 'call' }>,
  value: (node: Expression) => Value,
  { offset, range }: Facts,
): Value {
  const name = node.name.toLowerCase();
  if (name === 'if') {
    const [condition, then, otherwise] = node.args;
    if (condition === undefined || then === undefined || otherwise === undefined) throw new Error('if takes three.');
    return toCondition(value(condition)) ? value(then) : value(otherwise);
  }
  if (name === 'querystarttime') return range.from;
  if (name === 'queryendtime') return range.to;
  const second = node.args[1];
  if (name === 'replace' && second?.kind === 'regex') {
    const [subject, , replacement] = node.args.map((arg) => (arg.kind === 'regex' ? null : toText(value(arg))));
    if (subject === null || subject === undefined || replacement === null || replacement === undefined) return null;
    return subject.replace(new RegExp(regexOf(second.written).source, 'gu'), replacement.replace(/\$0/g, '$$&'));
  }
  const definition = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (definition === undefined) throw new Error(`The reference has no function ${node.name}.`);
  return definition(node.args.map(value), { offset });
}
