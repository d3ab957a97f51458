import type { IToken } from 'chevrotain';
import type { Gap } from './spacing.ts';
import { isClosing, isOpening } from './tokenKinds.ts';

/**
 * A stage with comments inside keeps its lines, since a comment speaks of the line it stands on or before;
 * blanks within the lines and before them are put in order.
 * @param breaksBefore how many lines end between an item and the one before it
 */
export function keepLines(
  items: readonly IToken[],
  gaps: readonly Gap[],
  breaksBefore: ReadonlyMap<IToken, number>,
  eol: string,
  indent: number,
): string {
  const parts: string[] = [];
  let depth = 0;
  items.forEach((item, index) => {
    if (isClosing(item)) depth = Math.max(0, depth - 1);
    const level = isClosing(item) ? depth : Math.max(1, depth);
    const startsLine = index > 0 && (breaksBefore.get(item) ?? 0) > 0;
    parts.push(startsLine ? eol + ' '.repeat(level * indent) : (gaps[index] ?? ''), item.image);
    if (isOpening(item)) depth += 1;
  });
  return parts.join('');
}
