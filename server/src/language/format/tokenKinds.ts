import type { IToken } from 'chevrotain';
import {
  BlockComment,
  LeftBracket,
  LeftParen,
  LineComment,
  PercentField,
  RightBracket,
  RightParen,
  SubqueryOpen,
  UnclosedComment,
  Word,
} from '../lexer/tokens.ts';

/** The offset behind a token. */
export const endOf = (token: IToken): number => token.startOffset + token.image.length;

/** `|` in any mode of the lexer. */
export const isPipe = ({ tokenType }: IToken): boolean => tokenType.name.endsWith('Pipe');

/** `(`, `[` and `[subquery:`. */
export const isOpening = ({ tokenType }: IToken): boolean =>
  tokenType === LeftParen || tokenType === LeftBracket || tokenType === SubqueryOpen;

/** `)` and `]` in any mode of the lexer. */
export const isClosing = ({ tokenType }: IToken): boolean =>
  tokenType === RightParen || tokenType === RightBracket || tokenType.name === 'SubqueryClose';

/** `// …` */
export const isLineComment = ({ tokenType }: IToken): boolean => tokenType === LineComment;

/** A comment of either kind, closed or not. */
export const isComment = ({ tokenType }: IToken): boolean =>
  tokenType === LineComment || tokenType === BlockComment || tokenType === UnclosedComment;

/** A comment that would begin a new cell if it stood first on its line. */
export const looksLikeSeparator = (token: IToken): boolean => isLineComment(token) && /^\/\/[ \t]*%%/.test(token.image);

/** Any word of a stage, those of the grammar too. */
export const isWord = ({ tokenType }: IToken): boolean =>
  tokenType === Word || (tokenType.CATEGORIES ?? []).includes(Word);

/** `%name` without quotes is a field only behind certain characters; behind others its sign is a remainder. */
export const needsBlankBefore = ({ tokenType, image }: IToken): boolean =>
  tokenType === PercentField && !image.includes('"');

/** How many lines end in a piece of text. */
export function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
