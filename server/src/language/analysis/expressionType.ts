import { findFunction } from '../catalog/catalog.ts';
import type { ValueType } from '../catalog/records.ts';
import type { Expression } from '../syntax/nodes.ts';

const booleanOperators = new Set(['=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'contains']);

/**
 * The type of an expression as far as its text tells.
 * @param typeOf the type of a field by name
 */
export function expressionType(expression: Expression, typeOf: (name: string) => ValueType): ValueType {
  switch (expression.kind) {
    case 'field':
      return typeOf(expression.name);
    case 'string':
    case 'regex':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
    case 'in':
    case 'matches':
    case 'templated':
    case 'subquery':
      return 'boolean';
    case 'null':
    case 'template':
      return 'any';
    case 'binary':
      return booleanOperators.has(expression.operator) ? 'boolean' : 'number';
    case 'unary':
      return expression.operator === 'not' ? 'boolean' : 'number';
    case 'ternary':
      return commonType(expressionType(expression.then, typeOf), expressionType(expression.otherwise, typeOf));
    case 'call': {
      if (expression.name.toLowerCase() === 'if') {
        const [, then, otherwise] = expression.args;
        return then === undefined || otherwise === undefined
          ? 'any'
          : commonType(expressionType(then, typeOf), expressionType(otherwise, typeOf));
      }
      return findFunction(expression.name)?.returns ?? 'any';
    }
  }
}

function commonType(a: ValueType, b: ValueType): ValueType {
  return a === b ? a : 'any';
}
