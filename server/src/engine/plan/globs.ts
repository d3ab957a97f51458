/** Wildcard patterns as patterns of `like` (`%` any run, `_` one character, `\` before a literal one). */

/** `*` is any run; `?` is one character where the place allows it. */
export function globToLike(glob: string, questionMark: 'wildcard' | 'literal'): string {
  return glob.replace(/[\\%_*?]/g, (character) => {
    if (character === '*') return '%';
    if (character === '?') return questionMark === 'wildcard' ? '_' : '?';
    return `\\${character}`;
  });
}

/** A text that `like` matches literally. */
export function literalToLike(literal: string): string {
  return literal.replace(/[\\%_]/g, '\\$&');
}
