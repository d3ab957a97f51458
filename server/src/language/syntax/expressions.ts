/** Expressions of `where`, computed fields and arguments (language.md 1.5). */
import type { FieldName, NumberLiteral, RegexLiteral, StringLiteral, TemplateVariable } from './literals.ts';
import type { Subquery } from './pipelines.ts';
import type { TextRange } from './range.ts';

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'contains';

export interface BinaryExpression {
  readonly kind: 'binary';
  /** Normalised: `==` is `=`, `<>` is `!=`, `&&` is `and`, `||` is `or`. */
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly operatorRange: TextRange;
  readonly range: TextRange;
}

export interface UnaryExpression {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expression;
  readonly range: TextRange;
}

/** `value in (a, b)`; with `negated`, `value not in (a, b)`. */
export interface InExpression {
  readonly kind: 'in';
  readonly operand: Expression;
  readonly options: readonly Expression[];
  readonly negated: boolean;
  readonly range: TextRange;
}

/** `value matches "glob"` or `value matches /regex/`; the pattern may be any expression. */
export interface MatchesExpression {
  readonly kind: 'matches';
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly negated: boolean;
  readonly range: TextRange;
}

/** `name(arguments)`. */
export interface CallExpression {
  readonly kind: 'call';
  /** As written; the catalogue resolves it without regard to case. */
  readonly name: string;
  readonly nameRange: TextRange;
  readonly args: readonly Expression[];
  readonly range: TextRange;
}

/** `condition ? then : otherwise`. */
export interface TernaryExpression {
  readonly kind: 'ternary';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly range: TextRange;
}

/** `left {{variable}}`: the variable brings operator and operand (`severity {{severity}}` with `> 5`). */
export interface TemplatedComparison {
  readonly kind: 'templated';
  readonly operand: Expression;
  readonly template: TemplateVariable;
  readonly range: TextRange;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly range: TextRange;
}

/** `null` where no field of that name exists. */
export interface NullLiteral {
  readonly kind: 'null';
  readonly range: TextRange;
}

export type Expression =
  | FieldName
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | RegexLiteral
  | TemplateVariable
  | BinaryExpression
  | UnaryExpression
  | InExpression
  | MatchesExpression
  | CallExpression
  | TernaryExpression
  | TemplatedComparison
  | Subquery;
