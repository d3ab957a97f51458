import type { Expression, FieldName, Stage } from './nodes.ts';

/** The expressions directly inside an expression. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'in':
      return [expression.operand, ...expression.options];
    case 'matches':
      return [expression.operand, expression.pattern];
    case 'call':
      return expression.args;
    case 'templated':
      return [expression.operand];
    case 'ternary':
      return [expression.condition, expression.then, expression.otherwise];
    default:
      return [];
  }
}

/** Visits an expression and everything in it, in the order of the text; an explicit stack, since chains can be long. */
export function walkExpression(root: Expression, visit: (expression: Expression) => void): void {
  const pending: Expression[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    visit(next);
    pending.push(...childrenOf(next).toReversed());
  }
}

/** The expressions a stage holds. */
export function expressionsOf(stage: Stage): readonly Expression[] {
  if (stage.kind === 'where' || stage.kind === 'logexplain') return [stage.condition];
  return stage.kind === 'expression' ? [stage.expression] : [];
}

/** The fields an expression reads. */
export function fieldsIn(expression: Expression): readonly FieldName[] {
  const fields: FieldName[] = [];
  walkExpression(expression, (node) => {
    if (node.kind === 'field') fields.push(node);
  });
  return fields;
}
