import type { IToken } from 'chevrotain';
import { catalog, findAggregate, findFunction, findOperator } from '../catalog/catalog.ts';
import type { OperatorRecord } from '../catalog/records.ts';
import {
  Colon,
  Comma,
  Comparison,
  Equals,
  LeftParen,
  Minus,
  PercentField,
  Plus,
  RightParen,
  Word,
} from '../lexer/tokens.ts';
import type { StageRule } from './sesqParser.ts';

/** Which grammar rule reads a stage, and how many of its first tokens are operator words. */
export type StageChoice =
  | { readonly kind: 'operator'; readonly operator: OperatorRecord; readonly rule: StageRule; readonly words: number }
  | { readonly kind: 'rule'; readonly rule: 'aggregateStage' | 'expressionStage'; readonly words: 0 }
  | { readonly kind: 'unknown'; readonly words: 1 };

/** What may be meant by a misspelt first word. */
export const operatorCandidates: readonly string[] = [...catalog.operators, ...catalog.aggregates].flatMap(
  (record) => record.names,
);

const expression = { kind: 'rule', rule: 'expressionStage', words: 0 } as const;
const aggregate = { kind: 'rule', rule: 'aggregateStage', words: 0 } as const;

/**
 * Decides by the first words. No word is reserved, so what follows counts: `count as n` groups,
 * `count / 2 as half` computes with a field of that name.
 */
export function chooseStage(tokens: readonly IToken[]): StageChoice {
  const [first, second] = tokens;
  if (first === undefined || !isWord(first)) return expression;
  const name = first.image;

  const pair = second !== undefined && isWord(second) ? `${name} ${second.image}` : undefined;
  const paired = pair === undefined ? undefined : findOperator(pair);
  if (paired !== undefined) return { kind: 'operator', operator: paired, rule: paired.rule, words: 2 };

  const operator = findOperator(name);
  if (operator !== undefined) {
    return neverOption(tokens, operator.rule)
      ? expression
      : { kind: 'operator', operator, rule: operator.rule, words: 1 };
  }
  const record = findAggregate(name);
  if (record !== undefined) {
    // `count as n` counts; the others need a field in brackets, so `first as copy` copies a field of that name.
    const copies = record.fields.min > 0 && isWordOf(second, 'as');
    return copies || continuesExpression(second) || isScalarCall(tokens) ? expression : aggregate;
  }
  if (second?.tokenType === LeftParen) return expression;
  if (continuesExpression(second) || isWordOf(second, 'as')) return expression;
  return { kind: 'unknown', words: 1 };
}

function isWord(token: IToken): boolean {
  return token.tokenType === Word || token.tokenType.name.startsWith('Word_');
}

function isWordOf(token: IToken | undefined, text: string): boolean {
  return token !== undefined && token.tokenType.name === `Word_${text}`;
}

const infixWords = ['and', 'or', 'in', 'matches', 'contains', 'not'];
const infixTokens = new Set(
  [Equals, Comparison, Plus, Minus, Colon]
    .map((type) => type.name)
    .concat(['Star', 'Slash', 'Percent', 'Question', 'AndSymbol', 'OrSymbol']),
);

/** What begins no option of any operator. */
const neverFirst = new Set(['Equals', 'Comparison', 'Slash', 'Percent', 'Question', 'AndSymbol', 'OrSymbol']);
/** Signs that begin an option of these operators only; with a name at its end `total - used as free` computes. */
const signsFirst: Readonly<Record<string, readonly StageRule[]>> = {
  Plus: ['sort', 'trace', 'where', 'logexplain'],
  Minus: ['sort', 'trace', 'where', 'logexplain', 'fields'],
  Star: ['lookup'],
};

/** True when no option of the operator begins like the stage, so that its first word must be a field. */
function neverOption(tokens: readonly IToken[], rule: StageRule): boolean {
  const token = tokens[1];
  if (token === undefined || rule === 'opaque') return false;
  if (isWordOf(token, 'as')) return rule !== 'timeslice';
  const { name } = token.tokenType;
  // A table of `save` and `cat` may begin with a slash.
  if (name === 'Slash' && (rule === 'save' || rule === 'cat')) return false;
  return neverFirst.has(name) || (signsFirst[name]?.includes(rule) === false && isWordOf(tokens.at(-2), 'as'));
}

/** True when the token can only stand between the operands of an expression. */
function continuesExpression(token: IToken | undefined): boolean {
  if (token === undefined || token.tokenType === PercentField) return false;
  return infixTokens.has(token.tokenType.name) || infixWords.some((text) => isWordOf(token, text));
}

/** `min(a, b)` computes, `min(a)` aggregates: a comma at the first level inside the brackets decides. */
function isScalarCall(tokens: readonly IToken[]): boolean {
  const [first, second] = tokens;
  if (first === undefined || second?.tokenType !== LeftParen || findFunction(first.image) === undefined) return false;
  let depth = 0;
  for (const token of tokens.slice(1)) {
    if (token.tokenType === LeftParen) depth += 1;
    else if (token.tokenType === RightParen) depth -= 1;
    else if (token.tokenType === Comma && depth === 1) return true;
    if (depth === 0) return false;
  }
  return false;
}
