import { type IToken, Lexer } from 'chevrotain';
import { lexerDefinition, scopeWordTypes, ScopeWord, stageWordTypes, Word } from './tokens.ts';

const lexer = new Lexer(lexerDefinition, {
  positionTracking: 'onlyOffset',
  skipValidations: true,
  ensureOptimizations: false,
});

/** The tokens of one query and the comments that stand between them, both in order. */
export interface LexedQuery {
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
}

/**
 * Cuts the text of one query into tokens. Never fails: characters that begin nothing become `Stray` tokens.
 * @param text the query
 * @param base added to every offset, for a query that is part of a longer text
 * @param start whether the text begins with a scope or with a stage
 */
export function tokenize(text: string, base: number, start: 'scope' | 'stage' = 'scope'): LexedQuery {
  const result = lexer.tokenize(text, start);
  for (const token of result.tokens) {
    const words =
      token.tokenType === Word ? stageWordTypes : token.tokenType === ScopeWord ? scopeWordTypes : undefined;
    const type = words?.get(token.image.toLowerCase());
    if (type !== undefined) {
      token.tokenType = type;
      token.tokenTypeIdx = type.tokenTypeIdx as number;
    }
    shift(token, base);
  }
  const comments = result.groups['comments'] ?? [];
  for (const comment of comments) shift(comment, base);
  return { tokens: result.tokens, comments };
}

function shift(token: IToken, base: number): void {
  token.startOffset += base;
  token.endOffset = token.startOffset + token.image.length - 1;
}
