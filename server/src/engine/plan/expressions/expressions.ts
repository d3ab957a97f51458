/** Expressions of the query as typed scalars of the plan: one function for each kind of node. */
import { findFunction } from '../../../language/index.ts';
import type { BinaryOperator, Expression } from '../../../language/index.ts';
import { convert, toCondition, toText } from '../coerce.ts';
import { fieldColumn } from '../fields.ts';
import type { Fields } from '../fields.ts';
import { choose } from '../functions/conditional.ts';
import type { Argument } from '../functions/functionPlanner.ts';
import { functionPlanners } from '../functions/index.ts';
import { contains } from '../functions/text.ts';
import { globToLike } from '../globs.ts';
import type { Planner } from '../planner.ts';
import { readRegex } from '../regexPattern.ts';
import type { RegexPattern } from '../regexPattern.ts';
import { boolean, call, isNothing, nothing, numeral, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { textOf, variableNames } from '../templates.ts';
import { calculate, negate } from './arithmetic.ts';
import { compare, comparePresence, isOneOf } from './compare.ts';
import { subqueryCondition } from './subqueryCondition.ts';

/** What an expression may refer to. */
export interface ExpressionScope {
  readonly fields: Fields;
  readonly planner: Planner;
}

type Kind = Expression['kind'];
type ExpressionPlanners = {
  readonly [K in Kind]: (node: Extract<Expression, { readonly kind: K }>, scope: ExpressionScope) => Scalar;
};

const binaryOperators: { readonly [K in BinaryOperator]: (left: Scalar, right: Scalar) => Scalar } = {
  '+': (a, b) => calculate('+', a, b),
  '-': (a, b) => calculate('-', a, b),
  '*': (a, b) => calculate('*', a, b),
  '/': (a, b) => calculate('/', a, b),
  '%': (a, b) => calculate('%', a, b),
  '=': (a, b) => compare('=', a, b),
  '!=': (a, b) => compare('!=', a, b),
  '<': (a, b) => compare('<', a, b),
  '<=': (a, b) => compare('<=', a, b),
  '>': (a, b) => compare('>', a, b),
  '>=': (a, b) => compare('>=', a, b),
  and: (a, b) => call('and', 'boolean', toCondition(a), toCondition(b)),
  or: (a, b) => call('or', 'boolean', toCondition(a), toCondition(b)),
  contains,
};

const expressionPlanners: ExpressionPlanners = {
  field(node, { fields }) {
    const field = fields.find(node.name);
    return field === undefined ? nothing() : fieldColumn(field);
  },
  null(_, { fields }) {
    const field = fields.find('null');
    return field === undefined ? nothing() : fieldColumn(field);
  },
  string(node, { planner }) {
    noticeUnbound(node.written, planner);
    return text(textOf(node));
  },
  number: (node) =>
    /[.eE]/.test(node.written) && !Number.isInteger(node.value)
      ? { kind: 'constant', value: node.value, type: 'double' }
      : numeral(node.value),
  boolean: (node) => boolean(node.value),
  regex(node, { planner }) {
    planner.invalid(
      'regex.misplaced',
      'A regular expression can only stand after "matches" or as the second argument of "replace".',
      node.range,
    );
    return nothing();
  },
  template(node, { planner }) {
    noticeUnbound(`{{${node.name}}}`, planner);
    return text('*');
  },
  binary(node, scope) {
    const left = planExpression(node.left, scope);
    const right = (): Scalar => planExpression(node.right, scope);
    const { operator } = node;
    if (operator === '=' || operator === '!=') {
      if (isWrittenNull(node.right, scope)) return comparePresence(operator, left);
      if (isWrittenNull(node.left, scope)) return comparePresence(operator, right());
    }
    const isLogical = operator === 'and' || operator === 'or';
    return binaryOperators[operator](
      left,
      isLogical ? scope.planner.demands.when(toCondition(left), operator === 'and', right) : right(),
    );
  },
  unary(node, scope) {
    const operand = planExpression(node.operand, scope);
    return node.operator === '-' ? negate(operand) : negateCondition(operand);
  },
  in(node, scope) {
    const result = isOneOf(
      planExpression(node.operand, scope),
      node.options.map((option) => planExpression(option, scope)),
    );
    return node.negated ? negateCondition(result) : result;
  },
  matches(node, scope) {
    const operand = toText(planExpression(node.operand, scope));
    const result =
      node.pattern.kind === 'regex'
        ? matchesRegex(operand, node.pattern, scope)
        : matchesGlob(operand, planExpression(node.pattern, scope));
    return node.negated ? negateCondition(result) : result;
  },
  templated(node, { planner }) {
    // Without a value the variable stands for "all", which holds for every row.
    noticeUnbound(`{{${node.template.name}}}`, planner);
    return boolean(true);
  },
  subquery: subqueryCondition,
  call: planCall,
  ternary(node, scope) {
    const condition = planExpression(node.condition, scope);
    const branch = (wanted: boolean): Scalar =>
      scope.planner.demands.when(toCondition(condition), wanted, () =>
        planExpression(wanted ? node.then : node.otherwise, scope),
      );
    return choose(condition, branch(true), branch(false));
  },
};

/** Plans an expression; problems go to the planner and give null. */
export function planExpression(node: Expression, scope: ExpressionScope): Scalar {
  const plan = expressionPlanners[node.kind] as (node: Expression, scope: ExpressionScope) => Scalar;
  return plan(node, scope);
}

/** The word `null`, where no field has that name; a field without a value is something else. */
function isWrittenNull(node: Expression, { fields }: ExpressionScope): boolean {
  return node.kind === 'null' && fields.find('null') === undefined;
}

function negateCondition(operand: Scalar): Scalar {
  return call('not', 'boolean', toCondition(operand));
}

function noticeUnbound(written: string, planner: Planner): void {
  for (const name of variableNames(written)) {
    planner.notice('template.unbound', `{{${name}}} has no value and was read as *. Give it one with a parameter.`);
  }
}

/** Whole-value, case-sensitive match with `*` as the only wildcard. */
function matchesGlob(operand: Scalar, pattern: Scalar): Scalar {
  if (isNothing(operand) || isNothing(pattern)) return boolean(false);
  const like =
    pattern.kind === 'constant'
      ? text(globToLike(String(pattern.value), 'literal'))
      : call('globToLike', 'text', convert(pattern, 'text'));
  return call('isTrue', 'boolean', call('like', 'boolean', operand, like));
}

function matchesRegex(
  operand: Scalar,
  node: Extract<Expression, { readonly kind: 'regex' }>,
  { planner }: ExpressionScope,
): Scalar {
  const pattern = regexArgument(node, planner);
  if (pattern === undefined) return boolean(false);
  const id = pattern.backtracking ? 'regexMatchesBacktracking' : 'regexMatches';
  return call('isTrue', 'boolean', call(id, 'boolean', operand, text(pattern.source)));
}

function regexArgument(node: Expression, planner: Planner): RegexPattern | undefined {
  if (node.kind !== 'regex') return undefined;
  const result = readRegex(node.written, node.flags);
  if (result.kind === 'regex') return result.pattern;
  planner.invalid('regex.invalid', `The regular expression cannot be read: ${result.reason}.`, node.range);
  return undefined;
}

function planCall(node: Extract<Expression, { readonly kind: 'call' }>, scope: ExpressionScope): Scalar {
  const { planner } = scope;
  const id = findFunction(node.name)?.id ?? node.name.toLowerCase();
  const definition = Object.hasOwn(functionPlanners, id) ? functionPlanners[id] : undefined;
  if (definition === undefined) {
    planner.unsupported(`The function "${node.name}"`, node.nameRange);
    return nothing();
  }
  const args: Argument[] = [];
  for (const [index, arg] of node.args.entries()) {
    const regex = regexArgument(arg, planner);
    const value = (): Scalar => (arg.kind === 'regex' && id === 'replace' ? text('') : planExpression(arg, scope));
    const condition = id === 'if' && index > 0 ? args[0]?.value : undefined;
    args.push({
      regex,
      value: condition === undefined ? value() : planner.demands.when(toCondition(condition), index === 1, value),
      range: arg.range,
    });
  }
  if (args.length < definition.least || args.length > definition.most) {
    const wanted =
      definition.least === definition.most ? String(definition.least) : `${definition.least} to ${definition.most}`;
    planner.invalid('call.argument-count', `"${node.name}" takes ${wanted} arguments, not ${args.length}.`, node.range);
    return nothing();
  }
  const values = args.map((arg) => arg.value);
  return definition.plan(values, {
    name: node.name,
    range: node.range,
    written: node.args,
    fields: scope.fields,
    args,
    planner,
  });
}
