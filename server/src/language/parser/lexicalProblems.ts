import type { IToken } from 'chevrotain';
import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { rangeOf } from '../lexer/literals.ts';
import { MalformedNumber, Stray, UnclosedComment, UnclosedText } from '../lexer/tokens.ts';

/** What is wrong with the tokens of a query by themselves, wherever they stand. */
export function lexicalProblems(tokens: readonly IToken[], comments: readonly IToken[]): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const token of tokens) {
    if (token.tokenType === UnclosedText) {
      problems.push(diagnostic('syntax.unclosed-text', rangeOf(token), 'This text has no closing quote.'));
    } else if (token.tokenType === MalformedNumber) {
      problems.push(
        diagnostic(
          'syntax.malformed-number',
          rangeOf(token),
          `\`${token.image}\` is neither a number nor a name; names that begin with a digit are written %"${token.image}".`,
        ),
      );
    } else if (token.tokenType === Stray) {
      problems.push(diagnostic('syntax.stray-character', rangeOf(token), `\`${token.image}\` means nothing here.`));
    }
  }
  const open = comments.find((comment) => comment.tokenType === UnclosedComment);
  if (open !== undefined)
    problems.push(diagnostic('syntax.unclosed-comment', rangeOf(open), 'This comment is never closed with `*/`.'));
  return problems;
}
