import type { IToken } from 'chevrotain';
import {
  Bang,
  LeftBracket,
  LeftParen,
  Minus,
  Question,
  RightBracket,
  RightParen,
  SubqueryOpen,
} from '../lexer/tokens.ts';

/** How deep a stage may nest before it is refused: far more than people write, far less than the call stack holds. */
export const nestingLimit = 150;

/** Which brackets belong together, and which opening ones are never closed. */
export interface BracketPairs {
  /** For each token, how many closed brackets it lies in; unclosed ones do not count. */
  readonly depths: readonly number[];
  readonly unclosed: readonly IToken[];
}

const isOpening = (token: IToken): boolean =>
  token.tokenType === LeftParen || token.tokenType === LeftBracket || token.tokenType === SubqueryOpen;
const isRightBracket = (token: IToken): boolean =>
  token.tokenType.name === RightBracket.name || token.tokenType.name === 'SubqueryClose';

/**
 * Pairs brackets in one pass. An opening bracket without its partner is left out of the depth, so that a
 * forgotten `)` in one stage does not swallow the stages after it.
 */
export function pairBrackets(tokens: readonly IToken[]): BracketPairs {
  const partner = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (isOpening(token)) open.push(index);
    else if (token.tokenType === RightParen || isRightBracket(token)) {
      const wantsParen = token.tokenType === RightParen;
      const at = open.findLastIndex((candidate) => (tokens[candidate]?.tokenType === LeftParen) === wantsParen);
      if (at >= 0) {
        partner.set(open[at] as number, index);
        open.splice(at, 1);
      }
    }
  });
  let depth = 0;
  const closing = new Set(partner.values());
  const depths = tokens.map((_, index) => {
    if (closing.has(index)) depth -= 1;
    const here = depth;
    if (partner.has(index)) depth += 1;
    return here;
  });
  return { depths, unclosed: open.map((index) => tokens[index] as IToken) };
}

/** The token at which nesting becomes too deep to read safely, or undefined. Signs and `?` nest as brackets do. */
export function tooDeepAt(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  let prefixes = 0;
  let operands = 0;
  for (const token of tokens) {
    if (isOpening(token)) depth += 1;
    else if (token.tokenType === RightParen || isRightBracket(token)) depth = Math.max(0, depth - 1);
    prefixes =
      token.tokenType === Bang ||
      token.tokenType === Minus ||
      token.tokenType.name === 'Word_not' ||
      token.tokenType.name === 'ScopeNot'
        ? prefixes + 1
        : 0;
    if (token.tokenType === Question) operands += 1;
    if (depth + prefixes + operands > nestingLimit) return token;
  }
  // A chain of operators is read in a loop but walked as a tree as deep as the chain is long.
  return tokens.length > 12_000 ? tokens[12_000] : undefined;
}
