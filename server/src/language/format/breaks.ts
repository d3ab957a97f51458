import type { IToken } from 'chevrotain';
import { Bang, Colon, Comma, Equals, Question, ScopeAnd, ScopeNot, ScopeOr, Text, word } from '../lexer/tokens.ts';
import type { Hints } from './hints.ts';
import type { Mode } from './modes.ts';
import { isConnective, type Gap } from './spacing.ts';
import { isClosing, isComment, isPipe, isWord } from './tokenKinds.ts';

/** Where a line may end, loosest first: what binds loosest is broken first. */
export type Break = 'pipe' | 'comma' | 'ternary' | 'or' | 'and' | 'soft';

/** Words that begin a part of a stage; a field of such a name only offers one more place to wrap. */
const clauseWords: ReadonlySet<unknown> = new Set([
  word.by,
  word.group,
  word.on,
  word.from,
  word.with,
  word.nodrop,
  word.multi,
  word.extract,
  word.row,
  word.column,
  word.keys,
  word.timewindow,
  word.results,
]);

/** The place to break before each item, if there is one. */
export function breaksOf(
  items: readonly IToken[],
  gaps: readonly Gap[],
  modes: readonly Mode[],
  hints: Hints,
): readonly (Break | undefined)[] {
  return items.map((next, index) => {
    const previous = items[index - 1];
    if (previous === undefined || gaps[index] === '' || isComment(next) || isComment(previous)) return undefined;
    if (isPipe(next)) return 'pipe';
    if (isPipe(previous) || modes[index] === 'untouched') return undefined;
    if (modes[index] === 'scope') return scopeBreak(previous, next);
    return stageBreak(items, index, hints);
  });
}

function scopeBreak(previous: IToken, next: IToken): Break | undefined {
  if (next.tokenType === ScopeOr) return 'or';
  if (next.tokenType === ScopeAnd) return 'and';
  if (previous.tokenType === Bang || previous.tokenType === ScopeNot || isConnective(previous)) return undefined;
  return 'soft';
}

function stageBreak(items: readonly IToken[], index: number, hints: Hints): Break | undefined {
  const next = items[index] as IToken;
  const previous = items[index - 1] as IToken;
  if (previous.tokenType === Comma) return 'comma';
  if (next.tokenType === Question || next.tokenType === Colon) return 'ternary';
  const binary = hints.binary.get(next.startOffset);
  if (binary !== undefined) return binary === 'tight' ? 'soft' : binary;
  if (hints.binary.has(previous.startOffset)) return undefined;
  if (next.tokenType === word.as) {
    const isAggregate = hints.aggregateNames.has(startAfter(items, index));
    return endsList(previous) && !isAggregate ? 'soft' : undefined;
  }
  const isOption =
    isWord(next) && items[index + 1]?.tokenType === Equals && !hints.binary.has(startAfter(items, index));
  return clauseWords.has(next.tokenType) || isOption ? 'soft' : undefined;
}

/** `"a", "b" as x, y` may break before `as`; a word, a number and an aggregate keep their new names beside them. */
function endsList(token: IToken): boolean {
  return token.tokenType.name === Text.name || isClosing(token);
}

/** Where the item after the one at the index starts. */
function startAfter(items: readonly IToken[], index: number): number {
  return items[index + 1]?.startOffset ?? -1;
}
