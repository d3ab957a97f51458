import type { IToken } from 'chevrotain';
import { diagnostic } from '../diagnostics/codes.ts';
import { rangeOf } from '../lexer/literals.ts';
import { Comma, Text, word } from '../lexer/tokens.ts';
import type { Problems } from './problems.ts';

/** Leaves out what authors forget to delete: a comma at the end, an `as` without a name (language.md 9, 61). */
export function dropTypos(tokens: readonly IToken[], problems: Problems): readonly IToken[] {
  const last = tokens.at(-1);
  if (last !== undefined && tokens.length > 1 && last.tokenType === Comma) {
    const fix = { title: 'Remove the comma', edits: [{ range: rangeOf(last), newText: '' }] };
    problems.add(diagnostic('syntax.trailing-comma', rangeOf(last), 'Nothing follows this comma.', [fix]));
    return dropTypos(tokens.slice(0, -1), problems);
  }
  const [text, comma, nodrop] = tokens.slice(-3);
  if (comma?.tokenType === Comma && nodrop?.tokenType === word.nodrop && text?.tokenType === Text) {
    const fix = { title: 'Remove the comma', edits: [{ range: rangeOf(comma), newText: '' }] };
    problems.add(diagnostic('syntax.trailing-comma', rangeOf(comma), 'No text follows this comma.', [fix]));
    return dropTypos(tokens.toSpliced(tokens.length - 2, 1), problems);
  }
  const dangling = tokens.findIndex(
    (token, index) =>
      token.tokenType === word.as &&
      tokens[index - 1]?.tokenType !== word.as &&
      tokens[index + 1]?.tokenType === word.by &&
      tokens[index + 2] !== undefined &&
      tokens[index + 2]?.tokenType !== word.by,
  );
  const as = tokens[dangling];
  if (as === undefined) return tokens;
  const fix = { title: 'Remove `as`', edits: [{ range: rangeOf(as), newText: '' }] };
  problems.add(diagnostic('syntax.dangling-as', rangeOf(as), 'No name follows this `as`.', [fix]));
  return tokens.toSpliced(dangling, 1);
}
