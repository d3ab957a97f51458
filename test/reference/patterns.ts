/** Globs, anchors and regular expressions (language reference 3.1, 3.2). */

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Whole value, case-sensitive; `*` is any run of characters. */
export function globMatches(text: string, glob: string): boolean {
  return new RegExp(`^${glob.split('*').map(quote).join('[^]*')}$`, 'u').test(text);
}

/** The expression as written between its delimiters. */
export function regexOf(written: string): RegExp {
  const source = written.replaceAll('\\"', '"').replaceAll('\\/', '/');
  return source.startsWith('(?i)') ? new RegExp(source.slice('(?i)'.length), 'iu') : new RegExp(source, 'u');
}

/**
 * The texts that the wildcards of an anchor pattern stand for, or null when the text does not match. Literals ignore
 * case and follow each other as soon as possible; a wildcard at an end reaches to the end of the text.
 */
export function anchorMatch(text: string, pattern: string): readonly string[] | null {
  const literals = pattern.split('*');
  const folded = text.toLowerCase();
  const captured: string[] = [];
  let position = 0;
  for (const [index, literal] of literals.entries()) {
    if (index > 0 && index === literals.length - 1 && literal === '') {
      captured.push(text.slice(position));
      return captured;
    }
    const found = folded.indexOf(literal.toLowerCase(), position);
    if (found < 0) return null;
    if (index > 0) captured.push(text.slice(position, found));
    position = found + literal.length;
  }
  return captured;
}
