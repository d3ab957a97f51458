import type { IToken } from 'chevrotain';
import {
  Bang,
  Comma,
  Dot,
  Equals,
  LeftParen,
  Minus,
  Plus,
  ScopeAnd,
  ScopeNot,
  ScopeOr,
  Semicolon,
  SubqueryOpen,
  Template,
  Text,
  Uri,
  word,
} from '../lexer/tokens.ts';
import type { Hints } from './hints.ts';
import type { Mode } from './modes.ts';
import { endOf, isClosing, isComment, isOpening, isPipe, isWord, needsBlankBefore } from './tokenKinds.ts';

/** What stands between two tokens on a line. */
export type Gap = '' | ' ';

/** A look at one place between two items. */
interface Place {
  readonly previous: IToken;
  readonly next: IToken;
  /** The token before `previous`. */
  readonly earlier: IToken | undefined;
  readonly hints: Hints;
}

/**
 * The gap before each item of a stage or scope; the first one has none. A gap that could change what is read
 * stays as it is written: touching or apart.
 */
export function gapsOf(items: readonly IToken[], modes: readonly Mode[], hints: Hints): readonly Gap[] {
  return items.map((next, index) => {
    const previous = items[index - 1];
    if (previous === undefined) return '';
    const place = { previous, next, earlier: items[index - 2], hints };
    return gapAt(place, modes[index - 1], modes[index]);
  });
}

function gapAt(place: Place, before: Mode | undefined, mode: Mode | undefined): Gap {
  const { previous, next } = place;
  if (isComment(next)) return ' ';
  if (isClosing(next)) return '';
  if (isComment(previous)) return next.tokenType === Comma ? '' : ' ';
  if (isOpening(previous)) return previous.tokenType === SubqueryOpen ? ' ' : '';
  if (isPipe(previous) || isPipe(next)) return ' ';
  if (before === 'untouched' && mode === 'untouched') return asWritten(place);
  return mode === 'scope' ? scopeGap(place) : stageGap(place);
}

function asWritten({ previous, next }: Place): Gap {
  return endOf(previous) === next.startOffset ? '' : ' ';
}

/** In a scope punctuation belongs to words, so little is decided here. */
function scopeGap(place: Place): Gap {
  const { previous, next, hints } = place;
  if (next.tokenType === Equals && hints.scopeFields.has(endOf(previous))) return '';
  if (previous.tokenType === Equals && hints.scopeValues.has(next.startOffset)) return '';
  if (previous.tokenType === Bang) return needsBlankBefore(next) ? ' ' : '';
  // What touches an unquoted value belongs to it, even `or`; a text ends where its quote does.
  const connects = (isText(previous) && isConnective(next)) || (isConnective(previous) && isText(next));
  const apart = connects || isClosing(previous) || isOpening(next) || next.tokenType === Bang;
  return apart ? ' ' : asWritten(place);
}

const isText = ({ tokenType }: IToken): boolean => tokenType === Text;

/** `and`, `or` and `not` of a scope. */
export const isConnective = ({ tokenType }: IToken): boolean =>
  tokenType === ScopeAnd || tokenType === ScopeOr || tokenType === ScopeNot;

function stageGap(place: Place): Gap {
  const { previous, next, earlier, hints } = place;
  if (next.tokenType === Comma || next.tokenType === Semicolon || previous.tokenType === Semicolon) return '';
  if (previous.tokenType === Comma) return ' ';
  if (previous.tokenType === Bang) return needsBlankBefore(next) ? ' ' : '';
  if (isSign(previous) && !hints.binary.has(previous.startOffset))
    return hints.directions.has(endOf(previous)) || needsBlankBefore(next) ? ' ' : '';
  if (next.tokenType === Equals && isOptionSign(next, previous, hints)) return '';
  if (previous.tokenType === Equals && isOptionSign(previous, earlier, hints)) return '';
  if (hints.binary.has(previous.startOffset) || hints.binary.has(next.startOffset)) return ' ';
  if (next.tokenType === LeftParen && isWord(previous)) return takesBracket(previous, hints) ? '' : ' ';
  const unsure = [previous, next].some(({ tokenType }) => tokenType === Template || tokenType === Dot);
  return unsure || previous.tokenType === Uri ? asWritten(place) : ' ';
}

const isSign = ({ tokenType }: IToken): boolean => tokenType === Plus || tokenType === Minus;

/** The `=` of `field=x`, neither a comparison nor that of `on a = b`. */
function isOptionSign(sign: IToken, before: IToken | undefined, hints: Hints): boolean {
  return !hints.binary.has(sign.startOffset) && !(before !== undefined && hints.pairs.has(endOf(before)));
}

/** True for `if(`, `count(`, `topk(` and the `values(` and `timeslice(` of `fillmissing`. */
function takesBracket(name: IToken, hints: Hints): boolean {
  return (
    hints.calls.has(name.startOffset) ||
    hints.callLikeWords.has(endOf(name)) ||
    name.tokenType === word.values ||
    name.tokenType === word.timeslice
  );
}
