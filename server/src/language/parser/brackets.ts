import type { IToken } from 'chevrotain';
import {
  Bang,
  LeftBracket,
  LeftParen,
  Minus,
  Question,
  RightBracket,
  RightParen,
  ScopeNot,
  SubqueryOpen,
  word,
} from '../lexer/tokens.ts';

/** How deep a query may nest before it is refused: far more than people write, far less than the call stack holds. */
export const nestingLimit = 150;

/** How many operands one stage may chain: the tree is as deep as the chain is long, and trees are walked. */
const chainLimit = 4_000;

/** Which brackets belong together, and which opening ones are never closed. */
export interface BracketPairs {
  /** For each token, how many closed brackets it lies in; unclosed ones do not count. */
  readonly depths: readonly number[];
  readonly unclosed: readonly IToken[];
}

const isOpening = (token: IToken): boolean =>
  token.tokenType === LeftParen || token.tokenType === LeftBracket || token.tokenType === SubqueryOpen;
const isRightBracket = (token: IToken): boolean =>
  token.tokenType === RightBracket || token.tokenType.name === 'SubqueryClose';
const isClosing = (token: IToken): boolean => token.tokenType === RightParen || isRightBracket(token);

/** For the index of each opening bracket that is closed, the index of its closing one. One pass, linear time. */
export function matchingBrackets(tokens: readonly IToken[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const parens: number[] = [];
  const brackets: number[] = [];
  tokens.forEach((token, index) => {
    if (isOpening(token)) (token.tokenType === LeftParen ? parens : brackets).push(index);
    else if (isClosing(token)) {
      const open = (token.tokenType === RightParen ? parens : brackets).pop();
      if (open !== undefined) partners.set(open, index);
    }
  });
  return partners;
}

/**
 * Says how deep each token lies. An opening bracket without its partner is left out of the depth, so that a
 * forgotten `)` in one stage does not swallow the stages after it.
 */
export function pairBrackets(tokens: readonly IToken[]): BracketPairs {
  const partners = matchingBrackets(tokens);
  const closing = new Set(partners.values());
  const unclosed: IToken[] = [];
  let depth = 0;
  const depths = tokens.map((token, index) => {
    if (closing.has(index)) depth -= 1;
    const here = depth;
    if (partners.has(index)) depth += 1;
    else if (isOpening(token)) unclosed.push(token);
    return here;
  });
  return { depths, unclosed };
}

/** The token at which a scope or a stage becomes too deep to read safely, or undefined. Signs and `?` nest as brackets do. */
export function tooDeepAt(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  let prefixes = 0;
  let ternaries = 0;
  let chain = 0;
  for (const token of tokens) {
    const type = token.tokenType;
    if (type.name.endsWith('Pipe')) {
      ternaries = 0;
      chain = 0;
    }
    if (isOpening(token)) depth += 1;
    else if (isClosing(token)) depth = Math.max(0, depth - 1);
    prefixes = type === Bang || type === Minus || type === word.not || type === ScopeNot ? prefixes + 1 : 0;
    if (type === Question) ternaries += 1;
    chain += 1;
    if (depth + prefixes + ternaries > nestingLimit || chain > 2 * chainLimit) return token;
  }
  return undefined;
}
